"""Shows who is at the desk, in which role; lets people in."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from annotations.forms.people import DeskForm, InvitationForm, LabelsForm, MyForm, RoleForm
from annotations.lists import is_finished
from annotations.models import Contribution
from annotations.permissions import why_not
from annotations.services import people as services
from annotations.services.scales import set_labels
from annotations.views.base import deny_in_words, done, form_page, frame, get_member, posted
from annotations.views.desk import at_work, sent_back
from annotations.views.mail import mailed
from articles.models import Invitation, Membership, Role
from articles.models.desk import ROLE_ORDER
from articles.querysets import articles_of


@require_safe
def people(request: HttpRequest, desk: str) -> HttpResponse:
    return _people(request, get_member(request, desk), InvitationForm())


def _people(
    request: HttpRequest, by: Membership, form: InvitationForm, *, status: int = 200, **context: object
) -> HttpResponse:
    members = Membership.objects.filter(desk_id=by.desk_id).select_related("person")
    invited = Invitation.objects.filter(
        desk_id=by.desk_id, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    may = not why_not(by, "manage")
    owns, returned = left_open(by)
    for member in members:
        member.owns, member.sent_back = owns.get(member.person_id), returned.get(member.person_id)
    shown = {
        **frame(by, "people"),
        "members": sorted(members, key=lambda m: (-ROLE_ORDER[m.role], m.person.name.casefold(), m.pk)),
        "invited": invited.select_related("created_by").order_by("-pk") if may else (),
        "may_manage": may,
        "roles": Role.choices,
        "form": form,
        **context,
    }
    return render(request, "people/people.html", shown, status=status)


def left_open(by: Membership) -> tuple[dict[int, int], dict[int, int]]:
    """Person → unfinished articles that are theirs; person → statements that were sent back to them."""
    theirs = at_work(articles_of(by).exclude(is_finished()).exclude(owner=None)).order_by().values("owner")
    returned = {f"statement__{name}": value for name, value in sent_back(by).items()}
    wrote = Contribution.objects.filter(**returned).values("person")
    return (
        dict(theirs.values_list("owner", Count("pk"))),
        dict(wrote.values_list("person", Count("statement"))),
    )


@form_page
@deny_in_words
def invitation_add(request: HttpRequest, desk: str) -> HttpResponse:
    """Invite people by mail. Each link is shown too, this once: only its hash is kept."""
    by = get_member(request, desk, "manage")
    form = InvitationForm(posted(request))
    if form.run(
        lambda: services.invite_all(by=by, emails=form.cleaned_data["email"], role=form.cleaned_data["role"])
    ):
        return _people(request, by, InvitationForm(), made=_sent(request, form.result, by))
    return _people(request, by, form, status=form.status)


def _sent(request: HttpRequest, made: list[tuple[Invitation, str]], by: Membership) -> list[dict[str, Any]]:
    """What became of each: its link, whether that was mailed. A mail server that fails once is not asked again."""
    told, is_away, replaced = [], False, _replaced_by([invitation for invitation, _ in made])
    for invitation, secret in made:
        link = request.build_absolute_uri(reverse("invitation", args=[secret]))
        sent = not is_away and _mail(invitation, f"{link}?mailed={services.proof_of(secret)}", by)
        is_away = not sent
        again = invitation.email in replaced
        told.append({"email": invitation.email, "link": link, "sent": sent, "again": again})
    return told


def _replaced_by(made: list[Invitation]) -> set[str]:
    """The addresses that had an open link, which the new one took the place of."""
    before = Invitation.objects.filter(desk_id=made[0].desk_id, email__in=[row.email for row in made])
    closed = before.filter(accepted_at=None, withdrawn_at__gte=min(row.created_at for row in made))
    return set(closed.values_list("email", flat=True))


def _mail(invitation: Invitation, link: str, by: Membership) -> bool:
    """Whether the mail went out; a mail server that fails is no reason to lose the invitation."""
    context = {"invitation": invitation, "link": link, "by": by, "desk": by.desk}
    subject = f"{by.person.name} invites you to {by.desk.name}"
    return mailed(subject, "people/invitation.txt", context, invitation.email)


@require_POST
@deny_in_words
def invitation_withdraw(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    by = get_member(request, desk, "manage")
    invitation = get_object_or_404(Invitation, desk_id=by.desk_id, pk=pk)
    services.withdraw_invitation(invitation, by=by)
    return done(request, f"The link for {invitation.email} no longer works.", reverse("people", args=[desk]))


@form_page
@deny_in_words
def member_role(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Give a member another role. Who is led back here, as after signing in anew, finds the page of all."""
    by = get_member(request, desk, "manage")
    if request.method != "POST":
        return redirect("people", desk)
    member = get_object_or_404(Membership.objects.select_related("person"), desk_id=by.desk_id, pk=pk)
    form = RoleForm(request.POST)
    if form.run(lambda: services.set_role(member, by=by, **form.cleaned_data)):
        words = f"{member.person} is {member.get_role_display().lower()} now."
        return done(request, words, reverse("people", args=[desk]))
    return _people(request, by, InvitationForm(), status=form.status, refused=form)


@form_page
@deny_in_words
def member_remove(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Take someone off the desk, or leave it; what they wrote stays."""
    by = get_member(request, desk)
    if request.method != "POST":
        return redirect("people", desk)
    member = get_object_or_404(Membership.objects.select_related("person"), desk_id=by.desk_id, pk=pk)
    is_own = member.person_id == by.person_id
    form = RoleForm({"role": member.role})
    if form.run(lambda: services.remove(member, by=by)):
        if is_own:
            return done(request, f"You have left {by.desk}.", reverse("home"))
        return done(request, f"{member.person} is off the desk.", reverse("people", args=[desk]))
    return _people(request, by, InvitationForm(), status=form.status, refused=form)


@form_page
def me(request: HttpRequest) -> HttpResponse:
    """One's own settings: name, single keys, the bar that lists them."""
    form = MyForm(posted(request), instance=request.user)
    if form.is_valid():
        form.instance.save(update_fields=form.Meta.fields)
        return done(request, "Saved.", reverse("me"))
    shown = {"form": form, "typist": request.user}
    return render(request, "people/me.html", shown, status=422 if form.errors else 200)


@form_page
@deny_in_words
def desk_settings(request: HttpRequest, desk: str) -> HttpResponse:
    by = get_member(request, desk, "manage")
    initial = {"name": by.desk.name, "origins_wanted": by.desk.origins_wanted}
    form = DeskForm(posted(request), initial=initial)
    if form.run(lambda: services.change_desk(by.desk, by=by, **form.values())):
        return done(request, "The desk’s settings are saved.", reverse("people", args=[desk]))
    return render(
        request, "people/desk_settings.html", {**frame(by, "people"), "form": form}, status=form.status
    )


@form_page
@deny_in_words
def verdict_labels(request: HttpRequest, desk: str) -> HttpResponse:
    """What the desk calls the verdicts, in articles that are taken in from now on."""
    by = get_member(request, desk, "manage")
    form = LabelsForm(posted(request), initial=LabelsForm.shown(by.desk))
    if form.run(lambda: set_labels(by.desk, by=by, **form.values())):
        words = "The words for the verdicts are saved. Articles taken in from now on have them."
        return done(request, words, reverse("desk-settings", args=[desk]))
    context = {**frame(by, "people"), "form": form}
    return render(request, "people/verdict_labels.html", context, status=form.status)
