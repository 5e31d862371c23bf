"""The form of what a statement is (w): what somebody decided is not proposed again, nor answered again."""

import pytest
from django.urls import reverse

from annotations.models import Statement
from annotations.services.statements import change_statement, confirm_kinds, set_claimant
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at

NOT_BOTH = "Name who says it, or tick “unclear”, not both."


@pytest.fixture
def proposed(article):
    """3.1: the rules propose a name."""
    Statement.objects.filter(pk=at(article, "3.1").pk).update(claimant_proposed="The harbour authority")
    return article


def opened(client, article) -> dict:
    """What the form begins with, as it would be sent."""
    form = client.get(url(article, "statement-facts", at(article, "3.1").pk), headers=HTMX).context["facts"]
    began = {field.name: field.value() for field in form}
    return {name: value for name, value in began.items() if value not in (None, False)}


def saved(client, article, **typed):
    form = opened(client, article) | typed
    return client.post(url(article, "statement-facts", at(article, "3.1").pk), form, headers=HTMX)


@pytest.mark.parametrize("typed", [{"claimant_unclear": "on"}, {}])
def test_a_name_that_was_cleared_is_not_proposed_again(as_ana, proposed, ana, typed):
    assert opened(as_ana, proposed)["claimant_name"] == "The harbour authority"
    assert saved(as_ana, proposed, claimant_name="", **typed).status_code == 200
    assert not opened(as_ana, proposed)["claimant_name"]
    saved(as_ana, proposed, plain="It cleared 75,000 containers.")
    row = at(proposed, "3.1")
    assert (row.claimant, row.claimant_unclear) == (None, bool(typed))


def test_a_name_is_proposed_until_somebody_says_who_says_it(as_ana, proposed, ana):
    confirm_kinds(proposed, {at(proposed, "3.1").pk: "quantity"}, by=ana)
    change_statement(at(proposed, "3.1"), by=ana, plain="It cleared 75,000 containers.")
    assert opened(as_ana, proposed)["claimant_name"] == "The harbour authority"
    set_claimant(proposed, [at(proposed, "3.1").pk], by=ana, claimant=None)
    assert not opened(as_ana, proposed)["claimant_name"]
    undo(proposed.deeds.latest("seq"), by=ana)
    assert opened(as_ana, proposed)["claimant_name"] == "The harbour authority"


def test_a_proposed_name_says_that_it_is_one_until_it_is_saved_by_itself(as_ana, proposed):
    def told() -> str:
        return as_ana.get(url(proposed, "statement", at(proposed, "3.1").pk), headers=HTMX).content.decode()

    form = url(proposed, "statement-facts", at(proposed, "3.1").pk)
    is_one = "(proposed: <bdi>The harbour authority</bdi>)"
    assert is_one in told() and "Proposed from the words" in as_ana.get(form, headers=HTMX).content.decode()
    saved(as_ana, proposed, plain="It cleared 75,000 containers.")
    assert at(proposed, "3.1").plain and at(proposed, "3.1").claimant is None
    assert is_one in told()
    review = reverse("review-statement", args=[proposed.desk.slug, at(proposed, "3.1").pk])
    assert is_one in as_ana.get(review).content.decode()
    saved(as_ana, proposed)
    assert str(at(proposed, "3.1").claimant) == "The harbour authority"
    assert "proposed: <bdi>The" not in told()
    assert "Proposed from the words" not in as_ana.get(form, headers=HTMX).content.decode()


def test_a_proposed_name_is_taken_with_the_role_that_is_typed(as_ana, proposed):
    saved(as_ana, proposed, claimant_role="harbour", plain="It cleared 75,000 containers.")
    assert str(at(proposed, "3.1").claimant) == "The harbour authority, harbour"


def test_a_name_and_unclear_are_not_both_taken(as_ana, proposed):
    answer = saved(as_ana, proposed, claimant_unclear="on")
    assert answer.status_code == 422 and NOT_BOTH in answer.content.decode()
    form = {"statement": [at(proposed, "3.2").pk], "name": "The drivers", "unclear": "on"}
    answer = as_ana.post(url(proposed, "selection-claimant"), form)
    assert answer.status_code == 422 and NOT_BOTH in answer.content.decode()
    row = at(proposed, "3.1")
    assert (row.claimant, row.claimant_unclear, at(proposed, "3.2").claimant) == (None, False, None)


def test_who_takes_back_that_it_is_an_opinion_is_not_overruled_by_plain_words(as_ana, article, ana):
    confirm_kinds(article, {at(article, "3.1").pk: "opinion"}, by=ana)
    verify(at(article, "3.1"), by=ana, status="unchecked")
    answer = saved(as_ana, article, plain="It cleared 75,000 containers.")
    assert "3.1 saved." in answer.content.decode()
    assert at(article, "3.1").status == "unchecked"


def test_a_kind_that_answers_says_so(as_ana, article, ana):
    Statement.objects.filter(pk=at(article, "3.1").pk).update(kind="opinion", kind_confirmed=False)
    assert "3.1 saved: not a factual claim." in saved(as_ana, article).content.decode()
    assert at(article, "3.1").status == "not_claim"
    verify(at(article, "3.1"), by=ana, status="unchecked")
    assert "3.1 saved: not a factual claim." in saved(as_ana, article, kind="not_claim").content.decode()
    assert at(article, "3.1").status == "not_claim"
    assert "3.1 saved, and is to be checked." in saved(as_ana, article, kind="fact").content.decode()
    assert at(article, "3.1").status == "unchecked"


def test_to_change_something_else_answers_no_opinion(as_ana, article):
    Statement.objects.filter(pk=at(article, "3.1").pk).update(kind="opinion", kind_confirmed=False)
    assert "3.1 saved." in saved(as_ana, article, plain="It cleared 75,000 containers.").content.decode()
    row = at(article, "3.1")
    assert (row.plain, row.status, row.kind, row.kind_confirmed) == (
        "It cleared 75,000 containers.", "unchecked", "opinion", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "is_ticked"),
    [
        ("", True),
        ("a figure of speech, a judgement", True),
        ("a judgement, a figure", False),
        ("a date or a period", False),
        ("somebody says it, a judgement", False),
    ],
)
def test_what_says_something_to_check_is_not_ticked_as_an_opinion(as_ana, article, rules, is_ticked):
    row = at(article, "3.1")
    Statement.objects.filter(pk=row.pk).update(kind="opinion", kind_confirmed=False, kind_rules=rules)
    assert (row.pk in as_ana.get(url(article, "kinds")).context["ticked"]) is is_ticked


def test_the_card_and_review_say_it_in_the_same_words(as_ana, article, ana):
    change_statement(at(article, "3.1"), by=ana, claimant_unclear=True, is_quotation=True)
    pk = at(article, "3.1").pk
    for address in (url(article, "statement", pk), reverse("review-statement", args=[article.desk.slug, pk])):
        assert "who says it is unclear, quoted" in as_ana.get(address).content.decode()
