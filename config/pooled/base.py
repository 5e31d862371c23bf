"""Takes connections from Django's pool, so that no page waits for those that a restart of the database ended."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks whether a connection lives itself: the pool's own look sleeps 1, 2, 4 … seconds after each dead one.

    So ``CONN_HEALTH_CHECKS`` stays off, by which Django asks the pool for that.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        connection: psycopg.Connection[Any] = super().get_new_connection(conn_params)
        while self.pool and not _lives(connection):
            self.pool.putconn(connection)  # which makes another in its place
            connection = super().get_new_connection(conn_params)
        return connection


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
