"""An address of a database is read as it was meant, or refused with the reason."""

import time
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection

from articles.models import Desk
from config.database import (
    OWNER_URL,
    WEB_URL,
    AddressError,
    ClusterError,
    address,
    at_hand,
    connections,
    parse,
)
from config.pooled import base


def test_address_is_read():
    read = parse("postgres://rosa:p%40ss%2Fw%3Ard@db.example.org:5433/obelus?sslmode=require")
    assert (read["USER"], read["PASSWORD"]) == ("rosa", "p@ss/w:rd")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example.org", "5433", "obelus")
    assert read["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url",
    ["postgres://web@%2Fvar%2Frun%2Fpostgresql/obelus", "postgresql://web@/obelus?host=/var/run/postgresql"],
)
def test_socket_folder_is_a_host(url):
    assert parse(url)["HOST"] == "/var/run/postgresql"


def test_ipv6_host_is_read():
    assert parse("postgres://web@[::1]:5432/obelus")["HOST"] == "::1"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://a@b/c", "needs PostgreSQL"),
        ("obelus", "needs PostgreSQL"),
        ("postgres://a:hush@b", "names no database"),
        ("postgres://a:hush@b:port/c", "port"),
        ("postgres://a:hush#hush@b/c", "%23"),
        ("postgres://a:hush/hush@b/c", "%2F"),
        ("postgres://a:p@hush/hush@b/c", "%2F"),
        ("postgres://a:hush@b/c?sslmod=require", "“sslmod”"),
        ("postgres://a:hush@b,c/d", "several hosts"),
    ],
)
def test_unreadable_address_is_refused_without_its_password(url, why):
    with pytest.raises(AddressError, match=why) as refusal:
        parse(url)
    assert "hush" not in str(refusal.value)


def test_address_survives_the_environment():
    url = address(user="o'w,n er", password="p@:/?#%", host="/tmp/s", name="a b", sslmode="disable")
    read = parse(url)
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["NAME"]) == (
        "o'w,n er",
        "p@:/?#%",
        "/tmp/s",
        "a b",
    )
    assert read["OPTIONS"] == {"sslmode": "disable"}


def test_one_address_gives_both_aliases_one_role():
    both = connections({WEB_URL: "postgres://solo@host/obelus"})
    assert both["default"]["USER"] == both["owner"]["USER"] == "solo"
    assert "pool" in both["default"]["OPTIONS"]
    assert "pool" not in both["owner"]["OPTIONS"]


def test_two_addresses_keep_two_roles():
    both = connections({WEB_URL: "postgres://web@h/obelus", OWNER_URL: "postgres://owner@h/obelus"})
    assert (both["default"]["USER"], both["owner"]["USER"]) == ("web", "owner")


@pytest.mark.parametrize(
    ("argv", "environ"),
    [
        (["manage.py", "help"], {}),
        (["manage.py", "migrate", "--help"], {}),
        (["manage.py", "migrate"], {WEB_URL: "postgres://web@h/obelus"}),
        (["manage.py", "migrate"], {"OBELUS_ENV": "production"}),
    ],
)
def test_no_database_is_started_that_nobody_needs(tmp_path, argv, environ):
    before = dict(environ)
    with at_hand(tmp_path / "data", argv, environ):
        assert environ == before
    assert not (tmp_path / "data").exists()


def test_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / "data").write_text("no folder")
    with (
        pytest.raises(ClusterError, match="data cannot be run: "),
        at_hand(tmp_path / "data", ["", "demo"], {}),
    ):
        pass


def test_server_plans_once_what_it_is_asked_often(db):
    for _ in range(4):
        Desk.objects.filter(slug="harbour").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [statement for (statement,) in cursor.fetchall()]
    assert any("articles_desk" in statement and "$1" in statement for statement in kept)


def test_connections_that_a_restart_ended_are_passed_over_at_once(db):
    served = connection.copy("served")
    served.pool.open()
    idle = [served.pool.getconn() for _ in range(6)]
    for one in idle:
        served.pool.putconn(one)
    with connection.cursor() as cursor:
        for one in idle:
            cursor.execute("SELECT pg_terminate_backend(%s)", [one.info.backend_pid])
    begun = time.monotonic()
    served.pool.putconn(served.get_new_connection(served.get_connection_params()))
    assert time.monotonic() - begun < 10  # the pool's own look gives up after 15
    served.close_pool()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"USER": "nobody_here"}, 'role "nobody_here" does not exist'),
        ({"NAME": "none"}, 'database "none" does'),
    ],
)
def test_what_the_server_refuses_for_good_is_told_at_once(db, wrong, told):
    served = connection.copy("refused")
    served.settings_dict = served.settings_dict | wrong
    begun = time.monotonic()
    with pytest.raises(OperationalError, match=told):
        served.ensure_connection()
    assert time.monotonic() - begun < 5  # the pool gives up after 15
    served.close_pool()


def test_a_server_that_is_not_up_yet_is_waited_for(db, monkeypatch):
    """And a wrong password, which the tests’ own server does not ask for, is none of these."""
    away = ["connection refused", "the database system is starting up", "sorry, too many clients already"]
    for told in away:
        monkeypatch.setattr(base.psycopg, "connect", Mock(side_effect=base.psycopg.OperationalError(told)))
        assert not base._reaches({})
    for told in ('password authentication failed for user "web"', "fe_sendauth: no password supplied"):
        monkeypatch.setattr(base.psycopg, "connect", Mock(side_effect=base.psycopg.OperationalError(told)))
        with pytest.raises(base.psycopg.OperationalError):
            base._reaches({})


def test_nobody_waits_for_ever_for_what_another_holds(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("15s",)
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("5min",)


@pytest.mark.parametrize("waiting", [0, 1])
def test_a_database_that_was_away_is_tried_again_while_somebody_waits(waiting):
    pool = Mock(get_stats=lambda: {"requests_waiting": waiting})
    _pool_of({})["reconnect_failed"](pool)
    assert pool.check.called == bool(waiting)
    assert _pool_of({})["reconnect_timeout"] < 5


def _pool_of(environ):
    return connections(environ)["default"]["OPTIONS"]["pool"]
