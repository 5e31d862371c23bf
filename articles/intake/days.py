"""The day that a line names, as people write it."""

import re
from datetime import date, datetime
from typing import Final

_AGAIN: Final = (
    r"(?:last |zuletzt )?(?:updated|modified|aktualisiert)|(?:dernière )?mise? à jour|actualizado|обновлено"
)
_LABEL: Final = re.compile(
    rf"^(?:published|posted|date|first published|publié|veröffentlicht|stand|publicado|опубликовано|{_AGAIN})\b"
    r"(?: (?:on|at|le|am|el|à))?\s*:?\s*",
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
_CLOCK: Final = re.compile(rf"(?:,|\s|\b(?:at|à|um|в)\b|T)*{_TIME}$", re.IGNORECASE)
_CLOCK_FIRST: Final = re.compile(rf"^{_TIME},?\s+(?:on\s+)?", re.IGNORECASE)
_HOUR: Final = re.compile(
    rf"{_TIME}|(?:about )?(?:an?|\d{{1,2}}) (?:min(?:ute)?|hour|hr|day)s? ago|"
    r"vor \d{1,2} (?:Minute|Stunde|Tag)(?:e?n)?|"
    r"il y a \d{1,2} (?:minute|heure|jour)s?|hace \d{1,2} (?:minuto|hora|día)s?",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(
    r"^(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?,?|(?:mo|di|mi|do|fr|sa|so)[.,]{1,2})\s+",
    re.IGNORECASE,
)
_SHORT_MONTH: Final = re.compile(
    r"\b(jan|feb|mar|apr|jun|jul|aug|sep(?=t?\b)|oct|nov|dec)t?\b\.?(?= )", re.IGNORECASE
)
_NTH: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_PARTS: Final = re.compile(
    rf"\s*[|·•]\s*|(?<!last)(?<!zuletzt)\s*[,;–—-]?\s\(?(?=(?:{_AGAIN})\b)", re.IGNORECASE
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

_MONTHS: Final = {
    name: number
    for names in (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
        "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    )
    for number, name in enumerate(names.casefold().split(), 1)
}
"""The names as they stand behind a day, in the languages whose dates have the order of the German one."""
_SPELLED: Final = re.compile(
    r"(?P<day>\d{1,2})(?:\.|er|º)?\s+(?:de\s+)?(?P<month>[^\W\d]\S*)\s+(?:de\s+)?(?P<year>\d{4})(?:\s*г\.?|\s*ء)?"
)
_COUNTED: Final = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


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
    return bool(_HOUR.fullmatch(_LABEL.sub("", part).rstrip(" ,.")) or _HOUR.fullmatch(_LABEL.sub("", part)))


def _one_day(part: str) -> date | None:
    text = _CLOCK_FIRST.sub("", _CLOCK.sub("", _LABEL.sub("", part)))
    text = _WEEKDAY.sub("", _LABEL.sub("", text)).strip(" ,.")
    spelled = _NTH.sub("", _SHORT_MONTH.sub(r"\1", text))
    for pattern in _FORMATS:
        try:
            return datetime.strptime(spelled, pattern).date()
        except ValueError:
            continue
    return _in_words(text)


def _in_words(text: str) -> date | None:
    found = _SPELLED.fullmatch(text) or _COUNTED.fullmatch(text)
    month = found and (_MONTHS.get(found["month"].casefold()) or found["month"])
    try:
        return date(int(found["year"]), int(month), int(found["day"])) if found and month else None
    except ValueError:
        return None
