"""What one way of working does not allow or lose, no other does: undo, merge, the API, two people at one moment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Relation
from annotations.refusals import Refused
from annotations.services.cutting import merge, move_ends, split
from annotations.services.evidence import cite, withdraw_citation
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.merging import merge_source
from annotations.services.paragraphs import leave_out_paragraph
from annotations.services.placing import joined, place_of
from annotations.services.reviewing import approve, blockers
from annotations.services.sources import change_source, make_source, withdraw_source
from annotations.services.statements import leave_out, relate, unrelate
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.test_nothing_lost import paragraph
from tests.cast import at

CLASH = "clashes_with"


def live_clashes() -> list[set[str]]:
    rows = Relation.objects.filter(kind=CLASH, withdrawn_at=None).select_related("a", "b")
    return [{row.a.label, row.b.label} for row in rows]


def test_a_clash_is_there_once_after_a_merge(article, ana):
    relate(at(article, "3.1"), at(article, "4.1"), by=ana, kind=CLASH)
    relate(at(article, "4.1"), at(article, "3.2"), by=ana, kind=CLASH)
    merge(at(article, "3.1"), at(article, "3.2"), by=ana)
    assert live_clashes() == [{"3.1–3.2", "4.1"}]
    undo(article.deeds.latest("seq"), by=ana)
    assert sorted(map(sorted, live_clashes())) == [["3.1", "4.1"], ["3.2", "4.1"]]


def test_a_clash_is_there_once_after_an_undo(article, ana):
    unrelate(relate(at(article, "3.1"), at(article, "4.1"), by=ana, kind=CLASH), by=ana)
    unlinked = article.deeds.latest("seq")
    relate(at(article, "4.1"), at(article, "3.1"), by=ana, kind=CLASH)
    with pytest.raises(Refused, match="These two are linked in this way already"):
        undo(unlinked, by=ana)
    assert live_clashes() == [{"3.1", "4.1"}]


def test_a_verdict_on_other_words_is_not_approved(article, ana, rosa):
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="Half of it is left out.")
    here = place_of(row)
    end = here.start + row.text.index(" averaging")
    move_ends(at(article, "3.1"), by=ana, start=here.start, end=end)
    assert at(article, "3.1").review_state == "open"
    assert blockers(at(article, "3.1")) == (
        "Its words changed since the verdict, so it must be given again.",
    )
    with pytest.raises(Refused, match="Its words changed since the verdict"):
        approve(at(article, "3.1"), by=rosa)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Still.")
    assert approve(at(article, "3.1"), by=rosa)


def test_what_an_undo_makes_complete_waits_for_an_editor(article, ana):
    row, source = at(article, "3.1"), make_source(by=ana, title="Gate statistics")
    (citation,) = cite(article, [row.pk], by=ana, source=source, stance="supports")
    withdraw_citation(citation, by=ana)
    taken_away = article.deeds.latest("seq")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    assert at(article, "3.1").review_state == "open"
    undo(taken_away, by=ana)
    assert at(article, "3.1").review_state == "ready"


def test_an_undo_makes_nothing_ready_that_was_cut_since(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    flag = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    raised = article.deeds.latest("seq")
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    undo(raised, by=ana)
    flag.refresh_from_db()
    assert flag.withdrawn_at and at(article, "3.1a").review_state == "open"


def test_an_undo_asks_for_no_evidence_of_what_nobody_judged(article, ana):
    leave_out(article, [at(article, label).pk for label in ("3.1", "3.2", "3.3")], by=ana, why="Asides.")
    with CaptureQueriesContext(connection) as asked:
        undo(article.deeds.latest("seq"), by=ana)
    assert not any('"annotations_citation"."stance"' in query["sql"] for query in asked)


def test_a_copy_that_was_merged_away_keeps_no_source_on_the_list(ana):
    original, copy, other = (make_source(by=ana, title=title) for title in ("Wire", "Wire again", "Paper"))
    change_source(copy, by=ana, derived_from=original)
    copy.refresh_from_db()
    merge_source(copy, other, by=ana)
    original.refresh_from_db()
    withdraw_source(original, by=ana)
    original.refresh_from_db()
    assert original.withdrawn_at


def test_a_verdict_that_came_meanwhile_says_so_no_more(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    flag = raise_flag(article, by=ana, reason="figure_differs", statement=at(article, "3.1"))
    assert flag.statement.status == "misleading"  # as it was read
    verify(at(article, "3.1"), by=ana, status="mostly", rationale="But for a rounding.")
    with pytest.raises(Refused, match="The verdict does not say so"):
        settle_flag(flag, by=rosa, outcome="verdict_says_so")
    flag.refresh_from_db()
    assert flag.closed_at is None


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("4.2a", "4.2b", "4.2"),
        ("5.3–5.4a", "5.3–5.4b", "5.3–5.4"),
        ("4–5a", "4–5b", "4–5"),
        ("5.3", "5.4", "5.3–5.4"),
        ("4.2aa", "4.2ab", "4.2a"),
        ("5.3–5.4a", "5.5", "5.3–5.5"),
        ("5.3–5.4", "5.5–5.6b", "5.3–5.6b"),
        ("4–5.2", "5.1", "4–5.2–5.1"),  # 4–5.1 may be another one of that paragraph
        ("4.3", "4–5.2", "4.3–4–5.2"),
        ("4.3–4–5.1", "4–5.2", "4.3–4–5.2"),
        ("4–5.1", "4–5.2", "4–5.1–4–5.2"),
        ("4–5", "6", "4–6"),
    ],
)
def test_two_halves_have_the_label_of_the_whole(first, second, whole):
    assert joined(first, second) == whole


def test_a_reason_stands_where_none_is_given_anew(article, ana):
    leave_out_paragraph(article, paragraph(article, "3"), by=ana, why="An advertisement")
    leave_out_paragraph(article, paragraph(article, "3"), by=ana)
    assert paragraph(article, "3").rule == "An advertisement"
