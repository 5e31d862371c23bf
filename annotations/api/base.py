"""What every address of the API does: find who asks, find what is asked for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.views import APIView

from annotations.api.etags import etag
from annotations.api.loading import lines_of
from annotations.api.paging import Cursor
from annotations.models import ApiToken, Statement
from annotations.permissions import require
from annotations.reading import snapshot
from annotations.refusals import NotAllowed, Refused, constraint_of
from annotations.services.tokens import SCOPES
from articles.models import Article, Membership, Person, Role
from articles.permissions import LEAST
from articles.querysets import articles_of

Answers = type[serializers.Serializer]


class ApiView(APIView):
    """``needs`` is what a change asks of the person at the desk, and of their token.

    ``answer`` shows what the address names; None where it names nothing that is shown by itself.
    ``is_versioned``: ``If-Match`` has something to speak of here. ``scope_in_handler``: which scope a change asks for
    depends on what it is about; the handler asks.
    """

    noun: ClassVar[str] = "Desks"
    needs: ClassVar[str] = "annotate"
    answer: ClassVar[Answers | None] = None
    is_versioned: ClassVar[bool] = False
    scope_in_handler: ClassVar[bool] = False
    pagination_class = Cursor
    by: Membership
    article: Article | None = None

    @property
    def person(self) -> Person:
        """Who asks: nobody else is let in (config.api)."""
        return cast(Person, self.request.user)

    @property
    def token(self) -> ApiToken | None:
        """What the request came with; None from a page."""
        return self.request.auth if isinstance(self.request.auth, ApiToken) else None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        action = self.action(request.method or "")
        if "desk" in kwargs:
            self.by = _member(self.person, self.token, kwargs["desk"])
            if self.scope_in_handler:
                require(self.by, action)
            else:
                self.allow(action)

    @classmethod
    def action(cls, method: str) -> str:
        """What a request by ``method`` asks of who sends it (articles.permissions)."""
        return "read" if method in SAFE_METHODS else cls.needs

    def allow(self, action: str) -> None:
        """Raise NotAllowed unless the role allows ``action``, then the token: no token helps where no role does."""
        require(self.by, action)
        check_scope(self.token, action)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def find(self, *, lock: bool) -> None:
        """Find what the address names, or raise Http404. ``lock`` holds others off until the deed is done."""

    @property
    def target(self) -> models.Model | None:
        """What ``If-Match`` speaks of."""
        return None

    def made_before(self, **given: Any) -> Any:
        """What the same request made that was sent before, where that can be told: its answer was lost.

        It fails ``If-Match`` by its own doing, and may be answered as done (RFC 9110, section 13.1.1).
        """
        return None

    @snapshot()
    def current(self) -> tuple[Any, str]:
        """What stands there now, with its ETag."""
        self.find(lock=False)
        if self.answer is None or self.target is None:
            return None, etag(self.target)
        shown = self.shown(self.answer, self.target)
        return shown, etag(self.target, self.rendered(shown))

    def rendered(self, shown: Any) -> bytes:
        """The bytes in which it is answered."""
        return cast(bytes, self.request.accepted_renderer.render(shown))

    def shown(self, gives: Answers, made: Any) -> Any:
        return gives(lines_of(gives, self.article, [made.pk])[0], context=self.context).data

    def all_shown(self, gives: Answers, rows: Sequence[models.Model]) -> list[Any]:
        lines = lines_of(gives, self.article, [row.pk for row in rows])
        return list(gives(lines, many=True, context=self.context).data)

    @property
    def context(self) -> dict[str, Any]:
        """What an answer has to know besides its row: whose article it is."""
        return {"article": self.article} if self.article else {}


class AtArticle(ApiView):
    """Under an article of the desk; ``with_withdrawn`` also one off the lists, so that this can be undone."""

    with_withdrawn: ClassVar[bool] = False
    is_versioned = True
    article: Article

    def find(self, *, lock: bool) -> None:
        rows = articles_of(self.by)
        if self.with_withdrawn:
            rows = Article.objects.filter(desk_id=self.by.desk_id).select_related("desk", "revision", "tally")
        if lock:
            rows = rows.select_for_update(of=("self",), no_key=True)
        self.article = get_object_or_404(rows, slug=self.kwargs["slug"])

    @property
    def target(self) -> models.Model | None:
        return self.article

    def statement(self, uid: UUID | None, field: str = "statement") -> Statement | None:
        return self.statements([uid], field)[0] if uid else None

    def statements(self, uids: Sequence[UUID], field: str = "statements") -> list[Statement]:
        """The article's live statements with these uids. Raises Refused when one is not there."""
        rows = Statement.objects.filter(article=self.article, uid__in=uids, withdrawn_at=None)
        found = {row.uid: row for row in rows.select_related("verification", "claimant", "same_as")}
        if gone := [str(uid) for uid in uids if uid not in found]:
            raise Refused(
                f"Not a statement of this article now (it may have been merged): {', '.join(gone[:5])}.",
                field=field,
            )
        for row in found.values():
            row.article = self.article
        return list(found.values())

    def row_of(self, model: type[models.Model], uid: UUID | None, field: str) -> Any:
        """The article's live row of this uid, None for None. Raises Refused when it is not there."""
        if uid is None:
            return None
        row = self.live(model).filter(uid=uid).first()
        if row is None:
            raise Refused(f"There is no such {model._meta.verbose_name} in this article.", field=field)
        row.article = self.article
        return row

    def person_of(self, email: str) -> Person:
        """Who has this address at the desk. Raises Refused for nobody."""
        row = Membership.objects.filter(desk_id=self.by.desk_id, person__email__iexact=email).first()
        if row is None:
            raise Refused(f"{email} is not at this desk. Choose someone who is.", field="owner")
        return row.person

    def live(self, model: type[models.Model]) -> QuerySet[Any]:
        return model._default_manager.filter(article=self.article, withdrawn_at=None)


class AtRow(AtArticle):
    """Under one row of an article, by its uid."""

    model: ClassVar[type[models.Model]]
    joins: ClassVar[tuple[str, ...]] = ("statement",)
    row: Any

    def find(self, *, lock: bool) -> None:
        super().find(lock=lock)
        self.row = self.found()
        self.row.article = self.article
        if getattr(self.row, "statement", None):
            self.row.statement.article = self.article

    def found(self) -> Any:
        """The row. Raises Http404."""
        return get_object_or_404(self.live(self.model).select_related(*self.joins), uid=self.kwargs["uid"])

    @property
    def target(self) -> models.Model | None:
        return self.row


@contextmanager
def as_sent(**names: str) -> Iterator[None]:
    """Tell a refusal by the name that the request has for a field: ``as_sent(other="b")``.

    What the database refuses is told by the name of the constraint.
    """
    try:
        yield
    except Refused as refusal:
        cause = refusal.__cause__
        told = constraint_of(cause) if isinstance(cause, IntegrityError) else refusal.field
        refusal.field = names.get(told or "", refusal.field)
        raise


def scope_of(action: str) -> str:
    """The scope that a token needs for ``action``."""
    as_much = (scope for scope, least in SCOPES.items() if LEAST[least] == LEAST[action])
    return next(as_much, ApiToken.Scope.ANNOTATE)


def check_scope(token: ApiToken | None, action: str) -> None:
    """Raise NotAllowed when the request came with a token that has not the scope for ``action``.

    Every token reads: what a change answers could be read with it anyway.
    """
    if token is None or action == "read":
        return
    if LEAST[action] == Role.ADMIN:
        raise NotAllowed("No token reaches as far. Do this on the page, signed in.")
    if (scope := scope_of(action)) not in token.scopes:
        raise NotAllowed(f"This token has not the scope “{scope}”. Make one that has, at the desk’s tokens.")


def _member(person: Person, token: ApiToken | None, desk: str) -> Membership:
    """Who asks, at this desk. Elsewhere, or with a token of another desk, there is nothing."""
    rows = Membership.objects.select_related("desk", "person")
    by = get_object_or_404(rows, desk__slug=desk, person=person)
    if token is not None and token.desk_id != by.desk_id:
        raise Http404
    return by
