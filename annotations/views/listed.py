"""Lists the statements of all the desk's articles."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from annotations.lists import DeskStatementFilter
from annotations.models import StatementKind, Status
from annotations.paging import page_after
from annotations.reading.listed import listed
from annotations.views.base import frame, get_member, page

FACETS = (
    ("All", {}),
    ("Flagged", {"flagged": "yes"}),
    ("Ready for review", {"state": "ready"}),
    ("Changed since approval", {"state": "changed"}),
    ("Sent back", {"state": "sent_back"}),
    ("Approved", {"state": "approved"}),
)


@require_GET
def statement_list(request: HttpRequest, desk: str) -> HttpResponse:
    """Has this been said and checked before? Where is everything that is flagged?"""
    by = get_member(request, desk)
    wanted = DeskStatementFilter.of(request.GET)
    found = page_after(wanted.rows(by).values("id"), wanted.order, by=by, after=request.GET.get("after", ""))
    context = {
        **frame(by, "articles"),
        "filter": wanted,
        "facets": facets(wanted),
        "page": found,
        "statements": listed([row["id"] for row in found.rows]),
        "here": reverse("statement-list", args=[desk]),
        "articles_at": reverse("article-list", args=[desk]),
        "query": wanted.query(),
        "is_further": "after" in request.GET,
        "kept": [(name, value) for name in ("state", "flagged") if (value := getattr(wanted, name))],
        "statuses": Status.choices,
        "kinds": StatementKind.choices,
    }
    return page(request, "statements/list.html", context, part="rows")


def facets(wanted: DeskStatementFilter) -> list[tuple[str, str, bool]]:
    """Label, query, whether it is shown. They exclude each other; the rest of the filter stays."""
    none = {"state": "", "flagged": ""}
    now = {name: getattr(wanted, name) for name in none}
    return [(label, wanted.query(**none | facet), none | facet == now) for label, facet in FACETS]
