"""What repeats another statement shows its verdict, so a flag on it may be answered by that verdict."""

import pytest

from annotations.changes import since_approval
from annotations.importing import rebuild
from annotations.models import Flag
from annotations.reading import galley, load, load_paragraph
from annotations.reading.statement_list import listed
from annotations.refusals import NotAllowed, Refused
from annotations.services.cutting import merge, move_ends, split
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.placing import place_of
from annotations.services.reviewing import approve
from annotations.services.statements import change_statement, follow
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Desk
from tests.annotations.importing.test_round_trip import exported
from tests.annotations.test_nothing_lost import newest
from tests.cast import at

SAYS_SO = "verdict_says_so"


@pytest.fixture
def flag(article, ana, rosa) -> Flag:
    """On 3.3, which repeats 2.1, which is misleading; settled by that verdict."""
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="True in the mornings alone.")
    follow(at(article, "3.3"), at(article, "2.1"), by=ana)
    raised = raise_flag(article, by=rosa, reason="context_missing", statement=at(article, "3.3"))
    return settle_flag(raised, by=rosa, outcome=SAYS_SO)


def is_open(flag: Flag) -> bool:
    flag.refresh_from_db()
    return flag.is_open


def test_the_leaders_verdict_says_so(flag):
    assert not is_open(flag)


def test_a_leader_that_stands_says_nothing(article, ana, rosa):
    follow(at(article, "3.3"), at(article, "2.1"), by=ana)
    raised = raise_flag(article, by=rosa, reason="context_missing", statement=at(article, "3.3"))
    with pytest.raises(Refused, match="The verdict does not say so"):
        settle_flag(raised, by=rosa, outcome=SAYS_SO)


def test_it_reopens_when_the_leader_comes_to_stand(flag, article, ana):
    verify(at(article, "2.1"), by=ana, status="supported", rationale="All day, it turns out.")
    assert is_open(flag)
    undo(newest(article), by=ana)
    assert not is_open(flag)


def test_it_reopens_when_the_leaders_verdict_is_undone(flag, article, ana):
    verify(at(article, "2.1"), by=ana, status="supported", rationale="All day, it turns out.")
    verify(at(article, "2.1"), by=ana, status="contradicted", rationale="At no time.")
    settle_flag(Flag.objects.get(pk=flag.pk), by=ana, outcome=SAYS_SO)
    verdict = article.deeds.get(words="2.1: Contradicted")
    undo(verdict, by=ana)
    assert is_open(flag)


@pytest.mark.parametrize(
    "let_go",
    [
        lambda s, by: follow(s, None, by=by),
        lambda s, by: split(s, by=by, at=11),
        lambda s, by: merge(at(s.article, "3.2"), s, by=by),
        lambda s, by: move_ends(s, by=by, start=s.start, end=s.end - 10),
    ],
    ids=["follow", "split", "merge", "move_ends"],
)
def test_it_reopens_when_it_stands_for_itself_again(flag, article, ana, let_go):
    statement = at(article, "3.3")
    placed = statement.placements.get(withdrawn_at=None)
    statement.start, statement.end = placed.start, placed.end
    let_go(statement, ana)
    assert is_open(flag)


def test_it_stays_settled_when_its_own_verdict_gives_way_to_one_as_adverse(article, ana, rosa):
    for label in ("2.1", "3.3"):
        verify(at(article, label), by=ana, status="misleading", rationale="True in the mornings alone.")
    raised = raise_flag(article, by=rosa, reason="context_missing", statement=at(article, "3.3"))
    settle_flag(raised, by=rosa, outcome=SAYS_SO)
    follow(at(article, "3.3"), at(article, "2.1"), by=ana)
    assert not is_open(raised)


def test_an_export_with_it_comes_back(flag, article):
    first = exported(article)
    assert exported(rebuild(first, desk=Desk.objects.create(slug="empty", name="Empty desk"))) == first


def test_an_approval_falls_where_its_verdict_is_shown_for_more(house, ana, rosa, viktor):
    follow(at(house.article, "1.1"), at(house.article, "3.1"), by=viktor)
    leader = at(house.article, "3.1")
    assert leader.review_state == "changed"
    assert since_approval(leader).parts == ("said again in 1.1",)
    with pytest.raises(NotAllowed, match="You wrote part of this"):
        approve(leader, by=viktor, seen=leader.content_version)
    approve(leader, by=rosa, seen=leader.content_version)
    follow(at(house.article, "1.1"), None, by=ana)
    assert at(house.article, "3.1").review_state == "approved"
    undo(newest(house.article), by=ana)
    assert at(house.article, "3.1").review_state == "changed"


def test_who_said_same_claim_comes_back_as_contributor_and_nobody_else(house, ana, rosa, viktor):
    follow(at(house.article, "1.1"), at(house.article, "3.1"), by=viktor)
    change_statement(at(house.article, "1.1"), by=rosa, plain="All of them.")
    first = exported(house.article)
    assert exported(rebuild(first, desk=Desk.objects.create(slug="empty", name="Empty desk"))) == first


@pytest.mark.parametrize("said_only", [True, False])
def test_what_repeats_another_shows_whether_no_more_was_checked_than_that_it_was_said(
    article, ana, said_only
):
    change_statement(at(article, "3.1"), by=ana, checked_said=True, checked_so=not said_only)
    verify(at(article, "3.1"), by=ana, status="supported", rationale="She said so.")
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    row = at(article, "1.1")
    alone = load_paragraph(place_of(row).paragraph.pk)
    assert [
        next(s for s in shown.statements if s.label == "1.1").said_only
        for shown in (load(article), galley(article), alone)
    ] == [said_only] * 3
    told = "Supported (that it was said)" if said_only else "Supported"
    assert listed([row.pk])[0].verdict == told


def test_a_verdict_that_would_come_back_beside_anothers_says_which_link_is_in_the_way(article, ana):
    verify(at(article, "3.3"), by=ana, status="misleading", rationale="By a third.")
    verify(at(article, "3.3"), by=ana, status="unchecked")
    cleared = newest(article)
    follow(at(article, "3.3"), at(article, "2.1"), by=ana)
    with pytest.raises(
        Refused, match=r"shows another’s verdict has none of its own\. Remove that link first"
    ):
        undo(cleared, by=ana)
    follow(at(article, "3.3"), None, by=ana)
    undo(cleared, by=ana)
    assert at(article, "3.3").status == "misleading"
