"""Rows that nobody asked to be in an order come backwards, so that no test, and no page, can rely on luck.

PostgreSQL mostly gives them as they were written, and another way after an update: what holds on one day then
fails on another. Raw SQL is not reached by this.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

_fetch_all, _iterator = QuerySet._fetch_all, QuerySet.iterator


def pytest_configure() -> None:
    QuerySet._fetch_all, QuerySet.iterator = _backwards, _iterated_backwards


def _backwards(rows: Any) -> None:
    fresh = rows._result_cache is None
    _fetch_all(rows)
    if fresh and not rows.ordered:
        rows._result_cache.reverse()


def _iterated_backwards(rows: Any, *asked: Any, **by_name: Any) -> Iterator[Any]:
    found = _iterator(rows, *asked, **by_name)
    return found if rows.ordered else reversed(list(found))
