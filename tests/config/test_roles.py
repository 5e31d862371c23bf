"""The role that serves the pages may do no more than it must."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from config import roles
from config.database import EXTENSIONS

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def may(privilege: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s)", [table, privilege])
        return cursor.fetchone()[0]


@pytest.mark.two_roles
def test_pages_are_served_by_neither_owner_nor_superuser():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.two_roles
def test_every_table_can_be_read_and_none_truncated():
    tables = connection.introspection.table_names()
    assert "articles_article" in tables
    for table in tables:
        assert may("SELECT", table), table
        assert not may("TRUNCATE", table), table
        assert not may("TRIGGER", table), table


@pytest.mark.two_roles
@pytest.mark.parametrize(
    ("table", "grows"),
    [
        ("annotations_deed", True),
        ("articles_revision", True),
        ("articles_articleevent", False),
        ("auth_permission", False),
    ],
)
def test_logs_only_grow(table, grows):
    """History does so by its triggers alone; what nobody asks does not."""
    assert may("INSERT", table) is grows
    for attack in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"ALTER TABLE {table} DISABLE TRIGGER ALL"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)


@pytest.mark.two_roles
def test_narrow_rights_name_tables_that_exist():
    assert set(roles.narrow_rights()) <= set(connection.introspection.table_names())


@pytest.mark.two_roles
def test_a_right_that_is_no_longer_given_is_taken_away():
    web, owner = connection.settings_dict["USER"], connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE passing (id int, note text); GRANT ALL ON passing TO {owner.ops.quote_name(web)}"
        )
    roles.grant(owner, web, {"passing": "SELECT, UPDATE (note)"})
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%s, 'passing', 'UPDATE'),"
            " has_column_privilege(%s, 'passing', 'note', 'UPDATE'),"
            " has_table_privilege(%s, 'passing', 'TRUNCATE')",
            [web, web, web],
        )
        assert cursor.fetchone() == (False, True, False)


def test_extensions_are_there():
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        assert {name for (name,) in cursor} >= set(EXTENSIONS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", [1, 2])
def test_tables_are_emptied_between_tests_that_commit(round):
    from articles.models import Desk

    assert not Desk.objects.exists()
    Desk.objects.create(slug="left", name="Left behind")
