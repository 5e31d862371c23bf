"""What an answer brings besides the card: all that the deed has changed elsewhere on the page."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.forms.article import ArticleForm
from annotations.models import Statement
from annotations.reading import load_touched
from annotations.services.flags import raise_flag
from annotations.services.statements import follow, relate, unrelate
from annotations.services.verifying import verify
from tests.cast import at, taken_in

HTMX = {"HX-Request": "true"}


def url(article, name, *args):
    return reverse(name, args=[article.desk.slug, article.slug, *args])


def judge(client, article, label, status="contradicted"):
    address = url(article, "statement-verification", at(article, label).pk)
    form = {"status": status, "rationale": "The log says otherwise.", "base": ""}
    return client.post(address, form, headers=HTMX).content.decode()


def test_marks_of_what_repeats_it_and_margins_of_what_leans_on_it_come_along(as_ana, article, ana):
    follow(at(article, "2.1"), at(article, "3.1"), by=ana)
    relate(at(article, "4.1"), at(article, "2.1"), by=ana, kind="leans_on")
    relate(at(article, "1.1"), at(article, "3.1"), by=ana, kind="leans_on")
    body = judge(as_ana, article, "3.1")
    assert [f'id="p-{label}"' in body for label in "12345"] == [True, True, True, True, False]
    assert "2.1, contradicted, proposed" in body
    assert "Leans on 2.1, now “contradicted”" in body and "Leans on 3.1, now “contradicted”" in body


def test_what_is_linked_no_more_or_otherwise_stays(as_ana, article, ana):
    follow(at(article, "2.1"), at(article, "3.1"), by=ana)
    follow(at(article, "2.1"), None, by=ana)
    unrelate(relate(at(article, "4.1"), at(article, "3.1"), by=ana, kind="leans_on"), by=ana)
    relate(at(article, "1.1"), at(article, "3.1"), by=ana, kind="clashes_with")
    relate(at(article, "3.1"), at(article, "4.2"), by=ana, kind="leans_on")
    assert judge(as_ana, article, "3.1").count('class="row') == 1


def badge(body):
    return re.search(r'id="waiting" hx-swap-oob="innerHTML">(\d*)<', body)[1]


def test_how_many_wait_for_an_editor_comes_along(as_ana, article, ana):
    verify(at(other := taken_in(ana, title="Another"), "3.1"), by=ana, status="not_claim")
    assert badge(judge(as_ana, article, "3.1", "misleading")) == "2"
    assert badge(judge(as_ana, article, "3.2", "misleading")) == "3"
    row = at(article, "3.1")
    form = {"base": row.verification_id}
    answer = as_ana.post(url(article, "statement-unchecked", row.pk), form, headers=HTMX)
    assert badge(answer.content.decode()) == "2"
    settled = url(other, "statement-unchecked", at(other, "3.2").pk)
    assert badge(as_ana.post(settled, headers=HTMX).content.decode()) == "2", "nothing was done"


def test_what_looks_like_opinion_is_counted_anew(as_ana, article):
    Statement.objects.update(kind_confirmed=True)
    Statement.objects.filter(label__in=("2.1", "2.2", "5.1")).update(kind="opinion", kind_confirmed=False)
    page = as_ana.get(url(article, "article")).content.decode()
    assert "About 2 look like opinion" in page
    for label, told in (
        ("2.1", '<span id="opinions" hx-swap-oob="true"><a'),
        ("2.2", '<span id="opinions" hx-swap-oob="true" hidden></span>'),
    ):
        form = {"kind": "opinion", "checked_so": "on", "version": at(article, label).version}
        address = url(article, "statement-facts", at(article, label).pk)
        assert told in as_ana.post(address, form, headers=HTMX).content.decode()


def test_head_tells_the_facts_as_they_are_saved(as_ana, article):
    shown = ArticleForm.of(article)
    form = {field.name: "" if field.value() is None else field.value() for field in shown}
    form |= {"publisher": "Harbour Post", "byline": "Ada Stern"}
    body = as_ana.post(url(article, "article-facts"), form, headers=HTMX).content.decode()
    head = body[body.index('id="kicker" hx-swap-oob="true"') :]
    assert "Harbour Post" in head and "Ada Stern" in head
    page = as_ana.get(url(article, "article-panel")).content.decode()
    assert page.count('id="kicker"') == 1


def test_title_names_the_card_that_is_shown(as_ana, article):
    row = at(article, "3.2")
    alone = as_ana.get(url(article, "statement", row.pk), headers=HTMX).content.decode()
    assert "<title>3.2 Waiting times" in alone and f"· {article.title} · Obelus</title>" in alone
    panel = as_ana.get(url(article, "article-panel"), headers=HTMX).content.decode()
    assert f"<title>{article.title} · Obelus</title>" in panel
    for headers in ({}, HTMX | {"HX-History-Restore-Request": "true"}):
        for address in (url(article, "statement", row.pk), url(article, "article-panel")):
            assert as_ana.get(address, headers=headers).content.decode().count("<title>") == 1


def test_flag_on_the_article_is_told_where_its_count_leads(as_ana, article, ana):
    raise_flag(article, by=ana, reason="headline")
    page = as_ana.get(url(article, "article"), {"flagged": "1"}).content.decode()
    assert "No flagged statements here." in page and "1 flag is on the article as a whole</a>" in page
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    raise_flag(article, by=ana, reason="headline", note="Again")
    page = as_ana.get(url(article, "article"), {"flagged": "1"}).content.decode()
    assert "2 flags are on the article as a whole</a>" in page
    assert "as a whole</a>." not in as_ana.get(url(article, "article"), {"q": "port"}).content.decode()


def test_paragraphs_that_are_touched_are_found_by_index(article, ana):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    pk = at(article, "3.1").pk
    with CaptureQueriesContext(connection) as context:
        load_touched(article, pk)
    (asked,) = context
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan and "paragraph_id = ANY (" in plan, plan
