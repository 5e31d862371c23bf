"""Where Review leads after an act, what it counts, what it tells before one decides."""

from html import unescape

from django.urls import reverse

from annotations.queue import Lens
from annotations.rail import rail
from annotations.services.counterpoints import counter
from annotations.services.cutting import merge
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.statements import follow, leave_out
from annotations.services.verifying import verify
from tests.annotations.views.test_review import approve_form, ready, url
from tests.cast import at, taken_in


def seen(*rows) -> dict[str, int]:
    return {f"seen-{row.pk}": row.content_version for row in rows}


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_what_was_settled_counts_no_more_where_flags_are_looked_at(article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    flag = raise_flag(article, by=ana, reason="no_source", statement=row, is_blocking=False)
    settle_flag(flag, by=rosa, outcome="fixed")
    decided = frozenset([row.pk])
    flagged = rail(article, rosa, Lens("flagged"), row, decided=decided)
    assert ([line.is_done for line in flagged.rows], flagged.place) == ([True], 0)
    whole = rail(article, rosa, Lens(), row, decided=decided)
    assert ([line.is_done for line in whole.rows], whole.place) == ([False], 1)


def test_one_s_own_is_counted_and_asked_for_within_the_facet(as_rosa, desk, article, ana, rosa):
    first, second = ready(article, ana, "2.1", "3.1")
    for row in (first, second):
        verify(row, by=rosa, status="supported", rationale="Both tables.")
    raise_flag(article, by=ana, reason="no_source", statement=first)
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.2"))
    page = text(as_rosa.get(url("review", desk) + "?show=flagged"))
    assert "1 you worked on is hidden." in page
    assert f'{url("review", desk)}?show=flagged&own=1&in={article.slug}"' in page.replace("&amp;", "&")


def test_approving_the_last_row_leads_to_the_next_article_though_its_flag_is_open(
    as_rosa, desk, article, ana, rosa
):
    other = taken_in(ana, title="The second berth")
    (row,) = ready(article, ana, "3.1")
    (there,) = ready(other, ana, "2.1")
    raise_flag(article, by=ana, reason="other", note="Ask.", is_blocking=False, statement=row)
    answer = as_rosa.post(url("review-approve", desk, row.pk), approve_form(at(article, "3.1")))
    assert answer.url == url("review-statement", desk, there.pk)


def test_settling_the_flag_of_what_waits_no_more_leads_on(as_rosa, desk, article, ana):
    unchecked = at(article, "2.1")
    (row,) = ready(article, ana, "3.1")
    flag = raise_flag(article, by=ana, reason="no_source", statement=unchecked)
    form = {"outcome": "fixed", "version": flag.version}
    assert as_rosa.post(url("review-flag-settle", desk, flag.pk), form).url == url(
        "review-statement", desk, row.pk
    )
    flag = raise_flag(article, by=ana, reason="no_source", statement=row)
    form["version"] = flag.version
    assert as_rosa.post(url("review-flag-settle", desk, flag.pk), form).url == url(
        "review-statement", desk, row.pk
    )


def test_approving_goes_by_the_flags_that_were_read(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    old = approve_form(row)
    raise_flag(article, by=viktor, reason="legal_risk", note="He sued.", is_blocking=False, statement=row)
    answer = as_rosa.post(url("review-approve", desk, row.pk), old)
    assert answer.status_code == 409
    assert "Viktor in the meantime: Flagged 3.1: legal risk. Look at that, then approve." in text(answer)
    assert "Now it says" not in text(answer)
    assert (
        as_rosa.post(url("review-approve", desk, row.pk), approve_form(at(article, "3.1"))).status_code == 302
    )
    assert at(article, "3.1").review_state == "approved"


def test_approving_several_goes_by_the_flags_that_were_read(as_rosa, desk, article, ana, viktor):
    rows = ready(article, ana, "2.1", "3.1")
    article.refresh_from_db()
    form = {"statement": [row.pk for row in rows], "act": "approve", "seq": article.seq, **seen(*rows)}
    raise_flag(article, by=viktor, reason="legal_risk", note="He sued.", is_blocking=False, statement=rows[1])
    answer = as_rosa.post(url("review-selected", desk), form)
    assert answer.status_code == 409
    assert "Viktor in the meantime: Flagged 3.1: legal risk. Look at that, then approve." in text(answer)
    assert at(article, "2.1").review_state == "ready"


def test_what_changed_of_several_is_named_when_they_are_sent_back(as_rosa, desk, article, ana):
    rows = ready(article, ana, "2.1", "3.1")
    form = {"statement": [row.pk for row in rows], "act": "changes", "reasons": ["no_source"], **seen(*rows)}
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    answer = as_rosa.post(url("review-selected", desk), form)
    assert answer.status_code == 409
    assert "3.1: This changed while you were reading it." in text(answer)


def test_the_list_of_several_keeps_what_was_unticked_and_says_what_to_weigh(as_rosa, desk, article, ana):
    first, second = ready(article, ana, "2.1", "3.1")
    there = url("review-selected", desk)
    page = text(
        as_rosa.post(f"{there}?show=flagged", {"statement": [first.pk, second.pk], "here": second.pk})
    )
    assert page.count("No evidence is cited.") == 2 and page.count("said by the byline") == 2
    assert f'href="{url("review-statement", desk, second.pk)}?show=flagged">Back' in page
    answer = as_rosa.post(there, {"act": "approve", **seen(first, second)})
    page = text(answer)
    assert answer.status_code == 422 and "Choose at least one statement first (x)." in page
    for row in (first, second):
        assert f'name="statement" value="{row.pk}">' in page


def test_what_was_merged_is_found_in_review_where_it_went(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.2")
    form = approve_form(row)
    merge(at(article, "3.1"), row, by=ana)
    assert as_rosa.get(url("review-statement", desk, row.pk)).context["row"] == at(article, "3.1–3.2")
    answer = as_rosa.post(url("review-approve", desk, row.pk), form)
    assert answer.status_code == 409 and "This was merged into 3.1–3.2 meanwhile." in text(answer)


def test_what_another_editor_has_is_taken_over_knowingly_alone(as_rosa, desk, article, ana, viktor):
    (row,) = ready(article, ana, "3.1")
    there = url("review-take", desk, row.pk)
    approve(ready(article, ana, "2.1")[0], by=viktor)  # so that he is known to be here
    row.refresh_from_db()
    row.reviewer = viktor.person
    row.save(update_fields=["reviewer"])
    answer = as_rosa.post(there)
    assert answer.status_code == 409 and "3.1 is now with Viktor." in text(answer)
    page = text(as_rosa.get(url("review-statement", desk, row.pk)))
    assert "Viktor has this one." in page and "Take over" in page
    assert as_rosa.post(there, {"instead_of": viktor.person_id}).status_code == 302
    assert at(article, "3.1").reviewer.name == "Rosa"


def test_what_repeats_another_asks_for_no_evidence_of_its_own(as_rosa, desk, article, ana):
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    follow(at(article, "3.1"), at(article, "2.1"), by=ana)
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    page = text(as_rosa.get(url("review-statement", desk, at(article, "3.1").pk)))
    assert "The evidence is cited at 2.1, where the verdict stands." in page
    for untold in ("No evidence is cited.", "independent source", "so you may approve it"):
        assert untold not in page


def test_whoever_answers_a_counterpoint_is_told_that_somebody_else_approves(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    point = counter(article, by=ana, text="Since when?", statement=row)
    page = text(as_rosa.get(url("review-counterpoint", desk, point.pk)))
    assert "you cannot approve this statement." in page and "Its approval will lapse." not in page


def test_the_verdict_says_so_is_offered_where_it_does(as_rosa, desk, article, ana):
    row = at(article, "3.1")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    there = url("review-statement", desk, row.pk)
    offered = 'value="verdict_says_so" data-key="1" aria-disabled="true" title="The verdict does not say so.'
    assert offered in text(as_rosa.get(there))
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    assert offered not in text(as_rosa.get(there))


def test_what_is_left_out_is_not_sent_back(as_rosa, desk, article, ana):
    row = at(article, "3.1")
    leave_out(article, [row.pk], by=ana, why="Said twice.")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    assert 'title="It is left out: settle its flag' in text(
        as_rosa.get(url("review-statement", desk, row.pk))
    )
    answer = as_rosa.post(url("review-changes", desk, row.pk), {"reasons": ["no_source"]})
    assert answer.status_code == 422 and "It is left out" in text(answer)


def test_what_nobody_worked_on_is_sent_back_to_whose_article_it_is(client, desk, article, ana, rosa):
    ask_for_changes(at(article, "2.1"), by=rosa, reasons=["no_source"])
    for by, is_told in ((ana, True), (rosa, False)):
        client.force_login(by.person)
        assert ("Sent back to you" in text(client.get(url("desk", desk)))) == is_told


def test_more_that_was_sent_back_than_is_shown_is_one_link_away(as_ana, desk, article, ana, rosa):
    labels = ("1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1")
    for label in labels[:6]:
        ask_for_changes(at(article, label), by=rosa, reasons=["no_source"])
    more = f'href="{url("statement-list", desk)}?state=sent_back"'
    assert more not in text(as_ana.get(url("desk", desk)))
    ask_for_changes(at(article, labels[6]), by=rosa, reasons=["no_source"])
    assert more in text(as_ana.get(url("desk", desk)))


def test_a_facet_that_is_done_leads_to_what_else_waits_in_the_article(as_rosa, desk, article, ana):
    taken_in(ana, title="The second berth")
    figure, other = ready(article, ana, "3.1", "2.1")
    answer = as_rosa.post(
        url("review-approve", desk, figure.pk) + "?show=figures", approve_form(figure), follow=True
    )
    assert answer.context["row"] == other
    assert "No more of these here. This is what else waits in the article." in text(answer)


def test_the_next_article_is_named(as_rosa, desk, article, ana):
    ready(taken_in(ana, title="The second berth"), ana, "2.1")
    (row,) = ready(article, ana, "3.1")
    answer = as_rosa.post(url("review-approve", desk, row.pk), approve_form(row), follow=True)
    assert f"That was the last in “{article.title}”. On to “The second berth”." in text(answer)
    assert 'data-stop="This is “The second berth”. Read it, then press a once more."' in text(answer)
    assert "data-stop" not in text(as_rosa.get(answer.redirect_chain[-1][0]))


def test_an_article_where_nothing_waits_says_so_and_names_the_next(as_rosa, desk, article, ana, rosa):
    address = f"{url('review', desk)}?in={article.slug}"
    assert "All clear" in text(as_rosa.get(address, follow=True))
    (there,) = ready(taken_in(ana, title="The second berth"), ana, "2.1")
    verify(at(article, "3.1"), by=rosa, status="misleading", rationale="By half.")  # her own
    answer = as_rosa.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == url("review-statement", desk, there.pk)
    assert f"Nothing waits for you in “{article.title}”. On to “The second berth”." in text(answer)
    ready(article, ana, "2.1")
    answer = as_rosa.get(f"{address}&show=flagged", follow=True)
    assert answer.context["article"] == article and "This is what else waits in the article." in text(answer)


def test_while_one_asks_for_changes_nothing_else_is_offered(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    page = text(as_rosa.get(url("review-changes", desk, row.pk)))
    assert "Send 3.1 back" in page and "Approve <kbd>" not in page


def test_a_verdict_that_nothing_can_be_found_wants_no_second_source(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1", status="no_evidence", rationale="Nobody counts.")
    assert "the desk asks for" not in text(as_rosa.get(url("review-statement", desk, row.pk)))


def test_the_card_tells_what_an_editor_will_weigh_and_why_it_came_back(as_ana, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    there = reverse("statement", args=[article.desk.slug, article.slug, row.pk])
    assert "An editor will weigh: No evidence is cited." in text(as_ana.get(there))
    ask_for_changes(row, by=rosa, reasons=["one_origin"], note="Who else says so?")
    page = text(as_ana.get(there))
    assert "Sent back by Rosa: One origin only. “<bdi>Who else says so?</bdi>”" in page
    assert page.index("Sent back by Rosa") < page.index('id="evidence"')
