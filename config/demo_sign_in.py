"""Lets the person at the demo's terminal in, by a link that works once."""

from __future__ import annotations

from django.contrib.auth import get_user_model, login
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from config.errors import refusal

SALT = "demo-sign-in"
LASTS = 24 * 60 * 60  # seconds


def token_for(person: AbstractBaseUser) -> str:
    """Good until the person signs in next, for a day at most."""
    return signing.dumps([person.pk, _last_seen(person)], salt=SALT)


@require_GET
@never_cache
@login_not_required
def demo_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign the link's person in, then go to the desk."""
    try:
        pk, last_seen = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return refusal(
            request, 403, "This link does not open anything", "Start the demo again for a new one."
        )
    with transaction.atomic():
        person = get_user_model().objects.select_for_update().filter(pk=pk, is_active=True).first()
        if person is not None and person == request.user:
            return redirect("/")
        if person is None or _last_seen(person) != last_seen:
            return refusal(request, 403, "This link has been used", "Start the demo again for a new one.")
        login(request, person)
    return redirect("/")


def _last_seen(person: AbstractBaseUser) -> str:
    return person.last_login.isoformat() if person.last_login else ""
