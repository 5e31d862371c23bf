"""Lists written inside a paragraph: 1. … 2. …, a) … b) …"""

import re
from typing import Final, NamedTuple

_MARKER: Final = re.compile(
    r"(?:(?<=\s)|^)(?P<bullet>[•⁃◦▪‣·]\s*)?(?:(?P<number>\d{1,3})|(?P<letter>[a-z]))(?P<close>\.\)|\)|\.)(?=\s+(?P<next>\S))"
)


class Marker(NamedTuple):
    """`start` where the item begins, `end` behind the marker's own stop; code points."""

    start: int
    end: int


def markers(text: str) -> list[Marker]:
    """The markers of every list of two items or more whose numbers or letters follow each other."""
    found: list[Marker] = []
    run: list[Marker] = []
    expected: tuple[str, int] | None = None
    for match in _MARKER.finditer(text):
        if match["close"] == "." and not (
            match["next"].isupper() or match["next"].isdigit() or match["next"] in '"“«‘('
        ):
            continue
        style = match["close"] + ("number" if match["number"] else "letter")
        place = int(match["number"]) if match["number"] else ord(match["letter"]) - ord("a") + 1
        if expected != (style, place):
            found += run if len(run) > 1 else []
            run = []
            if place != 1 and not match["bullet"]:
                expected = None
                continue
        run.append(Marker(match.start(), match.end("close")))
        expected = (style, place + 1)
    return found + (run if len(run) > 1 else [])
