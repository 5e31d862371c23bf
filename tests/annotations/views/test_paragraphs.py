"""The page of a paragraph: what is left out and why; a refusal keeps what was typed."""

import re

import pytest

from annotations.services.paragraphs import cut_paragraph, leave_out_paragraph
from articles.models import Paragraph
from tests.annotations.test_nothing_lost import paragraph
from tests.annotations.views.test_card import card
from tests.annotations.views.test_workspace import url


@pytest.fixture
def third(article) -> Paragraph:
    return paragraph(article, "3")


def left_out(client, article, row, why):
    return client.post(url(article, "paragraph-leave-out", row.pk), {"why": why, "version": row.version})


def test_reason_is_shown_where_the_paragraph_is_left_out(as_ana, article, third):
    answer = left_out(as_ana, article, third, "  A line of\u00a0the agency ")
    assert answer.url.endswith("#p-3")
    galley = as_ana.get(url(article, "article")).content.decode()
    assert "Left out: A line of the agency <a" in galley
    third.refresh_from_db()
    left_out(as_ana, article, paragraph(article, "4"), "")
    assert "Left out: by hand <a" in as_ana.get(url(article, "article")).content.decode()


def test_the_card_tells_by_which_rule_its_line_is_left_out(as_ana, article, third):
    row = article.statements.filter(text__startswith="Sign up").get()
    assert "Left out: by hand <a" in card(as_ana, article, row.label)
    left_out(as_ana, article, third, "A line of the agency")
    told = card(as_ana, article, "3.1")
    assert f'Left out: A line of the agency <a href="{url(article, "paragraph", third.pk)}"' in told
    assert "Left out: " not in card(as_ana, article, "4.1")


@pytest.mark.parametrize(("why", "told"), [("x" * 201, "200 is the limit"), ("a\0b", "a NUL character")])
def test_reason_that_cannot_be_kept_is_told_beside_it(as_ana, article, third, why, told):
    answer = left_out(as_ana, article, third, why)
    third.refresh_from_db()
    assert (answer.status_code, third.left_out) == (422, False)
    assert why[:1] in answer.content.decode() and told in answer.content.decode()


def test_reason_turns_no_words_around(as_ana, article, third):
    left_out(as_ana, article, third, "evil \u202e txt")
    third.refresh_from_db()
    assert third.rule == "evil txt"


def test_somebody_elses_change_is_told_and_the_reason_kept(as_ana, article, third, tomas):
    stale = Paragraph.objects.get(pk=third.pk)
    leave_out_paragraph(article, third, by=tomas, why="An advertisement")
    answer = left_out(as_ana, article, stale, "My own reason")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Tomás changed this" in page and "My own reason" in page and "Keep it" in page


def test_a_page_of_a_refusal_corrects_the_paragraph_as_its_own_page_does(as_ana, article, third):
    refused = left_out(as_ana, article, third, "x" * 201)
    actions = {
        where: re.findall(r'action="([^"]*paragraphs/[^"]*)"', page.content.decode())
        for where, page in (("own", as_ana.get(url(article, "paragraph", third.pk))), ("refused", refused))
    }
    assert actions["refused"] == actions["own"] and url(article, "paragraph-kind", third.pk) in actions["own"]


def test_what_is_joined_is_no_longer_than_a_paragraph_may_be(as_ana, article, third, monkeypatch):
    monkeypatch.setattr("annotations.services.paragraphs.MAX_PARAGRAPH", len(third.text) + 1)
    answer = as_ana.post(url(article, "paragraph-join", third.pk), {"version": third.version}, follow=True)
    third.refresh_from_db()
    assert third.withdrawn_at is None
    assert f"the limit is {len(third.text) + 1}" in answer.content.decode()


def test_what_was_cut_meanwhile_is_no_foreign_paragraph(as_ana, article, ana, third):
    there = url(article, "paragraph", third.pk)
    cut_paragraph(article, third, by=ana, at=third.text.index("Waiting"))
    for answer in (as_ana.get(there), left_out(as_ana, article, third, "An aside")):
        assert answer.status_code == 409
        assert "¶ 3 was cut or joined meanwhile. Open the article" in answer.content.decode()
    assert as_ana.get(url(article, "paragraph", 10**9)).status_code == 404
