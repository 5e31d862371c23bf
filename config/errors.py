"""Words what went wrong outside of any form: as a page, a line for htmx, a problem document for the API."""

from __future__ import annotations

import sys
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from annotations.refusals import PROBLEM, TITLES

NOT_THERE = "It is not there, or belongs to a desk that is not yours."
TRY_AGAIN = "Nothing half-done was saved. Try again in a moment."
TOO_LARGE = "Send less than 32 MB, or take the text in by parts."
# SQLSTATE, or how it begins.
FULL, CROWDED = "53100", "53"  # no room on the disk; none in memory, or for one more connection
AT_ONCE = (
    "55P03",
    "40P01",
    "40001",
)  # what others do: locked by them for long, a deadlock, out of step with them
PASSING = ("08", "57P", CROWDED, *AT_ONCE)  # besides: no connection, it is stopping or starting
BACK_IN = 10  # seconds
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return refusal(request, 413, TITLES[413], TOO_LARGE)
    return refusal(request, 400, TITLES[400], "Go back, reload the page, then try again.")


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The exception carries the reason, with who may."""
    why = str(exception) or "Your role at this desk does not allow it. Ask the desk's admin."
    return refusal(request, 403, TITLES[403], why)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 404, TITLES[404], NOT_THERE)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW. To reload what answers a plain form would send it once more as it was."""
    if reason.startswith("Origin checking failed"):
        sentence = (
            "Nothing was saved. Whoever runs this server: CSRF_TRUSTED_ORIGINS has to name the address above."
        )
        return refusal(request, 403, "This server does not know its own address", sentence)
    is_in_place = getattr(request, "htmx", False)
    how = "Reload the page" if is_in_place else "Go back, reload the page"
    sentence = f"Nothing was saved. {how}, then send it again."
    return refusal(request, 403, "This page was open for too long", sentence)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """A form's address opened as a page, or the other way round."""
    return refusal(
        request,
        405,
        TITLES[405],
        "Nothing was changed. Go back to the page that led here, reload it, then try again.",
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """The sign-in's own limits (allauth)."""
    return refusal(
        request, 429, TITLES[429], "There were too many tries from here. Wait a minute, then try again."
    )


def mail_is_away(request: HttpRequest) -> HttpResponse:
    """Nobody can sign in by a code while the mail server fails."""
    return refusal(
        request,
        503,
        "The mail could not be sent",
        "The mail server does not take it. Try again in a few minutes, or sign in with your password.",
    )


def our_fault(request: HttpRequest) -> HttpResponse:
    """Leans on nothing: whatever failed may fail again. What fails in the database and will pass is a 503."""
    failure = sys.exc_info()[1]
    passes = _passes(failure)
    status = 503 if passes else 500
    title, sentence = _told(_code(failure)) if passes else ("Something broke on our side", TRY_AGAIN)
    if _is_api(request):
        answer: HttpResponse = _problem(status, title, sentence)
    else:
        answer = render(request, "errors/500.html", {"title": title, "sentence": sentence}, status=status)
    if passes:
        answer["Retry-After"] = str(BACK_IN)
    return answer


def refusal(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """What was refused, why, the next step: in the form that the asker can use."""
    if _is_api(request):
        return _problem(status, title, sentence)
    is_in_place = getattr(request, "htmx", False)
    template = "errors/refusal.html#line" if is_in_place else "errors/refusal.html"
    answer = render(request, template, {"title": title, "sentence": sentence}, status=status)
    if is_in_place:
        answer["HX-Push-Url"] = "false"  # the page that stands there keeps its address
    return answer


def _passes(failure: BaseException | None) -> bool:
    """Whether the database could not be reached, has no room, or was in the way of others: not that it refused."""
    code = _code(failure)
    return isinstance(failure, OperationalError | InterfaceError) and (not code or code.startswith(PASSING))


def _told(code: str) -> tuple[str, str]:
    """How a passing failure is headed, what to do."""
    if code == FULL:
        return (
            "The disk is full",
            "Nothing half-done was saved. Tell whoever looks after Obelus, then try again.",
        )
    if code.startswith(CROWDED):
        return "The database is overloaded", TRY_AGAIN
    if code.startswith(AT_ONCE):
        return "Someone else is saving this", TRY_AGAIN
    return "The database is unavailable", TRY_AGAIN


def _code(failure: BaseException | None) -> str:
    """PostgreSQL's code for it (SQLSTATE), where it got as far as to give one."""
    return getattr(failure.__cause__, "sqlstate", None) or "" if failure else ""


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def problem_body(status: int, title: str, sentence: str, **more: Any) -> dict[str, Any]:
    """What a program is answered (RFC 9457)."""
    return {"type": "about:blank", "title": title, "status": status, "detail": sentence, **more}


def _problem(status: int, title: str, sentence: str) -> JsonResponse:
    return JsonResponse(problem_body(status, title, sentence), status=status, content_type=PROBLEM)
