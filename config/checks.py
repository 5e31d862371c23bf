"""Looks, at start-up, whether the database can keep what Obelus promises, whether its pages have their files."""

from __future__ import annotations

import contextlib
import filecmp
import logging
import re
from collections.abc import Sequence
from pkgutil import iter_modules
from typing import Any

import pgtrigger
from django.apps import AppConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.checks import CheckMessage, Error, Tags, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from annotations import migrations
from annotations.plurals import counted
from annotations.rights import GUARDS
from config.cluster import OLDEST
from config.database import EXTENSIONS
from config.pooled.base import unreached
from config.roles import narrow_rights

logger = logging.getLogger(__name__)
AWAY, SHUT = "house.E005", "house.W003"  # nothing more can be asked then


@register(Tags.database)
def database_keeps_its_promises(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """System check, run with ``check --database default`` and at every start."""
    if "default" not in (databases or ()):
        return []
    connection = connections["default"]
    try:
        return [
            *version_is_known(connection),
            *letters_are_seen(connection),
            *guards_are_real(connection),
            *rights_are_given(connection),
            *guards_stand(connection),
        ]
    except OperationalError as away:
        return [
            Error(unreached(away), hint="Look at DATABASE_URL: role, password, host, port, name.", id=AWAY)
        ]


def version_is_known(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """PostgreSQL is new enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        version = cursor.fetchone()[0]
    if version >= OLDEST:
        return []
    return [
        Error(f"PostgreSQL {version} is too old.", hint=f"Obelus needs {OLDEST} or newer.", id="house.E001")
    ]


def letters_are_seen(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """All extensions are there; trigrams see letters beyond ASCII, without which no same claim is found."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        absent = sorted(set(EXTENSIONS) - {name for (name,) in cursor})
        if absent:
            what = f"The database has no extension {', '.join(absent)}."
            return [Error(what, hint="Run: manage.py migrate", id="house.E002")]
        cursor.execute("SELECT cardinality(show_trgm('é')) > 0")
        if cursor.fetchone()[0]:
            return []
    return [
        Error(
            "The database sees no letters beyond ASCII, so claims in other scripts are never found again.",
            hint="Create it with a UTF-8 locale: CREATE DATABASE … LOCALE 'C.UTF-8' TEMPLATE template0.",
            id="house.E003",
        )
    ]


def guards_are_real(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """The role that serves the pages cannot lift the guards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public'"
            " AND pg_has_role(tableowner, 'MEMBER')) FROM pg_roles WHERE rolname = current_user"
        )
        role, is_superuser, owns_tables = cursor.fetchone()
    hint = (
        "Serve with a role of its own in DATABASE_URL, migrate with the owner in OBELUS_OWNER_DATABASE_URL."
    )
    weaker = "its guards (append-only deeds and logs, four eyes, fresh approvals) can be switched off"
    if is_superuser:
        return [Warning(f"A superuser ({role}) serves the pages: {weaker}.", hint=hint, id="house.W001")]
    if owns_tables:
        return [
            Warning(
                f"The owner of the tables, or who may act as the owner ({role}), serves the pages: {weaker}.",
                hint=hint,
                id="house.W002",
            )
        ]
    return []


def rights_are_given(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """The role that serves the pages may read the tables; a copy of a database can come without its rights."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, has_table_privilege(to_regclass('public.django_migrations'), 'SELECT')"
        )
        role, may_read = cursor.fetchone()
    if may_read is not False:  # nor where there are no tables yet
        return []
    what = f"The role that serves the pages ({role}) has no right to read the tables."
    return [Warning(what, hint="Run: manage.py migrate", id=SHUT)]


# Tables that are not there yet, or of another version, are told of elsewhere; an owner may do everything.
_ASTRAY = """
WITH given AS (
  SELECT c.oid, tab, string_to_array(rights, ' ') AS rights
  FROM unnest(%(tables)s::text[], %(rights)s::text[]) AS r (tab, rights)
  JOIN pg_class c ON c.oid = to_regclass('public.' || tab) WHERE NOT pg_has_role(c.relowner, 'MEMBER')
)
SELECT 'off', tab || '.' || name FROM unnest(%(guarded)s::text[], %(guards)s::text[]) AS g (tab, name)
WHERE EXISTS (SELECT FROM django_migrations WHERE app = 'annotations' AND name = %(newest)s)
  AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass('public.' || tab)
                  AND tgname = g.name AND tgenabled IN ('O', 'A'))
UNION ALL
SELECT 'beyond', privilege || ' on ' || tab
FROM given, unnest('{INSERT,UPDATE,DELETE,TRUNCATE,TRIGGER}'::text[]) AS privilege
WHERE privilege <> ALL (rights) AND has_table_privilege(oid, privilege)
UNION ALL
SELECT 'beyond', 'UPDATE of ' || attname || ' on ' || tab
FROM given JOIN pg_attribute ON attrelid = given.oid AND attnum > 0 AND NOT attisdropped
WHERE attname <> ALL (rights) AND has_column_privilege(given.oid, attnum, 'UPDATE')
  AND NOT has_table_privilege(given.oid, 'UPDATE')
UNION ALL
SELECT 'beyond', 'SET session_replication_role'
WHERE EXISTS (SELECT FROM given) AND has_parameter_privilege('session_replication_role', 'SET')
"""


def guards_stand(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Every guard is there and on, history too; the role that serves the pages may do no more than it must."""
    guards = [(table, name) for table, names in GUARDS.items() for name in names.split()]
    guards += [(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()]
    rights = {table: _rights_apart(rights) for table, rights in narrow_rights().items()}
    asked: dict[str, Any] = {
        "guarded": [table for table, _ in guards],
        "guards": [name for _, name in guards],
        "newest": max(module.name for module in iter_modules(migrations.__path__)),
        "tables": [*rights],
        "rights": [*rights.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(to_regclass('public.django_migrations'), 'SELECT')")
        if not cursor.fetchone()[0]:
            return []
        cursor.execute(_ASTRAY, asked)
        found = cursor.fetchall()
    told: list[CheckMessage] = []
    if off := sorted(name for what, name in found if what == "off"):
        what = f"Guards of the database are missing or switched off: {_some(off)}."
        hint = (
            "As the owner of the tables: ALTER TABLE … ENABLE TRIGGER …; one that is missing is in a backup."
        )
        told.append(Warning(what, hint=hint, id="house.W004"))
    if beyond := sorted(name for what, name in found if what == "beyond"):
        what = f"The role that serves the pages may do more than it must: {_some(beyond)}."
        told.append(Warning(what, hint="Run: manage.py migrate", id="house.W005"))
    return told


def _rights_apart(rights: str) -> str:
    """Privileges in a whole table, then columns: "SELECT, UPDATE (note)" are "SELECT" and "note"."""
    columns = re.findall("[a-z_]+", rights)
    return " ".join([*re.findall(r"[A-Z]+\b(?! \()", rights), *columns])


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


@register(deploy=True)
def files_are_collected(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Pages name their files as collectstatic did: a page that names one without such a name is a 500."""
    there = staticfiles_storage
    if not isinstance(there, ManifestFilesMixin):
        return []
    # Of two alike the first counts, as for collectstatic.
    wanted = dict(reversed([found for finder in get_finders() for found in finder.list([])]))
    named = wanted.keys() <= there.hashed_files.keys()
    if named and all(_is_same(there.path(name), storage.path(name)) for name, storage in wanted.items()):
        return []
    what = f"The files of the pages are not in STATIC_ROOT ({there.location}), or are another version's."
    return [Error(what, hint="Run: manage.py collectstatic --noinput --clear", id="house.E004")]


def _is_same(one: str, other: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return filecmp.cmp(one, other, shallow=False)
    return False


def refuse_to_serve_errors() -> None:
    """No server starts whose every page would be a 500. Raises ImproperlyConfigured."""
    for finding in files_are_collected():
        raise ImproperlyConfigured(f"{finding.msg} {finding.hint}")


def tables_are_of_this_version(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """All migrations are run. No check of ``manage.py check``, which ``migrate`` asks before it runs them."""
    executor = MigrationExecutor(connection)
    newer = migrations_of_a_later_version(executor)
    if newer:
        what = f"The tables are of a version after this one ({newer[-1]}): pages may fail."
        return [Error(what, hint="Serve them with the version that made them.", id="house.E007")]
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not waiting:
        return []
    what = f"The tables are of a version before this one ({counted(waiting, 'migration')} to run): pages may fail."
    return [Error(what, hint="Run: manage.py migrate", id="house.E006")]


def migrations_of_a_later_version(executor: MigrationExecutor) -> list[str]:
    """What was run in our tables, or in those of a package, that is no migration here."""
    loader = executor.loader
    run = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(f"{app}.{name}" for app, name in run if app in loader.migrated_apps)


def tables_of_others(executor: MigrationExecutor) -> list[str]:
    """Tables of another program, where none of ours is yet: the database was meant for that one."""
    if any(app == "articles" for app, _ in executor.loader.applied_migrations):
        return []
    seen = executor.connection.introspection
    return sorted({*seen.table_names()} - {*seen.django_table_names(), "django_migrations"})


def tell_findings() -> None:
    """Log what these checks find, when a server starts."""
    findings = run_checks(tags=[Tags.database], databases=["default"])
    if not {AWAY, SHUT}.intersection(finding.id for finding in findings):
        findings += tables_are_of_this_version(connections["default"])
    for finding in findings:
        logger.log(finding.level, "%s %s", finding.msg, finding.hint)
