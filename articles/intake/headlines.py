"""The facts that stand in lines of their own under a title: byline, date, address."""

import re
from datetime import date, datetime
from typing import Final

from articles.boilerplate import Rule

BYLINE: Final = Rule("byline", "The line that names the author; it is kept as the byline.")
DATE: Final = Rule("date line", "The line that gives the date; it is kept as the date of publication.")
ADDRESS: Final = Rule("address", "The line that gives the article's address; it is kept as its link.")

_BYLINE: Final = re.compile(
    r"(?:By|Von|Par|Por|De la|Di|От|Text:|Author:)\s+(?P<name>[^\W\d_][^.!?:;]{2,80})", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"https?://\S{4,2000}")
_LABEL: Final = re.compile(
    r"^(?:published|posted|updated|date|first published)\b(?: on)?\s*:?\s*", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"(?:,|\s|\bat\b|T)*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?(?:[+-]\d\d:?\d\d)?$",
    re.I,
)
_WEEKDAY: Final = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_FORMATS: Final = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y", "%B %d %Y")
_LONGEST: Final = 100


def byline(line: str) -> str | None:
    """The name in a line like "By Ana Ruiz"."""
    found = _BYLINE.fullmatch(line.strip())
    return found["name"].strip(" ,") if found and len(line.split()) <= 10 else None


def address(line: str) -> str | None:
    """The address, when the line is nothing else."""
    return line.strip() if _ADDRESS.fullmatch(line.strip()) else None


def day(line: str) -> date | None:
    """The date, when the line is nothing else but a label, a weekday and a time."""
    text = line.strip()
    if len(text) > _LONGEST:
        return None
    text = _WEEKDAY.sub("", _CLOCK.sub("", _LABEL.sub("", text))).strip(" ,.")
    for pattern in _FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None
