"""Deeds on the keys of programs. They belong to no article; a withdrawn key opens nothing again."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from annotations.models import ApiToken
from annotations.permissions import require
from annotations.refusals import NO_SCOPE, NotAllowed, Refused
from annotations.services.people import hash_of, hold_role
from articles.fields import clean_columns
from articles.models import Membership, Role

# scope: the action that its person must be allowed to do
SCOPES: dict[str, str] = {
    ApiToken.Scope.READ: "read",
    ApiToken.Scope.ANNOTATE: "annotate",
    ApiToken.Scope.REVIEW: "review",
}
_SEEN_EVERY = timedelta(minutes=1)


def make_token(
    *, by: Membership, name: str, scopes: Iterable[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A token of ``by`` at their desk; returns it with its secret, which is kept nowhere.

    Raises Refused (no scope, a time that is past), ValidationError, NotAllowed for a scope beyond the role.
    """
    wanted = [scope for scope in SCOPES if scope in set(scopes)]
    if not wanted:
        raise Refused(NO_SCOPE, field="scopes")
    for scope in wanted:
        require(by, SCOPES[scope])
    if expires_at is not None and expires_at <= timezone.now():
        raise Refused("This time has passed. Choose a later one, or none.", field="expires_at")
    secret = f"obelus_{secrets.token_urlsafe(32)}"
    token = ApiToken(
        desk_id=by.desk_id, created_by_id=by.person_id, created_at=timezone.now(), person_id=by.person_id,
        name=name.strip(), scopes=wanted, expires_at=expires_at, secret_hash=hash_of(secret),
    )  # fmt: skip
    clean_columns(token)
    with transaction.atomic():
        hold_role(by, SCOPES[wanted[-1]])  # who may do that may do the others
        token.save(force_insert=True)
    return token, secret


def withdraw_token(token: ApiToken, *, by: Membership) -> None:
    """Shut a token out for good: one's own, or anyone's for an admin of the desk."""
    if token.desk_id != by.desk_id or (token.person_id != by.person_id and not by.is_at_least(Role.ADMIN)):
        raise NotAllowed("This is someone else’s token. Only they or an admin can revoke it.")
    ApiToken.objects.filter(pk=token.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), changed_by_id=by.person_id
    )


def find_token(secret: str) -> ApiToken | None:
    """The token of this secret while it opens anything. Its last use is noted, at most once a minute."""
    token = (
        ApiToken.objects.filter(secret_hash=hash_of(secret), withdrawn_at=None, person__is_active=True)
        .select_related("person")
        .first()
    )
    now = timezone.now()
    if token is None or (token.expires_at and token.expires_at <= now):
        return None
    if token.last_used_at is None or now - token.last_used_at >= _SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
