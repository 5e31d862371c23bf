"""What is left out keeps the reason it was given; what shows one verdict is left out as one."""

import pytest

from annotations.services.statements import follow, leave_out
from annotations.services.verifying import verify
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


def test_what_went_with_its_paragraph_is_given_a_reason_of_its_own(article, ana):
    leave_out(article, ids(article, "5.1"), by=ana, why="An advertisement.")
    assert at(article, "5.1").left_out_why == "An advertisement."


@pytest.fixture
def repeated(article, ana):
    """3.2 repeats 2.1."""
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    follow(at(article, "3.2"), at(article, "2.1"), by=ana)
    return article


ONE_VERDICT = "3.2 shows the verdict of 2.1: leave out both or neither, or let 3.2 stand for itself first."
