"""The desk’s sources: found, added once, corrected with nothing typed lost, never a circle of copies."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations import csl
from annotations.models import Source
from annotations.services.articles import withdraw_article
from annotations.services.evidence import cite
from annotations.services.merging import merge_source
from annotations.services.sources import change_source, make_source
from tests.cast import at, taken_in


def url(name, desk, *args):
    return reverse(name, args=[desk.slug, *args])


def form_of(source, **changed):
    shown = {"title": source.title, "url": source.url, "version": source.version, **csl.fields(source.csl)}
    return shown | changed


@pytest.mark.parametrize(
    "words",
    [
        "gate",
        "GATE statistics",
        "https://www.port.example/gate/?utm_source=x",
        "10.1234/Gate.2025",
        "978-3-16-148410-0",
    ],
)
def test_list_finds_by_title_address_doi_isbn(as_ana, desk, ana, words):
    record = {"DOI": "10.1234/gate.2025", "ISBN": "9783161484100"}
    make_source(by=ana, title="Gate statistics", url="http://port.example/gate", csl=record)
    make_source(by=ana, title="Survey of drivers")
    page = as_ana.get(url("source-list", desk), {"q": words}).content.decode()
    assert "Gate statistics" in page
    assert "Survey of drivers" not in page


def test_list_counts_live_citations_and_narrows(as_ana, desk, article, ana):
    cited = make_source(by=ana, title="Gate statistics")
    make_source(by=ana, title="Survey of drivers", derived_from=cited)
    cite(article, [at(article, "2.1").pk, at(article, "3.1").pk], by=ana, source=cited, stance="supports")
    page = as_ana.get(url("source-list", desk)).content.decode()
    assert "cited 2 times" in page
    assert "taken from Gate statistics" in page
    uncited = as_ana.get(url("source-list", desk), {"only": "uncited"}).content.decode()
    assert "Survey of drivers" in uncited
    assert "cited 2 times" not in uncited
    assert "Survey of drivers" in as_ana.get(url("source-list", desk), {"only": "copies"}).content.decode()


def test_much_used_source_is_told_in_brief(as_ana, desk, article, ana, monkeypatch):
    """Its first places, its first copies, how many more up to a number that is soon counted."""
    gate = make_source(by=ana, title="Gate statistics")
    cite(
        article,
        [at(article, label).pk for label in ("2.1", "3.1", "3.2")],
        by=ana,
        source=gate,
        stance="supports",
    )
    for number in range(4):
        make_source(by=ana, title=f"Copy {number}", derived_from=gate)
    for name, most in (("sources.MOST_CITED", 1), ("sources.MOST_COPIES", 2), ("lists.MOST_COUNTED", 2)):
        monkeypatch.setattr(f"annotations.views.{name}", most)
    page = as_ana.get(url("source", desk, gate.pk)).content.decode()
    assert "Copy 1" in page and "Copy 2" not in page and page.count("And 2 more.") == 2
    monkeypatch.setattr("annotations.views.lists.MOST_COUNTED", 1)
    assert as_ana.get(url("source", desk, gate.pk)).content.decode().count("And 1+ more.") == 2


def test_list_queries_are_the_same_for_few_and_many(as_ana, desk, ana, django_assert_num_queries):
    make_source(by=ana, title="Gate statistics")
    as_ana.get(url("source-list", desk))
    with CaptureQueriesContext(connection) as few:
        as_ana.get(url("source-list", desk))
    for n in range(60):
        make_source(by=ana, title=f"No. {n}")
    with django_assert_num_queries(len(few)):
        page = as_ana.get(url("source-list", desk)).content.decode()
    assert "More sources" in page


def test_list_and_page_agree_on_what_cites_it_in_an_article_off_the_list(as_ana, desk, article, ana):
    source = make_source(by=ana, title="Gate statistics")
    cite(article, [at(article, "3.1").pk, at(article, "3.2").pk], by=ana, source=source, stance="supports")
    withdraw_article(article, by=ana)
    assert "cited 2 times" in as_ana.get(url("source-list", desk)).content.decode()
    page = as_ana.get(url("source", desk, source.pk)).content.decode()
    assert "2 in articles that are off the list." in page and "Nowhere yet." not in page


def test_page_lists_the_copies_that_are_on_the_list(as_ana, desk, ana):
    wire, other = make_source(by=ana, title="Wire report"), make_source(by=ana, title="Ledger")
    merged, kept = (make_source(by=ana, title=title, derived_from=wire) for title in ("Port booms", "A copy"))
    merge_source(merged, other, by=ana)
    page = as_ana.get(url("source", desk, wire.pk))
    assert list(page.context["copies"]) == [kept]


def test_empty_list_says_what_to_do(as_ana, desk):
    page = as_ana.get(url("source-list", desk)).content.decode()
    assert "No source yet." in page
    assert url("source-add", desk) in page


def test_source_is_added_with_its_record(as_ana, desk):
    form = {
        "title": "Gate statistics", "type": "report", "authors": "Okafor, Mary\nHarbour Authority",
        "issued": "2025-03", "publisher": "Harbour Authority", "url": "https://port.example/gate",
    }  # fmt: skip
    answer = as_ana.post(url("source-add", desk), form)
    source = Source.objects.get()
    assert answer.url == url("source", desk, source.pk)
    assert source.csl == {
        "type": "report",
        "author": [{"family": "Okafor", "given": "Mary"}, {"literal": "Harbour Authority"}],
        "issued": {"date-parts": [[2025, 3]]},
        "publisher": "Harbour Authority",
    }
    assert "Added." in as_ana.get(answer.url).content.decode()


GATE = {"title": "Gate statistics", "url": "https://port.example/gate"}
RECORD = {
    "type": "legislation",
    "DOI": "10.1234/gate.2025",
    "ISBN": "9783161484100",
    "author": [{"literal": "Harbour Authority"}],
}


@pytest.mark.parametrize(
    "typed",
    [
        {"url": "https://www.port.example/gate/"},
        {"url": "https://doi.org/10.1234/Gate.2025"},
        {"doi": "https://doi.org/10.1234/GATE.2025", "url": ""},
        {
            "authors": "Harbour Authority\r\n",
            "isbn": "978-3-16-148410-0",
            "archive_url": "https://a.example/1",
        },
    ],
)
def test_known_work_is_found_not_doubled(as_ana, desk, ana, typed):
    known = make_source(by=ana, **GATE, csl=RECORD, archive_url="https://a.example/1")
    answer = as_ana.post(url("source-add", desk), GATE | typed)
    assert answer.url == url("source", desk, known.pk)
    assert "The desk already has this work" in as_ana.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ({"title": "Statistics of the gate"}, "Title"),
        ({"authors": "Okafor, Mary"}, "By whom"),
        ({"issued": "2025-03"}, "When"),
        ({"type": "report"}, "Kind"),
        ({"doi": "10.1234/another"}, "DOI"),
        ({"isbn": "978-0-306-40615-7"}, "ISBN"),
        ({"archive_url": "https://archive.example/1"}, "Archived copy"),
        ({"archived_on": "2026-01-31"}, "Archived on"),
        ({"origin": "Wire report"}, "Taken from"),
        ({"url": "https://elsewhere.example/gate", "doi": "10.1234/gate.2025"}, "Address"),
    ],
)
def test_what_a_known_work_does_not_say_is_not_dropped(as_ana, desk, ana, typed, label):
    make_source(by=ana, title="Wire report")
    known = make_source(by=ana, **GATE, csl=RECORD)
    answer = as_ana.post(url("source-add", desk), GATE | {"type": ""} | typed)  # as a browser sends it
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The desk already has this work: “Gate statistics”. Correct that record or, if" in page
    assert f'href="{url("source-change", desk, known.pk)}"' in page
    assert [field.label for field in answer.context["form"].there_now] == [label]
    assert all(answer.context["form"][name].value() == value for name, value in (GATE | typed).items())
    assert "Yours" in page and Source.objects.count() == 2
    known.refresh_from_db()
    assert (known.title, known.csl, known.version) == ("Gate statistics", RECORD, 1)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"title": ""}, "Give the source a title."),
        ({"title": "x" * 501}, "501 characters, but 500 is the limit"),
        ({"title": "A\0B"}, "Title"),
        ({"title": "Gate", "url": "javascript:alert(1)"}, "This is no web address."),
        ({"title": "Gate", "origin": "Nothing like it"}, "No source of the desk fits"),
    ],
)
def test_refusals_name_the_field_and_keep_what_was_typed(as_ana, desk, form, sentence):
    answer = as_ana.post(url("source-add", desk), form | {"publisher": "Kept House"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Kept House" in answer.content.decode()
    assert not Source.objects.exists()


def test_record_is_corrected_and_what_the_form_cannot_show_stays(as_ana, desk, ana):
    names = [{"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}]
    source = make_source(by=ana, title="Gate", csl={"author": names, "page": "12–14"})
    as_ana.post(url("source-change", desk, source.pk), form_of(source, title="Gates", publisher="Port House"))
    source.refresh_from_db()
    assert source.title == "Gates"
    assert source.csl == {"author": names, "page": "12–14", "publisher": "Port House"}


def test_change_meanwhile_shows_both_texts_and_can_be_saved_then(as_ana, desk, ana, rosa):
    source = make_source(by=ana, title="Gate")
    form = form_of(source, title="Gate of Ana")
    change_source(source, by=rosa, title="Gate of Rosa")
    answer = as_ana.post(url("source-change", desk, source.pk), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Gate of Rosa" in page
    assert "Gate of Ana" in page
    assert 'name="version" value="2"' in page
    assert as_ana.post(url("source-change", desk, source.pk), form | {"version": 2}).status_code == 302


def test_address_of_another_work_is_told_not_shown_as_a_conflict(as_ana, desk, ana):
    row = make_source(by=ana, title="Gate")
    make_source(by=ana, title="Counted otherwise", url="https://harbour.example/gate")
    page = as_ana.post(
        f"/desks/harbour/sources/{row.pk}/change/",
        {"title": "Gate", "url": "https://harbour.example/gate", "version": row.version},
    )
    assert page.status_code == 422 and "“Counted otherwise”. Merge the two" in page.content.decode()
    row.refresh_from_db()
    assert row.url == ""


def test_origin_is_named_by_title_or_address_never_in_a_circle(as_ana, desk, ana):
    wire = make_source(by=ana, title="Wire report", url="https://wire.example/1")
    copy = make_source(by=ana, title="Copy of the wire")
    answer = as_ana.post(url("source-change", desk, copy.pk), form_of(copy, origin="https://wire.example/1"))
    assert answer.status_code == 302
    copy.refresh_from_db()
    assert copy.derived_from == wire
    refused = as_ana.post(url("source-change", desk, wire.pk), form_of(wire, origin="Copy of the wire"))
    assert refused.status_code == 422
    assert "That source is itself a copy of this one." in refused.content.decode()


def test_an_origin_that_several_fit_is_asked_for(as_ana, desk, ana):
    for n in (1, 2):
        make_source(by=ana, title=f"Wire report {n}")
    answer = as_ana.post(url("source-add", desk), {"title": "Copy", "origin": "wire"})
    assert answer.status_code == 422
    assert "Several fit" in answer.content.decode()


def test_source_shows_where_it_is_cited(as_ana, desk, article, ana):
    source = make_source(by=ana, title="Gate statistics")
    cite(
        article,
        [at(article, "3.1").pk],
        by=ana,
        source=source,
        stance="contradicts",
        passage="“75,118” visits",
        locator="p. 12",
    )
    page = as_ana.get(url("source", desk, source.pk)).content.decode()
    assert "<b>3.1</b>" in page
    assert "contradicts" in page
    assert "“‘75,118’ visits”" in page
    card = as_ana.get(url("statement", desk, article.slug, at(article, "3.1").pk)).content.decode()
    assert '<q dir="auto">‘75,118’ visits</q>' in card
    assert reverse("statement", args=[desk.slug, article.slug, at(article, "3.1").pk]) in page


def test_source_queries_are_the_same_for_few_and_many(as_ana, desk, article, ana, django_assert_num_queries):
    source = make_source(by=ana, title="Gate statistics")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    as_ana.get(url("source", desk, source.pk))
    with CaptureQueriesContext(connection) as few:
        as_ana.get(url("source", desk, source.pk))
    other = taken_in(ana, title="Another")
    for where, label in ((article, "2.1"), (article, "2.2"), (other, "2.1")):
        cite(where, [at(where, label).pk], by=ana, source=source, stance="supports")
    make_source(by=ana, title="Copy", derived_from=source)
    with django_assert_num_queries(len(few)):
        as_ana.get(url("source", desk, source.pk))


def test_viewer_reads_but_does_not_change(client, desk, ana, lea):
    source = make_source(by=ana, title="Gate")
    client.force_login(lea.person)
    assert 'aria-disabled="true"' in client.get(url("source", desk, source.pk)).content.decode()
    refused = client.post(url("source-change", desk, source.pk), form_of(source, title="Mine"))
    assert (refused.status_code, "Ana can" in refused.content.decode()) == (403, True)


@pytest.mark.parametrize(
    "record", [None, [], "x", {"author": "x", "issued": 5, "type": ["x"]}, {"author": [None, {}]}]
)
def test_any_shape_of_a_record_is_shown(record):
    assert set(csl.fields(record)) == {"type", "publisher", "container", "doi", "isbn", "authors", "issued"}


@pytest.mark.parametrize("issued", ["2025", "2025-03", "2025-03-14", "spring 2025"])
def test_dates_come_back_as_they_were_typed(issued):
    assert csl.fields(csl.record({}, {"issued": issued}))["issued"] == issued


def test_merged_source_leads_to_the_one_that_took_it(as_ana, ana, article):
    gate = make_source(by=ana, title="Gate statistics")
    make_source(by=ana, title="Yearbook 2025")
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports")
    told = as_ana.get(reverse("source", args=["harbour", gate.pk])).content.decode()
    assert 'id="stays">It is cited once.' in told
    refused = as_ana.post(reverse("source-withdraw", args=["harbour", gate.pk]))
    assert refused.status_code == 422 and "It is cited once. Merge it" in refused.content.decode()
    merge = reverse("source-merge", args=["harbour", gate.pk])
    assert as_ana.get(merge).status_code == 200
    assert "named in 1 article; no approval asks for another look" in as_ana.get(merge).content.decode()
    assert as_ana.post(merge, {"into": "Gate statistics"}).status_code == 422
    page = as_ana.post(merge, {"into": "Yearbook 2025"}, follow=True).content.decode()
    assert "<h1>Yearbook 2025</h1>" in page and "Took over" in page and at(article, "3.1").text[:20] in page
    assert (
        "<h1>Yearbook 2025</h1>" in as_ana.get(reverse("source", args=["harbour", gate.pk])).content.decode()
    )
    back = as_ana.post(reverse("source-restore", args=["harbour", gate.pk]), follow=True).content.decode()
    assert "<h1>Gate statistics</h1>" in back and "Nowhere yet." in back


def test_merge_asks_what_a_part_of_a_title_means(as_ana, ana, article):
    """Chosen is only what was offered, and only for the words that it was offered for."""
    gate = make_source(by=ana, title="Gate statistics")
    yearbook = make_source(
        by=ana,
        title="Yearbook 2025 of the Harbour Authority",
        csl={"author": [{"literal": "Harbour Authority"}]},
    )
    for row in (gate, yearbook):
        cite(article, [at(article, "3.1").pk], by=ana, source=row, stance="supports")
    merge = reverse("source-merge", args=["harbour", gate.pk])
    answer = as_ana.post(merge, {"into": " yearbook"})
    page = answer.content.decode()
    assert answer.status_code == 422 and f'name="chosen" value="{yearbook.pk}"' in page
    assert "Harbour Authority. · cited once" in page and 'value=" yearbook"' in page
    gate.refresh_from_db()
    assert gate.is_listed
    for pk, asked in ((yearbook.pk, "annual"), (gate.pk, "yearbook"), ("", "yearbook")):
        again = {"into": "yearbook", "asked": asked, "chosen": pk}
        assert as_ana.post(merge, again).status_code == 422
    done = as_ana.post(merge, {"into": "yearbook", "asked": "yearbook", "chosen": yearbook.pk})
    assert done.status_code == 302
    gate.refresh_from_db()
    assert gate.merged_into == yearbook


@pytest.mark.parametrize(
    "exactly",
    ["YEARBOOK 2025", "https://www.port.example/y/?utm_source=x", "10.1234/Y.2025", "978-3-16-148410-0"],
)
def test_merge_takes_what_is_named_exactly_at_once(as_ana, ana, exactly):
    gate = make_source(by=ana, title="Gate statistics")
    make_source(by=ana, title="Yearbook 2025, annex")
    record = {"DOI": "10.1234/y.2025", "ISBN": "9783161484100"}
    yearbook = make_source(by=ana, title="Yearbook 2025", url="https://port.example/y", csl=record)
    assert (
        as_ana.post(reverse("source-merge", args=["harbour", gate.pk]), {"into": exactly}).status_code == 302
    )
    gate.refresh_from_db()
    assert gate.merged_into == yearbook


def test_source_off_the_list_is_found_and_put_back(as_ana, ana):
    gate = make_source(by=ana, title="Gate statistics")
    page = as_ana.post(reverse("source-withdraw", args=["harbour", gate.pk]), follow=True).content.decode()
    assert "Off the desk’s list" in page and "Put it back" in page
    listed = reverse("source-list", args=["harbour"])
    assert "Gate statistics" not in as_ana.get(listed).content.decode()
    assert "Gate statistics" in as_ana.get(listed, {"only": "off"}).content.decode()
    as_ana.post(reverse("source-restore", args=["harbour", gate.pk]))
    assert "Gate statistics" in as_ana.get(listed).content.decode()


def test_form_of_a_merged_source_overwrites_nobody(as_ana, desk, ana):
    gate, yearbook = (make_source(by=ana, title=title) for title in ("Gate statistics", "Yearbook 2025"))
    form = form_of(gate, title="Gate statistics, annex")
    merge_source(gate, yearbook, by=ana)
    answer = as_ana.post(url("source-change", desk, gate.pk), form)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "This was merged into “Yearbook 2025”." in told and "Gate statistics, annex" in told
    for act in ("source-withdraw", "source-merge"):
        assert as_ana.post(url(act, desk, gate.pk), {"into": "Yearbook 2025"}).status_code == 409
    yearbook.refresh_from_db()
    assert (yearbook.title, yearbook.is_listed) == ("Yearbook 2025", True)
