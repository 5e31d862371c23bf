"""The day that a line names, as people write it."""

import re
from datetime import date, datetime
from typing import Final

from articles.intake import day_words as words
from articles.patterns import late

_AGAIN: Final = r"(?:last |zuletzt )?(?:updated|modified|aktualisiert)|(?:dernière )?mise? à jour|actualizado"
_LABEL: Final = late(
    rf"^(?:(?:published|posted|date|first published|publié|veröffentlicht|stand|publicado|{_AGAIN})\b"
    rf"(?: (?:on|at|le|am|el|à))?|{words.LABELS}|{words.AGAIN})\s*[:：]?\s*",
    re.IGNORECASE,
)
_ZONE: Final = r"(?:\s*(?:Uhr\b|\(?(?-i:UTC|MESZ|MEZ|MSK|[A-Z]{1,4}T)\b\)?))"
_HALF: Final = r"(?:\s*[ap]\.?m\b\.?)"
_TIME: Final = (
    r"(?:\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d{1,9})?)?| ?h ?\d{2}|時\d{2}分)"
    rf"{_HALF}?(?:\s*(?:Uhr|[A-Z]{{2,4}})\b|Z)?(?:[+-]\d\d:?\d\d)?|"
    rf"\d{{1,2}}(?:\.\d{{2}})?{_HALF}{_ZONE}?|\d{{1,2}}\.\d{{2}}{_ZONE}|(?<=\d\d\d\d )\d{{1,2}}\.\d{{2}})"
)
"""A full stop parts hours and minutes only beside a year, a zone, or a half of the day."""
_CLOCK: Final = late(rf"(?:,|\s|\b(?:at|à|um|в)\b|T)*{_TIME}$", re.IGNORECASE)
_CLOCK_ABROAD: Final = late(
    rf"(?:,|\s|{words.BEFORE_AN_HOUR})*(?:{words.HALVES})?\s*(?:{_TIME}|\d{{1,2}}[時时點点]\d{{1,2}}分)"
    rf"\s*(?:{words.BEHIND_AN_HOUR})?$",
    re.IGNORECASE,
)
_CLOCK_FIRST: Final = late(rf"^{_TIME},?\s+(?:on\s+)?", re.IGNORECASE)
_HOUR: Final = late(
    rf"{_TIME}|(?:about )?(?:an?|\d{{1,2}}) (?:min(?:ute)?|hour|hr|day)s? ago|"
    r"vor \d{1,2} (?:Minute|Stunde|Tag)(?:e?n)?|"
    r"il y a \d{1,2} (?:minute|heure|jour)s?|hace \d{1,2} (?:minuto|hora|día)s?",
    re.IGNORECASE,
)
_WEEKDAY: Final = late(
    r"^(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?,?|(?:mo|di|mi|do|fr|sa|so)[.,]{1,2})\s+",
    re.IGNORECASE,
)
_WEEKDAY_ABROAD: Final = late(rf"^(?:{words.WEEKDAYS})\.?[,،]?\s+", re.IGNORECASE)
_WEEKDAY_BEHIND: Final = late(rf"{words.WEEKDAY_BEHIND}$")
_SHORT_MONTH: Final = late(
    r"\b(jan|feb|mar|apr|jun|jul|aug|sep(?=t?\b)|oct|nov|dec)t?\b\.?(?= )", re.IGNORECASE
)
_NTH: Final = late(r"(?<=\d)(?:st|nd|rd|th)\b")
_PARTS: Final = late(
    rf"\s*[|·•]\s*|(?<!last)(?<!zuletzt){words.NOT_LAST}\s*[,;–—-]?\s\(?(?=(?:{_AGAIN})\b|{words.AGAIN})",
    re.IGNORECASE,
)
_FORMATS: Final = (
    "%Y-%m-%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%d.%m.%Y",
    "%B %d %Y",
    "%b %d %Y",
)
_LONGEST: Final = 100

_SPELLED: Final = late(
    r"(?:(?:le|el) )?(?P<day>\d{1,2})(?:\.|er|º)?\s+(?:de\s+)?(?P<month>[^\W\d][^\d,،|]*?)\.?"
    r"[\s,،]+(?:del?\s+)?(?P<year>\d{4})(?:\s*(?:г\.?|года|ء|م))?"
)
_COUNTED: Final = late(
    r"(?:(?P<year>\d{4})|令和(?P<era>\d{1,2}|元))年\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日|"
    r"(?P<y>\d{4})(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"
)
_TO_REIWA: Final = 2018
"""Years of ours before the first of that era."""
_SLASHES: Final = late(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")
_NOT_ENGLISH: Final = late(
    rf"^(?:publié|publicado|actualizado|(?:dernière )?mise? à jour|{words.LABELS}|{words.AGAIN})",
    re.IGNORECASE,
)
"""Labels of languages that write the day before the month."""


def day(line: str) -> date | None:
    """The first date, when the line is nothing else but dates, each with a label, a weekday and a time."""
    parts = _parts(line)
    found = [_one_day(part) for part in parts]
    dates = [named for named in found if named]
    only = all(named or _is_hour(part) for named, part in zip(found, parts, strict=True))
    return dates[0] if dates and only else None


def hour(line: str, *, bare: bool = False) -> bool:
    """Whether the line says when, and not on which day: "Updated 14:32 GMT", "3 hours ago".

    "6 a.m." may head a part of the text, so it counts only where it may be `bare`.
    """
    parts = _parts(line)
    told = parts and (bare or is_labelled(parts[0]) or not _CLOCK.search(parts[0]))
    return bool(told) and all(map(_is_hour, parts))


def is_labelled(line: str) -> bool:
    """Whether the line says what happened then, as "Published" does."""
    return bool(_LABEL.match(line))


def _parts(line: str) -> list[str]:
    text = line.strip()
    return [part.strip(" ()") for part in _PARTS.split(text)] if 0 < len(text) <= _LONGEST else []


def _is_hour(part: str) -> bool:
    bare = _LABEL.sub("", part)
    return any(map(_HOUR.fullmatch, (bare.rstrip(" ,."), bare)))


def _one_day(part: str) -> date | None:
    bare = _LABEL.sub("", part)
    text = _CLOCK_FIRST.sub("", _CLOCK.sub("", bare))
    text = _WEEKDAY.sub("", _LABEL.sub("", text)).strip(" ,.")
    spelled = _NTH.sub("", _SHORT_MONTH.sub(r"\1", text))
    for pattern in _FORMATS:
        try:
            return datetime.strptime(spelled, pattern).date()
        except ValueError:
            continue
    abroad = _WEEKDAY_ABROAD.sub("", _WEEKDAY.sub("", _CLOCK_ABROAD.sub("", _CLOCK_FIRST.sub("", bare))))
    day_first = bool(_NOT_ENGLISH.match(part))
    return _in_words(text, day_first) or _in_words(abroad.strip(" ,،."), day_first)


def _in_words(text: str, day_first: bool) -> date | None:
    if slashes := _SLASHES.fullmatch(text) if day_first else None:
        return _of(int(slashes["y"]), int(slashes["m"]), int(slashes["d"]))
    found = _SPELLED.fullmatch(text)
    if not found:
        return _in_figures(text)
    name = " ".join(found["month"].casefold().split())
    year, number = int(found["year"]), int(found["day"])
    if name in words.PERSIAN_MONTHS:
        return words.of_persia(year, words.PERSIAN_MONTHS[name], number)
    months = {words.MONTHS.get(one.strip()) for one in name.split("/")}
    month = months.pop()
    return None if months or not month else _of(year, month, number)


def _in_figures(text: str) -> date | None:
    """With the year first; one before 1500 is of the Persian calendar."""
    found = _COUNTED.fullmatch(_WEEKDAY_BEHIND.sub("", text))
    if not found:
        return None
    if found["mark"]:
        year, month, number = int(found["y"]), int(found["m"]), int(found["d"])
        return words.of_persia(year, month, number) or _of(year, month, number)
    era = 1 if found["era"] == "元" else int(found["era"] or 0)
    return _of(int(found["year"] or _TO_REIWA + era), int(found["month"]), int(found["day"]))


def _of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
