"""What every address of the API does: find who asks, find what is asked for, answer in one shape."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations.api import once
from annotations.api.fields import Ask, legible
from annotations.api.loading import lines_of
from annotations.api.paging import OLDEST, Cursor, page_of
from annotations.models import ApiToken, Statement
from annotations.paging import Sort
from annotations.permissions import require
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.tokens import SCOPES
from articles.models import Article, Membership, Person
from articles.querysets import articles_of

Answers = type[serializers.Serializer]


class Problem(serializers.Serializer):
    """RFC 9457. ``errors`` is field → sentences; ``current`` is what stands there now."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(required=False)
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)  # type: ignore[assignment]
    current = serializers.DictField(required=False, allow_null=True)


def _problems(*codes: int) -> dict[Any, Any]:
    return {(code, "application/problem+json"): Problem for code in codes}


READ = _problems(401, 403, 404, 406, 422, 429)
_WRITTEN = READ | _problems(400, 409, 412, 413, 415)
_VERSION = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER,
    description="The ETag that you read: a change meanwhile is a 412 with what stands there now.",
)  # fmt: skip
_KEY = OpenApiParameter(
    once.HEADER, {"type": "string", "minLength": 1, "maxLength": once.LONGEST}, OpenApiParameter.HEADER,
    description="Any text of your own: the same request with the same key is done once.",
)  # fmt: skip


class ApiView(APIView):
    """``needs`` is what a change asks of the person at the desk, and of their token."""

    noun: ClassVar[str] = "Desks"
    needs: ClassVar[str] = "annotate"
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
        action = "read" if request.method in SAFE_METHODS else self.needs
        if "desk" in kwargs:
            self.by = _member(self.person, self.token, kwargs["desk"])
            self.allow(action)

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

    def current(self) -> tuple[Any, str]:
        """What stands there now, with its ETag."""
        return None, ""

    def shown(self, gives: Answers, made: Any) -> Any:
        return gives(lines_of(gives, self.article, [made.pk])[0]).data

    def all_shown(self, gives: Answers, rows: Sequence[models.Model]) -> list[Any]:
        return list(gives(lines_of(gives, self.article, [row.pk for row in rows]), many=True).data)


class AtArticle(ApiView):
    """Under an article of the desk; ``with_withdrawn`` also one off the lists, so that this can be undone."""

    with_withdrawn: ClassVar[bool] = False
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

    def current(self) -> tuple[Any, str]:
        self.find(lock=False)
        return None, etag(self.article)

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

    def live(self, model: type[models.Model]) -> QuerySet[Any]:
        return model._default_manager.filter(article=self.article, withdrawn_at=None)


class AtRow(AtArticle):
    """Under one row of an article, by its uid."""

    model: ClassVar[type[models.Model]]
    answer: ClassVar[Answers]
    joins: ClassVar[tuple[str, ...]] = ("statement",)
    row: Any

    def find(self, *, lock: bool) -> None:
        super().find(lock=lock)
        rows = self.live(self.model).select_related(*self.joins)
        self.row = get_object_or_404(rows, uid=self.kwargs["uid"])
        self.row.article = self.article
        if getattr(self.row, "statement", None):
            self.row.statement.article = self.article

    @property
    def target(self) -> models.Model | None:
        return self.row

    def current(self) -> tuple[Any, str]:
        self.find(lock=False)
        return self.shown(self.answer, self.row), etag(self.row)


def check_scope(token: ApiToken | None, action: str) -> None:
    """Raise NotAllowed when the request came with a token that has not the scope for ``action``.

    Every token reads: what a change answers could be read with it anyway.
    """
    scope = next((scope for scope, least in SCOPES.items() if least == action), ApiToken.Scope.ANNOTATE)
    if token is not None and action != "read" and scope not in token.scopes:
        raise NotAllowed(f"This token has not the scope “{scope}”. Make one that has, at the desk’s tokens.")


def _member(person: Person, token: ApiToken | None, desk: str) -> Membership:
    """Who asks, at this desk. Elsewhere, or with a token of another desk, there is nothing."""
    rows = Membership.objects.select_related("desk", "person")
    by = get_object_or_404(rows, desk__slug=desk, person=person)
    if token is not None and token.desk_id != by.desk_id:
        raise Http404
    return by


def etag(row: models.Model | None) -> str:
    """The version in quotation marks; of an article the number of its last deed."""
    version = getattr(row, "seq", None) if isinstance(row, Article) else getattr(row, "version", None)
    return "" if version is None else f'"{version}"'


def _check_version(request: Request, row: models.Model | None) -> None:
    """Raise Stale unless ``If-Match`` names the row's version. Compression marks it weak: it is the same."""
    wanted = request.headers.get("If-Match")
    if wanted is None or wanted.strip() == "*" or row is None:
        return
    if etag(row) not in [tag.strip().removeprefix("W/") for tag in wanted.split(",")]:
        raise Stale(row)


def asked_of(request: Request, asks: Answers | None) -> dict[str, Any]:
    """The query of the address. Raises ValidationError for a filter that is not there."""
    if asks is None:
        return {}
    query = asks(data=request.query_params.dict())
    if unknown := query.initial_data.keys() - query.fields.keys():
        takes = ", ".join(query.fields)
        raise serializers.ValidationError(
            {legible(name): [f"There is no such filter here. It takes: {takes}."] for name in unknown}
        )
    query.is_valid(raise_exception=True)
    return query.validated_data


def _given(request: Request, takes: type[Ask] | None) -> dict[str, Any]:
    body = (takes or Ask)(data=request.data, partial=request.method == "PATCH")
    body.is_valid(raise_exception=True)
    return body.validated_data


def _summary(handler: Callable[..., Any]) -> str:
    return (handler.__doc__ or "").strip().splitlines()[0].rstrip(".")


def reads(gives: Answers) -> Callable[[Callable[..., Any]], Any]:
    """A GET of one thing: the handler returns its row, the answer is what ``gives`` shows of it."""

    def decorate(handler: Callable[..., Any]) -> Any:
        @extend_schema(summary=_summary(handler), responses={200: gives, **READ})
        @wraps(handler)
        def wrapped(self: ApiView, request: Request, **where: Any) -> Response:
            self.find(lock=False)
            row = handler(self)
            return Response(self.shown(gives, row), headers={"ETag": etag(row)} if etag(row) else None)

        return wrapped

    return decorate


def tells(gives: Answers, *, many: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """A GET of what is no row: the handler returns what ``gives`` shows."""

    def decorate(handler: Callable[..., Any]) -> Any:
        @extend_schema(
            summary=_summary(handler), responses={200: gives(many=True) if many else gives, **READ}
        )
        @wraps(handler)
        def wrapped(self: ApiView, request: Request, **where: Any) -> Response:
            self.find(lock=False)
            told = gives(handler(self), many=many).data
            return Response({"results": told, "next": None} if many else told)

        return wrapped

    return decorate


def lists(
    gives: Answers, asks: Answers | None = None, sort: Sort = OLDEST
) -> Callable[[Callable[..., Any]], Any]:
    """A GET of many: the handler takes the filters that are set, returns rows, or rows with a sort."""

    def decorate(handler: Callable[..., Any]) -> Any:
        @extend_schema(
            summary=_summary(handler),
            parameters=[asks] if asks else None,
            responses={200: gives(many=True), **READ},
        )
        @wraps(handler)
        def wrapped(self: ApiView, request: Request, **where: Any) -> Response:
            self.find(lock=False)
            asked = asked_of(request, asks)
            page: dict[str, Any] = {
                name: asked.pop(name) for name in ("page_size", "cursor") if name in asked
            }
            found = handler(self, **asked)
            rows, order = found if isinstance(found, tuple) else (found, sort)
            following = None
            if page:
                rows, following = page_of(rows, order, by=self.by, request=request, asked=page)
            return Response({"results": self.all_shown(gives, rows), "next": following})

        return wrapped

    return decorate


def writes(
    takes: type[Ask] | None = None, gives: Answers | None = None, *, status: int = 200, many: bool = False
) -> Callable[[Callable[..., Any]], Any]:
    """A change, in one transaction: the handler takes checked input, returns the row (``many``: rows).

    ``If-Match`` is proven under the article's lock; a POST repeated with its key gets its first answer.
    """

    def decorate(handler: Callable[..., Any]) -> Any:
        is_post = handler.__name__ == "post"
        shown = gives and (gives(many=True) if many else gives)
        answer = shown or OpenApiResponse(description="Done; nothing to show.")

        @extend_schema(
            summary=_summary(handler),
            request=takes,
            parameters=[_VERSION, _KEY] if is_post else [_VERSION],
            responses={status: answer, **_WRITTEN},
        )
        @wraps(handler)
        def wrapped(self: ApiView, request: Request, **where: Any) -> Response:
            with transaction.atomic():
                if is_post and (again := once.first_answer(request, self.person)):
                    return again
                self.find(lock=True)
                given = _given(request, takes)
                _check_version(request, self.target)
                made = handler(self, **given)
                response = _response(self, gives, made, status, many)
                if is_post:
                    once.keep_answer(request, self.person, response)
            return response

        return wrapped

    return decorate


def _response(view: ApiView, gives: Answers | None, made: Any, status: int, many: bool) -> Response:
    if gives is None:
        return Response(status=status)
    if many:
        return Response({"results": view.all_shown(gives, made), "next": None}, status)
    headers = {"ETag": etag(made)} if etag(made) else {}
    if status == 201 and hasattr(made, "uid"):
        headers["Location"] = f"{view.request.path}{getattr(made, 'slug', made.uid)}/"
    return Response(view.shown(gives, made), status, headers=headers)
