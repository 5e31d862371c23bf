"""Sends a mail in plain words."""

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def mailed(subject: str, template: str, context: dict[str, Any], to: str) -> bool:
    """Whether the mail went out; what a mail server that fails means is the caller's to say."""
    try:
        send_mail(subject, render_to_string(template, context), None, [to])
    except (SMTPException, OSError):
        log.exception("The mail of %s was not sent.", template)
        return False
    return True
