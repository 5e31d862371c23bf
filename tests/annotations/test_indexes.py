"""What is asked of a large desk is found by an index that was made for it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.lists import ArticleFilter, DeskStatementFilter, SourceFilter, said_in, worded
from annotations.models import Source, Statement
from annotations.paging import page_after
from annotations.querysets import all_words
from annotations.services.sources import find_sources
from articles.models import Article
from tests.cast import at, taken_in


@pytest.fixture
def plan_of(article, ana):
    """Says how PostgreSQL goes about a query, its tables taken to be too large to be read through."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return lambda rows: rows.explain()


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (Article.objects.filter(said_in("gate")), "article_spelled_trgm"),
        (Source.objects.filter(said_in("gate")), "source_spelled_trgm"),
        (Source.objects.filter(all_words("gate", "spelled__contains")), "source_spelled_trgm"),
        (Statement.objects.filter(worded("gate")), "statement_spelled_trgm"),
        (Statement.objects.filter(worded("Élysée")), "statement_spelled_trgm"),
    ],
)
def test_what_has_a_word_is_found_by_its_trigrams(plan_of, rows, index):
    assert index in plan_of(rows)


def test_address_of_what_was_merged_is_looked_up_once(ana):
    """Asked for each source in turn, the list would be read through."""
    assert "= ANY(ARRAY(" in str(find_sources("https://port.example/gate", by=ana).query)


ON_LIST = '"annotations_statement"."withdrawn_at" IS NULL'


@pytest.mark.parametrize(
    ("asked", "index", "columns", "conditions"),
    [
        (
            {"kind": "law"},
            "statement_by_kind",
            "kind, article_id",
            ['NOT "annotations_statement"."left_out"', ON_LIST],
        ),
        ({"status": "misleading"}, "statement_by_status", "status, article_id", [ON_LIST]),
        ({"state": "approved"}, "statement_by_state", "review_state, article_id", [ON_LIST]),
        ({"flagged": "yes"}, "flag_open", "article_id", ['"annotations_flag"."closed_at" IS NULL']),
    ],
)
def test_statements_have_an_index_in_the_order_of_their_list(article, ana, asked, index, columns, conditions):
    """Which one is taken of tables that are all but empty is chance: it is held against what the list asks."""
    wanted = DeskStatementFilter.of(asked)
    with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
        page_after(wanted.rows(ana).values("id"), wanted.order, by=ana, after=str(at(article, "3.2").pk))
        cursor.execute("SELECT tablename, indexdef FROM pg_indexes WHERE indexname = %s", [index])
        table, made = cursor.fetchone()
    (question,) = (query["sql"] for query in queries if "DESC" in query["sql"])
    for condition in (f'"{table}"."desk_id" = ', f'"{table}"."article_id" <= ', *conditions):
        assert condition in question
    assert re.search(rf"\(desk_id, {columns}[,)]", made)


def plan_of_page(rows, wanted, by, after):
    """How PostgreSQL goes about a page of a list, its tables taken to be too large to be read or sorted whole."""
    with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
        )
        page_after(rows, wanted.order, by=by, after=after)
        cursor.execute(f"EXPLAIN {queries[-1]['sql']}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("after", ["", "1.2026-03-01T12:00:00.000000Z"])
@pytest.mark.parametrize("asked", [{}, {"finished": "any"}, {"owner": "me"}, {"q": "gate"}])
def test_last_changed_come_along_an_index_from_the_place_where_one_reads_on(ana, after, asked):
    """Nothing is sorted, nothing newer than the place gone through."""
    for number in range(3):
        taken_in(ana, title=f"No. {number}")
    wanted = ArticleFilter.of({"sort": "changed", **asked})
    plan = plan_of_page(wanted.rows(ana), wanted, ana, after)
    assert "Index Scan Backward using tally_by_change" in plan and "Sort" not in plan
    (place,) = re.findall(r"tally_by_change.*\n\s*Index Cond: (.*)", plan)
    assert ("ROW(" in place) == bool(after) and "desk_id = " in place


@pytest.mark.parametrize(
    ("words", "is_asked_first"), [("gate statistics", True), ("gate", False), ("of the gate", False)]
)
def test_several_words_are_looked_up_before_the_list_is_gone_through(ana, words, is_asked_first):
    """What is common is found sooner by going through the list, and a single word may be."""
    rows = SourceFilter.of({"q": words}).rows(ana)
    assert ("= ANY(ARRAY(" in str(rows.query)) == is_asked_first
