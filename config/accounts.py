"""Says who may open an account: nobody by themselves; what is told where a code for signing in cannot be sent."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest

from config.errors import mail_is_away

log = logging.getLogger(__name__)


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

    def send_mail(self, *about: Any, **more: Any) -> None:
        """A mail server that fails is told as such: whoever waits for its mail would wait for ever."""
        try:
            super().send_mail(*about, **more)
        except (SMTPException, OSError) as failure:
            log.exception("The mail for signing in was not sent.")
            raise ImmediateHttpResponse(mail_is_away(self.request)) from failure
