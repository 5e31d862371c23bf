"""Grants the web role what it needs in the owner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import NotSupportedError, ProgrammingError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from annotations.rights import RIGHTS
from config.database import EXTENSIONS

EVERYWHERE = "SELECT, INSERT, UPDATE, DELETE"  # never TRUNCATE: no trigger of a row would see it
OURS = {"django_migrations": "SELECT"}
# Any role may set pgtrigger's own switch, by which the triggers that keep history would let a change pass unseen.
ALWAYS = """CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE AS 'SELECT FALSE'"""
# A temporary table of the same name would be found first, and would take what history keeps of a change. What keeps it
# does so as the owner of the tables: nobody else can write in them.
PINNED = """SELECT format('ALTER FUNCTION %s %s SET search_path = public, pg_temp', f.oid::regprocedure,
  CASE WHEN f.proname LIKE 'pgtrigger%' THEN 'SECURITY DEFINER' END) FROM pg_proc f
WHERE f.pronamespace = 'public'::regnamespace AND f.prorettype = 'trigger'::regtype AND NOT f.prosecdef
  AND pg_has_role(f.proowner, 'USAGE')"""
# A trigger fires whoever may call its function; on a table of one's own it would do the owner's work for anybody.
OUR_TRIGGERS = """SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.oid::regprocedure) FROM pg_proc f
WHERE f.pronamespace = 'public'::regnamespace AND f.prorettype = 'trigger'::regtype AND f.prosecdef"""


def has_two(connection: BaseDatabaseWrapper, web: str | None = None) -> bool:
    """Whether pages are served by another role than the one that migrates."""
    web = web or connections["default"].settings_dict["USER"]
    return bool(web) and connection.settings_dict["USER"] != web


def narrow_rights() -> dict[str, str]:
    """Tables in which the web role may do less than everything, with what it may do."""
    return OURS | RIGHTS


def grant(connection: BaseDatabaseWrapper, web: str, narrow: Mapping[str, str]) -> None:
    """Give ``web`` its rights afresh, in one go: a page that is open meanwhile notices nothing.

    ``narrow`` maps a table to privileges, of columns too: ``"SELECT, UPDATE (withdrawn_at, version)"``.
    Nothing happens where one role does everything.
    """
    if not has_two(connection, web):
        return
    role = connection.ops.quote_name(web)
    tables = set(connection.introspection.table_names())
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT {EVERYWHERE} ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ]
    for table, privileges in narrow.items():
        if table in tables:
            name = connection.ops.quote_name(table)
            statements += [f"REVOKE ALL ON {name} FROM {role}", f"GRANT {privileges} ON {name} TO {role}"]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(OUR_TRIGGERS)
        statements += [statement for (statement,) in cursor.fetchall()]
        cursor.execute("; ".join(statements))


def grant_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Once the last app has its tables: the cache's table, history that nobody switches off, then the rights."""
    last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
    if sender.name == last.name:
        call_command("createcachetable", database=using, verbosity=0)
        with connections[using].cursor() as cursor:
            cursor.execute(ALWAYS)
            cursor.execute(PINNED)
            for (pin,) in cursor.fetchall():
                cursor.execute(pin)
        grant(connections[using], connections["default"].settings_dict["USER"], narrow_rights())


class MayNotExtend(Exception):
    """The database lacks an extension, which this role may not add; the message says who may, and how."""


def add_extensions(connection: BaseDatabaseWrapper) -> None:
    """Add the extensions that the tables need; the owner of a database may (they are trusted ones).

    Raises MayNotExtend.
    """
    commands = [f"CREATE EXTENSION IF NOT EXISTS {extension}" for extension in EXTENSIONS]
    try:
        with connection.cursor() as cursor:
            for command in commands:
                cursor.execute(command)
    except (ProgrammingError, NotSupportedError) as refusal:  # no right to, not installed on the server
        said = str(refusal).splitlines()[0]
        database, role = (connection.settings_dict[name] for name in ("NAME", "USER"))
        raise MayNotExtend(
            f"The role {role} cannot add the extensions that Obelus needs ({said}):"
            f" let a superuser run, in the database {database}: {'; '.join(commands)};"
        ) from refusal
