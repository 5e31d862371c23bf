"""The words at which a statement may be split, or end: as many as a form can offer."""

import re
from collections.abc import Sequence
from math import ceil

from annotations.services.placing import leaves_words
from articles.sentences import SIGNS, spans

MOST_PLACES = 500  # of one list: each is a field of the form
_WORD = re.compile(rf"[{SIGNS}]|[^\s{SIGNS}]+")

Word = tuple[int, int, str]


def words_of(text: str, first: int = 0, last: int | None = None) -> list[Word]:
    """(start, end, word) between two places, in code points; one sign a word where a script has no blanks."""
    found = _WORD.finditer(text, first, len(text) if last is None else last)
    return [(word.start(), word.end(), word[0]) for word in found]


def cuts_of(text: str, language: str) -> list[tuple[int | None, str]]:
    """The text in pieces: a word before which it may be cut with its place, words between with none.

    Of a long one these are beginnings of sentences, and some other words: of each half more are offered then.
    """
    words = words_of(text)
    places = [start for start, _, _ in words[1:]]
    if len(places) > MOST_PLACES:
        begins = {start for start, _ in spans(text, language)}
        places = [*_some(places), *_some([place for place in places if place in begins])]
    offered = {place for place in places if leaves_words(text, place)}
    pieces: list[tuple[int | None, str]] = []
    read = 0  # where the words without a place begin
    for start, end, word in words:
        if start in offered:
            pieces.append((start, word))
        elif pieces and pieces[-1][0] is None:
            pieces[-1] = (None, text[read:end])
        else:
            read = start
            pieces.append((None, word))
    return pieces


def _some(places: Sequence[int]) -> Sequence[int]:
    return places[:: ceil(2 * len(places) / MOST_PLACES) or 1]


def near(words: Sequence[Word], at: int, side: int) -> Sequence[Word]:
    """The words around the one that begins (``side`` 0), or ends (1), at that place."""
    here = next((number for number, word in enumerate(words) if word[side] >= at), len(words))
    first = max(0, min(here - MOST_PLACES // 2, len(words) - MOST_PLACES))
    return words[first : first + MOST_PLACES]
