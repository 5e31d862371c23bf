"""The article's own card: what hangs on no statement is answered, cited for, flagged, settled there."""

import re

import pytest
from django.urls import reverse

from annotations.forms.article import ArticleForm
from annotations.models import Citation, Flag
from annotations.services.articles import change_article, take_on
from annotations.services.counterpoints import counter
from annotations.services.flags import raise_flag
from annotations.services.undoing import undo
from tests.cast import at

HTMX = {"HX-Request": "true"}


def url(article, name, *args):
    return reverse(name, args=[article.desk.slug, article.slug, *args])


@pytest.fixture
def point(article, ana):
    return counter(article, by=ana, text="The port says it never closed.")


def test_counterpoint_to_the_article_is_answered(as_ana, article, point):
    address = url(article, "counterpoint", point.pk)
    opened = as_ana.get(address, headers=HTMX).content.decode()
    assert 'id="card"' in opened and 'name="answer"' in opened
    as_ana.post(address, {"answer": "The log shows 77 days.", "outcome": "", "version": 1}, headers=HTMX)
    point.refresh_from_db()
    assert (point.answer, point.outcome) == ("The log shows 77 days.", "answered")


def test_each_link_to_it_puts_it_into_the_address(as_ana, article):
    page = as_ana.get(url(article, "article") + "?flagged=1").content.decode()
    links = re.findall(r'<a [^>]*hx-get="[^"]*/panel/"[^>]*>', page)
    assert len(links) == 2 and all('hx-push-url="true"' in link for link in links)


@pytest.mark.parametrize("opened", ["flag", "counterpoint", "note", "facts", "answer", "citation"])
def test_no_two_fields_of_the_card_share_an_id(as_ana, article, point, opened):
    of_point = {"answer": "counterpoint", "citation": "counterpoint-citations"}.get(opened)
    address = (
        url(article, of_point, point.pk) if of_point else f"{url(article, 'article-panel')}?open={opened}"
    )
    ids = re.findall(r' id="([^"]+)"', as_ana.get(address, headers=HTMX).content.decode())
    assert sorted(set(ids)) == sorted(ids)


def test_refused_answer_to_it_keeps_what_was_typed(as_ana, article, point):
    answer = {"answer": "Seventy-seven \0 days.", "outcome": "", "version": 1}
    refused = as_ana.post(url(article, "counterpoint", point.pk), answer, headers=HTMX)
    assert refused.status_code == 422
    assert "Seventy-seven" in refused.content.decode()


def test_counterpoint_to_the_article_has_citations(as_ana, article, point):
    address = url(article, "counterpoint-citations", point.pk)
    assert 'id="id_find"' in as_ana.get(address, headers=HTMX).content.decode()
    sent = {"find": "The port’s log", "stance": "supports", "passage": "Shut for 77 days."}
    shown = as_ana.post(address, sent, headers=HTMX).content.decode()
    assert "Shut for 77 days." in shown
    assert Citation.objects.get().counterpoint == point


def test_a_quotation_within_it_has_marks_of_its_own(as_ana, article, ana):
    point = counter(article, by=ana, text="The port says “never”.")
    opened = as_ana.get(url(article, "counterpoint-citations", point.pk), headers=HTMX).content.decode()
    assert "For the counterpoint “<bdi>The port says ‘never’.</bdi>”" in opened


def test_its_citation_is_corrected_there(as_ana, article, point):
    cited_at = url(article, "counterpoint-citations", point.pk)
    as_ana.post(cited_at, {"find": "The port’s log", "stance": "supports"}, headers=HTMX)
    opened = as_ana.get(url(article, "citation", Citation.objects.get().pk), headers=HTMX)
    assert opened.status_code == 200 and "Correct</button>" in opened.content.decode()
    assert (
        "For the counterpoint “" in opened.content.decode()
        and opened.content.count(b'class="cite-form"') == 1
    )


def test_flag_on_it_names_it(as_ana, article, point):
    address = f"{url(article, 'article-flags')}?counterpoint={point.pk}"
    opened = as_ana.get(address, headers=HTMX).content.decode()
    assert f'name="counterpoint" value="{point.pk}"' in opened
    as_ana.post(address, {"reason": "no_source", "counterpoint": point.pk}, headers=HTMX)
    assert Flag.objects.get().counterpoint == point


def test_flag_of_the_article_cannot_be_hung_on_a_statements_citation(as_ana, article, house):
    other = Citation.objects.exclude(statement=None).first()
    as_ana.post(url(article, "article-flags"), {"reason": "no_source", "citation": other.pk}, headers=HTMX)
    assert Flag.objects.order_by("-pk").first().citation is None


def test_settling_without_an_outcome_keeps_the_note(as_ana, article, ana):
    flag = raise_flag(article, by=ana, reason="other", note="No voice from the islands.")
    sent = {"note": "Asked twice.", "version": flag.version}
    refused = as_ana.post(url(article, "flag-settle", flag.pk), sent, headers=HTMX)
    assert refused.status_code == 422
    assert "Asked twice." in refused.content.decode()


def test_refused_note_to_an_outcome_says_why(as_ana, article, ana):
    for on in (None, at(article, "3.1")):
        flag = raise_flag(article, by=ana, reason="other", note="No voice from the islands.", statement=on)
        sent = {"outcome": "fixed", "note": "Asked again. " * 100, "version": flag.version}
        refused = as_ana.post(url(article, "flag-settle", flag.pk), sent, headers=HTMX)
        assert refused.status_code == 422
        assert "1,000 is the limit" in refused.content.decode()


def facts_of(article, **typed):
    """What the form of its facts sends, with some of it typed anew."""
    article.refresh_from_db()
    form = ArticleForm.of(article)
    sent = {name: form[name].value() or "" for name in form.fields}
    return {**sent, "due": "", **typed}


def test_article_is_given_to_somebody_of_the_desk_and_taken_back(as_ana, article, ana, tomas, lea, otto):
    address = url(article, "article-facts")
    offered = set(as_ana.get(address, headers=HTMX).context["facts"].fields["owner"].queryset)
    assert {ana.person, tomas.person} <= offered and not {lea.person, otto.person} & offered
    assert as_ana.post(address, facts_of(article, owner=tomas.person.pk), headers=HTMX).status_code == 200
    article.refresh_from_db()
    assert article.owner == tomas.person
    assert article.deeds.latest("seq").words == "Assigned the article to Tomás"
    undo(article.deeds.latest("seq"), by=ana)
    article.refresh_from_db()
    assert article.owner == ana.person


def test_article_is_not_given_to_somebody_elsewhere(as_ana, article, otto):
    address = url(article, "article-facts")
    assert as_ana.post(address, facts_of(article, owner=otto.person.pk), headers=HTMX).status_code == 422


def test_nobodys_article_is_taken_on(as_ana, article, ana, rosa):
    change_article(article, by=rosa, owner=None)
    panel = url(article, "article-panel")
    assert "Take it on" in as_ana.get(panel, headers=HTMX).content.decode()
    taken = as_ana.post(url(article, "article-take-on"), headers=HTMX).content.decode()
    assert "Take it on" not in taken and "The article is yours." in taken
    article.refresh_from_db()
    assert article.owner == ana.person


def test_article_that_somebody_else_took_on_meanwhile_stays_theirs(as_ana, article, tomas, rosa):
    change_article(article, by=rosa, owner=None)
    take_on(article, by=tomas)
    refused = as_ana.post(url(article, "article-take-on"), headers=HTMX)
    assert refused.status_code == 409 and "Tomás already owns this article" in refused.content.decode()
    article.refresh_from_db()
    assert article.owner == tomas.person


def test_facts_changed_meanwhile_are_told_as_people_read_them(as_ana, article, tomas):
    stale = facts_of(article, byline="Ana’s byline")
    change_article(article, by=tomas, mode="before", byline="Tomás’ byline", owner=tomas.person)
    refused = as_ana.post(url(article, "article-facts"), stale, headers=HTMX)
    assert refused.status_code == 409
    told = {field.label: (field.now, field.typed) for field in refused.context["facts"].there_now}
    assert told == {
        "Byline": ("Tomás’ byline", "Ana’s byline"),
        "Checked": ("Before publication", "After publication"),
        "Owner": ("Tomás", "Ana"),
    }


def test_address_that_is_none_says_what_one_looks_like(as_ana, article):
    refused = as_ana.post(url(article, "article-facts"), facts_of(article, url="the paper"), headers=HTMX)
    assert refused.status_code == 422 and "It looks like https://" in refused.content.decode()
