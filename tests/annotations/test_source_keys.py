"""Two spellings of one address are one work; two works never are."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connections, transaction

from annotations.models import Source, Statement
from annotations.refusals import Refused
from annotations.services.merging import merge_source
from annotations.services.sources import (
    change_source,
    cited_source,
    find_sources,
    make_source,
    withdraw_source,
)
from annotations.source_keys import url_key, without_tracking

SAME = {
    "scheme, www, slash": ("http://www.port.example/gate/", "https://port.example/gate"),
    "port, fragment": ("https://port.example:443/gate#table-4", "https://port.example/gate"),
    "where the reader came from": (
        "https://port.example/gate?utm_source=x&fbclid=1&ref_src=twsrc&utm_term=",
        "https://port.example/gate",
    ),
    "order": ("https://port.example/gate?year=2025&page=2", "https://port.example/gate?page=2&year=2025"),
    "sign of a key without a value": ("https://port.example/news.php?12345=", "https://port.example/news.php?12345"),
    "no scheme": ("www.port.example/gate", "https://port.example/gate"),
    "no scheme, a host alone": ("Port.example", "https://port.example/"),
    "spelling of a byte": ("https://port.example/?q=%c3%a4", "https://port.example/?q=ä"),
}  # fmt: skip
APART = {
    "a key without a value": ("https://port.example/news.php?12345", "https://port.example/news.php?67890"),
    "a path in the query": ("https://port.example/?/news/1", "https://port.example/?/news/2"),
    "the number of a file": ("https://plan.example/view?ref=22/0123", "https://plan.example/view?ref=22/9999"),
    "bytes of an older alphabet": ("https://port.example/?q=%E4", "https://port.example/?q=%F6"),
    "another query": ("https://port.example/gate?year=2024", "https://port.example/gate?year=2025"),
}  # fmt: skip


def test_address_of_a_merged_work_names_the_one_that_took_it(ana):
    gone, kept = make_source(by=ana, title="A", url="https://a.example/1"), make_source(by=ana, title="B")
    merge_source(gone, kept, by=ana)
    assert make_source(by=ana, url="https://a.example/1") == kept
    assert list(find_sources("https://a.example/1", by=ana)) == [kept]
    withdraw_source(kept, by=ana)
    assert make_source(by=ana, url="https://a.example/1") not in (gone, kept)


@pytest.mark.parametrize("what", SAME)
def test_spellings_of_one_address_have_one_key(what):
    one, other = SAME[what]
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize("what", APART)
def test_two_works_have_two_keys(what):
    one, other = APART[what]
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "words",
    [
        "bericht.pdf",
        "10.1038/nature12373",
        "ana@port.example",
        "Gate 3.1",
        "3.1/2",
        "U.S.",
        "doi:10.1/a",
        "e.g./x",
    ],
)
def test_what_is_no_address_has_no_key(words):
    assert url_key(words) == ""


NAMED = {
    "www.port.example/statistik": ("https://www.port.example/statistik", "https://port.example/statistik"),
    "stadt.example/bericht.pdf?utm_source=x": (
        "https://stadt.example/bericht.pdf",
        "http://stadt.example/bericht.pdf",
    ),
    "10.1038/nature12373": ("", "https://doi.org/10.1038/Nature12373"),
    "doi: 10.1038/nature12373.": ("", "10.1038/nature12373"),
    "10.1061/(ASCE)0733-9429(2003)129:4(316)": ("", "doi:10.1061/(asce)0733-9429(2003)129:4(316)."),
    "ISBN 978-3-16-148410-0": ("", "9783161484100"),
    "316148410X": ("", "ISBN: 3-16-148410-X"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("text", NAMED)
@pytest.mark.parametrize("title", ["", "Gate statistics"])
def test_what_was_typed_to_name_a_new_source_is_kept_and_names_it_again(ana, text, title):
    url, again = NAMED[text]
    source = cited_source(by=ana, text=text, title=title)
    assert (source.title, source.url) == (title or url or text, url)
    assert source.url_key or source.doi_key or source.isbn_key
    for words in (text, again):
        assert list(find_sources(words, by=ana)) == [source]
        for is_new in (False, True):
            assert cited_source(by=ana, text=words, title=title, is_new=is_new) == source
    with pytest.raises(Refused, match="knows this work as"):
        cited_source(by=ana, text=again, title="Another")


@pytest.mark.django_db
def test_chapters_of_one_book_are_told_apart_by_their_titles(ana):
    one, other = (
        make_source(by=ana, title=title, csl={"ISBN": "316148410X"}) for title in ("Gates", "Locks")
    )
    assert cited_source(by=ana, text="ISBN 316148410X", title="locks") == other
    with pytest.raises(Refused, match="Several sources of the desk have this ISBN"):
        cited_source(by=ana, text="ISBN 316148410X")
    assert cited_source(by=ana, text="ISBN 316148410X", title="Cranes") not in (one, other)


@pytest.mark.django_db
@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("text", ["Reyes 2024", "ISBN 978-3-16-148410-1", "bericht.pdf"])
def test_words_beside_another_title_are_not_dropped(ana, text, is_new):
    with pytest.raises(Refused, match="is no address, DOI or ISBN") as refused:
        cited_source(by=ana, text=text, title="Port yearbook", is_new=is_new)
    assert refused.value.field == "find"
    assert cited_source(
        by=ana, text="year port", title="Port yearbook", is_new=is_new
    )  # it was looked for by them


@pytest.mark.django_db
def test_words_beside_the_title_of_a_known_work_mean_that_one(ana):
    known = make_source(by=ana, title="Port yearbook")
    assert cited_source(by=ana, text="Reyes 2024", title="port yearbook") == known
    with pytest.raises(Refused, match="knows this work as"):
        cited_source(by=ana, text="Port yearbook", title="Gates")


CLEAN = {
    "https://port.example/flats.pdf?utm_source=x&fbclid=1#page=4": "https://port.example/flats.pdf#page=4",
    " https://port.example/?b=%c3%a4&utm_term=&a=1&&mc_eid=d ": "https://port.example/?b=%c3%a4&a=1&",
    "https://port.example/news.php?12345": "https://port.example/news.php?12345",
    "https://port.example/gate?": "https://port.example/gate?",
    "https://port.example/gate#?utm_source=x": "https://port.example/gate#?utm_source=x",
    "https://archive.example/2026/https://port.example/?utm_source=x": None,
    "Yearbook?utm_source=x": None,
}


@pytest.mark.parametrize("url", CLEAN)
def test_an_address_is_kept_as_it_was_given_without_where_the_reader_came_from(url):
    assert without_tracking(url) == (CLEAN[url] or url)
    assert url_key(without_tracking(url)) == url_key(url)


@pytest.mark.django_db
def test_no_record_holds_where_the_reader_came_from_but_what_it_held_already(ana):
    clean, pasted = "https://port.example/flats#page=4", "https://port.example/flats?mc_eid=d#page=4"
    source = cited_source(by=ana, text=pasted)
    assert (source.title, source.url) == (clean, clean)
    named = make_source(by=ana, title=pasted, url="https://port.example/b?fbclid=1")
    assert (named.title, named.url) == (pasted, "https://port.example/b")  # a title that was typed
    assert change_source(named, by=ana, url="https://port.example/c?fbclid=1").url == "https://port.example/c"
    Source.objects.filter(pk=source.pk).update(url=pasted)
    source.refresh_from_db()
    assert change_source(source, by=ana, url=pasted, title="Flats").url == pasted


@pytest.mark.django_db
def test_a_long_address_in_any_script_has_a_key_that_can_be_looked_up(ana):
    signs = "".join(chr(0x4E00 + 7 * n) for n in range(1_900))
    one, other = (f"https://port.example/{signs}{end}" for end in "ab")
    source = make_source(by=ana, title="Gate statistics", url=one)
    assert (source.url, list(find_sources(one, by=ana))) == (one, [source])
    assert url_key(one) != url_key(other)
    assert url_key(f"{one}/#table") == url_key(one)


@pytest.mark.parametrize("length", [1, 1_900])
def test_a_key_of_plain_letters_is_the_address_itself(length):
    path = "x" * length
    assert url_key(f"https://www.port.example/{path}") == f"port.example/{path}"


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_old_keys_are_worked_out_anew_and_no_approval_falls(house, ana):
    migration = import_module("annotations.migrations.0009_keys_of_addresses")
    owner, history = connections["owner"], apps.get_model("annotations", "SourceEvent")
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute("ALTER TABLE annotations_source DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE annotations_source SET url = 'https://port.example/news.php?12345', url_key = %s",
            ["port.example/news.php"],
        )
        cursor.execute("ALTER TABLE annotations_source ENABLE TRIGGER USER")

    def standing():
        row = Statement.objects.get(pk=house.statement.pk)
        return row.review_state, row.content_version, row.contributions.count(), history.objects.count()

    was = standing()
    for _ in "ab":
        with owner.schema_editor() as editor:
            migration.work_out_anew(apps, editor)
    source = Source.objects.get()
    assert (source.url_key, source.version) == ("port.example/news.php?12345=", house.source.version)
    assert standing() == was
    change_source(source, by=ana, url="https://port.example/elsewhere")
    assert standing()[0] == "changed"
