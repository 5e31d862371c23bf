"""Lets a person have another address: it is asked for here, proven by a link that is mailed to it."""

from allauth.core.ratelimit import consume
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from annotations.forms.people import AddressForm
from annotations.refusals import Refused
from annotations.services.addresses import ask_for_address, asked_address, change_address
from annotations.views.base import deny_in_words, done, form_page, posted, refused
from annotations.views.mail import mailed

TOO_OFTEN = "You asked for this too often. Your address is as it was; try again in an hour."
NOT_MAILED = "The mail server does not take the mail. Nothing was changed; try again in a few minutes."


@form_page
def my_address(request: HttpRequest) -> HttpResponse:
    """Mail a link to the new address. Whoever has it already is told so there, and nobody here."""
    form = AddressForm(posted(request), person=request.user)
    if form.is_bound and form.is_valid() and not consume(request, action="change_address"):
        return refused(request, TOO_OFTEN, 429)
    if form.run(lambda: _ask(request, **form.cleaned_data)):
        words = f"A link is on its way to {form.cleaned_data['email']}. Open it here within an hour."
        return done(request, words, reverse("me"))
    return render(request, "people/address.html", {"form": form}, status=form.status)


def _ask(request: HttpRequest, email: str, password: str = "") -> None:
    token = ask_for_address(request.user, email, password=password)
    way = reverse("my-address-new", args=[token]) if token else reverse("account_login")
    context = {"email": email, "is_taken": not token, "link": request.build_absolute_uri(way)}
    if not mailed("Your address at Obelus", "people/address.txt", context, email):
        raise Refused(NOT_MAILED)


@form_page
@deny_in_words
def my_address_new(request: HttpRequest, token: str) -> HttpResponse:
    """Who opened the link says once more that this is their address: a mail scanner opens links as well."""
    if request.method != "POST":
        context = {"email": asked_address(token, person=request.user)}
        return render(request, "people/address_new.html", context)
    was = change_address(token, person=request.user)
    update_session_auth_hash(request, request.user)
    context = {"email": request.user.email, "was": was}
    mailed("Your address at Obelus has changed", "people/address_changed.txt", context, was)
    return done(request, f"Your address is {request.user.email}. Sign in with it from now on.", reverse("me"))
