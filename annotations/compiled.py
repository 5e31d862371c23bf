"""Puts a question into SQL once, however often it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from psycopg.pq import Format
from psycopg.sql import Literal

M = TypeVar("M", bound=Model)
Row = dict[str, Any]
Asked = int | str | list[int]
_FIRST_SLOT = 9_000_000_000_000_000_000  # no row has such an id


class CompiledValues:
    """A ``values()`` queryset with ids or words to fill in: calling it with them gives its rows.

    With fifty joined columns Django takes longer to write the SQL than PostgreSQL to answer. Nothing but what is
    filled in may differ from call to call: a list of ids, where the question has it whole (``querysets.OneOf``), may
    be of any length. Values come in binary, where JSON and times need no field's own conversion.
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Any]]) -> None:
        self._question = question
        self._spelled: tuple[str, tuple[Any, ...], list[str]] | None = None

    def __call__(self, *asked: Asked) -> list[Row]:
        self._spelled = self._spelled or self._spell(asked)
        sql, params, names = self._spelled
        with connection.cursor() as cursor:
            cursor.cursor.format = Format.BINARY
            cursor.execute(sql, [asked[p.place] if isinstance(p, _Slot) else p for p in params])
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _spell(self, asked: tuple[Asked, ...]) -> tuple[str, tuple[Any, ...], list[str]]:
        stand_ins = [_stand_in(value, _FIRST_SLOT + place) for place, value in enumerate(asked)]
        query = self._question(*stand_ins).query
        sql, params = query.sql_with_params()
        places = [stand_ins.index(p) if p in stand_ins else None for p in params]
        if not {*range(len(asked))} <= {*places}:
            raise ValueError(f"A value that is filled in does not reach the SQL: {sql}")
        params = tuple(p if place is None else _Slot(place) for p, place in zip(params, places, strict=True))
        return *_written_out(sql, params), list(query.selected or ())


def _stand_in(value: Asked, number: int) -> Asked:
    return [number] if isinstance(value, list) else type(value)(number)


def _written_out(sql: str, params: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """The words among ``params`` as part of the SQL, so that they do not travel with each question."""
    gaps = (Literal(str(p)).as_string().replace("%", "%%") if isinstance(p, str) else "%s" for p in params)
    pieces = zip(sql.split("%s"), chain(gaps, [""]), strict=True)
    return "".join(chain.from_iterable(pieces)), tuple(p for p in params if not isinstance(p, str))


@dataclass(frozen=True, slots=True)
class _Slot:
    place: int


class CompiledObjects(Generic[M]):
    """A queryset of objects with ids or words to fill in: calling it with them gives the objects.

    ``joined`` names what each brings along, as ``select_related`` would: "article", "article__scale". What the
    queryset is annotated with is set on the object.
    """

    def __init__(self, question: Callable[..., QuerySet[M]], *joined: str) -> None:
        self._question = question
        self._joined = joined
        self._parts: list[_Part] = []
        self._rows = CompiledValues(self._columns)

    def __call__(self, *asked: Asked) -> list[M]:
        return [self._made(row) for row in self._rows(*asked)]

    def _columns(self, *asked: Asked) -> QuerySet[M, Row]:
        rows = self._question(*asked)
        models: dict[str, Any] = {"": rows.model}
        for path in self._joined:
            parent, _, name = path.rpartition("__")
            models[path] = models[parent]._meta.get_field(name).related_model
        self._parts = [_Part(path, model) for path, model in models.items()]
        return rows.values(*chain(*(part.columns for part in self._parts)), *rows.query.annotation_select)

    def _made(self, row: Row) -> M:
        made: dict[str, Any] = {}
        for part in self._parts:
            made[part.path] = part.taken_from(row)
            if part.path and made[part.parent] is not None:
                setattr(made[part.parent], part.name, made[part.path])
        for name, value in row.items():  # the annotations are left
            setattr(made[""], name, value)
        root: M = made[""]
        return root


class _Part:
    """The columns of a row that make one object."""

    def __init__(self, path: str, model: type[Model]) -> None:
        self.path, self.model = path, model
        self.parent, _, self.name = path.rpartition("__")
        self.fields = [field.attname for field in model._meta.concrete_fields]
        self.columns = [f"{path}__{field}" if path else field for field in self.fields]

    def taken_from(self, row: Row) -> Model | None:
        """Out of the row; None where nothing was joined."""
        values = [row.pop(column) for column in self.columns]
        made = self.model.from_db(connection.alias, self.fields, values)
        return made if made.pk is not None else None
