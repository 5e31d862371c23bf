"""Review: one article at a time, in reading order; four eyes; both texts where a change came between."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Decision, Deed, FlagOutcome, Statement
from annotations.queue import Lens, articles_in_queue, in_queue, next_in
from annotations.rail import AFTER
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.sources import make_source
from annotations.services.statements import change_statement
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.cast import at, taken_in


def ready(article, ana, *labels, **verdict):
    """Statements with a complete verdict of Ana's, which an editor may approve."""
    for label in labels:
        given = {"status": "misleading", "rationale": "Half of it is left out."} | verdict
        verify(at(article, label), by=ana, **given)
    return [at(article, label) for label in labels]


def url(name, desk, *args):
    return reverse(name, args=[desk.slug, *args])


def approve_form(statement):
    return {
        "seen": statement.content_version,
        "verdict": statement.verification_id,
        "seq": statement.article.seq,
    }


def test_queue_is_in_reading_order_and_hides_own_work(article, ana, rosa):
    ready(article, ana, "3.2", "2.1")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    verify(at(article, "2.2"), by=rosa, status="misleading", rationale="It is not so simple.")
    waits = in_queue(rosa, Lens()).order_by("reading_order")
    assert [row.label for row in waits] == ["2.1", "3.1", "3.2"]
    assert [row.label for row in in_queue(rosa, Lens(own=True)).order_by("reading_order")][1] == "2.2"


def test_a_statement_sent_back_waits_for_the_analyst(article, ana, rosa):
    (row,) = ready(article, ana, "2.1")
    ask_for_changes(row, by=rosa, reasons=["weak_source"])
    assert not in_queue(rosa, Lens()).exists()


@pytest.mark.parametrize(
    ("show", "labels"),
    [
        ("all", ["2.1", "2.2", "3.1", "3.2"]),
        ("blocking", ["3.1"]),
        ("flagged", ["3.1", "3.2"]),
        ("changed", ["2.2"]),
        ("opinions", ["2.1"]),
    ],
)
def test_facets(article, ana, rosa, tomas, show, labels):
    ready(article, ana, "2.1", status="not_claim", rationale="")
    (row,) = ready(article, ana, "2.2")
    approve(row, by=rosa)
    change_statement(at(article, "2.2"), by=tomas, plain="They see the queue.")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    raise_flag(article, by=ana, reason="loaded_wording", is_blocking=False, statement=at(article, "3.2"))
    rows = in_queue(rosa, Lens(show)).order_by("reading_order")
    assert [statement.label for statement in rows] == labels


def test_articles_come_by_due_time_those_without_one_last(article, ana, rosa):
    late, soon = taken_in(ana, title="Late"), taken_in(ana, title="Soon")
    for row, due in ((late, "2026-03-01T12:00Z"), (soon, "2026-02-01T12:00Z")):
        type(row).objects.filter(pk=row.pk).update(due=due)
    for row in (article, late, soon):
        ready(row, ana, "2.1")
    assert list(articles_in_queue(rosa, Lens())) == [soon, late, article]


def test_next_stays_in_the_article_and_comes_back_to_what_was_passed_over(article, ana, rosa):
    first, second = ready(article, ana, "2.1", "3.1")
    assert next_in(article, rosa, Lens(), first) == second
    assert next_in(article, rosa, Lens(), second) == first
    approve(first, by=rosa)
    assert next_in(article, rosa, Lens(), at(article, "3.1")) is None


def test_editor_opens_the_first_that_waits(as_rosa, desk, article, ana):
    ready(article, ana, "2.1", "3.1")
    page = as_rosa.get(url("review", desk)).content.decode()
    assert "Readers will see" in page
    assert "Misleading." in page
    assert "Half of it is left out." in page
    assert "1 of 2 in this article" in page
    assert "No evidence is cited." in page and "Nothing is missing." not in page


def test_editor_sees_the_figures_worked_out(as_rosa, desk, article, ana):
    ready(article, ana, "2.1", "3.1")
    page = as_rosa.get(url("review-statement", desk, at(article, "3.1").pk)).content.decode()
    assert "<h2>Figures</h2>" in page and "75,000 ÷ 365 = 205.5" in page and "adds up, same source" in page
    page = as_rosa.get(url("review-statement", desk, at(article, "2.1").pk)).content.decode()
    assert "<h2>Figures</h2>" not in page


def test_all_clear_says_how_many_were_decided_today(as_rosa, desk, article, ana, rosa, settings):
    settings.TIME_ZONE = f"Etc/GMT{timezone.now().hour - 12:+}"  # where it is noon, far from another day
    (row,) = ready(article, ana, "2.1")
    approve(row, by=rosa)
    page = as_rosa.get(url("review", desk)).content.decode()
    assert "All clear: 1 decided today." in page and '<h1 class="sr">Review</h1>' in page


def test_editor_approves_and_goes_on_with_undo_at_hand(as_rosa, desk, article, ana, rosa):
    first, second = ready(article, ana, "2.1", "3.1")
    answer = as_rosa.post(url("review-approve", desk, first.pk), approve_form(first))
    assert answer.url == url("review-statement", desk, second.pk)
    page = as_rosa.get(answer.url).content.decode()
    assert "2.1 approved." in page
    assert 'class="done"' in page  # greyed until she leaves
    deed = Deed.objects.get(verb="approve")
    assert url("deed-undo", desk, deed.pk) in page
    undo(deed, by=rosa)
    assert 'class="done"' not in as_rosa.get(answer.url).content.decode()


def test_greyed_rows_go_when_one_leaves(as_rosa, desk, article, ana):
    first, _ = ready(article, ana, "2.1", "3.1")
    as_rosa.post(url("review-approve", desk, first.pk), approve_form(first))
    assert 'class="done"' not in as_rosa.get(url("review", desk)).content.decode()


def test_after_the_last_of_an_article_the_next_article_begins(as_rosa, desk, article, ana):
    other = taken_in(ana, title="Another")
    (first,), (second,) = ready(article, ana, "3.1"), ready(other, ana, "2.1")
    answer = as_rosa.post(url("review-approve", desk, first.pk), approve_form(first))
    assert answer.url == url("review-statement", desk, second.pk)


def test_flag_blocks_and_settling_it_opens_the_way(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=row)
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert "Settle the flag first." in page
    assert 'data-key="a" aria-disabled="true" aria-describedby="why-not"' in page
    refused = as_rosa.post(url("review-approve", desk, row.pk), approve_form(at(article, "3.1")))
    assert refused.status_code == 422
    assert "Settle the flag first." in refused.content.decode()
    form = {"outcome": "verdict_says_so", "version": flag.version}
    as_rosa.post(url("review-flag-settle", desk, flag.pk), form)
    flag.refresh_from_db()
    assert flag.outcome == FlagOutcome.VERDICT_SAYS_SO
    assert "Settle the flag" not in as_rosa.get(url("review-statement", desk, row.pk)).content.decode()


def test_verdict_that_does_not_say_so_is_refused_in_words(as_rosa, desk, article, ana):
    source = make_source(by=ana, title="Gate statistics")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports", passage="75,118")
    (row,) = ready(article, ana, "3.1", status="supported")
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=row)
    form = {"outcome": "verdict_says_so", "version": flag.version, "note": "See the table."}
    refused = as_rosa.post(url("review-flag-settle", desk, flag.pk), form)
    assert refused.status_code == 422
    assert "The verdict does not say so" in refused.content.decode()
    assert "See the table." in refused.content.decode()


def test_own_work_is_refused_with_who_may(client, desk, article, rosa, viktor, ana):
    verify(at(article, "3.1"), by=viktor, status="misleading", rationale="Half of it is left out.")
    row = at(article, "3.1")
    client.force_login(viktor.person)
    page = client.get(url("review-statement", desk, row.pk)).content.decode()
    assert "You wrote part of this (the verdict). Someone else must approve it: Rosa can." in page
    refused = client.post(url("review-approve", desk, row.pk), approve_form(row))
    assert refused.status_code == 403
    assert "Rosa can" in refused.content.decode()


def test_one_pair_of_eyes_needs_a_reason_that_is_kept(client, desk, article, viktor):
    verify(at(article, "3.1"), by=viktor, status="misleading", rationale="Half of it is left out.")
    row = at(article, "3.1")
    client.force_login(viktor.person)
    form = approve_form(row) | {"override_why": "Nobody else is in before print."}
    client.post(url("review-approve", desk, row.pk), form)
    assert Decision.objects.get().override_why == "Nobody else is in before print."
    assert at(article, "3.1").review_state == "approved"


def test_change_meanwhile_shows_both_texts(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    form = approve_form(row)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    answer = as_rosa.post(url("review-approve", desk, row.pk), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Half of it is left out." in page
    assert "A third of it is left out." in page
    assert f'name="seen" value="{at(article, "3.1").content_version}"' in page
    assert at(article, "3.1").review_state == "ready"


def test_editor_asks_for_changes_with_several_reasons(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    form = {"reasons": ["weak_source", "unit_or_base"], "note": "Which base?"}
    as_rosa.post(url("review-changes", desk, row.pk), form)
    row = at(article, "3.1")
    assert row.review_state == "sent_back"
    assert {flag.reason for flag in row.flags.all()} == set(form["reasons"])


def test_asking_without_a_reason_keeps_the_note(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    answer = as_rosa.post(url("review-changes", desk, row.pk), {"note": "Which base?"})
    assert answer.status_code == 422
    assert "Choose at least one reason" in answer.content.decode()
    assert "Which base?" in answer.content.decode()


def test_editor_changes_the_verdict_and_leaves_approval_to_another(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    opened = as_rosa.get(url("review-verdict", desk, row.pk)).content.decode()
    assert "If you change the verdict, someone else must approve it" in opened
    form = {"status": "contradicted", "rationale": "It is 205.", "base": row.verification_id}
    as_rosa.post(url("review-verdict", desk, row.pk), form)
    assert at(article, "3.1").status == "contradicted"
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert "Someone else must approve it: Viktor can." in page


def test_verdict_given_meanwhile_is_a_conflict_with_both_texts(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    form = {"status": "contradicted", "rationale": "It is 205.", "base": row.verification_id}
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    answer = as_rosa.post(url("review-verdict", desk, row.pk), form)
    assert answer.status_code == 409
    assert re.search(r"<textarea[^>]*>\s*It is 205\.</textarea>", answer.content.decode())  # to be sent again
    assert "A third of it is left out." in answer.content.decode()
    again = form | {"base": at(article, "3.1").verification_id}
    assert f'name="base" value="{again["base"]}"' in answer.content.decode()
    assert as_rosa.post(url("review-verdict", desk, row.pk), again).status_code == 302


def test_changed_since_approval_says_what_changed(as_rosa, desk, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    approve(row, by=rosa)
    verify(at(article, "3.1"), by=ana, status="no_evidence", rationale="Nobody counted.")
    cite(article, [row.pk], by=ana, source=make_source(by=ana, title="Survey"), stance="context")
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert "<del>Misleading</del> → <ins>No evidence found</ins>" in page
    assert "1 citation added" in page


def test_another_rationale_is_shown_beside_the_one_that_was_signed(as_rosa, desk, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    approve(row, by=rosa)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    was, now = "Half of it is left out.", "A third of it is left out."
    assert f"Rationale: <del><bdi>{was}</bdi></del> → <ins><bdi>{now}</bdi></ins>" in page
    assert "<del>Misleading</del>" not in page


def test_changed_words_are_shown_beside_those_that_were_signed(as_rosa, desk, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    change_statement(row, by=ana, plain="75,000 in 2025.")
    approve(at(article, "3.1"), by=rosa)
    claimant = make_claimant(by=ana, name="The authority")
    change_statement(
        at(article, "3.1"), by=ana, plain="75,211 in 2025.", claimant=claimant, checked_said=True
    )
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert "<del><bdi>75,000 in 2025.</bdi></del> → <ins><bdi>75,211 in 2025.</bdi></ins>" in page
    assert "<del><bdi>the byline</bdi></del> → <ins><bdi>The authority</bdi></ins>" in page
    assert "Checked that it was said: <del><bdi>no</bdi></del> → <ins><bdi>yes</bdi></ins>" in page


def test_counterpoint_is_answered_or_accepted_in_place(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    first = counter(article, by=ana, text="The gate was shut for 77 days.", statement=at(article, "3.1"))
    second = counter(article, by=ana, text="It was a leap year.", statement=at(article, "3.1"))
    raise_flag(article, by=ana, reason="legal_risk", statement=at(article, "3.1"))
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert "Settle the flag and the open counterpoints first." in page
    as_rosa.post(url("review-counterpoint", desk, first.pk), {"answer": "Not in 2025.", "version": 1})
    as_rosa.post(url("review-counterpoint", desk, second.pk), {"outcome": "accepted", "version": 1})
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.outcome, first.answer, second.outcome) == ("answered", "Not in 2025.", "accepted")


def test_flag_on_the_article_is_a_row_of_the_queue(as_rosa, desk, article, ana):
    flag = raise_flag(article, by=ana, reason="headline", note="It promises a win.")
    page = as_rosa.get(url("review", desk)).content.decode()
    assert "Headline goes beyond the text" in page
    assert "It promises a win." in page
    form = {"outcome": "accepted_risk", "version": flag.version}
    refused = as_rosa.post(url("review-flag-settle", desk, flag.pk), form)
    assert refused.status_code == 422
    assert "Say why the risk is accepted: readers see it among the exceptions." in refused.content.decode()
    answer = as_rosa.post(url("review-flag-settle", desk, flag.pk), form | {"note": "They know."})
    assert answer.url == url("review", desk)
    assert "All clear" in as_rosa.get(answer.url).content.decode()


def test_several_are_read_first_then_approved_in_one_act(as_rosa, desk, article, ana, rosa):
    rows = ready(article, ana, "2.1", "3.1")
    ids = [row.pk for row in rows]
    seen = {f"seen-{row.pk}": row.content_version for row in rows}
    listed = as_rosa.post(url("review-selected", desk), {"statement": ids}).content.decode()
    assert "2 chosen" in listed
    as_rosa.post(url("review-selected", desk), {"statement": ids, "act": "approve", **seen})
    assert Statement.objects.filter(pk__in=ids, review_state="approved").count() == 2
    undo(Deed.objects.get(verb="approve"), by=rosa)
    assert not Statement.objects.filter(review_state="approved").exists()


def test_approving_together_is_all_or_none(as_rosa, desk, article, ana):
    first, second = ready(article, ana, "2.1", "3.1")
    raise_flag(article, by=ana, reason="no_source", statement=second)
    form = {"statement": [first.pk, second.pk], "act": "approve"}
    refused = as_rosa.post(url("review-selected", desk), form)
    assert refused.status_code == 422
    assert "3.1: Settle the flag first." in refused.content.decode()
    assert not Decision.objects.exists()


def test_approving_together_what_changed_meanwhile_is_a_conflict(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "2.1")
    form = {"statement": [row.pk], "act": "approve", f"seen-{row.pk}": row.content_version - 1}
    assert as_rosa.post(url("review-selected", desk), form).status_code == 409
    assert not Decision.objects.exists()


def test_several_are_sent_back_for_the_same_reasons(as_rosa, desk, article, ana):
    rows = ready(article, ana, "2.1", "3.1")
    form = {"statement": [row.pk for row in rows], "act": "changes", "reasons": ["out_of_date"]}
    as_rosa.post(url("review-selected", desk), form)
    assert Statement.objects.filter(review_state="sent_back").count() == 2
    assert as_rosa.post(url("review-selected", desk), form | {"statement": "none"}).status_code == 302


def test_sending_back_what_is_not_on_the_list_is_refused(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    form = {"statement": [row.pk, "x"], "act": "changes", "reasons": ["out_of_date"]}
    assert as_rosa.post(url("review-selected", desk), form).status_code == 422
    assert not Decision.objects.exists()


def test_analyst_reads_the_queue_but_buttons_say_who_may(as_ana, desk, article, tomas, rosa):
    (row,) = ready(article, tomas, "2.1")
    page = as_ana.get(url("review-statement", desk, row.pk)).content.decode()
    assert "As analyst you cannot decide on statements. Rosa can." in page
    assert page.count('aria-disabled="true"') == 2
    assert 'data-key="r" aria-disabled="true" title="As analyst you cannot decide on statements.' in page


def test_htmx_gets_the_queue_alone_with_undo_and_count(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "2.1")
    answer = as_rosa.get(
        url("review-statement", desk, row.pk), headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in answer
    assert answer.count('id="queue"') == 1
    assert '<b id="waiting" hx-swap-oob="innerHTML">1</b>' in answer


def test_queries_are_the_same_for_few_and_many(as_rosa, desk, article, ana, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first, _ = ready(article, ana, "2.1", "2.2")
    page = url("review-statement", desk, first.pk)
    as_rosa.get(page)
    with CaptureQueriesContext(connection) as few:
        as_rosa.get(page)
    ready(article, ana, "3.1", "3.2", "3.3", "4.1", "4.2")
    for label in ("3.1", "3.2"):
        raise_flag(article, by=ana, reason="no_source", statement=at(article, label))
    for reason in ("headline", "legal_risk"):
        raise_flag(article, by=ana, reason=reason, is_blocking=False)
    with django_assert_num_queries(len(few)):
        as_rosa.get(page)


def test_rail_of_a_long_article_is_cut(as_rosa, desk, ana):
    long = taken_in(ana, [("body", " ".join(f"Gate {n} was shut." for n in range(AFTER + 20)))], title="Long")
    labels = [row.label for row in Statement.objects.filter(article=long).order_by("reading_order")]
    ready(long, ana, *labels)
    page = as_rosa.get(url("review", desk)).content.decode()
    assert page.count('<span class="no">') == AFTER
    assert "Later ones" in page
    assert f"1 of {len(labels)} in this article" in page
