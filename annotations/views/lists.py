"""What the pages of all long lists share: what is asked for, its facets, one page of rows."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from annotations.lists import Filter
from annotations.paging import page_after
from articles.models import Membership

M = TypeVar("M", bound=Model)

MOST_COUNTED = 1000
Facets = Sequence[tuple[str, dict[str, str]]]  # label, what it asks for


def listing(
    request: HttpRequest, by: Membership, wanted: Filter, facets: Facets, *, rows: QuerySet[Any] | None = None
) -> dict[str, Any]:
    """Context of a list. ``rows`` where others are listed than the filter's own."""
    after = request.GET.get("after", "")
    return {
        "filter": wanted,
        "query": wanted.query(),
        "here": request.path,
        "page": page_after(wanted.rows(by) if rows is None else rows, wanted.order, by=by, after=after),
        "is_further": "after" in request.GET,
        **_facets(wanted, facets),
    }


def _facets(wanted: Filter, facets: Facets) -> dict[str, Any]:
    """Label, query, whether it is shown. They exclude each other; the rest of the filter stays.

    ``kept`` is what the form of the filter sends along.
    """
    none = {name: "" for _, facet in facets for name in facet}
    now = {name: getattr(wanted, name) for name in none}
    return {
        "facets": [(label, wanted.query(**none | facet), none | facet == now) for label, facet in facets],
        "kept": [(name, value) for name, value in now.items() if value],
    }


def with_uses(wanted: Filter, by: Membership, rows: Sequence[M]) -> list[tuple[M, int]]:
    """Each of ``rows`` with how often something live names it, as the list counts it."""
    known = wanted.rows(by).filter(pk__in=[row.pk for row in rows]).values_list("pk", "uses")
    uses = dict(known) if rows else {}
    return [(row, uses.get(row.pk, 0)) for row in rows]


def how_many(rows: QuerySet[Any], shown: int = 0) -> str:
    """How many there are beside the ``shown`` ones: "", "12", "1,000+", since nobody waits for more to be counted."""
    found = rows.order_by()[: shown + MOST_COUNTED + 1].count() - shown
    return "" if found <= 0 else f"{found:,}" if found <= MOST_COUNTED else f"{MOST_COUNTED:,}+"
