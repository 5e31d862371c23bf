"""Pages of a long list that cost the same however far one reads."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from articles.models import Membership

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that ends in the id. Without a column: the newest first."""

    label: str
    column: str = ""
    is_nullable: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """``after`` is the id that the next page begins after; None on the last one."""

    rows: list[M]
    after: int | None


def page_after(rows: QuerySet[M], sort: Sort, *, by: Membership, after: str, size: int = 50) -> Page[M]:
    """The ``size`` rows that follow the desk's row with the id ``after``; the first page where it names none.

    No OFFSET: the place is found by the row's own values. Rows without a value come last.
    """
    last = _row(rows.model, by, after)
    found = _sorted(rows, sort, last, size + 1) if sort.column else _newest(rows, last, size + 1)
    page = found[:size]
    return Page(page, page[-1].pk if len(found) > size else None)


def _row(model: type[M], by: Membership, pk: str) -> M | None:
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return model._base_manager.filter(desk_id=by.desk_id, pk=int(pk)).first()


def _newest(rows: QuerySet[M], last: M | None, most: int) -> list[M]:
    older = rows.filter(pk__lt=last.pk) if last else rows
    return list(older.order_by("-pk")[:most])


def _sorted(rows: QuerySet[M], sort: Sort, last: M | None, most: int) -> list[M]:
    ordered = rows.order_by(F(sort.column).asc(nulls_last=True), "pk")
    if last is None:
        return list(ordered[:most])
    without = rows.filter(**{sort.column: None}).order_by("pk")
    value = getattr(last, sort.column)
    if value is None:
        return list(without.filter(pk__gt=last.pk)[:most])
    found = list(ordered.filter(TupleGreaterThan(Tuple(F(sort.column), F("pk")), (value, last.pk)))[:most])
    if sort.is_nullable and len(found) < most:
        found += without[: most - len(found)]
    return found
