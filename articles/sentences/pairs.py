"""Brackets of Chinese or Japanese whose inside is never cut: 《…》, 「…」."""

import bisect
import re
from collections.abc import Callable
from typing import Final

LONGEST: Final = 200
"""Characters; a longer quotation holds statements of its own."""

_PAIR: Final = re.compile(
    rf"《[^》\n]{{0,{LONGEST}}}》|〈[^〉\n]{{0,{LONGEST}}}〉|「[^」\n]{{0,{LONGEST}}}」|『[^』\n]{{0,{LONGEST}}}』|（[^）\n]{{0,{LONGEST}}}）"
)


def enclosed(text: str) -> Callable[[int], bool]:
    """A test whether a place is inside such a pair.

    The last mark in 「…。」 is not: there the quotation may end a sentence.
    """
    inside = [(found.start(), found.end() - 1) for found in _PAIR.finditer(text)]
    starts = [start for start, _ in inside]

    def test(place: int) -> bool:
        at = bisect.bisect_right(starts, place) - 1
        return at >= 0 and place < inside[at][1] and text[place + 1] not in "」』"

    return test
