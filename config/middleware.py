"""Speaks of sign-in, of shared addresses, in the way htmx understands."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for sign-in, unless its view is marked ``@login_not_required``.

    A plain redirect would put the sign-in page into the fragment that htmx asked for, so htmx is told
    to leave the page; afterwards the person is back on that page, not on the fragment.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        if not getattr(request, "htmx", False):
            return super().handle_no_permission(request, view_func)
        page = urlsplit(request.htmx.current_url_abs_path or "/")
        back = redirect_to_login(page.geturl(), resolve_url(self.get_login_url(view_func)))
        return HttpResponseClientRedirect(back.url)


class HtmxVaryMiddleware:
    """One address answers with a page or a part of it: caches must keep the two apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response
