"""The facts that stand in lines of their own under a title: byline, date, address."""

import re
from datetime import date, datetime
from typing import Final

from articles.boilerplate import Rule

BYLINE: Final = Rule("byline", "The line that names the author; it is kept as the byline.")
DATE: Final = Rule("date line", "The line that gives the date; it is kept as the date of publication.")
ADDRESS: Final = Rule("address", "The line that gives the article's address; it is kept as its link.")

_BYLINE: Final = re.compile(
    r"(?:By|Von|Par|Por|De la|Di|От|Text:|Author:)\s+(?P<name>[^\W\d_][^!?:;]{1,80})", re.IGNORECASE
)
_SHORT: Final = re.compile(r"(?:-?[^\W\d_]{1,4}\.)+")
"""An initial or a title: "J.", "J.-P.", "Dr."."""
_PREFIX: Final = re.compile(r"^(?:[^\W\d_]{1,2}[’'-])(?=.)")
"""Small before a name: "al-Sisi", "d’Arc"."""
_PARTICLES: Final = frozenset(
    "de da do dos das del della di du van von der den ter ten zu zur bin ibn ben al".split()
)
_JOINTS: Final = frozenset("and und et y e i en och og и & | / – — · la le el las los les des".split())
_PLACES: Final = frozenset("in at for from".split())
_ROLE: Final = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|columnist|staff|journalist|contributor|critic|analyst|professor|"
    r"director|author|researcher)\b",
    re.IGNORECASE,
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
    found = _BYLINE.fullmatch(line.strip(" ,\n"))
    if not found or len(line.split()) > 10:
        return None
    name = found["name"].strip(" ,")
    who, _, more = name.partition(",")
    told_more = bool(_ROLE.search(more) or day(more)) and _names(who) > 1
    return name if told_more or _names(name) else None


def _names(text: str) -> int:
    """How many words of `text` name somebody; 0 where one of them cannot stand in a name."""
    words = [word.strip('(),"“”') for word in text.split()]
    if words[0] in _JOINTS or words[-1] in _JOINTS | _PARTICLES | _PLACES:
        return 0
    count = 0
    for word in words:
        if word in _JOINTS | _PARTICLES or (word in _PLACES and count > 1):
            continue
        first = (word if _SHORT.fullmatch(word) else _PREFIX.sub("", word))[:1]
        if not first.isalpha() or first.islower() or ("." in word and not _SHORT.match(word)):
            return 0
        count += not _SHORT.fullmatch(word)
    return count


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
