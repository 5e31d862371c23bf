"""Knows of the product what its pages do not tell: a session, the last page of a list, what is stored."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from annotations.lists import DeskStatementFilter
from annotations.models import Verification
from articles.models import Membership
from benchmarks.wanted import ON_PAGE


def session_of(by: Membership) -> str:
    """The key of a session in which the member is signed in."""
    (backend,) = settings.AUTHENTICATION_BACKENDS
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(by.person_id),
            BACKEND_SESSION_KEY: backend,
            HASH_SESSION_KEY: by.person.get_session_auth_hash(),
        }
    )
    session.create()
    return str(session.session_key)


def last_page(by: Membership) -> int:
    """Id of the flagged statement that the last full page begins after."""
    flagged = DeskStatementFilter.of({"flagged": "yes"})
    backwards = flagged.rows(by).order_by("flagged_in", "-reading_order", "-pk")
    return backwards.values_list("pk", flat=True)[ON_PAGE]


def verdicts() -> int:
    return Verification.objects.count()
