"""What every page does: find its object by who asks, render page or part, turn a refusal into words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from annotations.models import Statement, Tally
from annotations.permissions import why_not
from annotations.refusals import NotAllowed
from annotations.services.undoing import last_deeds
from articles.models import Article, Membership
from articles.querysets import articles_of

View = Callable[..., HttpResponse]


def get_member(request: HttpRequest, desk: str, action: str = "read") -> Membership:
    """Who asks, at this desk. A foreign desk is 404; a role that may not do ``action`` is 403 with the reason."""
    by = get_object_or_404(
        Membership.objects.select_related("desk", "person"), desk__slug=desk, person_id=request.user.pk
    )
    if reason := why_not(by, action):
        raise PermissionDenied(reason)
    return by


def get_article(
    request: HttpRequest, desk: str, slug: str, action: str = "read"
) -> tuple[Article, Membership]:
    by = get_member(request, desk, action)
    return get_object_or_404(articles_of(by), slug=slug), by


def get_statement(
    request: HttpRequest, desk: str, slug: str, pk: int, action: str = "read"
) -> tuple[Statement, Article, Membership]:
    """A live statement of the article; one that was merged away is found in the one that took it."""
    article, by = get_article(request, desk, slug, action)
    rows = Statement.objects.filter(article=article).select_related("verification", "claimant", "same_as")
    statement = get_object_or_404(rows, pk=pk)
    while statement.merged_into_id and statement.withdrawn_at:
        statement = rows.get(pk=statement.merged_into_id)
    if statement.withdrawn_at:
        raise Http404
    statement.article = article
    return statement, article, by


def deny_in_words(view: View) -> View:
    """A service's NotAllowed is a 403 with its reason."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal

    return wrapped


def frame(by: Membership, nav: str = "", article: Article | None = None) -> dict[str, Any]:
    """What ``base.html`` shows around every page."""
    return {
        "desk": by.desk,
        "by": by,
        "nav": nav,
        "waiting": waiting(by),
        "undo": last_deeds(article.pk, by=by) if article else [],
        "article_row": article,
    }


def waiting(by: Membership) -> int:
    """How many statements of the desk wait for an editor, from the tallies."""
    total = Tally.objects.filter(desk_id=by.desk_id, article__withdrawn_at=None).aggregate(n=Sum("waiting"))
    return total["n"] or 0


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """The page; or only its ``part`` where htmx asks for that (never for a restored history entry)."""
    wants_part = part and request.htmx and not request.htmx.history_restore_request
    return render(request, f"{template}#{part}" if wants_part else template, context, status=status)


def done(request: HttpRequest, words: str, url: str) -> HttpResponse:
    """After a form was posted without htmx: say what was done, back to where it was done."""
    messages.success(request, words)
    return redirect(url)
