"""What somebody had who left the desk, or only reads now, is nobody's, and reaches who works here."""

from html import unescape

import pytest
from django.urls import reverse

from annotations.lists import ArticleFilter
from annotations.reading import load, load_statement
from annotations.reading.statement_list import listed
from annotations.services.articles import change_article, owner_of
from annotations.services.people import remove, set_role
from annotations.services.reviewing import approve, ask_for_changes, take_for_review
from annotations.services.statements import relate
from annotations.services.verifying import verify
from annotations.views.desk import sent_back_to
from articles.models import Article, Desk, Membership
from articles.querysets import articles_of, is_mine
from tests.annotations.views.test_review import ready, url
from tests.cast import at, join, taken_in


@pytest.fixture(params=[remove, lambda member, by: set_role(member, by=by, role="viewer")])
def leaves(request, ines):
    """Take somebody off the desk, or let them only read. At another they decide as before."""
    other = Desk.objects.create(slug="elsewhere", name="Another desk")

    def leave(member):
        Membership.objects.create(desk=other, person=member.person, role="editor")
        request.param(Membership.objects.get(pk=member.pk), by=ines)
        member.role = "viewer"

    return leave


def text(client, by, address, **query) -> str:
    client.force_login(by.person)
    return unescape(client.get(address, query).content.decode())


def listed_for(by, owner) -> list[Article]:
    return list(ArticleFilter.of({"owner": owner}).rows(by))


def test_an_article_of_who_left_is_nobodys_and_can_be_taken_on(client, desk, article, ana, tomas, leaves):
    change_article(article, by=ana, owner=tomas.person)
    assert listed_for(tomas, "me") == [article] and listed_for(ana, "nobody") == []
    leaves(tomas)
    assert listed_for(tomas, "me") == [] and listed_for(ana, "nobody") == [article]
    assert list(articles_of(ana).filter(is_mine(ana))) == [article]  # she took it in
    told = "Tomás, who no longer works here"
    assert told in text(client, ana, url("article-list", desk))
    panel = reverse("article-panel", args=[desk.slug, article.slug])
    assert told in text(client, ana, panel) and "Take it on" in text(client, ana, panel)
    client.post(reverse("article-take-on", args=[desk.slug, article.slug]))
    assert owner_of(Article.objects.get()) == (ana.person, True)
    assert "Take it on" not in text(client, ana, panel)


def test_what_was_sent_back_reaches_who_works_here(article, ana, tomas, rosa, viktor, leaves):
    change_article(article, by=ana, owner=tomas.person)
    verify(at(article, "2.1"), by=ana, status="not_claim")
    ask_for_changes(at(article, "2.1"), by=rosa, reasons=["weak_source"])

    def reaches():
        return [len(sent_back_to(by)) for by in (ana, tomas, rosa, viktor)]

    assert reaches() == [1, 0, 0, 0]
    leaves(ana)
    assert reaches() == [0, 1, 0, 0]
    leaves(tomas)
    assert reaches() == [0, 0, 1, 1]


def test_an_editor_who_left_has_nothing_for_review(client, desk, article, ana, rosa, viktor, leaves):
    other = join(desk, "Olga", "editor")
    first, row, linked = ready(article, ana, "2.1", "3.1", "3.2")
    relate(linked, row, by=ana, kind="leans_on")
    take_for_review(row, by=viktor)
    approve(first, by=other)  # so that somebody else is known to be here
    page, there = (url("review-statement", desk, each.pk) for each in (row, linked))
    assert "With Viktor" in text(client, rosa, page) and "with Viktor" in text(client, rosa, there)
    leaves(viktor)
    assert listed([row.pk])[0].state == load_statement(article, row.pk).state == "Ready for review"
    assert "Ready for review" in [each.state for each in load(article).statements]
    assert "Viktor" not in text(client, rosa, there)
    page = text(client, rosa, page)
    assert "Viktor" not in page and "I’ll review this" in page


def test_what_is_open_is_told_where_one_takes_a_person_off(client, desk, article, ana, rosa, ines):
    taken_in(ana, title="Another")
    for label in ("2.1", "2.2"):
        verify(at(article, label), by=ana, status="not_claim")
    people = url("people", desk)
    assert "2 unfinished articles become nobody’s." in text(client, ines, people)
    assert "sent back" not in text(client, ines, people)
    ask_for_changes(at(article, "2.1"), by=rosa, reasons=["weak_source"])
    told = "1 statement sent back goes to a colleague or the editors."
    assert told in text(client, ines, people)
    assert "nobody’s" not in text(client, rosa, people)
