"""The first command of an installation works on a database in which nothing is yet."""

import os
import secrets

import psycopg
import pytest
from psycopg import sql

from config.database import OWNER_URL, WEB_URL, address, parse
from tests.config.test_settings import PRODUCTION, manage

pytestmark = pytest.mark.two_roles


def at(url: str, name: str) -> str:
    """The same server and role, another database."""
    told = parse(url)
    return address(
        user=told["USER"],
        password=told["PASSWORD"],
        host=told["HOST"],
        port=told["PORT"],
        name=name,
        **told["OPTIONS"],
    )


@pytest.fixture
def fresh(db):
    """The environment of an installation whose database was just made, for its owner."""
    name = f"obelus_fresh_{secrets.token_hex(4)}"
    web, owner = os.environ[WEB_URL], os.environ[OWNER_URL]
    with psycopg.connect(at(owner, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        yield PRODUCTION | {WEB_URL: at(web, name), OWNER_URL: at(owner, name)}
        # Without FORCE, which may not end an autovacuum's worker; the plain form ends it and waits for the rest.
        server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def test_fresh_database_is_migrated_by_its_owner_alone(fresh):
    asked = manage("migrate", "--plan", "--check", **fresh)
    assert asked.returncode == 1 and "Create model Desk" in asked.stdout
    run = manage("migrate", "-v0", **fresh)
    assert (run.returncode, run.stderr) == (0, "")
    assert manage("check", "--database", "default", **fresh).returncode == 0
    run = manage("migrate", "-v0", **fresh | {OWNER_URL: fresh[WEB_URL]})
    assert run.returncode == 1
    (refusal,) = run.stderr.strip().splitlines()
    assert "does not own the tables" in refusal and "Set OBELUS_OWNER_DATABASE_URL" in refusal


def test_who_may_not_add_the_extensions_is_told_who_may_and_how(fresh):
    run = manage("migrate", **fresh | {OWNER_URL: fresh[WEB_URL]})
    assert run.returncode == 1
    (refusal,) = run.stderr.strip().splitlines()
    assert "let a superuser run" in refusal
    assert parse(fresh[WEB_URL])["NAME"] in refusal
    assert refusal.endswith("CREATE EXTENSION IF NOT EXISTS pg_trgm;")


def test_server_that_is_not_there_is_no_traceback(fresh):
    run = manage("migrate", **fresh | {OWNER_URL: "postgres://owner@127.0.0.1:1/obelus"})
    assert run.returncode == 1
    assert run.stderr.startswith("CommandError: The database does not answer: ")
