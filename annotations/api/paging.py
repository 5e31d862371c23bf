"""Cuts a long list into pages that cost the same however far one reads."""

from typing import Any

from django.core import signing
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from annotations.api.fields import Line, Whole
from annotations.paging import Place, Sort, page_after
from articles.models import Membership

NEWEST = Sort("newest first")
OLDEST = Sort("oldest first", "id")
IN_ORDER = Sort("in reading order", "reading_order")
DOWN_THE_TEXT = Sort("down the text", "position", is_unique=True)
SIZE, MOST = 50, 200


class Page(serializers.Serializer):
    """Which part of a list is wanted."""

    page_size = Whole(min_value=1, max_value=MOST, default=SIZE)
    cursor = Line(required=False, max_length=6000, help_text="From the link ``next``.")


class Cursor(BasePagination):
    """Lists come as ``{"results": […], "next": address or null}``."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {"type": ["string", "null"], "format": "uri", "description": "The next page."}
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {"results": schema, "next": following},
        }


def page_of(
    rows: QuerySet[Any],
    sort: Sort,
    *,
    by: Membership,
    request: Request,
    asked: dict[str, Any],
    narrowed: dict[str, Any],
) -> tuple[list[Any], str | None]:
    """The rows of the page that is asked for, the address of the next. Raises ValidationError (cursor).

    A cursor is of the list that told it: of this address, ``narrowed`` by the same filters. It tells what the last
    row was sorted by then, so that the next page begins there whatever is done to that row.
    """
    salt = f"cursor {request.path} {sorted((name, str(value)) for name, value in narrowed.items())}"
    column: Any = sort.field(rows.model) if sort.column else None
    after = _place(asked.get("cursor", ""), column, salt)
    page = page_after(rows, sort, by=by, after=after, size=asked["page_size"])
    if page.after is None:
        return page.rows, None
    last = sort.holder(page.rows[-1])
    is_told = column is not None and getattr(last, column.attname) is not None
    value = column.value_to_string(last) if is_told else None
    cursor = signing.dumps([value, page.after], salt=salt, compress=True)
    return page.rows, replace_query_param(request.build_absolute_uri(), "cursor", cursor)


def _place(cursor: str, column: Any, salt: str) -> str | Place:
    if not cursor:
        return ""
    try:
        value, pk = signing.loads(cursor, salt=salt)
    except signing.BadSignature:
        raise serializers.ValidationError(
            {"cursor": ["This is no place in this list. Leave the cursor away to begin again."]}
        ) from None
    return (value if value is None else column.to_python(value)), pk
