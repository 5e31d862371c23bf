"""Speaks of sign-in, of addresses, in the way that htmx, caches, programs understand."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from annotations.refusals import TITLES
from config.encoding import UTF_8
from config.errors import refusal, wrong_method

MOST_OF_A_STRANGER = 64 * 1024  # bytes: a form for signing in has a few hundred
CHUNK = 64 * 1024


class BodyMiddleware:
    """Who is not signed in sends little: the rest would be read, and held, before anybody asks who it is.

    The API asks first, but for its schema. What was sent is let go, for a proxy that is still sending it would hear
    no answer.
    A body whose length nobody states would be read as an empty one, so that what it says would be lost unseen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
            return refusal(
                request, 411, TITLES[411], "Send the body whole, with a Content-Length, not in chunks."
            )
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_large = not length.isdecimal() or len(length) > 9 or int(length) > MOST_OF_A_STRANGER
        if not is_large or request.path.startswith("/api/v1/") or request.user.is_authenticated:
            return self.get_response(request)
        while request.read(CHUNK):
            pass
        return ask_to_sign_in(request, resolve_url(settings.LOGIN_URL))


class HeaderMiddleware:
    """Where htmx says that it is on a page whose address is none, it has said nothing.

    What is sent is in UTF-8, not compressed: nobody here would unpack it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (request.content_params or {}).get("charset", "utf-8").lower() not in UTF_8:
            return refusal(request, 415, TITLES[415], "Send it in UTF-8.")
        packed = request.META.get("HTTP_CONTENT_ENCODING", "").lower().split(",")
        if {way.strip() for way in packed} - {"", "identity"}:
            told = refusal(
                request, 415, TITLES[415], "Send it as it is, not compressed, without Content-Encoding."
            )
            told["Accept-Encoding"] = "identity"
            return told
        try:
            HtmxDetails(request).current_url_abs_path  # noqa: B018  # asked for whether it can be told
        except ValueError:
            del request.META["HTTP_HX_CURRENT_URL"]
            del request.headers
        return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for sign-in, unless its view is marked ``@login_not_required``.

    A plain redirect would put the sign-in page into the fragment that htmx asked for, so htmx is told
    to leave the page; afterwards the person is back on that page, not on the fragment. Where a form was
    sent, they are back on the page of the form: its own address cannot be opened.
    """

    def handle_no_permission(  # type: ignore[override]  # no redirect for browsers
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if not getattr(request, "htmx", None) and request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        return ask_to_sign_in(request, self.get_login_url(view_func))


def ask_to_sign_in(request: HttpRequest, at: str) -> HttpResponseBase:
    """To the page ``at``, from there back to that of the form that was sent."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    page = (htmx.current_url_abs_path if htmx else _sent_from(request)) or "/"
    sign_in = redirect_to_login(page, at)
    return HttpResponseClientRedirect(sign_in.url) if htmx else sign_in


def _sent_from(request: HttpRequest) -> str:
    """The page of ours that the form was on, as far as the browser says."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return ""
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()


class _SameRequest(HttpResponsePermanentRedirect):
    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Sends an address without its last slash on. A 301 would make a GET of a program's POST, its deed undone.

    Only an allowed host is answered, except where a load balancer asks by number whether there is anybody.
    """

    response_redirect_class = _SameRequest

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        return None if request.path_info == "/healthz" else super().process_request(request)


class MethodMiddleware:
    """Django's answer to a wrong method is an empty page; here it is words, as every refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        told = wrong_method(request)
        told["Allow"] = response["Allow"]
        return told


class CacheMiddleware:
    """One address answers with a page or a part of it: caches must keep the two apart.

    A page is for who asked for it: a cache that others share keeps none, whatever it is set to do with silence.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response
