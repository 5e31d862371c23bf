"""Attacks on the database as the web role, past all services."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from annotations.refusals import Refused, in_words


def settle() -> None:
    """Check now what waits for the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def raw(sql: str, *params) -> int:
    """One statement in a transaction of its own; returns how many rows it changed."""
    settle()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        changed = cursor.rowcount
        settle()
    return changed


@contextmanager
def refused(words: str):
    with pytest.raises(Refused, match=words), in_words():
        yield
