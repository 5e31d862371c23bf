"""The day that a line names, as people write it."""

import re
from datetime import date, datetime
from typing import Final

_LABEL: Final = re.compile(
    r"^(?:published|posted|updated|date|first published|publié|veröffentlicht|stand|publicado|опубликовано)\b"
    r"(?: (?:on|le|am|el))?\s*:?\s*",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?:,|\s|\b(?:at|à|um|в)\b|T)*\d{1,2}(?::\d{2}(?::\d{2})?| ?h ?\d{2}|時\d{2}分)"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*(?:Uhr|[A-Z]{2,4}))?(?:[+-]\d\d:?\d\d)?$",
    re.I,
)
_WEEKDAY: Final = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo),?\s+",
    re.IGNORECASE,
)
_FORMATS: Final = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y", "%B %d %Y")
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
    return _in_words(text)


def _in_words(text: str) -> date | None:
    found = _SPELLED.fullmatch(text) or _COUNTED.fullmatch(text)
    month = found and (_MONTHS.get(found["month"].casefold()) or found["month"])
    try:
        return date(int(found["year"]), int(month), int(found["day"])) if found and month else None
    except ValueError:
        return None
