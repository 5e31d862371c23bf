"""What is asked of a large desk is found by an index that was made for it."""

import pytest
from django.db import connection

from annotations.lists import DeskStatementFilter, SourceFilter, said_in, worded
from annotations.models import Source, Statement
from annotations.querysets import all_words
from annotations.services.sources import find_sources
from articles.models import Article


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


def test_statements_of_a_kind_have_an_index_in_the_order_of_their_list(ana):
    """Which one is taken of tables that are all but empty is chance: it is held against what the list asks."""
    asked = str(DeskStatementFilter.of({"kind": "law"}).rows(ana).query)
    for condition in (
        '"desk_id" = ',
        '"kind" = ',
        '"withdrawn_at" IS NULL',
        'NOT "annotations_statement"."left_out"',
    ):
        assert condition in asked
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'statement_by_kind'")
        (made,) = cursor.fetchone()
    assert made.endswith("(desk_id, kind, id) WHERE ((NOT left_out) AND (withdrawn_at IS NULL))")


@pytest.mark.parametrize(
    ("words", "is_asked_first"), [("gate statistics", True), ("gate", False), ("of the gate", False)]
)
def test_several_words_are_looked_up_before_the_list_is_gone_through(ana, words, is_asked_first):
    """What is common is found sooner by going through the list, and a single word may be."""
    rows = SourceFilter.of({"q": words}).rows(ana)
    assert ("= ANY(ARRAY(" in str(rows.query)) == is_asked_first
