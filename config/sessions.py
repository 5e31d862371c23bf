"""Sessions in the database, asked for by SQL that is written once: every page begins with its own."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from annotations.compiled import CompiledValues

_SESSIONS = CompiledValues(
    lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()).values("session_data")
)


class SessionStore(db.SessionStore):
    """Django's own, by another question; a key that Django would never give is not asked for."""

    def load(self) -> dict[str, Any]:
        key = self.session_key or ""
        found = _SESSIONS(key) if key.isascii() and key.isalnum() else []
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0]["session_data"])
