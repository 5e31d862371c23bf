"""Who gives a byline or a source another name is told what rests on it, before and after, and why it is not theirs."""

import pytest
from django.urls import reverse

from annotations.models import ReviewState
from annotations.services.claimants import make_claimant
from annotations.services.evidence import cite
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.statements import follow, set_claimant
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at

LOOK = "asks for another look."


@pytest.fixture
def gate(article, ana, rosa):
    """3.1 and 3.2 cite it, 3.1 is approved."""
    source = make_source(by=ana, title="Gate statistics")
    ids = [at(article, label).pk for label in ("3.1", "3.2")]
    cite(article, ids, by=ana, source=source, stance="supports", passage="75,118")
    for pk in ids:
        verify(article.statements.get(pk=pk), by=ana, status="supported", rationale="It gives 75,118.")
    approve(at(article, "3.1"), by=rosa)
    return source


def sent(form, **typed):
    began = {field.name: field.value() for field in form}
    return {name: value for name, value in began.items() if value not in (None, False)} | typed


def test_another_byline_is_told_of_with_what_rests_on_it(as_rosa, article, gate):
    there = url(article, "article-facts")
    page = as_rosa.get(there, headers=HTMX)
    assert "Resting on it: 2 statements, 1 of them approved. With another byline" in page.content.decode()
    same = sent(page.context["facts"], publisher="Harbour Courier")
    assert "saved.<" in as_rosa.post(there, same, headers=HTMX).content.decode()
    other = sent(as_rosa.get(there, headers=HTMX).context["facts"], byline="M. Okafor")
    assert f"saved. 1 approval {LOOK}" in as_rosa.post(there, other, headers=HTMX).content.decode()
    assert at(article, "3.1").review_state == ReviewState.CHANGED
    page = as_rosa.get(reverse("review-statement", args=[article.desk.slug, at(article, "3.1").pk]))
    assert "You wrote part of this (the byline, or the record of a source)." in page.content.decode()


def test_another_address_of_a_source_is_told_of_with_what_rests_on_it(as_rosa, article, gate):
    there = reverse("source-change", args=[article.desk.slug, gate.pk])
    page = as_rosa.get(there)
    assert "Resting on it: 2 statements, 1 of them approved. With another address" in page.content.decode()
    assert "how many independent sources are told there; approvals stand." in page.content.decode()
    answer = as_rosa.post(there, sent(page.context["form"], publisher="The port"), follow=True)
    assert "every article that cites it.<" in answer.content.decode()
    other = sent(as_rosa.get(there).context["form"], url="https://port.example/gate")
    assert f"cites it. 1 approval {LOOK}" in as_rosa.post(there, other, follow=True).content.decode()
    assert at(article, "3.1").review_state == ReviewState.CHANGED


def test_what_shows_an_approved_verdict_rests_on_the_byline_too(as_rosa, article, gate, ana, rosa):
    set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=make_claimant(by=ana, name="The port"))
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    approve(at(article, "3.1"), by=rosa)
    there = url(article, "article-facts")
    page = as_rosa.get(there, headers=HTMX)
    assert "Resting on it: 2 statements, 1 of them approved." in page.content.decode()
    other = sent(page.context["facts"], byline="M. Okafor")
    assert f"saved. 1 approval {LOOK}" in as_rosa.post(there, other, headers=HTMX).content.decode()


def test_nothing_is_said_where_nothing_rests_on_it(as_rosa, article, ana):
    alone = make_source(by=ana, title="Alone")
    pages = url(article, "article-facts"), reverse("source-change", args=[article.desk.slug, alone.pk])
    assert not any("independent sources are told" in as_rosa.get(page).content.decode() for page in pages)
    assert not any("Resting on it" in as_rosa.get(page).content.decode() for page in pages)
