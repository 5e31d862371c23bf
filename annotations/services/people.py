"""Deeds on the people of a desk: invitations, roles. They belong to no article, so history alone records them."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.core.signing import Signer
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from annotations.models import ApiToken
from annotations.permissions import require, require_manager
from annotations.refusals import NotAllowed, Refused, Stale, in_words
from articles.fields import clean_columns
from articles.models import Desk, Invitation, Membership, Person, Role

MOST_ORIGINS = 9
_USED_UP = "This invitation has been used or has expired. Ask the desk for a new one."


def make_desk(*, person: Person, name: str, slug: str) -> Membership:
    """A desk with its first admin. Raises ValidationError, Refused."""
    with in_words(), transaction.atomic():
        desk = Desk(name=name, slug=slug)
        desk.full_clean()
        desk.save()
        return Membership.objects.create(desk=desk, person=person, role=Role.ADMIN)


def make_person(*, email: str, name: str, password: str | None = None, is_proven: bool = True) -> Person:
    """Somebody whose address is known to be theirs, or not yet. Without a password they sign in by code.

    Raises ValidationError for the address or the name.
    """
    with in_words(), transaction.atomic():
        person = Person(email=email.strip().lower(), name=name)
        person.set_password(password)
        person.clean_fields()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=is_proven, primary=True)
        return person


def change_desk(
    desk: Desk,
    *,
    by: Membership,
    seen: Mapping[str, Any] | None = None,
    name: str | None = None,
    origins_wanted: int | None = None,
) -> Desk:
    """Rename the desk, say how many independent origins it asks for; None leaves it as it is.

    ``seen``: what stood there when it was read, of what is to be changed. Raises Stale, Refused, ValidationError.
    """
    require_manager(by, desk.pk)
    if origins_wanted is not None and not 1 <= origins_wanted <= MOST_ORIGINS:
        raise Refused(f"Ask for 1 to {MOST_ORIGINS} origins; two is the usual rule.", field="origins_wanted")
    with transaction.atomic():
        desk = Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
        wanted = {"name": name, "origins_wanted": origins_wanted}
        if any(getattr(desk, setting) not in (was, wanted[setting]) for setting, was in (seen or {}).items()):
            raise Stale(desk)
        before = desk.name, desk.settings
        if name is not None:
            desk.name = name
        if origins_wanted is not None:
            desk.settings = {**desk.settings, "origins_wanted": origins_wanted}
        desk.clean_fields(exclude=["slug"])
        if (desk.name, desk.settings) != before:
            desk.changed_by_id = by.person_id
            desk.save(update_fields=["name", "settings", "changed_by"])
    return desk


def invite(*, by: Membership, email: str, role: str = Role.ANALYST) -> tuple[Invitation, str]:
    """Invite someone; returns the invitation with the secret of its link, which is kept nowhere."""
    require(by, "manage")
    if role not in Role.values:
        raise Refused("Choose a role from the list.", field="role")
    if Membership.objects.filter(desk_id=by.desk_id, person__email__iexact=email.strip()).exists():
        raise Refused("This person is already at the desk. Change their role in the list.", field="email")
    secret = secrets.token_urlsafe(32)
    row = Invitation(
        desk_id=by.desk_id, created_by_id=by.person_id, created_at=timezone.now(), email=email.strip().lower(),
        role=role, secret_hash=hash_of(secret),
    )  # fmt: skip
    clean_columns(row)
    with in_words(), transaction.atomic():
        hold_role(by, "manage")
        end_invitations(Invitation.objects.filter(desk_id=by.desk_id, email=row.email), by=by.person_id)
        row.save(force_insert=True)
    return row, secret


def invite_all(
    *, by: Membership, emails: Sequence[str], role: str = Role.ANALYST
) -> list[tuple[Invitation, str]]:
    """Invite each of these addresses, or, where one of them is refused, nobody. Raises Refused with all such."""
    made, refusals = [], []
    with transaction.atomic():
        for email in emails:
            try:
                made.append(invite(by=by, email=email, role=role))
            except NotAllowed:
                raise
            except Refused as refusal:
                refusals.append((email, refusal))
        if refusals:
            several = len(emails) > 1
            words = [f"{email}: {each.message}" if several else each.message for email, each in refusals]
            raise Refused(" ".join(words), field=refusals[0][1].field)
    return made


def hash_of(secret: str) -> str:
    """SHA-256 of a link's secret, in hexadecimal digits: all that is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_invitation(secret: str) -> Invitation:
    """The invitation behind a link. Raises Refused when it is used, withdrawn or too old."""
    row = Invitation.objects.select_related("desk", "created_by").filter(secret_hash=hash_of(secret)).first()
    if row is None or not row.is_open:
        raise Refused(_USED_UP)
    return row


def accepted_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link by which somebody has joined."""
    used = Invitation.objects.select_related("desk").exclude(accepted_by=None)
    return used.filter(secret_hash=hash_of(secret)).first()


def is_member(invitation: Invitation, person: Person) -> bool:
    """Whether somebody is at the desk already: then the invitation is for somebody else."""
    return Membership.objects.filter(desk_id=invitation.desk_id, person=person).exists()


def is_for(invitation: Invitation, person: Person) -> bool:
    return (person.email or "").casefold() == invitation.email.casefold()


def accept(invitation: Invitation, *, person: Person) -> Membership:
    """Join the desk, once, by the address that was invited. Who is there already uses up nobody's invitation."""
    if not invitation.is_open:
        raise Refused(_USED_UP)
    if is_member(invitation, person):
        raise Refused(f"You are already at this desk. The invitation is for {invitation.email}.")
    if not is_for(invitation, person):
        raise Refused(f"The invitation is for {invitation.email}. Ask for one for {person.email}.")
    with in_words(), transaction.atomic():
        used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
            accepted_at=timezone.now(), accepted_by=person, changed_by=person
        )
        if not used:
            raise Refused(_USED_UP)
        member, _ = Membership.objects.get_or_create(
            desk_id=invitation.desk_id, person=person, defaults={"role": invitation.role}
        )
    return member


def proof_of(secret: str) -> str:
    """What a link has more where it is mailed: who has it reads the mail at that address, and nobody else."""
    return Signer(salt="mailed invitation").signature(secret)


def accept_as_new(
    invitation: Invitation, *, name: str, password: str, secret: str = "", proof: str = ""
) -> Membership:
    """Join the desk as somebody who has no account. The link is shown to who invites, too: it proves nothing alone.

    Raises Refused where the address has an account, ValidationError for the name.
    """
    if Person.objects.filter(email__iexact=invitation.email).exists():
        raise Refused("This email address already has an account. Sign in with it, then open the link again.")
    is_proven = constant_time_compare(proof, proof_of(secret))
    with in_words(), transaction.atomic():
        person = make_person(email=invitation.email, name=name, password=password, is_proven=is_proven)
        return accept(invitation, person=person)


def withdraw_invitation(invitation: Invitation, *, by: Membership) -> None:
    """Let the link open nothing any more."""
    require(by, "manage")
    end_invitations(Invitation.objects.filter(pk=invitation.pk, desk_id=by.desk_id), by=by.person_id)


def end_invitations(rows: QuerySet[Invitation], *, by: int) -> None:
    """Let their links open nothing any more; one that was used already stays as it is. ``by``: a person's id."""
    unused = rows.filter(accepted_at=None, withdrawn_at=None)
    unused.update(withdrawn_at=timezone.now(), changed_by_id=by)


def set_role(member: Membership, *, by: Membership, role: str, seen: str = "") -> Membership:
    """Give a person another role. A desk keeps at least one admin. Raises Stale, Refused, NotAllowed.

    ``seen`` is the role that they had when it was read. Who is no admin any more lets nobody in: their open
    invitations end.
    """
    require_manager(by, member.desk_id)
    if role not in Role.values:
        raise Refused("Choose a role from the list.", field="role")
    with transaction.atomic():
        _keep_an_admin(member, leaves=role != Role.ADMIN)
        hold_role(by, "manage")
        now = Membership.objects.select_for_update().filter(pk=member.pk).first()
        if now is None:
            raise Refused(f"{member.person} is no longer at this desk. Invite them again.", field="role")
        if seen and now.role not in (seen, role):
            raise Stale(
                now,
                f"Another admin made {member.person} {now.get_role_display().lower()} since you opened this."
                " Nothing was changed; choose again where that is still wanted.",
            )
        member.role = role
        member.save(update_fields=["role"])
        if role != Role.ADMIN:
            end_invitations(_invited_by(member), by=by.person_id)
    return member


def remove(member: Membership, *, by: Membership) -> None:
    """Take a person off the desk, with their tokens and open invitations; what they wrote stays. Anybody may leave.

    Raises Refused for its last admin, NotAllowed.
    """
    is_own = (member.person_id, member.desk_id) == (by.person_id, by.desk_id)
    if not is_own:
        require_manager(by, member.desk_id)
    with transaction.atomic():
        _keep_an_admin(member, leaves=True)
        if not is_own:
            hold_role(by, "manage")
        ApiToken.objects.filter(desk_id=member.desk_id, person_id=member.person_id, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), changed_by_id=by.person_id
        )
        end_invitations(_invited_by(member), by=by.person_id)
        member.delete()


def _invited_by(member: Membership) -> QuerySet[Invitation]:
    """Such a link may lie with somebody who would let the one in again who was sent away."""
    return Invitation.objects.filter(desk_id=member.desk_id, created_by_id=member.person_id)


def hold_role(by: Membership, action: str) -> None:
    """Raise NotAllowed where ``by`` was sent away, or may not do ``action`` any more, since they were read.

    Their row is held until what they do is there to be ended with their leave.
    """
    now = Membership.objects.select_for_update().filter(desk_id=by.desk_id, person_id=by.person_id).first()
    if now is None:
        raise NotAllowed("You are no longer at this desk.")
    require(now, action)


def _keep_an_admin(member: Membership, *, leaves: bool) -> None:
    rows = Membership.objects.select_for_update().filter(desk_id=member.desk_id, role=Role.ADMIN)
    admins = {row.pk for row in rows}
    if leaves and admins == {member.pk}:
        raise Refused("A desk needs an admin. Make someone else admin first.", field="role")
