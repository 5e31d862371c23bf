"""Cutting, joining, undoing: whatever hung on a statement still hangs on one that stands in the text."""

import pytest

from annotations.models import Citation, Counterpoint, Deed, Flag, Statement
from annotations.refusals import NotAllowed, Refused
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter, withdraw_counterpoint
from annotations.services.cutting import mark_gap, merge, move_ends, split
from annotations.services.evidence import cite, cite_for_counterpoint, withdraw_citation
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.paragraphs import cut_paragraph, join_paragraph, leave_out_paragraph
from annotations.services.placing import place_of
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, follow, leave_out, restore
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Paragraph
from tests.annotations.attack import refused, settle
from tests.cast import at


def newest(article) -> Deed:
    return Deed.objects.filter(article=article).order_by("-seq")[0]


def paragraph(article, label: str) -> Paragraph:
    return Paragraph.objects.get(revision=article.revision, label=label, withdrawn_at=None)


@pytest.fixture
def source(ana):
    return make_source(by=ana, title="Gate statistics")


def test_act_that_changes_nothing_leaves_no_gap_in_the_log(article, ana):
    seq = newest(article).seq
    change_statement(at(article, "3.1"), by=ana, plain="")
    change_statement(at(article, "3.1"), by=ana, plain="The authority cleared 75,000 containers in 2025.")
    assert newest(article).seq == seq + 1


def test_taking_in_is_not_undone(article, ana):
    with pytest.raises(Refused, match="Remove the article from the list instead"):
        undo(newest(article), by=ana)


def test_nobody_acts_at_another_desk(article, otto):
    with pytest.raises(NotAllowed, match="another desk"):
        verify(at(article, "3.1"), by=otto, status="not_claim")


def test_citation_taken_away_before_a_merge_comes_back_where_the_statement_went(article, ana, source):
    (citation,) = cite(article, [at(article, "3.3").pk], by=ana, source=source, stance="context")
    withdraw_citation(citation, by=ana)
    taken = newest(article)
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    undo(taken, by=ana)
    assert Citation.objects.get(pk=citation.pk, withdrawn_at=None).statement == merged


def test_what_aims_at_a_citation_outlives_it(article, ana, rosa, source):
    row = at(article, "3.3")
    (citation,) = cite(article, [row.pk], by=ana, source=source, stance="supports")
    flag = raise_flag(article, by=rosa, reason="weak_source", citation=citation)
    point = counter(
        article, by=rosa, text="It counts ships.", statement=row, kind="undercuts", target=citation
    )
    withdraw_citation(citation, by=ana)
    flag.refresh_from_db()
    point.refresh_from_db()
    assert (flag.is_open, flag.citation, flag.statement) == (True, None, row)
    assert (point.kind, point.target, point.text) == ("plain", None, "It counts ships.")
    undo(newest(article), by=ana)
    flag.refresh_from_db()
    point.refresh_from_db()
    assert (flag.citation, point.target, point.kind) == (citation, citation, "undercuts")


def test_flag_on_a_counterpoint_outlives_it(article, ana, rosa, source):
    point = counter(article, by=ana, text="Not by sea.", statement=at(article, "3.3"))
    evidence = cite_for_counterpoint(point, by=ana, source=source)
    raise_flag(article, by=rosa, reason="loaded_wording", counterpoint=point)
    raise_flag(article, by=rosa, reason="weak_source", citation=evidence)
    withdraw_counterpoint(point, by=ana)
    flags = Flag.objects.filter(article=article, statement=at(article, "3.3"), withdrawn_at=None)
    assert [(flag.citation, flag.counterpoint) for flag in flags] == [(None, None)] * 2


def test_undo_takes_nothing_away_that_a_flag_stands_on(article, ana, rosa, source):
    (citation,) = cite(article, [at(article, "3.3").pk], by=ana, source=source, stance="supports")
    cited = newest(article)
    raise_flag(article, by=rosa, reason="weak_source", citation=citation)
    with refused("has a flag or a counterpoint"):
        undo(cited, by=ana)
    assert Citation.objects.get(pk=citation.pk).withdrawn_at is None


def test_flag_goes_right_with_its_citation(article, ana, rosa, source):
    row = at(article, "3.1")
    (citation,) = cite(article, [row.pk], by=ana, source=source, stance="supports")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Not all of it.")
    seen = Citation.objects.get(pk=citation.pk)
    flag = raise_flag(article, by=rosa, reason="weak_source", citation=seen)
    settle_flag(flag, by=rosa, outcome="verdict_says_so")
    right = split(at(article, "3.1"), by=ana, at=row.text.index(" averaging"), take=frozenset([citation.pk]))
    flag.refresh_from_db()
    assert (flag.statement, flag.is_open) == (right, True)  # no verdict says anything of this part yet


def test_flag_reopens_when_a_merge_leaves_no_verdict_to_say_so(article, ana, rosa):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="Not all of it.")
    flag = raise_flag(article, by=rosa, reason="context_missing", statement=at(article, "3.2"))
    settle_flag(flag, by=rosa, outcome="verdict_says_so")
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    flag.refresh_from_db()
    assert flag.is_open


def test_counterpoint_goes_with_the_citation_it_speaks_against(article, ana, source):
    statement = at(article, "3.1")
    (citation,) = cite(article, [statement.pk], by=ana, source=source, stance="supports")
    point = counter(
        article, by=ana, text="It counts movements.", statement=statement, kind="undercuts", target=citation
    )
    part = split(at(article, "3.1"), by=ana, at=50, take=frozenset([citation.pk]))
    settle()
    point.refresh_from_db()
    assert point.statement == part


def test_counterpoint_goes_right_with_what_stands_for_it(article, ana, rosa, source):
    first = at(article, "3.1")
    points = [counter(article, by=ana, text=f"Day {n} was left out.", statement=first) for n in (1, 2)]
    backing = cite_for_counterpoint(points[1], by=ana, source=source)
    flag = raise_flag(article, by=rosa, reason="weak_source", counterpoint=points[1])
    right = split(at(article, "3.1"), by=ana, at=50, take_points=frozenset([points[1].pk]))
    settle()
    for row in (*points, backing, flag):
        row.refresh_from_db()
    assert [row.statement for row in (*points, backing, flag)] == [first, right, right, right]
    undo(Deed.objects.filter(article=article).latest("seq"), by=ana)
    for row in (points[1], backing, flag):
        row.refresh_from_db()
        assert row.statement == first


def test_counterpoint_goes_with_what_it_speaks_against_be_that_of_another_counterpoint(article, ana, source):
    first = at(article, "3.1")
    point = counter(article, by=ana, text="Day 1 was left out.", statement=first)
    backing = cite_for_counterpoint(point, by=ana, source=source)
    answer = counter(article, by=ana, text="It was a holiday.", statement=first)
    Counterpoint.objects.filter(pk=answer.pk).update(
        kind="undercuts", target=backing
    )  # as deeds once took it
    right = split(first, by=ana, at=50, take_points=frozenset([point.pk]))
    settle()
    for row in (point, backing, answer):
        row.refresh_from_db()
        assert row.statement == right


def test_different_verdicts_merged_wait_for_nobody(article, ana):
    verify(at(article, "3.2"), by=ana, status="misstated", detail="over", rationale="By a third.")
    verify(at(article, "3.3"), by=ana, status="misstated", detail="under", rationale="By a half.")
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert (merged.status, merged.review_state) == ("unchecked", "open")


def test_what_counts_still_counts_when_merged_with_what_is_left_out(article, ana):
    leave_out(article, [at(article, "3.2").pk], by=ana, why="A transition")
    assert not merge(at(article, "3.2"), at(article, "3.3"), by=ana).left_out


def test_leader_that_is_merged_leaves_nobody_behind_a_follower(article, ana):
    follow(at(article, "3.2"), at(article, "2.1"), by=ana)
    follow(at(article, "4.1"), at(article, "3.3"), by=ana)
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert merged.same_as is None
    assert at(article, "4.1").same_as == merged


@pytest.fixture
def follower(article, ana, rosa) -> Statement:
    """3.2, which shows the approved verdict of 2.1."""
    verify(at(article, "2.1"), by=ana, status="not_claim")
    approve(at(article, "2.1"), by=rosa)
    return follow(at(article, "3.2"), at(article, "2.1"), by=ana)


def test_follower_whose_words_change_shows_its_leaders_verdict_no_more(article, ana, follower):
    here = place_of(follower)
    for change in (
        lambda: split(at(article, "3.2"), by=ana, at=13),
        lambda: move_ends(at(article, "3.2"), by=ana, start=here.start, end=here.end - 18),
        lambda: merge(at(article, "3.2"), at(article, "3.3"), by=ana),
    ):
        change()
        row = Statement.objects.get(pk=follower.pk)
        assert (row.same_as, row.status, row.review_state) == (None, "unchecked", "open")
        undo(newest(article), by=ana)
        assert at(article, "3.2").same_as == at(article, "2.1")


def test_verdict_stays_only_where_both_parts_of_a_merge_showed_it(article, ana, follower):
    verify(at(article, "3.3"), by=ana, status="not_claim")
    assert merge(at(article, "3.2"), at(article, "3.3"), by=ana).status == "unchecked"
    undo(newest(article), by=ana)
    verify(at(article, "3.1"), by=ana, status="not_claim")
    assert merge(at(article, "3.1"), at(article, "3.2"), by=ana).status == "unchecked"


def test_follower_comes_home_to_its_leader(article, ana):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    assert merge(at(article, "3.1"), at(article, "3.2"), by=ana).status == "not_claim"


def test_reasons_and_the_tick_of_a_quotation_outlive_a_merge(article, ana):
    change_statement(at(article, "3.3"), by=ana, is_quotation=True)
    leave_out(article, [at(article, "3.2").pk], by=ana, why="An aside.")
    leave_out(article, [at(article, "3.3").pk], by=ana, why="A sneer.")
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert (merged.is_quotation, merged.left_out_why) == (True, "An aside. A sneer.")
    leave_out_paragraph(article, paragraph(article, "5"), by=ana, why="Publisher’s line")
    leave_out_paragraph(article, paragraph(article, "4"), by=ana, why="An advert")
    whole = join_paragraph(article, paragraph(article, "4"), by=ana)
    assert (whole.label, whole.left_out, whole.rule) == ("4–5", True, "An advert; Publisher’s line")


def test_what_was_split_too_often_says_so(article, ana):
    Statement.objects.filter(pk=at(article, "3.1").pk).update(label="3.1" + "a" * 37)
    with pytest.raises(Refused, match="split too many times"):
        split(at(article, "3.1" + "a" * 37), by=ana, at=50)


def test_what_was_said_of_one_is_said_of_both_when_they_are_merged(article, ana):
    port = make_claimant(by=ana, name="The authority")
    change_statement(at(article, "3.2"), by=ana, plain="Waiting fell by half.")
    told = {"plain": "The drivers agree.", "claimant": port, "one_origin_why": "Only they wait."}
    change_statement(at(article, "3.3"), by=ana, **told, checked_said=True)
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert merged.plain == "Waiting fell by half. The drivers agree."
    assert (merged.claimant, merged.one_origin_why) == (port, "Only they wait.")
    assert (merged.checked_said, merged.checked_so) == (True, True)
    undo(newest(article), by=ana)
    first, second = at(article, "3.2"), at(article, "3.3")
    assert (first.plain, first.claimant, first.checked_said) == ("Waiting fell by half.", None, False)
    assert (second.plain, second.claimant) == ("The drivers agree.", port)


def test_who_says_it_stays_the_firsts_where_both_are_named(article, ana):
    port, drivers = (make_claimant(by=ana, name=name) for name in ("The authority", "Drivers"))
    change_statement(at(article, "3.2"), by=ana, claimant=port, plain="W" * 600)
    change_statement(at(article, "3.3"), by=ana, claimant=drivers, plain="D" * 600)
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert (merged.claimant, merged.plain) == (port, "W" * 600)


@pytest.mark.parametrize(("first", "second"), [("opinion", "quantity"), ("quantity", "opinion")])
def test_what_holds_a_factual_claim_is_one(article, ana, first, second):
    for label, kind in (("3.2", first), ("3.3", second)):
        change_statement(at(article, label), by=ana, kind=kind)
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert (merged.kind, merged.kind_confirmed, merged.status) == ("quantity", True, "unchecked")
    undo(newest(article), by=ana)
    assert [at(article, label).kind for label in ("3.2", "3.3")] == [first, second]


def test_that_it_was_said_is_another_verdict_than_that_it_is_so(article, ana):
    """Else "supported" would come to say of the second part that it is so."""
    change_statement(at(article, "3.3"), by=ana, checked_said=True, checked_so=False)
    for label in ("3.2", "3.3"):
        verify(at(article, label), by=ana, status="supported", rationale="As they write.")
    assert merge(at(article, "3.2"), at(article, "3.3"), by=ana).status == "unchecked"


def test_split_is_not_undone_once_someone_has_worked_on_the_part(article, ana, tomas):
    split(at(article, "3.1"), by=ana, at=50)
    cut = newest(article)
    raise_flag(article, by=tomas, reason="no_source", statement=at(article, "3.1b"))
    with pytest.raises(Refused, match="worked on this statement"):
        undo(cut, by=ana)
    assert Flag.objects.get(withdrawn_at=None).statement.label == "3.1b"


def test_paragraph_cut_is_not_undone_over_a_new_statement(article, ana):
    statement = at(article, "3.3")
    start = statement.placements.get().start
    move_ends(statement, by=ana, start=start, end=start + len("The drivers I met"))
    cut_paragraph(article, paragraph(article, "3"), by=ana, at=start)
    cut = newest(article)
    right = paragraph(article, "3b")
    mark_gap(article, right, by=ana, start=len("The drivers I met"), end=len(right.text))
    settle()
    with refused("marked a statement here"):
        undo(cut, by=ana)
        settle()


def test_restoring_a_statement_brings_its_paragraph_back(article, ana):
    restore(article, [at(article, "5.1").pk], by=ana)
    assert not paragraph(article, "5").left_out
    article.tally.refresh_from_db()
    assert article.tally.statements == 9


def test_what_is_marked_in_a_left_out_paragraph_is_left_out_until_it_is_kept(article, ana):
    statement = at(article, "3.3")
    start = statement.placements.get().start
    move_ends(statement, by=ana, start=start, end=start + len("The drivers I met"))
    here = paragraph(article, "3")
    leave_out_paragraph(article, paragraph(article, "3"), by=ana)
    left = newest(article)
    gap = mark_gap(article, here, by=ana, start=start + len("The drivers I met"), end=len(here.text))
    assert gap.left_out  # though it was read before
    undo(left, by=ana)
    assert not Statement.objects.get(pk=gap.pk).left_out


def test_what_is_approved_is_not_approved_again(article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    approve(at(article, "2.1"), by=rosa)
    with pytest.raises(Refused, match="already approved"):
        approve(at(article, "2.1"), by=rosa)
