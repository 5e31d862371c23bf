"""Lists written inside a paragraph: 1. … 2. …, a) … b) …, i) … ii) …; an interview: Q. … A. …"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from articles.sentences.abbreviations import DAY_ORDINALS, ENGLISH, ORDINAL_LEADS, SHORT_FORMS

_MARKER: Final = re.compile(
    r"(?:(?<=\s)|^)(?P<bullet>[•⁃◦▪‣·]\s*)?(?P<sign>\d{1,3}|[a-z]{1,4}|[IVX]{1,4})(?P<close>\.\)|\)|\.)"
    r"(?=\s+(?P<next>\S))"
)
_ROMAN: Final = "i ii iii iv v vi vii viii ix x xi xii".split()
_OPENS: Final = '"“«‘('
_BEFORE: Final = re.compile(r"(?:^|[.!?…:;][\"”’»)\]]*|[–—])\s*$")
"""What the first number with a stop stands behind: nothing, or the end of something."""
_TURN: Final = re.compile(r"(?P<mark>[.?!…])[\"”’»)\]]*\s+(?P<sign>[A-Z])\.(?=\s+\S)")
_SPEAKERS: Final = {
    "en": ("Q", "A"), "es": ("P", "R"), "fr": ("Q", "R"), "de": ("F", "A"), "it": ("D", "R"), "pt": ("P", "R"),
}  # fmt: skip
"""The letters of a question and of its answer."""
_LOOKED_AT: Final = 24
"""Characters on both sides of a number."""


class Marker(NamedTuple):
    """`start` where the item begins, `end` behind the marker's own stop; code points."""

    start: int
    end: int


def markers(text: str, language: str) -> list[Marker]:
    """The markers of every list of two items or more whose numbers or letters follow each other.

    "See Table 1. … See Table 2." is none, nor is what counts a noun: "Am 1. Juli und am 2. Juli".
    """
    found: list[Marker] = []
    run: list[Marker] = []
    expected: set[tuple[str, int]] = set()
    for match in _MARKER.finditer(text):
        if match["close"] == "." and not _stands_for_an_item(match, language):
            continue
        places = set(_places(match["sign"], match["close"]))
        if not places:
            continue
        if not places & expected:
            found += run if len(run) > 1 else []
            run = []
            places = {
                place for place in places if (place[1] == 1 and _opens(match, language)) or match["bullet"]
            }
        else:
            places &= expected
        run += [Marker(match.start(), match.end("close"))] if places else []
        expected = {(style, place + 1) for style, place in places}
    return found + (run if len(run) > 1 else []) + _turns(text, language)


def _turns(text: str, language: str) -> list[Marker]:
    """The letters behind the first, in turn, of an interview whose paragraph opens with a question.

    In other languages than English the letters are initials too, unless the question has its mark.
    """
    question, answer = _SPEAKERS.get(language, ("", ""))
    found: list[Marker] = []
    if question and text.startswith(f"{question}. "):
        for match in _TURN.finditer(text):
            is_next = match["sign"] == (question if len(found) % 2 else answer)
            if is_next and (found or language == "en" or match["mark"] == "?"):
                found.append(Marker(match.start("sign"), match.end()))
    return found


def _stands_for_an_item(match: re.Match[str], language: str) -> bool:
    """A number with a stop goes before a capital, and counts no noun of German."""
    following = match["next"]
    if not (following.isupper() or following.isdigit() or following in _OPENS):
        return False
    before = match.string[max(0, match.start() - _LOOKED_AT) : match.start()].split()
    after = match.string[match.end() : match.end() + _LOOKED_AT].split()
    return not (match["sign"].isdigit() and is_ordinal((before or [""])[-1], (after or [""])[0], language))


def _opens(match: re.Match[str], language: str) -> bool:
    """Whether a list can begin here; a bracket behind the number says so anywhere, "Fig." before it denies it."""
    if match["close"] != ".":
        return True
    before = match.string[max(0, match.start() - _LOOKED_AT) : match.start()]
    forms = SHORT_FORMS.get(language, ENGLISH)
    last = before.split()[-1].lower().lstrip("(„“«[") if before.strip() else ""
    is_short = last.endswith(".") and last[:-1] in forms.names | forms.numbers | forms.links
    return bool(_BEFORE.search(before)) and not is_short


def is_ordinal(before: str, after: str, language: str) -> bool:
    """Whether a number with a stop between two words says which one: "am 3. Oktober", "12. Juni"."""
    nouns = DAY_ORDINALS.get(language)
    if nouns is None:
        return False
    return before.lower().strip('„“"(') in ORDINAL_LEADS or after.lower().strip(".,;:!?)“”") in nouns


def _places(sign: str, close: str) -> Iterator[tuple[str, int]]:
    """The places in a list that a sign may mean, each with its style: "i)" is the first or the ninth."""
    if sign.isdigit():
        yield f"1{close}", int(sign)
    elif sign.lower() in _ROMAN:
        yield f"i{close}", _ROMAN.index(sign.lower()) + 1
    if len(sign) == 1 and "a" <= sign <= "z":
        yield f"a{close}", ord(sign) - ord("a") + 1
