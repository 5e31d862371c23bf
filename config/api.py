"""The house rules of the API: how a program comes in, what it may send, how it is refused in words."""

import math
import re
from http import HTTPStatus
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import PermissionDenied as NotPermitted
from django.core.exceptions import ValidationError as Unacceptable
from django.http import Http404, HttpRequest, UnreadablePostError
from django.http.multipartparser import MAX_TOTAL_HEADER_SIZE  # type: ignore[attr-defined]  # the stubs lack it
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle

from annotations.api.article_serializers import ArticleAnswer
from annotations.api.etags import etag
from annotations.api.parsing import read_json
from annotations.api.response_serializers import StatementAnswer
from annotations.models import ApiToken, Statement
from annotations.quoting import quoted
from annotations.refusals import (
    PLAIN,
    PROBLEM,
    TITLES,
    Known,
    NotAllowed,
    Refused,
    Stale,
    for_program,
    messages_of,
)
from annotations.services.deed import who_changed
from annotations.services.tokens import find_token
from articles.models import Article, Person
from config.errors import NOT_THERE, TOO_LARGE, TOO_MUCH, problem_body

SENTENCES: dict[type[Exception], str] = {
    exceptions.NotAuthenticated: "Send a token as “Authorization: Bearer …”, or sign in. "
    "Tokens are made at /desks/<desk>/tokens/.",
    exceptions.NotAcceptable: "It is told as application/json. Ask for that in Accept, or leave the header away.",
    Http404: NOT_THERE,
}

NO_FORM = "This is no multipart/form-data. Let your program write the header, with its boundary."
PARTS = {  # what Django says of one part: what to do
    "header size": f"The head of a part is longer than {MAX_TOTAL_HEADER_SIZE:,} bytes. Give the file a shorter name.",
    "base64": "A part says that it is base64, but cannot be read so. Send it as it is.",
}

SHOWN_BY: dict[type, Any] = {Statement: StatementAnswer, Article: ArticleAnswer}


class Bearer(BaseAuthentication):
    """A program with a token of the desk: it is the token's person, within the token's scopes."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        kind, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = find_token(secret.strip())
        if token is None:
            raise exceptions.AuthenticationFailed(
                "This token is not known, out of date or withdrawn. Make a new one at /desks/<desk>/tokens/."
            )
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class Session(SessionAuthentication):
    """A person who is signed in, with the page's own token on every change."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as refusal:
            raise exceptions.PermissionDenied(
                "Send the cookie’s CSRF token along as the header X-CSRFToken, or use a token of your own."
            ) from refusal


class Pace(SimpleRateThrottle):
    """So many requests a person. Each worker counts for itself: no query, enough for a runaway script."""

    scope = "person"
    cache = LocMemCache("api-pace", {"OPTIONS": {"MAX_ENTRIES": 10_000}})

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        return f"pace:{request.user.pk}" if request.user.is_authenticated else None


class JsonRenderer(JSONRenderer):
    """JSON in one form, so that an ETag holds whatever is asked for: ``Accept`` chooses no ``indent``."""

    def get_indent(self, accepted_media_type: str, renderer_context: Any) -> None:
        return None


class JsonParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return read_json(stream.body if isinstance(stream, HttpRequest) else stream.read())
        except UnreadablePostError as error:
            raise exceptions.ParseError("Send one JSON object, not nested this deep.") from error


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: RFC 9457. ``errors`` is field → sentences. None where the fault is ours."""
    status, sentence, more, headers = _told(error, context)
    if status == 0:
        return None
    if errors := more.get("errors"):
        more["errors"] = {name: list(map(for_program, said)) for name, said in errors.items()}
    title = TITLES.get(status, HTTPStatus(status).phrase)
    body = problem_body(status, title, for_program(sentence), **more)
    return Response(body, status=status, headers=headers, content_type=PROBLEM)


Told = tuple[int, str, dict[str, Any], dict[str, str]]


def _told(error: Exception, context: dict[str, Any]) -> Told:
    match error:
        case NotAllowed() | NotPermitted():
            said = getattr(error, "message", "") or str(error)  # of one of many the message says of which
            return 403, said or "Your role at this desk does not allow it.", {}, {}
        case Known():
            return _known(error, context["view"])
        case Stale():
            return _stale(error, context)
        case Refused():
            errors = {error.field: [error.message]} if error.field else {}
            return 422, error.message, {"code": error.code, "errors": errors}, {}
        case Unacceptable():
            told = messages_of(error)
            return _incorrect({name: [PLAIN.get(text, text) for text in told[name]] for name in told})
        case exceptions.ValidationError():
            return _incorrect(_flat(error.detail))
        case Http404():
            return 404, SENTENCES[Http404], {}, {}
        case exceptions.APIException():
            return error.status_code, _sentence(error, context["view"]), {}, _headers(error, context)
    if isinstance(error, TOO_MUCH):
        return 413, TOO_LARGE, {}, {}
    return 0, "", {}, {}


def _sentence(error: exceptions.APIException, view: Any) -> str:
    match error:
        case exceptions.MethodNotAllowed():
            takes = ", ".join(name for name in view.allowed_methods if name not in ("HEAD", "OPTIONS"))
            return f"This address takes {takes}."
        case exceptions.UnsupportedMediaType():
            return f"Send it as Content-Type: {' or '.join(_media_types(view))}."
        case exceptions.Throttled():
            return (
                f"That was too much at once. Wait {getattr(error, 'wait', None) or 60} seconds, then go on."
            )
        case exceptions.ParseError() if str(error.detail).startswith("Multipart"):
            parts = (told for cause, told in PARTS.items() if cause in str(error.detail))
            return next(parts, NO_FORM)
    return SENTENCES.get(type(error)) or str(error.detail)


def _media_types(view: Any) -> list[str]:
    return [parser.media_type for parser in view.parser_classes]


def _stale(error: Stale, context: dict[str, Any]) -> Told:
    """412 to who stated a version, 409 to who could not: with what stands there now, to see both.

    Where the address shows nothing by itself, it is what the refusal is about. The ETag is that of which ``If-Match``
    speaks here.
    """
    view = context["view"]
    try:
        current, tag = view.current()
        if current is None and (answer := SHOWN_BY.get(type(error.row))):
            current = view.shown(answer, error.row)
    except Http404:
        return 404, SENTENCES[Http404], {}, {}
    status = 412 if "HTTP_IF_MATCH" in context["request"].META else 409
    told = error.message if error.says_more else _who_was_quicker(error.row, status)
    return status, told, {"current": current}, {"ETag": tag} if tag else {}


def _who_was_quicker(row: Any, status: int) -> str:
    who, done = who_changed(row)
    what = f" ({quoted(done.words)})" if done else ""
    under = " under its ETag" if status == 412 else ""
    return (
        f"{who} changed this{what} since you read it. Nothing was done: look at what stands there now, then send"
        f" yours again{under}."
    )


def _known(error: Known, view: Any) -> Told:
    """What is there already, under its ETag, with the fields in which it says something else."""
    current = view.shown(view.answer, error.row)
    errors = {name: ["What is there already says something else here."] for name in error.fields}
    more = {"code": error.code, "errors": errors, "current": current}
    return 409, error.message, more, {"ETag": etag(error.row, view.rendered(current))}


def _incorrect(errors: dict[str, list[str]]) -> Told:
    told = (f"{_which(name)}{sentence}" for name, said in errors.items() for sentence in said)
    return 422, " ".join(dict.fromkeys(told)), {"errors": errors}, {}


def _which(name: str) -> str:
    """ "Paragraph 3: " for "paragraphs.2.text", so that a sentence says of which of many it is."""
    found = re.match(r"([a-z_]+?)s?\.([0-9]{1,5})(?![^.])", name)
    return f"{found[1].capitalize()} {int(found[2]) + 1}: " if found else ""


def _headers(error: exceptions.APIException, context: dict[str, Any]) -> dict[str, str]:
    headers = {}
    if asks := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = asks
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(math.ceil(wait))
    if isinstance(error, exceptions.UnsupportedMediaType):
        headers["Accept"] = ", ".join(_media_types(context["view"]))
    return headers


def _flat(detail: Any, path: str = "") -> dict[str, list[str]]:
    """DRF's nested lists of errors as one level: "paragraphs.0.text" → sentences."""
    if isinstance(detail, dict):
        inner = {f"{path}.{name}" if path else str(name): value for name, value in detail.items()}
    elif isinstance(detail, list) and any(isinstance(item, (dict, list)) for item in detail):
        inner = {f"{path}.{place}" if path else str(place): value for place, value in enumerate(detail)}
    else:
        name = "" if path == "non_field_errors" else path.removesuffix(".non_field_errors")
        said = detail if isinstance(detail, list) else [detail]
        return {name: [str(sentence) for sentence in said]} if said else {}
    return {name: said for place, value in inner.items() for name, said in _flat(value, place).items()}
