"""No row takes another's name, and with it what was said, decided, shown of that one."""

import pytest
from django.apps import apps
from django.db import connection

from annotations.models import Statement
from annotations.rights import KEPT, RIGHTS
from tests.annotations.attack import raw, refused

# What names a row, says where it belongs, who made it and when.
NAMES = {"id", "uid", "desk_id", "article_id", "created_by_id", "created_at"}
KEPT_TABLES = sorted(table for table, rights in RIGHTS.items() if rights == KEPT)


@pytest.mark.django_db
def test_every_kept_row_keeps_its_name():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.tgrelid::regclass::text, a.attname FROM pg_trigger t JOIN pg_attribute a
               ON a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr) WHERE t.tgname = 'same_row'"""
        )
        held = set(cursor.fetchall())
    named = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.db_table in KEPT_TABLES
        for field in model._meta.fields
        if field.column in NAMES
    }
    assert len(named) > 60
    assert named - held == set()


OTHERS = {
    "statement": "UPDATE annotations_statement SET id = -id WHERE id = %s",
    "citation": "UPDATE annotations_citation SET id = -id WHERE id = %s",
    "point": "UPDATE annotations_counterpoint SET id = -id WHERE id = %s",
    "passage": "UPDATE annotations_passage SET id = -id WHERE id = %s",
    "source": "UPDATE annotations_source SET id = -id WHERE id = %s",
    "claimant": "UPDATE annotations_claimant SET id = -id WHERE id = %s",
    "article": "UPDATE articles_article SET id = -id WHERE id = %s",
}


@pytest.mark.parametrize("row", OTHERS)
def test_no_row_gives_its_id_to_another(house, row):
    with refused("keeps its number"):
        raw(OTHERS[row], getattr(house, row).pk)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("articles_paragraph", "id = -id"),
        ("articles_person", "id = -id"),
        ("annotations_placement", "id = -id"),
        ("annotations_source", "uid = gen_random_uuid()"),
        ("annotations_claimant", "uid = gen_random_uuid()"),
        ("annotations_citation", "created_by_id = NULL"),
        ("annotations_statement", "created_at = '2001-01-01'"),
        ("annotations_counterpoint", "article_id = article_id + 1"),
        ("annotations_passage", "desk_id = desk_id + 1"),
    ],
)
def test_whose_a_row_is_stays(house, table, change):
    with refused("keeps its number, its desk, who wrote it and when"):
        raw(f"UPDATE {table} SET {change}")


def test_words_of_one_statement_are_not_approved_by_a_decision_on_another(house):
    """As far as it once went: the keys may wait for the end of the transaction, so two ids could be exchanged."""
    other = Statement.objects.get(article=house.article, label="3.2")
    with refused("keeps its number"):
        raw(
            "SET CONSTRAINTS ALL DEFERRED; "
            f"UPDATE annotations_statement SET id = -1 WHERE id = {house.statement.pk}; "
            f"UPDATE annotations_statement SET id = {house.statement.pk} WHERE id = {other.pk}"
        )
