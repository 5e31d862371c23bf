"""Two editors at one article: who has a statement is told, and only while they have it."""

import pytest

from annotations.rail import others_at
from annotations.refusals import Stale
from annotations.services import reviewing
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.reviewing import approve, ask_for_changes, take_for_review
from annotations.services.verifying import verify
from tests.annotations.views.test_review import ready, url
from tests.cast import at


def test_who_has_it_is_said_only_where_two_are_at_one_article(
    as_rosa, client, desk, article, ana, rosa, viktor
):
    first, second = ready(article, ana, "2.1", "3.1")
    page = url("review-statement", desk, second.pk)
    assert "I’ll review this" not in as_rosa.get(page).content.decode()
    approve(first, by=viktor)
    assert "I’ll review this" in as_rosa.get(page).content.decode()
    as_rosa.post(url("review-take", desk, second.pk))
    client.force_login(viktor.person)
    assert "With Rosa" in client.get(page).content.decode()


def test_who_decided_has_it_no_more(client, article, ana, rosa, viktor):
    (row,) = ready(article, ana, "3.1")
    for decide in (
        lambda: approve(row, by=rosa),
        lambda: ask_for_changes(row, by=rosa, reasons=["no_source"]),
    ):
        take_for_review(row, by=rosa)
        decide()
        assert at(article, "3.1").reviewer is None
        verify(row, by=ana, status="misleading", rationale="Half of it is left out, see annex.")
    take_for_review(row, by=rosa)
    verify(row, by=ana, status="no_evidence", rationale="Nobody counted.")
    assert at(article, "3.1").reviewer is None


def test_who_was_quicker_has_it(article, ana, rosa, viktor):
    (row,) = ready(article, ana, "3.1")
    late = at(article, "3.1")
    take_for_review(row, by=rosa)
    with pytest.raises(Stale, match=r"3\.1 is now with Rosa\. Leave it"):
        take_for_review(late, by=viktor)
    assert take_for_review(late, by=viktor, instead_of=rosa.person_id).reviewer == viktor.person


def test_button_tells_who_was_quicker(as_rosa, desk, article, ana, monkeypatch):
    (row,) = ready(article, ana, "3.1")

    def pressed_late(row, **_):
        raise Stale(row)

    monkeypatch.setattr(reviewing, "take_for_review", pressed_late)
    told = as_rosa.post(url("review-take", desk, row.pk))
    assert told.status_code == 409 and "Ana changed this at" in told.content.decode()
    assert "Look at it, then press again" in told.content.decode()


def test_who_approved_is_told(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    approve(row, by=viktor)
    assert "Approved by Viktor." in as_rosa.get(url("review-statement", desk, row.pk)).content.decode()


def test_analyst_who_settles_a_flag_is_no_other_editor(article, ana, rosa):
    flag = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    settle_flag(flag, by=ana, outcome="fixed")
    assert others_at(article, rosa) == ()
