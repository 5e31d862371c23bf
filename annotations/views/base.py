"""What every page does: find its object by who asks, render page or part, turn a refusal into words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import BooleanField, IntegerField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from annotations.compiled import CompiledObjects
from annotations.exports.slots import WAIT, Busy
from annotations.forms.base import who_was_quicker
from annotations.models import Statement
from annotations.permissions import why_not
from annotations.querysets import kept_of
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.undoing import last_deeds
from articles.models import Article, Desk, Membership
from articles.querysets import seen_by

M = TypeVar("M", bound=Model)

# How many statements wait for an editor: from the tallies, of 500 articles at most, so that no desk is too large.
WAITING_COUNT = RawSQL(
    """SELECT coalesce(sum(first.waiting), 0) FROM (
         SELECT t.waiting FROM annotations_tally t JOIN articles_article a ON a.id = t.article_id
         WHERE t.desk_id = articles_membership.desk_id AND t.waiting > 0 AND a.withdrawn_at IS NULL LIMIT 500
       ) AS first""",
    [],
    output_field=IntegerField(),
)

# Whether they are at other desks too: then each page says at which one.
HAS_SEVERAL = RawSQL(
    """EXISTS (SELECT 1 FROM articles_membership other
         WHERE other.person_id = articles_membership.person_id AND other.id <> articles_membership.id)""",
    [],
    output_field=BooleanField(),
)
OF_MEMBER = {"waiting": WAITING_COUNT, "has_several": HAS_SEVERAL}

_MEMBERS = CompiledObjects(
    lambda desk, person: Membership.objects.filter(desk__slug=desk, person_id=person).annotate(**OF_MEMBER),
    "desk",
)
# Who asks comes with what is asked for: one question less for each page.
_ARTICLES = CompiledObjects(
    lambda desk, person, slug: seen_by(
        Article.objects.filter(slug=slug, withdrawn_at=None), desk=desk, person=person
    ).annotate(**OF_MEMBER),
    "desk", "revision", "scale", "tally",
)  # fmt: skip
_STATEMENTS = CompiledObjects(
    lambda desk, person, slug, pk: seen_by(
        Statement.objects.filter(pk=pk, article__slug=slug, article__withdrawn_at=None), desk=desk, person=person
    ).annotate(**OF_MEMBER),
    "article", "article__desk", "article__scale",
)  # fmt: skip
MOST_UNDOS = 5
NOT_UNDONE = "not_undone"  # in the session: article → deeds that could not be undone, with why
UNDONE = "undone"  # in the session: the last undo, its article, the number that it had there
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Visit:
    """What the frame of a page tells who asks, as ``by.visit``: what waits at the desk, whether they are at others too.

    The rest is in the session.
    """

    waiting: int
    has_several: bool
    not_undone: dict[str, dict[str, str]]
    undone: dict[str, Any]


def the_one(found: list[M]) -> M:
    """What an address names. Raises Http404 where there is no such thing."""
    if not found:
        raise Http404
    return found[0]


def get_member(request: HttpRequest, desk: str, action: str = "read") -> Membership:
    """Who asks, at this desk. A foreign desk is 404; a role that may not do ``action`` is 403 with the reason."""
    by = the_one(_MEMBERS(desk, request.user.pk))
    return _admitted(by, request, action, by)


def get_article(
    request: HttpRequest, desk: str, slug: str, action: str = "read"
) -> tuple[Article, Membership]:
    article = the_one(_ARTICLES(desk, request.user.pk, slug))
    return article, _member_who_sees(article, article.desk, request, action)


def get_statement(
    request: HttpRequest, desk: str, slug: str, pk: int, action: str = "read"
) -> tuple[Statement, Article, Membership]:
    """A live statement of the article; one that was merged away is found in the one that took it.

    Only to be read: what was meant for the one, a form opened in its card too, is not done to the other. Raises Stale.
    """
    statement = the_one(_STATEMENTS(desk, request.user.pk, slug, pk))
    by = _member_who_sees(statement, statement.article.desk, request, action)
    statement = kept_of(statement, lambda pk: the_one(_STATEMENTS(desk, request.user.pk, slug, pk)))
    if statement.pk != pk and (request.method == "POST" or (request.htmx and action != "read")):
        raise merged(statement)
    return statement, statement.article, by


def merged(into: Statement) -> Stale:
    return Stale(into, f"This was merged into {into.label} meanwhile. Open that one to go on.")


def live_in(article: Article, rows: QuerySet[M], pk: int) -> M:
    """The live one of ``rows`` in the article, with ``article`` itself as its article."""
    row = get_object_or_404(rows, article=article, withdrawn_at=None, pk=pk)
    row.article = article
    return row


def _member_who_sees(row: Any, desk: Desk, request: HttpRequest, action: str) -> Membership:
    by = Membership(pk=row.member, desk=desk, role=row.role)
    return _admitted(by, request, action, row)


def _admitted(by: Membership, request: HttpRequest, action: str, row: Any) -> Membership:
    """``row``: what was found, with what is told of the member."""
    session = request.session
    by.person = request.user
    by.visit = Visit(row.waiting, row.has_several, session.get(NOT_UNDONE, {}), session.get(UNDONE, {}))
    if reason := why_not(by, action):
        raise PermissionDenied(reason)
    return by


# Of what is asked for first, then sent.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it empty; None before it was sent."""
    return request.POST if request.method == "POST" else None


def deny_in_words(view: View) -> View:
    """What a service refuses outside of a form: 403 with who may, 409 or 422 with what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Stale as stale:
            return refused(request, stale.message if stale.says_more else _not_done(stale.row), 409)
        except Busy as busy:
            answer = refused(request, busy.message, 429)
            answer["Retry-After"] = str(WAIT)
            return answer
        except Refused as refusal:
            return refused(request, refusal.message, 422)
        except ValidationError as error:
            return refused(request, " ".join(error.messages), 422)

    return wrapped


def _not_done(row: Model) -> str:
    """Where a button was pressed, and nothing typed."""
    row.refresh_from_db()
    return f"{who_was_quicker(row)} Look at it, then press again where that is still wanted."


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A page that says what was not done; for htmx a line, put where refusals are told."""
    context = {"title": "That was not done", "sentence": sentence}
    if not request.htmx:
        return render(request, "errors/refusal.html", context, status=status)
    line = render(request, "errors/refusal.html#line", context, status=status)
    line["HX-Retarget"], line["HX-Reswap"], line["HX-Push-Url"] = "#notice", "innerHTML", "false"
    return line


def frame(by: Membership, nav: str = "", article: Article | None = None) -> dict[str, Any]:
    """What ``base.html`` shows around every page."""
    return {
        "desk": by.desk,
        "by": by,
        "nav": nav,
        "waiting": by.visit.waiting,
        "undo": undo_offers(article, by) if article else [],
        "redo": redo_offer(article, by) if article else None,
        "article_row": article,
    }


def undo_offers(article: Article, by: Membership) -> list[dict[str, Any]]:
    """The newest that can be undone; behind them, with ``why``, what could not when it was tried."""
    whys = by.visit.not_undone.get(str(article.pk), {})
    deeds = [deed | {"why": whys.get(str(deed["pk"]), "")} for deed in last_deeds(article.pk, by=by)]
    possible = [deed for deed in deeds if not deed["why"]]
    return possible[:MOST_UNDOS] + [deed for deed in deeds if deed["why"]]


def redo_offer(article: Article, by: Membership) -> dict[str, Any] | None:
    """The undo that was done last, to be done again while nobody has done anything since."""
    undone = by.visit.undone
    return undone if (undone.get("article"), undone.get("seq")) == (article.pk, article.seq) else None


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """The page; or only its ``part`` where htmx asks for that."""
    name = f"{template}#{part}" if part and wants_part(request) else template
    return render(request, name, context, status=status)


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks, and not for a page of its history that it restores whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def done(request: HttpRequest, words: str, url: str) -> HttpResponse:
    """After a form was posted without htmx: say what was done, back to where it was done."""
    messages.success(request, words)
    return redirect(url)
