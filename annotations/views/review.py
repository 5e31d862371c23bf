"""The review queue: what an editor reads before deciding."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotations.models import Decision, Flag, Statement
from annotations.queue import Lens, articles_in_queue, last_in, next_in
from annotations.reading import lines
from annotations.views.base import frame, get_member, page
from annotations.views.queue import (
    DECIDED,
    JUMPED,
    around,
    get_flag,
    get_waiting,
    go_on,
    show_statement,
    with_last_decision,
)
from articles.models import Membership
from articles.querysets import articles_of


@require_safe
def review(request: HttpRequest, desk: str) -> HttpResponse:
    """The first row that waits: of the article ``in``, or of the most urgent one. Greyed rows are let go.

    ``from`` which end of it, where one walked on from another: as after a decision, the first key is held back.
    An article in which nothing waits is told, and left for the next one.
    """
    by, lens = get_member(request, desk), Lens.of(request.GET)
    articles = articles_in_queue(by, lens)
    chosen = request.GET.get("in", "").replace("\0", "")
    article = articles.filter(slug=chosen).first() if chosen else None
    if chosen and article is None and (empty := articles_of(by).filter(slug=chosen).first()):
        return go_on(request, empty, by, None, done="Nothing waits for you in")
    article = article or articles.first()
    end = request.GET.get("from")
    found = (last_in if end == "end" else next_in)(article, by, lens) if article else None
    if article is None or found is None:
        return all_clear(request, by, lens)
    if not chosen:
        request.session.pop(DECIDED, None)
    if end:
        request.session[JUMPED] = article.pk
    found.article = article
    return show(request, found, by)


def show(request: HttpRequest, row: Statement | Flag, by: Membership) -> HttpResponse:
    return show_statement(request, row, by) if isinstance(row, Statement) else show_flag(request, row, by)


@require_safe
def review_statement(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    row, _, by = get_waiting(request, desk, pk)
    return show_statement(request, row, by)


@require_safe
def review_flag(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """A flag on the article as a whole; one on a statement is read with it."""
    flag, _, by = get_flag(request, desk, pk)
    return show_flag(request, flag, by)


def show_flag(
    request: HttpRequest, flag: Flag, by: Membership, *, status: int = 200, **extra: object
) -> HttpResponse:
    if flag.statement is not None:
        flag.statement.article = flag.article
        return show_statement(request, flag.statement, by, status=status, **extra)
    (line,) = map(lines.flag, Flag.objects.filter(pk=flag.pk).values(*lines.FLAG))
    context = {**around(request, by, flag), "flag": line, **extra}
    return page(request, "review/flag.html", context, part="answer", status=status)


def all_clear(request: HttpRequest, by: Membership, lens: Lens) -> HttpResponse:
    """Nothing waits, at least not what the address asks for."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    decided = Decision.objects.filter(desk_id=by.desk_id, created_at__gte=today, withdrawn_at=None)
    own = articles_in_queue(by, Lens(own=True)).exists()
    context = {
        **frame(by, "review"),
        "undo": with_last_decision(request, by, []),
        "lens": lens,
        "decided": decided.count(),
        "has_own": own,
    }
    return page(request, "review/all_clear.html", context, part="answer")
