"""Says which database Obelus talks to: the one of ``DATABASE_URL``, else a private one of its own.

Two roles keep the guards real. The *owner* has the tables, so it migrates; the *web* role serves the pages,
with the rights that config/roles.py grants. The superuser makes these two, a database, its extensions.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from config.cluster import SUPERUSER, Cluster, ClusterError
from config.environment import Environment

if TYPE_CHECKING:
    from psycopg_pool import ConnectionPool

NAME, OWNER, WEB = "obelus", "obelus_owner", "obelus_web"
EXTENSIONS = ("btree_gist", "pg_trgm")
WEB_URL, OWNER_URL = "DATABASE_URL", "OBELUS_OWNER_DATABASE_URL"

# What libpq may be told in the address; anything else is a slip of the pen.
OPTIONS = frozenset(
    "sslmode sslrootcert sslcert sslkey sslcrl channel_binding connect_timeout application_name options"
    " target_session_attrs keepalives keepalives_idle keepalives_interval keepalives_count".split()
)
WITHOUT_DATABASE = frozenset(
    "help version test bench collectstatic diffsettings startapp --help --version -h".split()
)


# A password as programs draw one has letters that end a part of an address.
ENCODED = "(in a password / is written %2F, ? %3F, % %25)"


class AddressError(ValueError):
    """A database address cannot be read; the message says why, without repeating the password."""


def parse(url: str, *, called: str = WEB_URL) -> dict[str, Any]:
    """Django's connection settings for ``postgres://user:password@host:port/name?sslmode=…``.

    A socket folder is written percent-encoded as the host, or as ``?host=/folder``.
    Raises AddressError.
    """
    form = "postgres://user:password@host:5432/name"
    if "#" in url:
        raise AddressError(f"{called} holds a “#”: in a password it is written %23.")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as wrong:
        raise AddressError(
            f"{called}: the port or host cannot be read. It looks like {form} {ENCODED}"
        ) from wrong
    if parts.scheme not in ("postgres", "postgresql"):
        raise AddressError(f"{called} begins with “{parts.scheme}”; Obelus needs PostgreSQL: {form}")
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = query.pop("host", None) or unquote(parts.hostname or "")
    if "," in host:
        raise AddressError(f"{called} names several hosts; Obelus takes one.")
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise AddressError(f"{called} names no database: {form} {ENCODED}")
    unknown = sorted(set(query) - OPTIONS)
    if unknown:
        raise AddressError(
            f"{called} has an option “{unknown[0]}”, which is not one of: {', '.join(sorted(OPTIONS))}."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": query,
    }


def address(
    *, user: str, name: str, password: str = "", host: str = "", port: int | str = "", **options: str
) -> str:
    """The opposite of parse(): an address that can travel in the environment."""
    secret = f":{quote(password, safe='')}" if password else ""
    return (
        f"postgres://{quote(user, safe='')}{secret}@{quote(host, safe='')}{f':{port}' if port else ''}"
        f"/{quote(name, safe='')}{'?' + urlencode(options) if options else ''}"
    )


def connections(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: ``default`` serves the pages from a pool, ``owner`` migrates.

    With one address only, both use its role. Raises AddressError, ImproperlyConfigured.
    """
    web_url = environ.get(WEB_URL) or address(user=WEB, name=NAME, host="/nonexistent")
    web = parse(web_url)
    owner = parse(environ.get(OWNER_URL) or web_url, called=OWNER_URL)
    # The server plans a statement once: planning is half of what a save asks of it.
    web["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
    web["ENGINE"] = "config.pooled"
    web["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": Environment(environ).number(
            "OBELUS_DATABASE_POOL", 16, 10_000, "the most connections that one process opens, such as 16"
        ),
        "timeout": 15,
        "reconnect_timeout": 2,
        "reconnect_failed": _try_again,
    }
    return {"default": web, "owner": owner}


def _try_again(pool: ConnectionPool[Any]) -> None:
    """Go on once a second while a page waits: the pool's own pauses double, to minutes after a long outage."""
    if pool.get_stats().get("requests_waiting"):
        pool.check()


@contextlib.contextmanager
def at_hand(folder: Path, argv: list[str], environ: MutableMapping[str, str] = os.environ) -> Iterator[None]:
    """Keep the private database of ``folder`` up while a command runs, unless there is another or no need.

    Raises ClusterError.
    """
    command = argv[1] if len(argv) > 1 else "help"
    asks_for_help = "--help" in argv or "-h" in argv
    if (
        environ.get(WEB_URL)
        or environ.get("OBELUS_ENV") == "production"
        or asks_for_help
        or command in WITHOUT_DATABASE
    ):
        yield
        return
    import psycopg

    with contextlib.ExitStack() as stack:
        try:
            environ.update(furnish(stack.enter_context(Cluster(folder).in_use())))
        except (OSError, psycopg.Error) as trouble:  # a folder that may only be read, a full disk
            raise ClusterError(f"The database in {folder} cannot be run: {trouble}") from trouble
        yield


def superuser_address(cluster: Cluster, name: str = "postgres") -> str:
    """Address of a private cluster for the one who makes roles in it."""
    return address(user=SUPERUSER, host=str(cluster.sockets), name=name)


def furnish(cluster: Cluster) -> dict[str, str]:
    """Make what is missing of roles, database, extensions; return both addresses, for the environment."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(superuser_address(cluster), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(1)")  # two commands may be the first at once
        for role in (OWNER, WEB):
            if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                server.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(OWNER))
            )
        with psycopg.connect(superuser_address(cluster, NAME), autocommit=True) as database:
            for extension in EXTENSIONS:
                database.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
                )
    host = str(cluster.sockets)
    return {
        WEB_URL: address(user=WEB, host=host, name=NAME),
        OWNER_URL: address(user=OWNER, host=host, name=NAME),
    }
