"""Another address for a person: asked for, proven by a mailed link, then theirs."""

from typing import Final

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import transaction

from annotations.refusals import Refused, in_words
from annotations.services.people import end_invitations
from articles.models import Invitation, Person

LASTS: Final = 60 * 60  # seconds that a link is good for
_SALT: Final = "another address"
_ASK_AGAIN: Final = "Ask for a new one in your settings."


def ask_for_address(person: Person, email: str, *, password: str = "") -> str:
    """What a link to ``email`` has to carry, which proves that its mail is theirs; "" where it has an account already.

    Who has a password says it. Raises Refused; never for an address that somebody has: who asks learns nothing of it.
    """
    if person.has_usable_password() and not person.check_password(password):
        raise Refused("This is not your password. Type it again.", field="password")
    if email.casefold() == (person.email or "").casefold():
        raise Refused("This is your address already.", field="email")
    if EmailAddress.objects.filter(user=person, verified=False).exists():
        raise Refused(
            f"Nobody has shown yet that {person.email} is yours. Sign out, sign in by a code that is mailed to it, "
            "then come back."
        )
    if Person.objects.filter(email__iexact=email).exists():
        return ""
    return signing.dumps([person.pk, person.email, email], salt=_SALT, compress=True)


def asked_address(token: str, *, person: Person) -> str:
    """The address that a link is for. Raises Refused where it is too old, not theirs, or used."""
    try:
        pk, was, email = signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise Refused(f"This link was good for an hour. {_ASK_AGAIN}") from None
    except signing.BadSignature:
        raise Refused(f"This link is not whole. Copy all of it from the mail. {_ASK_AGAIN}") from None
    if pk != person.pk:
        raise Refused("This link is for another account. Sign in with that one, then open it again.")
    if was != person.email:
        raise Refused(f"Your address has changed since this link was sent. {_ASK_AGAIN}")
    return str(email)


def change_address(token: str, *, person: Person) -> str:
    """Give the person the address that the link is for; returns the one they had.

    What was opened with the old one ends: their sessions, but the one that goes on with ``person``, and invitations
    for it, since whoever has it next would come in by them. Tokens stay. Raises Refused.
    """
    with in_words(), transaction.atomic():
        now = Person.objects.select_for_update().get(pk=person.pk)
        was, now.email = str(now.email), asked_address(token, person=now)
        now.save(update_fields=["email"])
        proven = {"email": now.email, "verified": True, "primary": True}
        EmailAddress.objects.update_or_create(user=now, defaults=proven)
        end_invitations(Invitation.objects.filter(email__iexact=was), by=now.pk)
    person.email = now.email
    return was
