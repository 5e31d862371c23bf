"""What is left out keeps the reason it was given; what shows one verdict is left out as one."""

import pytest

from annotations.refusals import Refused
from annotations.services.paragraphs import keep_paragraph, leave_out_paragraph
from annotations.services.statements import find_others, follow, leave_out, restore, set_claimant
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.test_nothing_lost import paragraph
from tests.annotations.views.test_workspace import url
from tests.cast import at


def ids(article, *labels) -> list[int]:
    return [at(article, label).pk for label in labels]


def test_a_reason_that_was_given_stands(client, article, ana):
    leave_out(article, ids(article, "3.2"), by=ana, why="Said twice.")
    client.force_login(ana.person)
    form = {"statement": ids(article, "3.1", "3.2", "3.3"), "why": "A transition."}
    page = client.post(url(article, "selection-leave-out"), form, follow=True).content.decode()
    assert "2 left out; 1 was already, for a reason of its own." in page
    whys = [at(article, label).left_out_why for label in ("3.1", "3.2", "3.3")]
    assert whys == ["A transition.", "Said twice.", "A transition."]
    assert article.deeds.latest("seq").words == "Left out 2 statements"


def test_a_deed_on_one_alone_names_it(article, ana):
    leave_out(article, ids(article, "3.2"), by=ana, why="Said twice.")
    restore(article, ids(article, "3.2"), by=ana)
    set_claimant(article, ids(article, "3.2"), by=ana, claimant=None, unclear=True)
    told = article.deeds.order_by("-seq").values_list("words", "statement__label")[:3]
    assert list(told) == [
        ("Set who says 3.2: unclear", "3.2"),
        ("Restored 3.2", "3.2"),
        ("Left out 3.2", "3.2"),
    ]


def test_what_went_with_its_paragraph_is_given_a_reason_of_its_own(article, ana):
    leave_out(article, ids(article, "5.1"), by=ana, why="An advertisement.")
    assert at(article, "5.1").left_out_why == "An advertisement."


@pytest.fixture
def repeated(article, ana):
    """3.2 repeats 2.1."""
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    follow(at(article, "3.2"), at(article, "2.1"), by=ana)
    return article


ONE_VERDICT = "3.2 shows the verdict of 2.1: leave out both or neither, or remove the link first."


def test_whose_verdict_is_shown_elsewhere_is_not_left_out_alone(repeated, ana):
    for deed in (
        lambda: leave_out(repeated, ids(repeated, "2.1", "3.1"), by=ana, why="Said twice."),
        lambda: leave_out_paragraph(repeated, paragraph(repeated, "2"), by=ana, why="An aside."),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.message == ONE_VERDICT
        assert not at(repeated, "2.1").left_out and not at(repeated, "3.1").left_out


def test_both_are_left_out_and_restored_in_one_act(repeated, ana):
    leave_out(repeated, ids(repeated, "2.1", "3.2"), by=ana, why="Said twice.")
    with pytest.raises(Refused, match="leave out both or neither"):
        restore(repeated, ids(repeated, "3.2"), by=ana)
    restore(repeated, ids(repeated, "2.1", "3.2"), by=ana)
    assert not at(repeated, "3.2").left_out


def test_what_repeats_another_is_left_out_alone(repeated, ana):
    leave_out(repeated, ids(repeated, "3.2"), by=ana, why="Said twice.")
    leave_out(repeated, ids(repeated, "2.1"), by=ana, why="An aside.")
    assert at(repeated, "2.1").left_out


def test_nothing_shows_the_verdict_of_what_is_left_out(article, ana):
    leave_out(article, ids(article, "2.1"), by=ana, why="An aside.")
    with pytest.raises(Refused, match="leave out both or neither"):
        follow(at(article, "3.2"), at(article, "2.1"), by=ana)


def test_what_is_left_out_is_offered_for_no_link(article, ana):
    leave_out(article, ids(article, "3.2"), by=ana, why="Said twice.")
    assert [row.label for row in find_others(at(article, "3.1"), "3.")] == ["3.3"]


def test_a_paragraph_is_kept_together_with_whose_verdict_it_shows(repeated, ana):
    leave_out_paragraph(repeated, paragraph(repeated, "3"), by=ana)
    leave_out(repeated, ids(repeated, "2.1"), by=ana, why="An aside.")
    with pytest.raises(Refused, match="leave out both or neither"):
        keep_paragraph(repeated, paragraph(repeated, "3"), by=ana)


def test_undo_brings_none_back_alone(repeated, ana):
    leave_out(repeated, ids(repeated, "3.2"), by=ana, why="Said twice.")
    first = repeated.deeds.latest("seq")
    leave_out(repeated, ids(repeated, "2.1"), by=ana, why="An aside.")
    with pytest.raises(Refused, match="leave out both or neither"):
        undo(first, by=ana)
    undo(repeated.deeds.latest("seq"), by=ana)
    undo(first, by=ana)
    assert not at(repeated, "2.1").left_out and not at(repeated, "3.2").left_out
