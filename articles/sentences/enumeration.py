"""Lists written inside a paragraph: 1. … 2. …, a) … b) …, i) … ii) …"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_MARKER: Final = re.compile(
    r"(?:(?<=\s)|^)(?P<bullet>[•⁃◦▪‣·]\s*)?(?P<sign>\d{1,3}|[a-z]{1,4}|[IVX]{1,4})(?P<close>\.\)|\)|\.)"
    r"(?=\s+(?P<next>\S))"
)
_ROMAN: Final = "i ii iii iv v vi vii viii ix x xi xii".split()
_OPENS: Final = '"“«‘('


class Marker(NamedTuple):
    """`start` where the item begins, `end` behind the marker's own stop; code points."""

    start: int
    end: int


def markers(text: str) -> list[Marker]:
    """The markers of every list of two items or more whose numbers or letters follow each other."""
    found: list[Marker] = []
    run: list[Marker] = []
    expected: set[tuple[str, int]] = set()
    for match in _MARKER.finditer(text):
        if match["close"] == "." and not (
            match["next"].isupper() or match["next"].isdigit() or match["next"] in _OPENS
        ):
            continue
        places = set(_places(match["sign"], match["close"]))
        if not places:
            continue
        if not places & expected:
            found += run if len(run) > 1 else []
            run = []
            places = {place for place in places if place[1] == 1 or match["bullet"]}
        else:
            places &= expected
        run += [Marker(match.start(), match.end("close"))] if places else []
        expected = {(style, place + 1) for style, place in places}
    return found + (run if len(run) > 1 else [])


def _places(sign: str, close: str) -> Iterator[tuple[str, int]]:
    """The places in a list that a sign may mean, each with its style: "i)" is the first or the ninth."""
    if sign.isdigit():
        yield f"1{close}", int(sign)
    elif sign.lower() in _ROMAN:
        yield f"i{close}", _ROMAN.index(sign.lower()) + 1
    if len(sign) == 1 and "a" <= sign <= "z":
        yield f"a{close}", ord(sign) - ord("a") + 1
