"""Puts a question into SQL once, however often it is asked."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = dict[str, Any]
_FIRST_SLOT = 9_000_000_000_000_000_000  # no row has such an id


class Spelled:
    """A ``values()`` queryset with ids to fill in: calling it with them gives its rows.

    With fifty joined columns Django takes longer to write the SQL than PostgreSQL to answer. Nothing but the ids
    may differ from call to call.
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Row]]) -> None:
        self._question = question
        self._spelled: tuple[str, list[Any], list[str], list[Any]] | None = None

    def __call__(self, *ids: int | None) -> list[Row]:
        self._spelled = self._spelled or self._spell(len(ids))
        sql, params, names, converters = self._spelled
        with connection.cursor() as cursor:
            cursor.execute(sql, [ids[p - _FIRST_SLOT] if _is_slot(p) else p for p in params])
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for name, converts, expression in converters:
            for row in rows:
                for convert in converts:
                    row[name] = convert(row[name], expression, connection)
        return rows

    def _spell(self, count: int) -> tuple[str, list[Any], list[str], list[Any]]:
        query = self._question(*range(_FIRST_SLOT, _FIRST_SLOT + count)).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = list(query.selected or ())
        converting = compiler.get_converters([column for column, _, _ in compiler.select])
        return sql, list(params), names, [(names[place], *found) for place, found in converting.items()]


def _is_slot(value: Any) -> bool:
    return isinstance(value, int) and value >= _FIRST_SLOT
