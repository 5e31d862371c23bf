"""Opens the door to whoever holds an invitation."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from annotations.forms.people import AcceptForm
from annotations.refusals import Refused
from annotations.services.people import (
    accept,
    accept_as_new,
    accepted_invitation,
    is_for,
    is_member,
    open_invitation,
)
from annotations.views.base import done, form_page, posted
from articles.models import Invitation, Person


@login_not_required
@never_cache
@form_page
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Join: who is signed in by one button, who has an account after signing in, who is new with a name."""
    try:
        row = open_invitation(secret)
    except Refused as refusal:
        return _closed(request, secret, refusal)
    if request.user.is_authenticated:
        return _join(request, row, secret)
    if Person.objects.filter(email__iexact=row.email).exists():
        return render(request, "people/invitation.html", {"invitation": row, "has_account": True})
    return _welcome(request, row, secret)


def _closed(request: HttpRequest, secret: str, refusal: Refused) -> HttpResponse:
    """Who has joined by this link is led on, be it opened or sent once more."""
    used, person = accepted_invitation(secret), request.user
    if used and person.is_authenticated and used.accepted_by == person and is_member(used, person):
        return done(request, f"You are at {used.desk} already.", reverse("desk", args=[used.desk.slug]))
    context = {"sentence": refusal.message, "used": None if person.is_authenticated else used}
    return render(request, "people/invitation_closed.html", context, status=404)


def _join(request: HttpRequest, row: Invitation, secret: str) -> HttpResponse:
    if is_member(row, request.user):
        return render(request, "people/invitation.html", {"invitation": row, "is_member": True})
    if request.method != "POST":
        context = {"invitation": row, "is_anothers": not is_for(row, request.user)}
        return render(request, "people/invitation.html", context)
    try:
        accept(row, person=request.user)
    except Refused as refusal:
        return _closed(request, secret, refusal)
    return done(request, f"Welcome to {row.desk}.", reverse("desk", args=[row.desk.slug]))


def _welcome(request: HttpRequest, row: Invitation, secret: str) -> HttpResponse:
    form = AcceptForm(posted(request), invitation=row)
    proof = request.GET.get("mailed", "")
    if form.run(lambda: accept_as_new(row, **form.cleaned_data, secret=secret, proof=proof)):
        login(request, form.result.person)
        return done(request, f"Welcome to {row.desk}.", reverse("desk", args=[row.desk.slug]))
    context = {"invitation": row, "form": form}
    return render(request, "people/invitation.html", context, status=form.status)
