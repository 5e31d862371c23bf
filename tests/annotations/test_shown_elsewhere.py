"""An approval covers the places where its verdict is shown: what is said there, the evidence there, who wrote it."""

import pytest

from annotations.changes import since_approval
from annotations.refusals import NotAllowed, Refused
from annotations.services.articles import change_article
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter, settle
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve, blockers
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, follow
from annotations.services.verifying import verify
from tests.cast import at


@pytest.fixture
def leader(article, ana, tomas, rosa):
    """3.1, approved by Rosa with 1.1, which shows its verdict; Tomás linked them."""
    change_statement(at(article, "1.1"), by=ana, plain="All of them.")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    follow(at(article, "1.1"), at(article, "3.1"), by=tomas)
    approve(at(article, "3.1"), by=rosa)
    return at(article, "3.1")


def plain(row, by):
    change_statement(row, by=by, plain="None of them.")


def claimant(row, by):
    change_statement(row, by=by, claimant=make_claimant(by=by, name="The drivers"))


def byline(row, by):
    change_article(row.article, by=by, byline="M. Okafor")


def citation(row, by):
    source = make_source(by=by, title="Gate statistics")
    cite(row.article, [row.pk], by=by, source=source, stance="supports", passage="75,118")


def counterpoint(row, by):
    counter(row.article, by=by, statement=row, text="The gate was shut in May.")


@pytest.mark.parametrize("change", [plain, claimant, byline, citation, counterpoint])
def test_what_changes_there_changes_what_was_approved(article, leader, viktor, change):
    if change is byline:  # not that of the leader
        change_statement(leader, by=viktor, claimant=make_claimant(by=viktor, name="The port"))
        approve(at(article, "3.1"), by=viktor, override_why="Nobody else is here.")
    change(at(article, "1.1"), viktor)
    leader.refresh_from_db()
    assert leader.review_state == "changed"
    if change is not byline:
        assert since_approval(leader).parts == ("1.1 changed, which shows this verdict",)
    with pytest.raises(NotAllowed, match="You wrote part of this"):
        approve(leader, by=viktor)


def test_who_wrote_there_before_approves_no_more_than_who_did_since(article, ana, rosa, viktor):
    change_statement(at(article, "1.1"), by=viktor, plain="All of them.")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    with pytest.raises(NotAllowed, match="You wrote part of this"):
        approve(at(article, "3.1"), by=viktor)
    assert approve(at(article, "3.1"), by=rosa).ruling == "approve"


def test_what_shows_it_no_more_is_no_part_of_it(article, leader, tomas, viktor):
    follow(at(article, "1.1"), None, by=tomas)
    plain(at(article, "1.1"), viktor)
    leader.refresh_from_db()
    assert leader.review_state == "approved"


def test_what_is_open_there_is_settled_first(article, leader, ana, rosa):
    point = counter(article, by=ana, statement=at(article, "1.1"), text="The gate was shut in May.")
    leader.refresh_from_db()
    assert blockers(leader) == ("Settle what is open at 1.1 first: it shows this verdict.",)
    raise_flag(article, by=ana, reason="no_source", is_blocking=True, statement=at(article, "1.1"))
    settle(point, by=ana, outcome="accepted")
    with pytest.raises(Refused, match=r"Settle what is open at 1\.1 first"):
        approve(at(article, "3.1"), by=rosa)
