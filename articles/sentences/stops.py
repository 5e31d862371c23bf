"""The places in a text where a sentence may end."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from articles.sentences.abbreviations import ENGLISH, SHORT_FORMS, ShortForms

HARD: Final = "。！？｡؟۔।॥။።៖"
"""Marks that end a sentence without a space behind them."""
SOFT: Final = ".!?…‽"
EXTRA: Final = {"hy": ":։", "el": ";"}
"""Marks of one language alone."""
CLOSERS: Final = "\"'”’»›)]}）】』」》〉*_¹²³⁴⁵⁶⁷⁸⁹⁰†‡"
TURNED_CLOSERS: Final = "“‘«‹"
"""Close when they stick to an end mark, but not where the next quotation opens without a blank."""
NO_BLANKS: Final = ("zh", "ja")
"""Languages that write none between words or sentences."""
OPENERS: Final = "\"'“‘”„‚«‹»›([{（【『「《〈¿¡*_–—-•"

_NOTES: Final = r"(?:\[\d{1,3}\])*(?:(?<=[^\W\d_]\.)\d{1,3}(?:[ ,–-]\d{1,3})*(?=\s+[A-ZÀ-Þ]))?"
"""References to notes, which stick to a stop: "it fell.[12] The", "it fell.12 13 The"."""

_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff][?!]+")
"""Narrow marks that Chinese and Japanese set like wide ones; "Yahoo!" in the middle of them is a name."""

_LEFT: Final = 60
_RIGHT: Final = 120
_WORD: Final = re.compile(r"\S+")


def ends_sentence(text: str) -> bool:
    """Whether its last mark is one that ends a sentence, be it within quotation marks."""
    return text.rstrip(CLOSERS).endswith(tuple(HARD + SOFT))


@dataclass(frozen=True)
class Stop:
    """One run of end marks with the closing quotes behind it, and what stands on both sides."""

    start: int
    """Where the marks begin, in code points."""
    end: int
    """Where the next sentence could begin: behind marks and closing quotes."""
    last: int
    """The last end mark."""
    marks: str
    closers: str
    before: str
    """Up to sixty characters left of the marks."""
    after: str
    """Up to a hundred and twenty characters right of the end, without blanks in front."""
    language: str
    is_hard: bool
    """Whether it needs no blank behind it."""

    @cached_property
    def word(self) -> str:
        """The word that carries the mark, without quotes and brackets in front of it."""
        last = self.before.rsplit(None, 1)
        return last[-1].lstrip(OPENERS) if last and not self.before[-1:].isspace() else ""

    @cached_property
    def short(self) -> str:
        """The word in lower case, without an elided article, where a full stop may make it a short form."""
        return self.word.lower().replace("’", "'").rpartition("'")[2] if self.mark == "." else ""

    @cached_property
    def following(self) -> str:
        """The next word, without quotes and brackets around it."""
        found = _WORD.search(self.after.lstrip(OPENERS + " "))
        return found[0].rstrip(CLOSERS + TURNED_CLOSERS + ",;:" + SOFT) if found else ""

    @cached_property
    def forms(self) -> ShortForms:
        return SHORT_FORMS.get(self.language, ENGLISH)

    @property
    def mark(self) -> str:
        """The first of the marks."""
        return self.marks[0]

    @property
    def is_ellipsis(self) -> bool:
        return "…" in self.marks or self.marks.count(".") > 1

    def followed_by_lower(self) -> bool:
        return self.following[:1].islower()

    def followed_by_opener(self) -> bool:
        return self.following in self.forms.openers

    def followed_by_number(self) -> bool:
        return self.following[:1].isdigit()


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    marks = f"[{re.escape(SOFT + HARD + EXTRA.get(language, ''))}]"
    turned = "" if language in NO_BLANKS else TURNED_CLOSERS
    # Nothing after the first mark can fail, so nothing is tried twice; no possessive quantifier says so, as
    # those of Python 3.11.2 (Debian 12) to 3.11.4 are broken (python/cpython#106052).
    closers = rf"[{re.escape(CLOSERS + turned)}]*{_NOTES}" + ("(?: »)?" if language == "fr" else "")
    spaced = r"(?:(?<=\.) (?=\.))"
    return re.compile(
        rf"(?P<marks>(?:{marks}|{spaced})+)(?P<closers>(?:{closers})(?:{marks}+(?:{closers}))*)"
    )


def stops(text: str, language: str) -> Iterator[Stop]:
    """Every place in `text` where a sentence may end, from left to right; each mark is read once."""
    closing = CLOSERS + TURNED_CLOSERS + " []0123456789"
    is_open, told = False, 0
    for found in _pattern(language).finditer(text):
        end = found.end()
        start = found.start()
        closers = found["closers"]
        if language in NO_BLANKS and '"' in closers:
            is_open ^= text.count('"', told, found.start("closers")) % 2 == 1
            told = found.start("closers")
            if not is_open and closers[0] == '"':
                closers, end = "", told
        is_hard = any(mark in HARD for mark in found[0]) or (
            language in NO_BLANKS and bool(_WIDE.fullmatch(text, max(0, start - 1), found.end("marks")))
        )
        if not is_hard and end < len(text) and not text[end].isspace():
            continue
        yield Stop(
            start=start,
            end=end,
            last=start + len(text[start:end].rstrip(closing)) - 1,
            marks=found["marks"],
            closers=closers,
            before=text[max(0, start - _LEFT) : start],
            after=text[end : end + _RIGHT].lstrip(),
            language=language,
            is_hard=is_hard,
        )
