"""Says who may open an account: nobody by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """People are invited by a desk; the sign-up page says so."""

    def is_open_for_signup(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there; what is no address is none of ours."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
