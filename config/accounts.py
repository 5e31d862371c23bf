"""Says who may open an account, whose an address is; what is told where a code for signing in cannot be sent."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_reset
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from annotations.compiled import CompiledObjects
from articles.models import Person
from config.errors import mail_is_away

log = logging.getLogger(__name__)


_PEOPLE = CompiledObjects(lambda pk: Person.objects.filter(pk=pk))


class ByAddress(AuthenticationBackend):
    """Signs in as allauth does; each page asks whose session it is by SQL that is written once."""

    def get_user(self, user_id: int | str) -> Person | None:
        return next(filter(self.user_can_authenticate, _PEOPLE(int(user_id))), None)


_LATER = "There were too many tries. Wait a few minutes, then try again."
SAID = {
    "email_password_mismatch": "The address or the password is not right. Try again, or have a code mailed to you.",
    "enter_current_password": "This is not the password that you have now. Type it again.",
    "incorrect_code": "This is not the code. Look into the newest mail from here, or have another one sent.",
    "too_many_login_attempts": _LATER,
    "rate_limited": _LATER,
}
"""Why somebody is not signed in, where allauth's own words do not say what to do, or speak of tries that failed."""


class InvitedOnly(DefaultAccountAdapter):
    """People are invited by a desk; the sign-up page says so."""

    error_messages = DefaultAccountAdapter.error_messages | SAID

    def is_open_for_signup(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("me")

    def pre_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse | None:
        """A code that is on its way to the address somebody had before lets nobody in any more."""
        if (about["email"] or user.email or "").casefold() != (user.email or "").casefold():
            messages.error(request, "This account has another address now. Sign in with that.")
            return redirect("account_login")
        answer: HttpResponse | None = super().pre_login(request, user, **about)
        return answer

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


@receiver(email_confirmed)
def forget_password(request: HttpRequest, email_address: EmailAddress, **more: Any) -> None:
    """An address is proven for the first time: the password may be of somebody else, who saw the invitation's link.

    With it end the sessions that it opened.
    """
    person = email_address.user
    person.set_unusable_password()
    person.save(update_fields=["password"])
    messages.info(request, "Your address is confirmed. The password that was set before counts no more.")


@receiver(password_reset)
def prove_address(request: HttpRequest, user: Person, **more: Any) -> None:
    """Who sets a password by the mail at an address reads that mail."""
    EmailAddress.objects.filter(user=user, email__iexact=user.email).update(verified=True)
