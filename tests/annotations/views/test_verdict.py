"""The verdict on the card, and what it is asked of: nobody's words vanish, nobody decides on what they did not see."""

import re

import pytest

from annotations.services.cutting import merge, split
from annotations.services.reviewing import approve
from annotations.services.statements import follow
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at

WORDS_CHANGED = "Its words changed since this verdict. Look at it again, then give the verdict again."


@pytest.fixture
def judged(article, ana):
    """3.1 is misleading."""
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third, not by half.")
    return article


def card(client, article, label) -> str:
    return client.get(url(article, "statement", at(article, label).pk), headers=HTMX).content.decode()


def sent(client, article, label, name="statement-verification", **form):
    return client.post(url(article, name, at(article, label).pk), form, headers=HTMX)


def test_a_verdict_on_other_words_says_what_to_do(as_ana, judged, ana):
    assert WORDS_CHANGED not in card(as_ana, judged, "3.1")
    whole = at(judged, "3.1").text
    split(at(judged, "3.1"), by=ana, at=whole.index("averaging"))
    assert f"{WORDS_CHANGED} It was given for “<bdi>{whole}</bdi>”" in card(as_ana, judged, "3.1a")
    assert WORDS_CHANGED not in card(as_ana, judged, "3.1b")


def test_a_verdict_that_was_not_seen_is_not_taken_back(as_ana, judged, tomas):
    seen = at(judged, "3.1").verification_id
    assert f'name="base" value="{seen}"' in card(as_ana, judged, "3.1").split('id="unchecked"')[1]
    verify(at(judged, "3.1"), by=tomas, status="no_evidence", rationale="Nobody counted.")
    refused = sent(as_ana, judged, "3.1", "statement-unchecked", base=seen)
    assert refused.status_code == 409
    assert "Another verdict has been given since." in refused.content.decode()
    assert sent(as_ana, judged, "3.1", "statement-unchecked", base="x").status_code == 409
    assert at(judged, "3.1").status == "no_evidence"
    sent(as_ana, judged, "3.1", "statement-unchecked", base=at(judged, "3.1").verification_id)
    assert at(judged, "3.1").status == "unchecked"


@pytest.mark.parametrize(
    ("name", "form", "status"),
    [
        ("statement-unchecked", {}, "unchecked"),
        (
            "statement-verification",
            {"status": "not_claim", "rationale": "By a third, not by half."},
            "not_claim",
        ),
    ],
)
def test_what_a_key_writes_at_once_asks_once_more_of_approved_work(as_ana, judged, rosa, name, form, status):
    approve(at(judged, "3.1"), by=rosa)
    form |= {"base": at(judged, "3.1").verification_id}
    asked = sent(as_ana, judged, "3.1", name, **form)
    assert asked.status_code == 200 and "It is approved: " in asked.content.decode()
    assert at(judged, "3.1").review_state == "approved"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.content.decode()))
    assert sent(as_ana, judged, "3.1", name, **hidden).status_code == 200
    row = at(judged, "3.1")
    assert (row.status, row.review_state) == (status, "changed" if form.get("status") else "open")
    assert row.verification is None or not row.verification.rationale


def test_a_verdict_that_was_taken_back_stands_beside_what_was_typed(as_ana, judged, tomas):
    base = at(judged, "3.1").verification_id
    verify(at(judged, "3.1"), by=tomas, status="unchecked")
    refused = sent(as_ana, judged, "3.1", status="no_evidence", rationale="Nobody counted.", base=base)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert (
        "<b>Now</b><p>No verdict.</p>" in page
        and '<p dir="auto">No evidence found. Nobody counted.</p>' in page
    )


def test_after_the_last_verdict_one_stays_and_is_not_led_to_what_is_left_out(as_ana, article):
    assert at(article, "5.1").left_out
    assert "Save, then" not in card(as_ana, article, "4.2")
    page = as_ana.get(url(article, "statement", at(article, "4.2").pk), {"next": ""}, headers=HTMX)
    assert 'aria-label="Statement 4.2"' in page.content.decode()


@pytest.mark.parametrize("cut", [True, False])
def test_a_verdict_typed_for_other_words_is_not_given_to_these(as_ana, article, tomas, cut):
    shown = re.search(r'name="words" value="(\w+)"', card(as_ana, article, "3.1"))[1]
    row = at(article, "3.1")
    if cut:
        split(row, by=tomas, at=row.text.index("averaging"))
    else:
        merge(row, at(article, "3.2"), by=tomas)
    row.refresh_from_db()
    typed = {"status": "no_evidence", "rationale": "Nobody counted.", "words": shown}
    refused = sent(as_ana, article, row.label, **typed)
    page = refused.content.decode()
    assert refused.status_code == 409 and "Tomás changed this at " in page and "Nobody counted." in page
    assert at(article, row.label).verification is None
    now = re.search(r'name="words" value="(\w+)"', page)[1]
    assert sent(as_ana, article, row.label, **typed | {"words": now}).status_code == 200
    assert at(article, row.label).status == "no_evidence"


@pytest.mark.parametrize(
    ("typed", "kept"), [("By a third, not by half.", ""), ("A figure of speech.", "A figure of speech.")]
)
def test_what_was_said_of_a_claim_is_not_said_of_what_is_none(as_ana, judged, typed, kept):
    base = at(judged, "3.1").verification_id
    sent(as_ana, judged, "3.1", status="not_claim", rationale=typed, base=base)
    given = at(judged, "3.1").verification
    assert (given.status, given.rationale) == ("not_claim", kept)
    base = given.pk
    sent(as_ana, judged, "3.1", status="not_claim", rationale=kept, base=base)
    assert at(judged, "3.1").verification.rationale == kept


@pytest.mark.parametrize("had_one", [True, False])
def test_what_was_typed_of_what_repeats_another_now_is_shown(as_ana, article, ana, tomas, had_one):
    if had_one:
        verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    base = at(article, "3.1").verification_id or ""
    follow(at(article, "3.1"), at(article, "2.1"), by=tomas)
    refused = sent(as_ana, article, "3.1", status="no_evidence", rationale="Nobody <counted>.", base=base)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "This is the same claim as another statement: give the verdict there." in page
    assert "You wrote: <bdi>Nobody &lt;counted&gt;.</bdi>" in page
    assert "You wrote" not in card(as_ana, article, "3.1")


def test_the_next_that_was_asked_about_is_the_next_that_is_merged(as_ana, article, tomas):
    form = card_of_merge(as_ana, article)
    row = at(article, "3.2")
    split(row, by=tomas, at=row.text.index("since"))
    refused = sent(as_ana, article, "3.1", "statement-merge", **form)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "3.2a follows now, or other words than you saw. Look at it, then merge again." in page
    assert at(article, "3.2a").withdrawn_at is None
    assert (
        sent(as_ana, article, "3.1", "statement-merge", **card_of_merge(as_ana, article)).status_code == 200
    )
    assert at(article, "3.1–3.2a").text.endswith("by half")


def card_of_merge(client, article) -> dict:
    """What the question sends along."""
    page = client.get(url(article, "statement-merge", at(article, "3.1").pk), headers=HTMX)
    other = page.context["other"]
    form = {"version": at(article, "3.1").version, "other": other.pk, "other_version": other.version}
    for name, value in form.items():
        assert f'name="{name}" value="{value}"' in page.content.decode()
    return form


def test_what_one_saved_in_another_window_is_called_ones_own(as_ana, judged, ana, tomas):
    base = at(judged, "3.1").verification_id
    form = {"status": "no_evidence", "rationale": "Nobody counted.", "base": base}
    for by, called in ((ana, "<b>What you saved before</b>"), (tomas, "<b>Tomás’s</b>")):
        verify(at(judged, "3.1"), by=by, status="contradicted", rationale=f"{by.person.name} says so.")
        refused = sent(as_ana, judged, "3.1", **form)
        assert refused.status_code == 409 and called in refused.content.decode()
        assert '<p id="live" hx-swap-oob="innerHTML"></p>' in refused.content.decode()  # the alert is heard
