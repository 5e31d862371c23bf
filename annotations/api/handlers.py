"""How a method of an address is answered: what it may be sent, what it gives, what both are called in the schema."""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import idempotency
from annotations.api.base import Answers, ApiView
from annotations.api.etags import check_version, etag, tagged
from annotations.api.fields import MOST_NAMED, Ask, legible
from annotations.api.idempotency import JSON
from annotations.api.openapi_parts import KEY, MADE, NOW, READ, REFUSED, REPLAYED, SAME, TAG, VERSION, WRITTEN
from annotations.api.paging import OLDEST, Page, page_of
from annotations.paging import Sort
from annotations.reading import snapshot
from annotations.refusals import Stale

Decorator = Callable[[Callable[..., Any]], Any]


def asked_of(request: Request, asks: Answers | None) -> dict[str, Any]:
    """The query of the address. Raises ValidationError for what would be lost unseen: an unknown name, one of two."""
    _check_once(request.query_params)
    query = (asks or serializers.Serializer)(data=request.query_params.dict())
    if unknown := query.initial_data.keys() - query.fields.keys():
        takes = ", ".join(query.fields) or "none"
        raise serializers.ValidationError(
            {legible(name): [f"There is no such filter here. It takes: {takes}."] for name in unknown}
        )
    query.is_valid(raise_exception=True)
    return query.validated_data


def _check_once(told: MultiValueDict[str, Any]) -> None:
    if twice := [name for name, values in told.lists() if len(values) > 1]:
        why = ["This stands twice. Send it once: the other would be lost unseen."]
        raise serializers.ValidationError({legible(name): why for name in twice[:MOST_NAMED]})


Takes = type[Ask] | Mapping[str, type[Ask]]


def _given(request: Request, takes: Takes | None) -> dict[str, Any]:
    """What the body says, checked. Of several shapes the media type chooses, the first where it is none of theirs."""
    if isinstance(takes, Mapping):
        media_type = (request.content_type or "").partition(";")[0].strip().lower()
        takes = takes.get(media_type, next(iter(takes.values())))
    if isinstance(request.data, MultiValueDict):
        _check_once(request.data)
    said = [] if request.data is None else request.data  # null is no object either
    body = (takes or Ask)(data=said, partial=request.method == "PATCH")
    body.is_valid(raise_exception=True)
    return body.validated_data


def _summary(handler: Callable[..., Any]) -> str:
    return (handler.__doc__ or handler.__name__).strip().splitlines()[0].rstrip(".")


def reads(gives: Answers) -> Decorator:
    """A GET of one thing: the handler returns its row, the answer is what ``gives`` shows of it."""
    return _gets(gives, lambda view, row: (row, view.shown(gives, row)))


def shows(gives: Answers, *, many: bool = False) -> Decorator:
    """A GET of what is no row: the handler returns what ``gives`` shows."""

    def show(view: ApiView, found: Any) -> tuple[None, Any]:
        shown = gives(found, many=many).data
        return None, {"results": shown, "next": None} if many else shown

    return _gets(gives(many=True) if many else gives, show)


def _gets(answer: Any, show: Callable[[ApiView, Any], tuple[Any, Any]]) -> Decorator:
    """``show`` makes of what the handler returns the row whose version is told, if any, and the answer."""

    def decorate(handler: Callable[..., Any]) -> Any:
        @extend_schema(
            summary=_summary(handler), parameters=[*TAG, *REFUSED], responses={200: answer, **READ, **SAME}
        )
        @wraps(handler)
        @snapshot()
        def wrapped(self: ApiView, request: Request, **where: Any) -> HttpResponse:
            self.find(lock=False)
            asked_of(request, None)
            row, shown = show(self, handler(self))
            return tagged(request, row, self.rendered(shown), JSON)

        return wrapped

    return decorate


def lists(gives: Answers, asks: type[Page] = Page, sort: Sort = OLDEST) -> Decorator:
    """A GET of many: the handler takes the filters that are set, returns rows, or rows with a sort."""

    def decorate(handler: Callable[..., Any]) -> Any:
        @extend_schema(
            summary=_summary(handler),
            parameters=[asks, *TAG, *REFUSED],
            responses={200: gives(many=True), **READ, **SAME},
        )
        @wraps(handler)
        @snapshot()
        def wrapped(self: ApiView, request: Request, **where: Any) -> HttpResponse:
            self.find(lock=False)
            asked = asked_of(request, asks)
            page: dict[str, Any] = {
                name: asked.pop(name) for name in ("page_size", "cursor") if name in asked
            }
            found = handler(self, **asked)
            rows, order = found if isinstance(found, tuple) else (found, sort)
            rows, following = page_of(rows, order, by=self.by, request=request, asked=page, narrowed=asked)
            shown = self.rendered({"results": self.all_shown(gives, rows), "next": following})
            return tagged(request, None, shown, JSON)

        return wrapped

    return decorate


def writes(
    takes: Takes | None = None,
    gives: Answers | None = None,
    *,
    status: int = 200,
    many: bool = False,
    or_known: bool = False,
    in_lots: bool = False,
) -> Decorator:
    """A change, in one transaction: the handler takes checked input, returns the row (``many``: rows).

    ``or_known``: it returns the row with whether that is new; one that was there already is a 200.
    ``in_lots``: its service has transactions of its own, one after the other; nothing but its key is locked around
    them.

    ``If-Match`` is proven under the article's lock; a POST repeated with its key gets its first answer. The body has
    come, however slowly, before anybody has to wait for that lock.
    """
    part = partial(transaction.atomic, savepoint=in_lots)

    def decorate(handler: Callable[..., Any]) -> Any:
        is_post = handler.__name__ == "post"
        shown = gives and (gives(many=True) if many else gives)
        answer = shown or OpenApiResponse(description="Done; nothing to show.")
        made_known = MADE if gives and not many else []

        @extend_schema(
            summary=_summary(handler),
            request=dict(takes) if isinstance(takes, Mapping) else takes,
            parameters=[VERSION, *([KEY, REPLAYED] if is_post else []), *made_known, NOW, *REFUSED],
            responses={status: answer, **({200: answer} if or_known else {}), **WRITTEN},
        )
        @wraps(handler)
        def wrapped(self: ApiView, request: Request, **where: Any) -> HttpResponse:
            if not (request.content_type or "").startswith("multipart/"):  # of which nobody reads all at once
                request.body  # noqa: B018  # is kept
            with idempotency.one_by_one(request, self.person) if in_lots else transaction.atomic():
                with part():
                    if is_post and (again := idempotency.first_answer(request, self.person)):
                        return again
                    self.find(lock=True)
                    asked_of(request, None)
                    given = _given(request, takes)
                    made = _made_before(self, request, given)
                made = handler(self, **given) if made is None else made
                made, is_new = made if or_known else (made, True)
                with part():
                    response = _response(self, gives, made, status if is_new else 200, many)
                    if is_post:
                        idempotency.keep_answer(request, self.person, response)
            return response

        return wrapped

    return decorate


def _made_before(view: ApiView, request: Request, given: dict[str, Any]) -> Any:
    """None where the request is still to be done. Raises Stale unless ``If-Match`` holds, or it was done before."""
    try:
        check_version(request, view.target, lambda: view.current()[1])
    except Stale:
        made = view.made_before(**given)
        if made is None:
            raise
        return made
    return None


def _response(view: ApiView, gives: Answers | None, made: Any, status: int, many: bool) -> Response:
    if gives is None:
        return Response(status=status)
    if many:
        return Response({"results": view.all_shown(gives, made), "next": None}, status)
    shown = view.shown(gives, made)
    headers = {"ETag": etag(made, view.rendered(shown))}
    if status == 201 and hasattr(made, "uid"):
        headers["Location"] = f"{view.request.path}{getattr(made, 'slug', made.uid)}/"
    return Response(shown, status, headers=headers)
