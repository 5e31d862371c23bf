"""No row takes another's name, and with it what was said, decided, shown of that one."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection
from django.utils import timezone

from annotations.models import Statement
from annotations.rights import KEPT, RIGHTS
from annotations.services.tokens import make_token, withdraw_token
from tests.annotations.attack import raw, refused

# What names a row, says where it belongs, who made it and when.
NAMES = {"id", "uid", "desk_id", "article_id", "created_by_id", "created_at"}
KEPT_TABLES = [*sorted(table for table, rights in RIGHTS.items() if rights == KEPT), "annotations_apitoken"]


def held() -> set[tuple[str, str]]:
    """Tables with the columns of theirs that a trigger holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.tgrelid::regclass::text, a.attname FROM pg_trigger t JOIN pg_attribute a
               ON a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr) WHERE t.tgname = 'same_row'"""
        )
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_every_kept_row_keeps_its_name():
    named = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.db_table in KEPT_TABLES
        for field in model._meta.fields
        if field.column in NAMES
    }
    assert len(named) > 60
    assert named - held() == set()


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
    with refused("number, desk, author and time cannot be changed"):
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
    with refused("number, desk, author and time cannot be changed"):
        raw(f"UPDATE {table} SET {change}")


KEY = {
    "person_id": "(SELECT max(id) FROM articles_person)",
    "scopes": "'[\"review\"]'",
    "secret_hash": "'another'",
    "expires_at": "NULL",
}


@pytest.fixture
def token(ana, rosa):
    end = timezone.now() + timedelta(days=1)
    return make_token(by=ana, name="Script", scopes=["read"], expires_at=end)[0]


@pytest.mark.two_roles
@pytest.mark.parametrize("column", KEY)
def test_web_role_has_no_right_to_change_what_a_token_opens(token, column):
    with pytest.raises(ProgrammingError, match="permission denied"):
        raw(f"UPDATE annotations_apitoken SET {column} = {KEY[column]}")


@pytest.mark.django_db(databases=["default", "owner"])
def test_even_with_all_rights_a_token_opens_what_it_did():
    """A set-up with one role has only the trigger."""
    assert KEY.keys() <= {column for table, column in held() if table == "annotations_apitoken"}


def test_withdrawn_token_opens_nothing_again(token, ana):
    withdraw_token(token, by=ana)
    for again in ("NULL", "now() + interval '1 day'"):
        with refused("withdrawn token cannot be used again"):
            raw(f"UPDATE annotations_apitoken SET withdrawn_at = {again} WHERE id = %s", token.pk)


@pytest.mark.parametrize("column", ["desk_id", "person_id"])
def test_membership_stays_at_its_desk_and_its_person(ana, otto, column):
    with refused("number, desk, author and time cannot be changed"):
        raw(f"UPDATE articles_membership SET {column} = %s WHERE id = %s", getattr(otto, column), ana.pk)


def test_words_of_one_statement_are_not_approved_by_a_decision_on_another(house):
    """As far as it once went: the keys may wait for the end of the transaction, so two ids could be exchanged."""
    other = Statement.objects.get(article=house.article, label="3.2")
    with refused("number, desk, author and time cannot be changed"):
        raw(
            "SET CONSTRAINTS ALL DEFERRED; "
            f"UPDATE annotations_statement SET id = -1 WHERE id = {house.statement.pk}; "
            f"UPDATE annotations_statement SET id = {house.statement.pk} WHERE id = {other.pk}"
        )
