"""Pages of a long list that cost the same however far one reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import F, Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from articles.fields import whole
from articles.models import Membership

Row = TypeVar("Row", bound=Model | dict[str, Any])
PAGE = 50  # rows of a page
Place = tuple[Any, int]  # what a row was sorted by, its id
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that ends in the id, or in ``key``, which equals it. Without a column: the newest first.

    ``groups``: columns that all name the group of a row, the last being the one that is sorted by. The newest group
    comes first; the column is the order inside of it.
    ``is_unique``: no two have the same value, so that it alone is the place, whichever row has it by now.
    ``is_latest``: the column is a time that moves on with each deed; the latest comes first.
    """

    label: str
    column: str = ""
    is_nullable: bool = False
    key: str = "pk"
    groups: tuple[str, ...] = ()
    is_unique: bool = False
    is_latest: bool = False

    def field(self, model: Any) -> Any:
        """The column's field, where rows of ``model`` are sorted."""
        *path, name = self.column.split("__")
        for each in path:
            model = model._meta.get_field(each).related_model
        return model._meta.get_field(name)

    def holder(self, row: Model) -> Any:
        """The row that has the column: ``row``, or one that it has."""
        return reduce(getattr, self.column.split("__")[:-1], row)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """``after`` is the id that the next page begins after; None on the last one.

    ``time``: that of its row, where they are sorted by one.
    """

    rows: list[Row]
    after: int | None
    time: str = ""

    @property
    def told(self) -> str:
        """What an address says of ``after``. With the time, who reads on is led back by no deed done since."""
        return f"{self.after}.{self.time}" if self.time else str(self.after)


@contextmanager
def planned_anew() -> Iterator[None]:
    """Inside, PostgreSQL plans each query for its own values.

    A query that is asked often it plans for any values, by which a rare word, or the last page, may be looked for
    among all rows.
    """
    connection.ensure_connection()
    raw = connection.connection
    kept, raw.prepare_threshold = raw.prepare_threshold, None
    try:
        yield
    finally:
        raw.prepare_threshold = kept


def page_after(
    rows: QuerySet[Any, Row], sort: Sort, *, by: Membership, after: str | Place, size: int = PAGE
) -> Page[Row]:
    """The ``size`` rows that follow the desk's row with the id ``after``; the first page where it names none.

    No OFFSET: the place is found by the row's own values, or by its id alone. Where ``after`` tells them both, they
    are those of the time at which the row was shown. Rows without a value come last. Rows of ``values()`` have their
    id among them.
    """
    if isinstance(after, str) and sort.is_latest:
        after = _read(after) or after
    pk = after[1] if isinstance(after, tuple) else whole(after)
    with planned_anew():
        if sort.groups:
            place = _place_of(rows.model, by, pk, sort.groups[0], sort.column, "pk")
            found = _grouped(rows, sort, place, size + 1)
        elif sort.column in ("", "id"):
            found = _by_id(rows, sort, pk, size + 1)
        else:
            place = after if isinstance(after, tuple) else _place_of(rows.model, by, pk, sort.column, "pk")
            found = _sorted(rows, sort, place, size + 1)
    page = found[:size]
    if len(found) <= size:
        return Page(page, None)
    return Page(page, _pk(page[-1]), _time(page[-1], sort))


def _pk(row: Model | dict[str, Any]) -> int:
    return int(row["id"] if isinstance(row, dict) else row.pk)


def _time(row: Any, sort: Sort) -> str:
    if not sort.is_latest:
        return ""
    time: datetime = sort.field(type(row)).value_from_object(sort.holder(row))
    return time.astimezone(UTC).strftime(_TIME)


def _read(told: str) -> Place | None:
    pk, _, time = told.partition(".")
    try:
        return datetime.strptime(time, _TIME).replace(tzinfo=UTC), whole(pk) or 0
    except ValueError:
        return None


def _place_of(model: type[Model], by: Membership, pk: int | None, *columns: str) -> Any:
    """What the row with this id has in ``columns`` now; None where the desk has no such row."""
    if pk is None:
        return None
    return model._base_manager.filter(desk_id=by.desk_id, pk=pk).values_list(*columns).first()


def _by_id(rows: QuerySet[Any, Row], sort: Sort, after: int | None, most: int) -> list[Row]:
    """The place is told by the number alone, so that it stays one when its row is removed."""
    if sort.column:
        further = rows.filter(pk__gt=after) if after is not None else rows
        return list(further.order_by("pk")[:most])
    older = rows.filter(pk__lt=after) if after is not None else rows
    return list(older.order_by("-pk")[:most])


def _grouped(rows: QuerySet[Any, Row], sort: Sort, last: tuple[Any, ...] | None, most: int) -> list[Row]:
    """The place is where the row stands now: where it was moved, what is around it moved along.

    All columns of the group are told the place, else PostgreSQL may read one side of a join from the top.
    """
    ordered = rows.order_by(f"-{sort.groups[-1]}", sort.column, "pk")
    if last is None:
        return list(ordered[:most])
    group, *place = last
    until = {f"{name}__lte": group for name in sort.groups}
    inside = TupleGreaterThan(Tuple(F(sort.column), F("pk")), place)
    return list(ordered.filter(Q(**{f"{sort.groups[-1]}__lt": group}) | inside, **until)[:most])


def _sorted(rows: QuerySet[Any, Row], sort: Sort, last: Place | None, most: int) -> list[Row]:
    place = Tuple(F(sort.column), F(sort.key))
    if sort.is_latest:
        older = rows if last is None else rows.filter(TupleLessThan(place, last))
        return list(older.order_by(f"-{sort.column}", f"-{sort.key}")[:most])
    ordered = rows.order_by(F(sort.column).asc(nulls_last=True), "pk")
    if last is None:
        return list(ordered[:most])
    without = rows.filter(**{sort.column: None}).order_by("pk")
    value, pk = last
    if value is None:
        return list(without.filter(pk__gt=pk)[:most])
    further = Q(**{f"{sort.column}__gt": value}) if sort.is_unique else TupleGreaterThan(place, last)
    found = list(ordered.filter(further)[:most])
    if sort.is_nullable and len(found) < most:
        found += without[: most - len(found)]
    return found
