"""At start-up Obelus says what its database cannot promise."""

import os
from unittest.mock import MagicMock

import pytest
from django.core.checks import Warning, run_checks
from django.core.management import CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from pgtrigger import registered

from annotations.models import Statement
from annotations.rights import GUARDS
from config import checks
from config.database import parse
from config.management.commands.demo import Command as Demo
from tests.servers import SERVER_URL


def answering(*rows):
    """A database connection whose queries are answered, one after the other, by these rows."""
    fake = MagicMock()
    cursor = fake.cursor.return_value.__enter__.return_value
    cursor.fetchone.side_effect = list(rows)
    cursor.__iter__.return_value = iter([(name,) for name in checks.EXTENSIONS])
    return fake


@pytest.mark.two_roles
@pytest.mark.django_db
def test_our_own_database_keeps_every_promise():
    assert run_checks(tags=["database"], databases=["default"]) == []


@pytest.mark.two_roles
@pytest.mark.django_db(databases=["owner"])
def test_owner_serving_pages_is_warned_of():
    (warning,) = checks.guards_are_real(connections["owner"])
    assert warning.id == "house.W002"
    assert connections["owner"].settings_dict["USER"] in warning.msg


@pytest.mark.two_roles
@pytest.mark.django_db(databases=["default", "owner"])
def test_who_may_act_as_the_owner_is_warned_of():
    server = connections["owner"].copy()
    told = parse(os.environ[SERVER_URL])
    owner = server.settings_dict["USER"]
    server.settings_dict |= {name: told[name] for name in ("USER", "PASSWORD")}
    server.set_autocommit(False)
    try:
        with server.cursor() as cursor:
            cursor.execute(
                f'CREATE ROLE obelus_guest IN ROLE "{owner}"; SET SESSION AUTHORIZATION obelus_guest'
            )
        (warning,) = checks.guards_are_real(server)
    finally:
        server.rollback()
        server.close()
    assert (warning.id, "obelus_guest" in warning.msg) == ("house.W002", True)


@pytest.mark.django_db
def test_guards_that_are_looked_for_are_those_that_stand():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgname NOT LIKE 'pgtrigger%'"
        )
        assert set(cursor.fetchall()) == {(table, name) for table in GUARDS for name in GUARDS[table].split()}


@pytest.mark.django_db(databases=["default", "owner"])
def test_guard_that_is_off_or_missing_is_warned_of():
    history, *_ = (trigger.get_pgid(model) for model, trigger in registered() if model is Statement)
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("ALTER TABLE annotations_statement DISABLE TRIGGER guard")
        cursor.execute(f"ALTER TABLE annotations_statement DISABLE TRIGGER {history}")
        cursor.execute("DROP TRIGGER touch ON annotations_source")
    (warning,) = checks.guards_stand(owner)
    assert warning.id == "house.W004"
    for name in (
        "annotations_statement.guard",
        f"annotations_statement.{history}",
        "annotations_source.touch",
    ):
        assert name in warning.msg


@pytest.mark.two_roles
@pytest.mark.django_db(databases=["default", "owner"])
def test_right_beyond_those_that_are_given_is_warned_of(monkeypatch):
    """Looked at as if less were given: another's transaction would not see more of them."""
    less = {"annotations_note": "SELECT", "annotations_decision": "SELECT, INSERT, UPDATE (version)"}
    monkeypatch.setattr(checks, "narrow_rights", lambda: less)
    (warning,) = checks.guards_stand(connection)
    assert warning.id == "house.W005"
    for right in ("INSERT on annotations_note", "UPDATE of withdrawn_at on annotations_decision"):
        assert right in warning.msg
    assert "version" not in warning.msg and "manage.py migrate" in warning.hint


def test_superuser_serving_pages_is_warned_of():
    (warning,) = checks.guards_are_real(answering(("postgres", True, True)))
    assert (warning.id, "postgres" in warning.msg) == ("house.W001", True)


def test_blind_trigrams_are_an_error():
    (error,) = checks.letters_are_seen(answering((False,)))
    assert error.id == "house.E003"


@pytest.mark.django_db
def test_missing_extension_is_named(monkeypatch):
    monkeypatch.setattr(checks, "EXTENSIONS", ("pg_trgm", "not_there"))
    (error,) = checks.letters_are_seen(connection)
    assert (error.id, "not_there" in error.msg, "pg_trgm" in error.msg) == ("house.E002", True, False)


def test_old_postgresql_is_an_error():
    (error,) = checks.version_is_known(answering((14,)))
    assert error.id == "house.E001"


def test_who_is_not_let_in_is_told_so(monkeypatch):
    shut = MagicMock()
    shut.cursor.side_effect = OperationalError('FATAL:  password authentication failed for user "web"\n')
    monkeypatch.setattr(checks, "connections", {"default": shut})
    (error,) = checks.database_keeps_its_promises(None, databases=["default"])
    assert error.msg.startswith("The database refuses the connection: FATAL:") and error.msg.endswith(
        '"web".'
    )


def test_database_that_is_away_is_an_error_that_names_its_variable(monkeypatch):
    away = MagicMock()
    away.cursor.side_effect = OperationalError("no route to host")
    monkeypatch.setattr(checks, "connections", {"default": away})
    (error,) = checks.database_keeps_its_promises(None, databases=["default"])
    assert (error.id, "no route" in error.msg, "DATABASE_URL" in error.hint) == ("house.E005", True, True)


@pytest.mark.parametrize(("may_read", "ids"), [(False, ["house.W003"]), (True, []), (None, [])])
def test_role_without_rights_in_the_tables_is_warned_of(may_read, ids):
    found = checks.rights_are_given(answering(("obelus_web", may_read)))
    assert [finding.id for finding in found] == ids


@pytest.mark.django_db
def test_server_logs_what_is_found_at_its_start(monkeypatch, caplog):
    monkeypatch.setattr(checks, "EXTENSIONS", ("not_there",))
    checks.tell_findings()
    assert "not_there" in caplog.text
    assert "manage.py migrate" in caplog.text


@pytest.mark.django_db
def test_server_that_is_newer_than_its_tables_says_so(monkeypatch, caplog):
    checks.tell_findings()
    assert caplog.text == ""
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: {})
    checks.tell_findings()
    assert "of a version before this one" in caplog.text
    assert "manage.py migrate" in caplog.text


@pytest.mark.django_db(databases=["default", "owner"])
def test_server_that_is_older_than_its_tables_says_so(monkeypatch, caplog):
    known = MigrationRecorder.applied_migrations

    def with_one_more(self):
        return known(self) | {("annotations", "9999_of_tomorrow"): None, ("admin", "0001_initial"): None}

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", with_one_more)
    checks.tell_findings()
    assert "of a version after this one (annotations.9999_of_tomorrow)" in caplog.text
    with pytest.raises(CommandError, match=r"a later version of Obelus \(annotations.9999_of_tomorrow\)"):
        Demo().prepare()


@pytest.mark.django_db(databases=["default", "owner"])
def test_demo_fills_no_database_of_another_program(monkeypatch):
    seen = connections["owner"].introspection
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: {})
    assert checks.tables_of_others(MigrationExecutor(connections["owner"])) == ["cache"]
    monkeypatch.setattr(
        seen, "table_names", lambda cursor=None: ["django_migrations", "blog_post", "articles_desk"]
    )
    with pytest.raises(CommandError, match=r"holds something else \(blog_post\)\. Unset DATABASE_URL"):
        Demo().prepare()


@pytest.mark.django_db
def test_server_without_rights_in_its_tables_says_how_they_are_given(monkeypatch, caplog):
    monkeypatch.setattr(
        checks, "rights_are_given", lambda connection: [Warning("None.", hint="m", id=checks.SHUT)]
    )
    monkeypatch.setattr(checks, "tables_are_of_this_version", None)  # cannot be asked then
    checks.tell_findings()
    assert "None." in caplog.text
