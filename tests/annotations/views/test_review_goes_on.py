"""Where Review leads after an act, what it counts, what it tells before one decides."""

from html import unescape

from annotations.queue import Lens, rail
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.reviewing import ask_for_changes
from annotations.services.statements import follow
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


def test_what_repeats_another_asks_for_no_evidence_of_its_own(as_rosa, desk, article, ana):
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    follow(at(article, "3.1"), at(article, "2.1"), by=ana)
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    page = text(as_rosa.get(url("review-statement", desk, at(article, "3.1").pk)))
    assert "The evidence is cited at 2.1, where the verdict stands." in page
    for untold in ("No evidence is cited.", "independent source", "so you may approve it"):
        assert untold not in page


def test_the_verdict_says_so_is_offered_where_it_does(as_rosa, desk, article, ana):
    row = at(article, "3.1")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    there = url("review-statement", desk, row.pk)
    offered = 'value="verdict_says_so" data-key="1" aria-disabled="true" title="The verdict does not say so.'
    assert offered in text(as_rosa.get(there))
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    assert offered not in text(as_rosa.get(there))


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
