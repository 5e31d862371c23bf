"""Puts a question into SQL once, however often it is asked."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from psycopg.pq import Format

Row = dict[str, Any]
_FIRST_SLOT = 9_000_000_000_000_000_000  # no row has such an id


class Spelled:
    """A ``values()`` queryset with ids to fill in: calling it with them gives its rows.

    With fifty joined columns Django takes longer to write the SQL than PostgreSQL to answer. Nothing but the ids
    may differ from call to call. Values come in binary, where JSON and times need no field's own conversion.
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Any]]) -> None:
        self._question = question
        self._spelled: tuple[str, tuple[Any, ...], list[str]] | None = None

    def __call__(self, *ids: int) -> list[Row]:
        self._spelled = self._spelled or self._spell(len(ids))
        sql, params, names = self._spelled
        with connection.cursor() as cursor:
            cursor.cursor.format = Format.BINARY
            cursor.execute(sql, [ids[p - _FIRST_SLOT] if _is_slot(p) else p for p in params])
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _spell(self, count: int) -> tuple[str, tuple[Any, ...], list[str]]:
        query = self._question(*range(_FIRST_SLOT, _FIRST_SLOT + count)).query
        sql, params = query.sql_with_params()
        return sql, params, list(query.selected or ())


def _is_slot(value: Any) -> bool:
    return isinstance(value, int) and value >= _FIRST_SLOT
