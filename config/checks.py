"""Looks, at start-up, whether the database can keep what Obelus promises, whether its pages have their files."""

from __future__ import annotations

import contextlib
import filecmp
import logging
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.checks import CheckMessage, Error, Tags, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from annotations.plurals import counted
from config.cluster import OLDEST
from config.database import EXTENSIONS

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
        ]
    except OperationalError as away:
        what = f"The database does not answer: {str(away).strip()}."
        return [Error(what, hint="Look at DATABASE_URL: role, password, host, port, name.", id=AWAY)]


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
            " AND tableowner = current_user) FROM pg_roles WHERE rolname = current_user"
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
                f"The owner of the tables ({role}) serves the pages: {weaker}.", hint=hint, id="house.W002"
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
