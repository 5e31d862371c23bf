"""Lists the statements of all the desk's articles."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.lists import DeskStatementFilter
from annotations.models import Claimant, StatementKind
from annotations.reading.statement_list import listed
from annotations.scale import VerdictLabels
from annotations.services.scales import labels_of
from annotations.views.base import frame, get_member, page
from annotations.views.lists import Facets, listing
from articles.fields import whole
from articles.models import Membership

FACETS: Facets = (
    ("All", {}),
    ("Flagged", {"flagged": "yes"}),
    ("Flagged for me", {"flagged": "me"}),
    ("Ready for review", {"state": "ready"}),
    ("Changed since approval", {"state": "changed"}),
    ("Sent back", {"state": "sent_back"}),
    ("Approved", {"state": "approved"}),
)


@require_safe
def statement_list(request: HttpRequest, desk: str) -> HttpResponse:
    """Has this been said and checked before? Where is everything that is flagged?"""
    by = get_member(request, desk)
    wanted = DeskStatementFilter.of(request.GET)
    shown = listing(request, by, wanted, FACETS, rows=wanted.rows(by).values("id"))
    context = {
        **frame(by, "articles"),
        **shown,
        "statements": listed([row["id"] for row in shown["page"].rows]),
        "articles_at": reverse("article-list", args=[desk]),
        "claimant": _claimant(wanted, by),
        "whoever": wanted.query(claimant=""),
        "statuses": VerdictLabels(labels_of(by.desk)).choices,
        "kinds": StatementKind.choices,
    }
    return page(request, "statements/list.html", context, part="rows")


def _claimant(wanted: DeskStatementFilter, by: Membership) -> Claimant | None:
    """Whose statements alone are listed."""
    if not wanted.claimant:
        return None
    return Claimant.objects.filter(desk=by.desk_id, pk=whole(wanted.claimant)).first()
