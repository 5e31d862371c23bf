"""Signing out, after which the browser shows nothing of the desk any more."""

from functools import wraps

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponse


@wraps(logout)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Browsers keep whole pages for Back: whoever sits down next would read what is not published yet.

    What was typed and not saved goes too, once its writer says so (frame.js): a browser may keep that of several.
    """
    response: HttpResponse = logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache"'
    return response
