"""The facts that stand in lines of their own under a title: byline, date, address."""

import re
from dataclasses import replace
from typing import Final

from articles.boilerplate import Rule
from articles.intake.days import day
from articles.intake.manuscript import DraftParagraph, Reading
from articles.kinds import BODY, TITLE

__all__ = ["address", "byline", "day", "under_the_title"]

BYLINE: Final = Rule("byline", "The line that names the author; it is kept as the byline.")
DATE: Final = Rule("date line", "The line that gives the date; it is kept as the date of publication.")
ADDRESS: Final = Rule("address", "The line that gives the article's address; it is kept as its link.")

_HEAD_LINES: Final = 4

_BYLINE: Final = re.compile(
    r"(?:(?P<by>By|Von|Par|Por|De la|Di|От|(?:Text|Author|Текст|Автор):|(?:بقلم|تحریر|نویسنده|लेखक):?|本报记者)\s+|"
    r"作者[:：]\s*)(?P<name>[^\W\d_][^!?:;]{1,80})",
    re.IGNORECASE,
)
_OF: Final = frozenset({"von", "de la", "di", "от"})
"""Before people these say "by", before things "of" or "about"."""
_AND: Final = re.compile(r"\s(?:and|und|et|y|e|en|och|og|и|&)\s")
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


def byline(line: str) -> str | None:
    """The name in a line like "By Ana Ruiz"."""
    found = _BYLINE.fullmatch(line.strip(" ,\n"))
    if not found or len(line.split()) > 10:
        return None
    name = found["name"].strip(" ,")
    if _are_things(found["by"] or "", name):
        return None
    who, _, more = name.partition(",")
    told_more = bool(_ROLE.search(more) or day(more)) and _names(who) > 1
    return name if told_more or _names(name) else None


def _are_things(by: str, name: str) -> bool:
    """As in „Von Wäldern und Seen“, "By Land and Sea": whoever is named there has two names or is alone."""
    first, *others = [part.split() for part in _AND.sub(",", name).split(",")]
    all_short = bool(_AND.search(name)) and all(len(other) < 2 for other in others)
    return len(first) < 2 and (by.casefold() in _OF or (all_short and not by.endswith(":")))


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


def under_the_title(reading: Reading) -> Reading:
    """With the byline, date and address that stand in lines of their own right under the title.

    What the file states itself goes before; the lines are left out in either case.
    """
    paragraphs = list(reading.paragraphs)
    if not paragraphs or paragraphs[0].kind != TITLE:
        return reading
    for place in range(1, min(len(paragraphs), 1 + _HEAD_LINES)):
        line = paragraphs[place].text
        if name := byline(line):
            reading, rule = replace(reading, byline=reading.byline or name), BYLINE
        elif named := day(line):
            reading, rule = replace(reading, published_on=reading.published_on or named), DATE
        elif link := address(line):
            reading, rule = replace(reading, url=reading.url or link), ADDRESS
        else:
            break
        paragraphs[place] = _set_aside(paragraphs[place], rule)
    return replace(reading, paragraphs=tuple(paragraphs))


def _set_aside(paragraph: DraftParagraph, rule: Rule) -> DraftParagraph:
    return replace(paragraph, kind=BODY, left_out=True, rule=rule.name, rule_sentence=rule.sentence)
