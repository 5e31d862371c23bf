"""The workspace of an article: its galley, or its table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.filters import STATES, StatementFilter
from annotations.models import StatementKind, Status
from annotations.permissions import why_not
from annotations.reading import load
from annotations.views.base import frame, get_article
from annotations.views.parts import address, chosen_ids, workspace


@require_safe
def article(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """The galley."""
    row, by = get_article(request, desk, slug)
    return render(request, "workspace/article.html", workspace(request, row, by))


@require_safe
def article_table(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """The same page as a table: number, text, who says it, status, state, flags."""
    row, by = get_article(request, desk, slug)
    read = load(row)
    chosen = StatementFilter.of(request.GET)
    context = {
        **frame(by, "articles", row),
        "article": read,
        "base": address(row),
        "filter": chosen,
        "statements": chosen.statements(read.statements),
        "chosen": chosen_ids(request.GET),
        "statuses": Status.choices,
        "states": STATES,
        "kinds": StatementKind.choices,
        "read_only": why_not(by, "annotate"),
    }
    return render(request, "workspace/table.html", context)
