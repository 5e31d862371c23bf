"""What becomes of the desk's sources, its claimants: nothing that names one is left in the air, or moves unseen."""

import re

import pytest
from django.db import OperationalError

from annotations.canon import content_hash
from annotations.models import Citation, Deed, Passage, Source
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services import merging
from annotations.services.claimants import (
    change_claimant,
    make_claimant,
    restore_claimant,
    withdraw_claimant,
)
from annotations.services.cutting import merge
from annotations.services.evidence import cite, withdraw_citation
from annotations.services.flags import raise_flag
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.sources import (
    change_source,
    find_sources,
    make_source,
    restore_source,
    withdraw_source,
)
from annotations.services.statements import set_claimant
from annotations.services.undoing import undo
from tests.annotations.attack import raw, refused
from tests.cast import at, taken_in


@pytest.fixture
def gate(ana):
    return make_source(by=ana, title="Gate statistics")


@pytest.fixture
def yearbook(ana):
    return make_source(by=ana, title="Yearbook 2025")


@pytest.fixture
def authority(ana):
    return make_claimant(by=ana, name="The authority", role="operator")


@pytest.fixture
def harbour(ana):
    return make_claimant(by=ana, name="Harbour authority")


def newest(article):
    return article.deeds.order_by("-seq").first()


def test_unused_source_leaves_the_list_until_it_is_put_back(ana, gate):
    withdraw_source(gate, by=ana)
    assert not gate.is_listed
    restore_source(gate, by=ana)
    gate.refresh_from_db()
    assert gate.is_listed and gate.version == 3


def test_cited_source_stays(article, ana, gate):
    cite(article, [at(article, "3.1").pk, at(article, "3.2").pk], by=ana, source=gate, stance="supports")
    with pytest.raises(Refused, match=r"It is cited 2 times\. Merge it"):
        withdraw_source(gate, by=ana)


def test_origin_of_a_copy_stays(ana, gate):
    make_source(by=ana, title="Port booms", derived_from=gate)
    with pytest.raises(Refused, match="“Port booms” is taken from it"):
        withdraw_source(gate, by=ana)


def test_undo_brings_no_citation_of_a_source_off_the_list(article, ana, gate):
    (citation,) = cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports")
    withdraw_citation(citation, by=ana)
    away = newest(article)
    withdraw_source(gate, by=ana)
    with pytest.raises(Refused, match=r"off the desk’s list\. Put it back"):
        undo(away, by=ana)
    restore_source(gate, by=ana)
    undo(away, by=ana)
    citation.refresh_from_db()
    assert citation.withdrawn_at is None


def test_web_role_cites_nothing_off_the_list(house):
    raw("UPDATE annotations_citation SET withdrawn_at = now() WHERE source_id = %s", house.source.pk)
    raw("UPDATE annotations_source SET withdrawn_at = now() WHERE id = %s", house.source.pk)
    with refused("source is off the desk’s list"):
        raw("UPDATE annotations_citation SET withdrawn_at = NULL WHERE source_id = %s", house.source.pk)
    raw("UPDATE annotations_claimant SET withdrawn_at = now() WHERE desk_id = %s", house.article.desk_id)
    with refused("claimant is off the desk’s list"):
        raw("UPDATE annotations_statement SET claimant_id = claimant_id WHERE claimant_id IS NOT NULL")


def test_merge_moves_citations_passages_copies(article, ana, gate, yearbook):
    other = taken_in(ana, title="The second berth")
    found = {"passage": "75,118", "locator": "p. 3"}
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports", **found)
    cite(other, [at(other, "3.2").pk], by=ana, source=gate, stance="context")
    (known,) = cite(article, [at(article, "3.3").pk], by=ana, source=yearbook, stance="context", **found)
    copy = make_source(by=ana, title="Port booms", derived_from=gate)
    seqs = [newest(article).seq, newest(other).seq]
    merge_source(gate, yearbook, by=ana)
    assert not Citation.objects.filter(source=gate, withdrawn_at=None).exists()
    moved = Citation.objects.get(statement=at(article, "3.1"))
    assert (moved.source, moved.passage) == (yearbook, known.passage)
    copy.refresh_from_db()
    gate.refresh_from_db()
    assert (copy.derived_from, gate.merged_into) == (yearbook, yearbook)
    assert [newest(article).seq, newest(other).seq] == [seq + 1 for seq in seqs]
    assert newest(other).words == "“Gate statistics” is “Yearbook 2025” now"


def test_passage_that_nobody_cites_moves_too(article, ana, gate, yearbook):
    (citation,) = cite(
        article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports", passage="75,118"
    )
    withdraw_citation(citation, by=ana)
    merge_source(gate, yearbook, by=ana)
    assert Passage.objects.filter(source=yearbook, text="75,118").exists()


def test_what_cited_both_for_the_same_cites_it_once(article, ana, rosa, gate, yearbook):
    row = at(article, "3.1")
    for source, passage in ((gate, "75,118"), (yearbook, "75,118"), (gate, "81,040"), (yearbook, "81,040")):
        cite(article, [row.pk], by=ana, source=source, stance="supports", passage=passage)
    kept = row.citations.get(source=gate, passage__text="81,040")
    raise_flag(article, by=rosa, reason="weak_source", citation=kept)  # it hangs on that one
    merge_source(gate, yearbook, by=ana)
    cited = row.citations.filter(withdrawn_at=None).order_by("passage__text", "pk")
    assert [(c.source, c.passage.text) for c in cited] == [
        (yearbook, text) for text in ("75,118", "81,040", "81,040")
    ]
    restore_source(gate, by=ana)
    undo(newest(article), by=ana)
    assert row.citations.filter(withdrawn_at=None, source=gate).count() == 2


def test_merge_into_ones_own_copy_makes_no_circle(ana, gate, yearbook):
    change_source(yearbook, by=ana, derived_from=gate)
    reprint = make_source(by=ana, title="Reprint", derived_from=gate)
    merge_source(gate, yearbook, by=ana)
    yearbook.refresh_from_db()
    reprint.refresh_from_db()
    assert (yearbook.derived_from, reprint.derived_from) == (None, yearbook)


def test_source_is_not_taken_from_its_own_copy(ana, gate):
    reprint = make_source(
        by=ana, title="Reprint", derived_from=make_source(by=ana, title="Copy", derived_from=gate)
    )
    with pytest.raises(Refused, match="Name the first of the chain"):
        change_source(gate, by=ana, derived_from=reprint)
    gate.refresh_from_db()
    assert gate.derived_from is None


def test_nothing_is_taken_from_what_is_off_the_list(ana, gate, yearbook):
    copy = make_source(by=ana, title="Port booms", derived_from=gate)
    withdraw_source(copy, by=ana)
    withdraw_source(gate, by=ana)
    for deed in (
        lambda: restore_source(copy, by=ana),
        lambda: change_source(yearbook, by=ana, derived_from=gate),
        lambda: make_source(by=ana, title="Port booms again", derived_from=gate),
    ):
        with pytest.raises(Refused, match=r"taken from “Gate statistics”, which is off the desk’s list"):
            deed()
    restore_source(gate, by=ana)
    restore_source(copy, by=ana)
    assert copy.is_listed


def test_what_was_merged_before_follows(ana, gate, yearbook):
    last = make_source(by=ana, title="Third")
    merge_source(gate, yearbook, by=ana)
    merge_source(yearbook, last, by=ana)
    gate.refresh_from_db()
    assert gate.merged_into == last


def test_merge_is_undone_article_by_article_once_the_source_is_back(article, ana, gate, yearbook):
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports", passage="75,118")
    before = content_hash(at(article, "3.1"))
    merge_source(gate, yearbook, by=ana)
    with pytest.raises(Refused, match="off the desk’s list"):
        undo(newest(article), by=ana)
    restore_source(gate, by=ana)
    undo(newest(article), by=ana)
    assert content_hash(at(article, "3.1")) == before


def test_words_that_quote_a_source_are_quoted_with_single_marks_inside(article, ana, gate, yearbook):
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports")
    last = make_source(by=ana, title="Ledger")
    merge_source(gate, yearbook, by=ana)
    first = newest(article)
    merge_source(yearbook, last, by=ana)
    gate.refresh_from_db()
    restore_source(gate, by=ana)
    told = (
        "“‘Gate statistics’ is ‘Yearbook 2025’ now” cannot be undone: “‘Yearbook 2025’ is ‘Ledger’ now” (Ana)"
    )
    with pytest.raises(Refused, match=re.escape(told)):
        undo(first, by=ana)


def test_approval_does_not_outlive_a_merge_of_its_source(house, ana, yearbook):
    assert house.statement.review_state == "approved"
    merge_source(house.source, yearbook, by=ana)
    house.statement.refresh_from_db()
    assert house.statement.review_state == "changed"


def test_counterpoint_keeps_its_citation_through_a_merge(house, ana, yearbook):
    merge_source(house.source, yearbook, by=ana)
    assert Citation.objects.filter(counterpoint=house.point, source=yearbook).exists()


def test_source_is_merged_into_another_of_the_desk_alone(ana, otto, gate, yearbook):
    with pytest.raises(Refused, match="another source than this one"):
        merge_source(gate, gate, by=ana)
    theirs = make_source(by=otto, title="Theirs")
    withdraw_source(yearbook, by=ana)
    for into in (theirs, yearbook):
        with pytest.raises(Refused, match="not on your desk’s list"):
            merge_source(gate, into, by=ana)


def test_renamed_claimant_unsettles_no_approval(house, rosa):
    claimant = house.statement.claimant
    change_claimant(claimant, by=rosa, name="The harbour authority", role="operator")
    house.statement.refresh_from_db()
    assert house.statement.review_state == "approved"
    assert str(house.statement.claimant) == "The harbour authority, operator"


def test_claimant_is_corrected_under_its_version(ana, authority, harbour):
    change_claimant(authority, by=ana, version=1, name="Authority")
    with pytest.raises(Stale):
        change_claimant(authority, by=ana, version=1, name="Office")
    with pytest.raises(Refused, match="list already"):
        change_claimant(authority, by=ana, name=harbour.name, role=harbour.role)


def test_named_claimant_stays(article, ana, authority):
    set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=authority)
    with pytest.raises(Refused, match=r"The authority, operator is named once\. Merge"):
        withdraw_claimant(authority, by=ana)


def test_merged_claimant_speaks_no_more(article, ana, authority, harbour):
    set_claimant(article, [at(article, "3.1").pk, at(article, "3.2").pk], by=ana, claimant=authority)
    merge_claimant(authority, harbour, by=ana)
    assert {at(article, label).claimant for label in ("3.1", "3.2")} == {harbour}
    assert newest(article).words == "The authority, operator is Harbour authority now"
    with pytest.raises(Refused, match=r"off the desk’s list\. Put it back"):
        undo(newest(article), by=ana)
    restore_claimant(authority, by=ana)
    undo(newest(article), by=ana)
    assert {at(article, label).claimant for label in ("3.1", "3.2")} == {authority}


@pytest.mark.parametrize("what", ["source", "claimant"])
def test_merge_that_breaks_off_is_done_by_merging_again(
    ana, gate, yearbook, authority, harbour, what, monkeypatch
):
    """It goes on from lot to lot, so that nobody waits for all the articles of the desk."""
    articles = [taken_in(ana, title=f"No. {n}") for n in range(3)]
    for article in articles:
        cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports", passage="75,118")
        set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=authority)
    one, into, join, verb = {
        "source": (gate, yearbook, merge_source, "merge_source"),
        "claimant": (authority, harbour, merge_claimant, "merge_claimant"),
    }[what]
    monkeypatch.setattr(merging, "MOST_HELD", 1)
    numbered = merging.deed

    def broken(article, *args, **kwargs):
        if article == articles[2]:
            raise OperationalError("The connection was lost.")
        return numbered(article, *args, **kwargs)

    def merged():
        return list(Deed.objects.filter(verb=verb).order_by("article").values_list("article", flat=True))

    def left():
        return tuple(merging.reach_of(row).articles for row in (one, into))

    monkeypatch.setattr(merging, "deed", broken)
    with pytest.raises(OperationalError):
        join(one, into, by=ana)
    one.refresh_from_db()
    assert (left(), merged()) == ((1, 2), [article.pk for article in articles[:2]])
    assert one.withdrawn_at is None and getattr(one, "merged_into", None) is None
    monkeypatch.setattr(merging, "deed", numbered)
    join(one, into, by=ana)
    assert (left(), merged()) == ((0, 3), [article.pk for article in articles])
    assert one.withdrawn_at or one.merged_into == into


def test_approval_does_not_outlive_another_claimant(house, ana, authority):
    merge_claimant(house.statement.claimant, authority, by=ana)
    house.statement.refresh_from_db()
    assert house.statement.review_state == "changed"


def test_viewer_touches_neither_list(ana, lea, gate, yearbook, authority, harbour):
    for deed in (
        lambda: withdraw_source(gate, by=lea),
        lambda: restore_source(gate, by=lea),
        lambda: merge_source(gate, yearbook, by=lea),
        lambda: change_claimant(authority, by=lea, name="A"),
        lambda: withdraw_claimant(authority, by=lea),
        lambda: restore_claimant(authority, by=lea),
        lambda: merge_claimant(authority, harbour, by=lea),
    ):
        with pytest.raises(NotAllowed, match="As viewer you cannot change annotations"):
            deed()


def test_only_what_is_on_ones_own_list_is_found(ana, otto, gate, yearbook):
    make_source(by=otto, title="Gate statistics of theirs", url="https://port.example/gate")
    merged, off = make_source(by=ana, title="Gate, merged"), make_source(by=ana, title="Gate, off the list")
    merge_source(merged, gate, by=ana)
    withdraw_source(off, by=ana)
    assert list(find_sources("gate", by=ana)) == [gate]
    assert not find_sources("https://port.example/gate", by=ana)
    assert list(find_sources("", by=ana)) == [yearbook, gate]


def test_claimant_is_merged_into_another_of_the_desk_alone(ana, otto, authority, harbour):
    with pytest.raises(Refused, match="another claimant than this one"):
        merge_claimant(authority, authority, by=ana)
    withdraw_claimant(harbour, by=ana)
    for into in (make_claimant(by=otto, name="Theirs"), harbour):
        with pytest.raises(Refused, match="not on your desk’s list"):
            merge_claimant(authority, into, by=ana)
    authority.refresh_from_db()
    assert authority.withdrawn_at is None


def test_what_is_over_keeps_nobody_on_the_list(article, ana, gate, authority):
    set_claimant(article, [at(article, "3.2").pk], by=ana, claimant=make_claimant(by=ana, name="The drivers"))
    set_claimant(article, [at(article, "3.3").pk], by=ana, claimant=authority)
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    withdraw_claimant(authority, by=ana)
    withdraw_source(make_source(by=ana, title="Port booms", derived_from=gate), by=ana)
    withdraw_source(gate, by=ana)
    assert not gate.is_listed


def test_copy_comes_back_after_its_origin(ana, gate):
    copy = make_source(by=ana, title="Port booms", derived_from=gate)
    for row in (copy, gate):
        withdraw_source(row, by=ana)
    with pytest.raises(Refused, match=r"taken from “Gate statistics”, which is off .* Put that back"):
        restore_source(copy, by=ana)
    restore_source(gate, by=ana)
    restore_source(copy, by=ana)
    assert copy.is_listed


@pytest.mark.parametrize("noun", ["gate", "authority"])
def test_button_that_is_pressed_twice_does_it_once(ana, noun, request):
    row = request.getfixturevalue(noun)
    off, back = {"gate": (withdraw_source, restore_source)}.get(noun, (withdraw_claimant, restore_claimant))
    for act, version in ((off, 2), (back, 3)):
        pressed = [type(row).objects.get(pk=row.pk) for _ in range(2)]
        for read in pressed:
            act(read, by=ana)
        assert {read.version for read in pressed} == {version}


def test_what_just_left_the_list_takes_nothing_over(ana, gate, yearbook, authority, harbour):
    for one, into, withdraw, join in (
        (gate, yearbook, withdraw_source, merge_source),
        (authority, harbour, withdraw_claimant, merge_claimant),
    ):
        withdraw(type(into).objects.get(pk=into.pk), by=ana)
        assert into.withdrawn_at is None  # as it was read before
        with pytest.raises(Refused, match="not on your desk’s list"):
            join(one, into, by=ana)
    with pytest.raises(Refused, match="taken from “Yearbook 2025”, which is off"):
        change_source(gate, by=ana, derived_from=yearbook)


def test_what_was_just_merged_takes_nothing_over(ana, gate, yearbook):
    copy, last = make_source(by=ana, title="Port booms"), make_source(by=ana, title="Third")
    merge_source(Source.objects.get(pk=yearbook.pk), last, by=ana)
    with pytest.raises(Stale, match="merged into “Third”"):
        withdraw_source(Source.objects.get(pk=yearbook.pk), by=ana)
    with pytest.raises(Refused, match="not on your desk’s list"):
        merge_source(gate, yearbook, by=ana)
    with pytest.raises(Refused, match="taken from “Yearbook 2025”, which is off"):
        change_source(copy, by=ana, derived_from=yearbook)
