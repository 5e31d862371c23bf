"""What an answer brings besides the card: all that the deed has changed elsewhere on the page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.reading import load_touched
from annotations.services.statements import follow, relate, unrelate
from annotations.services.verifying import verify
from tests.cast import at

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
    assert "Seq Scan" not in plan, plan
