"""Two editors at one statement: who sends second is told what the first did, and loses nothing typed."""

import re
from html import unescape

import pytest
from django.urls import reverse

from annotations.services.flags import raise_flag, settle_flag
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.verifying import verify
from tests.annotations.views.test_review import approve_form, ready, url
from tests.cast import at

REASONS = {"reasons": ["weak_source"], "note": "Which base?"}


def words(answer) -> str:
    return unescape(answer.content.decode())


def hidden(answer) -> dict[str, str]:
    """What the form that asks for changes brings along."""
    form = re.search(r'<form class="send-back".*?</form>', answer.content.decode(), re.DOTALL)[0]
    return dict(re.findall(r'<input type="hidden" name="(seen|verdict|seq)" value="(\d*)"', form))


def test_sending_back_over_a_fresh_approval_is_a_conflict_that_names_it(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    there = url("review-changes", desk, row.pk)
    old = hidden(as_rosa.get(there))
    assert old == {name: str(value) for name, value in approve_form(row).items()}
    approve(at(article, "3.1"), by=viktor)
    answer = as_rosa.post(there, REASONS | old)
    assert answer.status_code == 409 and at(article, "3.1").review_state == "approved"
    assert words(answer).count("Viktor has since approved 3.1") == 1
    assert re.search(r"Viktor, \d\d:\d\d: Approved 3\.1", words(answer))
    assert 'value="weak_source" checked' in words(answer) and "Which base?" in words(answer)
    assert as_rosa.post(there, REASONS | hidden(answer)).status_code == 302
    assert at(article, "3.1").review_state == "sent_back"


def test_sending_back_what_was_sent_back_meanwhile_is_a_conflict_that_names_it(
    as_rosa, desk, article, ana, viktor
):
    (row,) = ready(article, ana, "3.1")
    there = url("review-changes", desk, row.pk)
    old = hidden(as_rosa.get(there))
    ask_for_changes(at(article, "3.1"), by=viktor, reasons=["no_source"])
    answer = as_rosa.post(there, REASONS | old)
    assert answer.status_code == 409
    assert words(answer).count("Viktor has since sent 3.1 back") == 1 and "Which base?" in words(answer)
    assert [flag.reason for flag in row.flags.all()] == ["no_source"]
    assert as_rosa.post(there, REASONS | hidden(answer)).status_code == 302
    assert {flag.reason for flag in row.flags.all()} == {"no_source", "weak_source"}


def test_sending_several_back_goes_by_what_was_read(as_rosa, desk, article, ana, viktor):
    def form(page: str) -> dict:
        return REASONS | {"act": "changes"} | dict(re.findall(r'name="(seq|seen-\d+)" value="(\d+)"', page))

    rows = ready(article, ana, "2.1", "3.1")
    there, chosen = url("review-selected", desk), {"statement": [row.pk for row in rows]}
    old = form(words(as_rosa.post(there, chosen)))
    ask_for_changes(at(article, "3.1"), by=viktor, reasons=["no_source"])
    answer = as_rosa.post(there, chosen | old)
    assert answer.status_code == 409 and words(answer).count("Viktor has since sent 3.1 back") == 1
    assert at(article, "2.1").review_state == "ready" and "Which base?" in words(answer)
    old = form(words(answer))
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    answer = as_rosa.post(there, chosen | old)
    assert answer.status_code == 409 and "This changed while you were reading it." in words(answer)
    assert as_rosa.post(there, chosen | form(words(answer))).status_code == 302
    assert {at(article, label).review_state for label in ("2.1", "3.1")} == {"sent_back"}


def test_sending_back_what_changed_meanwhile_shows_both_texts(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    old = approve_form(row)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    answer = as_rosa.post(url("review-changes", desk, row.pk), REASONS | old)
    assert answer.status_code == 409 and "Which base?" in words(answer)
    assert "Half of it is left out." in words(answer) and "A third of it is left out." in words(answer)
    assert as_rosa.post(url("review-changes", desk, row.pk), REASONS | hidden(answer)).status_code == 302


def test_why_one_pair_of_eyes_is_enough_is_kept_when_the_content_changed(as_rosa, desk, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    verify(row, by=rosa, status="misleading", rationale="Half of it is left out.")
    old = approve_form(at(article, "3.1")) | {"override_why": "The night desk is mine alone."}
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    answer = as_rosa.post(url("review-approve", desk, row.pk), old)
    assert answer.status_code == 409
    more = words(answer).split('<details class="more" open>')[1]
    assert 'value="The night desk is mine alone."' in more.split("</details>")[0]


def test_what_was_forgotten_does_not_hide_an_approval(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    old = approve_form(row)
    approve(at(article, "3.1"), by=viktor)
    answer = as_rosa.post(url("review-changes", desk, row.pk), {"note": "Which base?"} | old)
    assert answer.status_code == 422
    assert as_rosa.post(url("review-changes", desk, row.pk), REASONS | hidden(answer)).status_code == 409


def test_what_was_approved_when_it_was_read_is_sent_back(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    approve(row, by=viktor)
    seen = hidden(as_rosa.get(url("review-changes", desk, row.pk)))
    assert as_rosa.post(url("review-changes", desk, row.pk), REASONS | seen).status_code == 302
    assert at(article, "3.1").review_state == "sent_back"


@pytest.mark.parametrize("where", ["in Review", "in Review on the article", "in the text", "in the panel"])
def test_a_flag_that_is_settled_already_keeps_what_was_typed(as_rosa, desk, article, ana, viktor, where):
    on = None if where.endswith(("article", "panel")) else at(article, "3.1")
    flag = raise_flag(article, by=ana, reason="no_source", statement=on)
    other = raise_flag(article, by=ana, reason="headline", statement=on)
    form = {"outcome": "fixed", "note": "See the <annex>.", "version": flag.version}
    settle_flag(flag, by=viktor, outcome="not_a_problem")
    in_text = reverse("flag-settle", args=[desk.slug, article.slug, flag.pk])
    answer = as_rosa.post(url("review-flag-settle", desk, flag.pk) if "Review" in where else in_text, form)
    assert answer.status_code == 409
    assert "Viktor has already settled this: not a problem." in words(answer)
    assert "then save again" not in words(answer)
    assert "You wrote: <bdi>See the &lt;annex&gt;.</bdi>" in answer.content.decode()
    settle_flag(other, by=viktor, outcome="fixed")
    assert "You wrote" not in as_rosa.get(url("review", desk)).content.decode()


def test_what_was_approved_meanwhile_is_named_and_the_others_stay(as_rosa, desk, article, ana, viktor):
    first, second, third = ready(article, ana, "2.1", "3.1", "3.2")
    seen = {f"seen-{row.pk}": row.content_version for row in (first, second, third)}
    form = {"statement": [first.pk, second.pk, third.pk], "act": "approve", **seen}
    approve(second, by=viktor)
    answer = as_rosa.post(url("review-selected", desk), form)
    assert answer.status_code == 422
    assert "3.1 was approved meanwhile; it is off the list." in words(answer)
    assert "not one of the available" not in words(answer)
    assert re.findall(r'name="statement" value="(\d+)" checked', words(answer)) == [
        str(first.pk),
        str(third.pk),
    ]
    approve(first, by=viktor)
    assert "2.1, 3.1 were approved meanwhile; they are off the list." in words(
        as_rosa.post(url("review-selected", desk), form)
    )
    approve(third, by=viktor)
    answer = as_rosa.post(url("review-selected", desk), form, follow=True)
    assert "2.1, 3.1, 3.2 were approved meanwhile; they are off the list." in words(answer)


def test_a_list_that_lacks_what_was_chosen_says_so(as_rosa, desk, article, ana, viktor):
    first, second = ready(article, ana, "2.1", "3.1")
    approve(second, by=viktor)
    answer = as_rosa.post(url("review-selected", desk), {"statement": [first.pk, second.pk]})
    assert "1 chosen" in words(answer) and "3.1 was approved meanwhile; it is off the list." in words(answer)


def test_what_is_not_on_the_list_is_refused_in_words(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    form = {"statement": [row.pk, "x"], "act": "approve", f"seen-{row.pk}": row.content_version}
    assert "Some of what was chosen is not here any more." in words(
        as_rosa.post(url("review-selected", desk), form)
    )
