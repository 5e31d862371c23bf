"""The workspace of an article: its galley, or its table."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.filters import STATES, StatementFilter
from annotations.models import StatementKind
from annotations.paging import Page
from annotations.permissions import why_not
from annotations.reading import table
from annotations.reading.model import TabledStatement
from annotations.scale import scale_of
from annotations.views.base import frame, get_article
from annotations.views.parts import address, chosen_ids, workspace
from articles.fields import whole

MOST_ROWS = 500


@require_safe
def article(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """The galley."""
    row, by = get_article(request, desk, slug)
    return render(request, "workspace/article.html", workspace(request, row, by))


@require_safe
def article_table(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """The same page as a table: number, text, who says it, status, state, flags; a long one in pages."""
    row, by = get_article(request, desk, slug)
    chosen, scale = StatementFilter.of(request.GET), scale_of(row)
    page = _rows_after(chosen.statements(table(row)), whole(request.GET.get("after")))
    context = {
        **frame(by, "articles", row),
        "article": row,
        "scale": scale,
        "base": address(row),
        "here": request.path,
        "filter": chosen,
        "wanted": chosen.words(scale),
        "query": urlencode(chosen.kept),
        "page": page,
        "after": request.GET.get("after", ""),
        "is_further": "after" in request.GET,
        "chosen": chosen_ids(request.GET),
        "statuses": scale.choices,
        "states": STATES,
        "kinds": StatementKind.choices,
        "read_only": why_not(by, "annotate"),
    }
    return render(request, "workspace/table.html", context)


def _rows_after(statements: Sequence[TabledStatement], after: int | None) -> Page[Any]:
    """Those that follow the one with this id; the first ones where it is not among them."""
    ids = [statement.id for statement in statements]
    start = ids.index(after) + 1 if after in ids else 0
    rows = statements[start : start + MOST_ROWS]
    return Page(list(rows), rows[-1].id if len(statements) > start + MOST_ROWS else None)
