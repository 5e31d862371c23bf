"""Takes connections from Django's pool, so that no page waits for those that a restart of the database ended."""

from __future__ import annotations

import re
import select
from typing import Any
from weakref import WeakSet

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

# A page that waits for somebody's deed is told so in the end, else a few of them would keep all others from being
# served. Who was cut off amid a deed (the machine went down) holds what it locked no longer than this.
LIMITS = "SET lock_timeout = '15s'; SET idle_in_transaction_session_timeout = '5min'"
# What PostgreSQL, or libpq, says where no waiting helps. In another language it is told once the pool has waited.
REFUSED = re.compile(
    "authentication failed|no password supplied|no pg_hba.conf entry|does not exist|not permitted to log in"
)
PATIENCE = 2  # seconds, the least that libpq waits
_REACHED: WeakSet[ConnectionPool[Any]] = WeakSet()  # pools that were let in once


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks whether a connection lives itself: the pool's own look sleeps 1, 2, 4 … seconds after each dead one.

    So ``CONN_HEALTH_CHECKS`` stays off, by which Django asks the pool for that.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        if self.pool and self.pool not in _REACHED and _reaches(conn_params):
            _REACHED.add(self.pool)
        connection: psycopg.Connection[Any] = super().get_new_connection(conn_params)
        while self.pool and not _lives(connection):
            self.pool.putconn(connection)  # which makes another in its place
            connection = super().get_new_connection(conn_params)
        return connection

    def _configure_connection(self, connection: psycopg.Connection[Any]) -> bool:
        """Django's own, asked once for each new connection of the pool."""
        connection.execute(LIMITS)
        super()._configure_connection(connection)  # type: ignore[misc]  # not in the stubs
        return True


def _reaches(conn_params: dict[str, Any]) -> bool:
    """Raises what the server refuses for good: the pool waits for that as for a server that is not up yet."""
    try:
        psycopg.connect(**conn_params | {"connect_timeout": PATIENCE}).close()
    except psycopg.OperationalError as error:
        if REFUSED.search(str(error)):
            raise
        return False
    return True


def unreached(error: Exception) -> str:
    """In a sentence why there is no connection: whether the server said so."""
    what = "refuses the connection" if REFUSED.search(str(error)) else "does not answer"
    return f"The database {what}: {str(error).strip().removesuffix('.')}."


def _lives(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server still answers, asked only where it said something meanwhile: its end is what it says."""
    said = select.poll()
    said.register(connection, select.POLLIN)
    if not said.poll(0):
        return True
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        return False
    return True
