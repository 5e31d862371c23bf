"""Speaks of sign-in, of addresses, in the way that htmx, caches, programs understand."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for sign-in, unless its view is marked ``@login_not_required``.

    A plain redirect would put the sign-in page into the fragment that htmx asked for, so htmx is told
    to leave the page; afterwards the person is back on that page, not on the fragment.
    """

    def handle_no_permission(  # type: ignore[override]  # no redirect for browsers
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        htmx: HtmxDetails | None = getattr(request, "htmx", None)
        if not htmx:
            return super().handle_no_permission(request, view_func)
        page = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(page, self.get_login_url(view_func)).url)


class _SameRequest(HttpResponsePermanentRedirect):
    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Sends an address without its last slash on. A 301 would make a GET of a program's POST, its deed undone."""

    response_redirect_class = _SameRequest


class HtmxVaryMiddleware:
    """One address answers with a page or a part of it: caches must keep the two apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response
