"""The PostgreSQL of one run of the tests, gone at its end, and the two roles that the tests play in it."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from config.cluster import PATIENCE, Cluster, reachable
from config.database import OWNER_URL, WEB_URL, address, parse

MEMORY = Path("/dev/shm").resolve()  # new files, as for each table that is emptied, cost half as much there
ROOM = 2**31  # bytes that must be free there
SERVER_URL = (
    "OBELUS_TEST_SERVER"  # the address that the run began with: its role makes the other two, where it may
)


@contextlib.contextmanager
def throwaway() -> Iterator[Cluster]:
    """A cluster for one run of the tests; what earlier, killed runs left behind goes too."""
    places = [MEMORY, Path(tempfile.gettempdir()).resolve(), Path("/tmp")]
    for left in {left for place in places for left in place.glob("obelus-test-*")}:
        seen = left.lstat()
        is_ours = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid()
        if is_ours and time.time() - seen.st_mtime > PATIENCE:  # a younger one may be just being made
            _remove(left)
    home = Path(tempfile.mkdtemp(prefix="obelus-test-", dir=next(filter(_takes_a_run, places))))
    try:
        with Cluster(home, durable=False).in_use() as cluster:
            yield cluster
    finally:
        _remove(home)


def make_database(owner: BaseDatabaseWrapper, *, is_shared: bool) -> None:
    """Make this worker's test database: of several the first one migrates, the others copy what it has made.

    The copy is gone at the end of the run, with all that its owner has.
    """
    if not is_shared:
        return _migrate(owner)
    made = f"{owner.settings_dict['NAME']}_made"
    with owner._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(1)")  # the others wait until this connection is closed
        server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [made])
        if server.fetchone():
            owner.settings_dict["TEST"]["TEMPLATE"] = made
        else:
            _migrate(owner)
            owner.close()
            copied = sql.Identifier(made), sql.Identifier(owner.settings_dict["NAME"])
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*copied))
            return
    _migrate(owner)


def _migrate(owner: BaseDatabaseWrapper) -> None:
    gc.disable()  # each migration makes the classes of all tables anew
    owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    gc.enable()


def _takes_a_run(place: Path) -> bool:
    """Memory only with room to spare: what stands in it is taken from the programs."""
    is_open = os.access(place, os.W_OK | os.X_OK) and reachable(place)
    return is_open and (place != MEMORY or shutil.disk_usage(place).free > ROOM)


def _remove(home: Path) -> None:
    """Remove a throw-away cluster that nobody uses; one in use, or of another user, stays."""
    with contextlib.suppress(OSError), open(home / "postgres.users", "a") as users:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        cluster = Cluster(home, durable=False)
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def two_roles(url: str) -> Iterator[dict[str, str]]:
    """Addresses of an owner and a web role of this run's own, on the server of ``url``.

    Where the role of ``url`` may not make roles, it plays both.
    """
    run = secrets.token_hex(4)
    given = parse(url)
    passwords = {f"obelus_test_{run}_{role}": secrets.token_urlsafe(24) for role in ("owner", "web")}
    owner, web = passwords

    def address_of(user: str, password: str) -> str:
        return address(
            user=user,
            password=password,
            host=given["HOST"],
            port=given["PORT"],
            name=f"obelus_{run}",
            **given["OPTIONS"],
        )

    with psycopg.connect(url, autocommit=True) as server:
        try:
            for role, password in passwords.items():
                server.execute(
                    sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(
                        sql.Identifier(role),
                        sql.SQL("CREATEDB" if role == owner else ""),
                        sql.Literal(password),
                    )
                )
        except psycopg.errors.InsufficientPrivilege:
            yield {WEB_URL: address_of(given["USER"], given["PASSWORD"]), OWNER_URL: ""}
            return
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):  # `flush` does without it, too
            past_triggers = "GRANT SET ON PARAMETER session_replication_role TO {}"
            server.execute(sql.SQL(past_triggers).format(sql.Identifier(owner)))
    try:
        yield {WEB_URL: address_of(web, passwords[web]), OWNER_URL: address_of(owner, passwords[owner])}
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            left = "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = %s"  # by a run cut short
            for (name,) in server.execute(left, [owner]).fetchall():
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            for role in passwords:  # the first of these takes back the right that was given above
                for leave in ("DROP OWNED BY {}", "DROP ROLE {}"):
                    server.execute(sql.SQL(leave).format(sql.Identifier(role)))
