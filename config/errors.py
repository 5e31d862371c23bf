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
TOO_LARGE = "Send less than 32 MB, or take the text in by parts."
FULL, HELD = "53100", "55P03"  # SQLSTATE: of the disk; what was to be changed is locked by somebody for long
AWAY = ("08", "53", "57P", HELD)  # no connection, no room for one, it is stopping or starting
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
    """Leans on nothing: whatever failed may fail again. A database that is away is expected back: 503."""
    failure = sys.exc_info()[1]
    is_away = _is_away(failure)
    status, title = (503, "The database is unavailable") if is_away else (500, "Something broke on our side")
    sentence = "Nothing half-done was saved. Try again in a moment."
    if is_away and _code(failure) == FULL:
        title = "The disk is full"
        sentence = "Nothing half-done was saved. Tell whoever looks after Obelus, then try again."
    elif is_away and _code(failure) == HELD:
        title = "Someone else is saving this"
    if _is_api(request):
        answer: HttpResponse = _problem(status, title, sentence)
    else:
        answer = render(request, "errors/500.html", {"title": title, "sentence": sentence}, status=status)
    if is_away:
        answer["Retry-After"] = str(BACK_IN)
    return answer


def refusal(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """What was refused, why, the next step: in the form that the asker can use."""
    if _is_api(request):
        return _problem(status, title, sentence)
    template = "errors/refusal.html#line" if getattr(request, "htmx", False) else "errors/refusal.html"
    return render(request, template, {"title": title, "sentence": sentence}, status=status)


def _is_away(failure: BaseException | None) -> bool:
    """Whether the database could not be reached, stopped, or has no room: not that it refused what was asked."""
    code = _code(failure)
    return isinstance(failure, OperationalError | InterfaceError) and (not code or code.startswith(AWAY))


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
