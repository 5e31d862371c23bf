"""Reads what the environment says; what cannot be meant is refused in a sentence that names the variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

ON, OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
# How something looks: for the machine, for people.
HOST = (  # never *, a scheme or a port
    r"(?i:\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])",
    "host names with commas between, such as obelus.example.org (.example.org is all below it)",
)
ORIGIN = (
    r"(?i:https?://(\*\.)?[^/\s*]+)",
    "addresses with commas between, such as https://obelus.example.org",
)
RATE = (
    r"[1-9]\d{0,8}/(s|sec|second|m|min|minute|h|hour|d|day)",
    "a number of requests, a slash, then sec, min, hour or day, such as 600/min",
)
MAIL_SERVER = (
    r"[^\s/:@,]+|[0-9a-fA-F:.]+",
    "a name such as mail.example.org; the port goes into EMAIL_PORT, who signs in there into EMAIL_HOST_USER",
)
_ADDRESS = r"[^\s@<>]+@[^\s@<>]+"
SENDER = (
    rf"{_ADDRESS}|[^@<>]*<{_ADDRESS}>",
    "an address such as desk@example.org, or Desk <desk@example.org>",
)
KEY = 50  # characters


class Environment:
    """Each method reads one variable; an empty one counts as unset. All raise ImproperlyConfigured."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def matching(self, name: str, default: str, pattern: str, form: str) -> str:
        value = self.text(name, default)
        return value if re.fullmatch(pattern, value) else _refuse(name, value, form)

    def listed(self, name: str, pattern: str, form: str) -> list[str]:
        """What stands between the commas."""
        parts = [part.strip() for part in self.text(name).split(",") if part.strip()]
        for part in parts:
            if not re.fullmatch(pattern, part):
                _refuse(name, self.text(name), form)
        return parts

    def number(self, name: str, default: int, most: int, form: str) -> int:
        """A whole number from 1 to ``most``."""
        value = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= most:
            _refuse(name, value, form)
        return int(value)

    def is_on(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "on" if default else "off")
        if value.lower() not in ON + OFF:
            _refuse(name, value, f"one of: {', '.join(ON)}; or of: {', '.join(OFF)}")
        return value.lower() in ON

    def zone(self, name: str, default: str) -> str:
        value = self.text(name)
        try:
            return ZoneInfo(value).key if value else default
        except (KeyError, ValueError, OSError):  # no such one, no name at all, a folder of names
            _refuse(name, value, "the name of a time zone, such as Europe/Madrid")

    def folder_beside(self, name: str, source: Path) -> str | None:
        """A folder that neither holds the source nor lies in it: it is emptied at times."""
        value = self.text(name)
        if not value:
            return None
        folder = Path(value).resolve()
        if (
            not Path(value).is_absolute()
            or folder == source
            or {folder, source} & {*folder.parents, *source.parents}
        ):
            _refuse(name, value, "an empty folder outside the source, such as /srv/obelus-static")
        return value

    def secret_key(self, name: str) -> str:
        value = self.text(name)
        if len(value) < KEY or len(set(value)) < 5 or value.startswith("django-insecure-"):
            raise ImproperlyConfigured(
                f"{name} can be guessed; it is {KEY} or more random characters, as made by:"
                " python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
            )
        return value


def _refuse(name: str, value: str, form: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} is “{value}”; it is {form}.")
