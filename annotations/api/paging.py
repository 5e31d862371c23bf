"""Cuts a long list into pages that cost the same however far one reads."""

from typing import Any

from django.core import signing
from django.db.models import QuerySet, Subquery
from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from annotations.api.fields import Line, Whole
from annotations.paging import Page as Part
from annotations.paging import Sort, page_after
from articles.models import Membership, Paragraph

NEWEST = Sort("newest first")
OLDEST = Sort("oldest first", "id")
IN_ORDER = Sort("in reading order", "reading_order")
DOWN_THE_TEXT = Sort("down the text", "position")
SIZE, MOST = 50, 200


class Page(serializers.Serializer):
    """Which part of a list is wanted."""

    page_size = Whole(min_value=1, max_value=MOST, default=SIZE)
    cursor = Line(required=False, max_length=500, help_text="From the link ``next``.")


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
    rows: QuerySet[Any], sort: Sort, *, by: Membership, request: Request, asked: dict[str, Any]
) -> tuple[list[Any], str | None]:
    """The rows of the page that is asked for, the address of the next. Raises ValidationError (cursor)."""
    after, size = _place(asked.get("cursor", ""), sort), asked["page_size"]
    if sort is DOWN_THE_TEXT:
        page = _down_the_text(rows, after, size)
    else:
        page = page_after(rows, sort, by=by, after=after, size=size)
    if page.after is None:
        return page.rows, None
    cursor = signing.dumps([sort.label, page.after], salt="cursor")
    return page.rows, replace_query_param(request.build_absolute_uri(), "cursor", cursor)


def _down_the_text(rows: QuerySet[Any], after: str, size: int) -> Part[Any]:
    """Paragraphs are a revision's, in an order that no two share; they know no desk."""
    if after:
        rows = rows.filter(position__gt=Subquery(Paragraph.objects.filter(pk=after).values("position")))
    found = list(rows.order_by("position")[: size + 1])
    return Part(found[:size], found[size - 1].pk if len(found) > size else None)


def _place(cursor: str, sort: Sort) -> str:
    if not cursor:
        return ""
    try:
        label, after = signing.loads(cursor, salt="cursor")
    except signing.BadSignature:
        label, after = None, 0
    if label != sort.label:
        raise serializers.ValidationError(
            {"cursor": ["This is no place in this list. Leave the cursor away to begin again."]}
        )
    return str(after)
