"""One record of the desk takes over what another stands for: nothing is left in the air, or moves unseen."""

import pytest
from django.db import OperationalError

from annotations.canon import content_hash
from annotations.models import Citation, Deed, Passage, Source
from annotations.refusals import Refused, Stale
from annotations.services import merging
from annotations.services.claimants import (
    make_claimant,
    restore_claimant,
    withdraw_claimant,
)
from annotations.services.evidence import cite, withdraw_citation
from annotations.services.flags import raise_flag
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.sources import (
    change_source,
    make_source,
    restore_source,
    withdraw_source,
)
from annotations.services.statements import set_claimant
from annotations.services.undoing import undo
from tests.cast import at, taken_in


def newest(article):
    return article.deeds.order_by("-seq").first()


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
    assert newest(other).words == "Merged “Gate statistics” into “Yearbook 2025”"


def test_passage_that_nobody_cites_moves_too(article, ana, rosa, gate, yearbook):
    (citation,) = cite(
        article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports", passage="75,118"
    )
    withdraw_citation(citation, by=ana)
    merge_source(gate, yearbook, by=rosa)
    assert Passage.objects.get(source=yearbook, text="75,118").created_by == ana.person  # who typed it


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
    with pytest.raises(Refused, match="removed from the desk’s list"):
        undo(newest(article), by=ana)
    restore_source(gate, by=ana)
    undo(newest(article), by=ana)
    assert content_hash(at(article, "3.1")) == before


def test_approval_does_not_outlive_a_merge_of_its_source(house, ana, yearbook):
    assert house.statement.review_state == "approved"
    merge_source(house.source, yearbook, by=ana)
    house.statement.refresh_from_db()
    assert house.statement.review_state == "changed"


def test_counterpoint_keeps_its_citation_through_a_merge(house, ana, yearbook):
    merge_source(house.source, yearbook, by=ana)
    assert Citation.objects.filter(counterpoint=house.point, source=yearbook).exists()


def test_source_is_merged_into_another_of_the_desk_alone(ana, otto, gate, yearbook):
    with pytest.raises(Refused, match="Choose a different source"):
        merge_source(gate, gate, by=ana)
    theirs = make_source(by=otto, title="Theirs")
    withdraw_source(yearbook, by=ana)
    for into in (theirs, yearbook):
        with pytest.raises(Refused, match="not on your desk’s list"):
            merge_source(gate, into, by=ana)


def test_merged_claimant_speaks_no_more(article, ana, authority, harbour):
    set_claimant(article, [at(article, "3.1").pk, at(article, "3.2").pk], by=ana, claimant=authority)
    merge_claimant(authority, harbour, by=ana)
    assert {at(article, label).claimant for label in ("3.1", "3.2")} == {harbour}
    assert newest(article).words == "Merged The authority, operator into Harbour authority"
    with pytest.raises(Refused, match=r"removed from the desk’s list\. Restore it"):
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


def test_claimant_is_merged_into_another_of_the_desk_alone(ana, otto, authority, harbour):
    with pytest.raises(Refused, match="Choose a different claimant"):
        merge_claimant(authority, authority, by=ana)
    withdraw_claimant(harbour, by=ana)
    for into in (make_claimant(by=otto, name="Theirs"), harbour):
        with pytest.raises(Refused, match="not on your desk’s list"):
            merge_claimant(authority, into, by=ana)
    authority.refresh_from_db()
    assert authority.withdrawn_at is None


def test_what_just_left_the_list_takes_nothing_over(ana, gate, yearbook, authority, harbour):
    for one, into, withdraw, join in (
        (gate, yearbook, withdraw_source, merge_source),
        (authority, harbour, withdraw_claimant, merge_claimant),
    ):
        withdraw(type(into).objects.get(pk=into.pk), by=ana)
        assert into.withdrawn_at is None  # as it was read before
        with pytest.raises(Refused, match="not on your desk’s list"):
            join(one, into, by=ana)
    with pytest.raises(Refused, match="copy of “Yearbook 2025”, which is not on"):
        change_source(gate, by=ana, derived_from=yearbook)


def test_what_was_just_merged_takes_nothing_over(ana, gate, yearbook):
    copy, last = make_source(by=ana, title="Port booms"), make_source(by=ana, title="Third")
    merge_source(Source.objects.get(pk=yearbook.pk), last, by=ana)
    with pytest.raises(Stale, match="merged into “Third”"):
        withdraw_source(Source.objects.get(pk=yearbook.pk), by=ana)
    with pytest.raises(Refused, match="not on your desk’s list"):
        merge_source(gate, yearbook, by=ana)
    with pytest.raises(Refused, match="copy of “Yearbook 2025”, which is not on"):
        change_source(copy, by=ana, derived_from=yearbook)
