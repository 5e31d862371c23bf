"""A paragraph cut into sentences."""

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from articles.sentences.counting import has_words
from articles.sentences.enumeration import markers
from articles.sentences.language import primary
from articles.sentences.pairs import enclosed
from articles.sentences.rules import ends
from articles.sentences.stops import NO_BLANKS, stops

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

Span = tuple[int, int]

_CHICAGO: Final = re.compile(r"(?<=\w)\.(?= \. \. \.\s+\w)")
_ARABIC_HEAD: Final = re.compile(
    r"(?:[^:؟.!\n]{1,60}\d\d?:\d\d[^:؟.!\n]{1,80}|سؤال وجواب|\w{3,})(?<!\d):(?=\s+[^\s\"“«])"
)
# What a verb begins with is enough: "قال" for "قالت", "قالوا".
_ARABIC_SAYING: Final = re.compile(
    r"(?<!\w)[وف]?(?:(?:قال|أضاف|تابع|أكد|صرح|ذكر|يقول|تقول|كتب)\w*|بقلم|إعداد|ترجمة|تصوير|تحرير)(?!\w)"
)
_WIDE: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LINE_END: Final = re.compile(rf"\n+(?!(?<=[{_WIDE}、，]\n)[{_WIDE}])")


def spans(text: str, language: str, *, is_title: bool = False) -> list[Span]:
    """The sentences of `text` as (start, end) in code points.

    They are in order, apart and trimmed; every visible character is in one. `language` is a BCP 47 tag.
    In English the statistics of nupunkt decide what our rules leave open. In a title neither dots nor a colon end
    anything: its claim stands with who makes it.
    """
    cuts = sorted({*_cuts(text, primary(language), is_title), len(text)})
    found: list[Span] = []
    start = 0
    for cut in cuts:
        begin, end = _trimmed(text, start, cut)
        start = cut
        if begin == end:
            continue
        if found and not has_words(text[begin:end]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    if len(found) > 1 and not has_words(text[slice(*found[0])]):
        found[:2] = [(found[0][0], found[1][1])]
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(text: str, language: str, is_title: bool) -> Iterator[int]:
    listed = markers(text, language)
    own_stops = {marker.end for marker in listed}
    kept_whole = enclosed(text) if language in NO_BLANKS else None
    guessed: frozenset[int] | None = None
    for stop in stops(text, language):
        if stop.end in own_stops or (kept_whole and kept_whole(stop.last)):
            continue
        if is_title and stop.is_ellipsis and not stop.following[:1].isupper():
            continue
        answer = ends(stop)
        if answer is None and language == "en":
            guessed = _guesses(text) if guessed is None else guessed
            answer = stop.end in guessed
        if answer is None or answer:
            yield stop.end
    yield from (marker.start for marker in listed)
    yield from (found.end() for found in _LINE_END.finditer(text))
    yield from (found.start() + 1 for found in _CHICAGO.finditer(text))
    if language == "ar" and not is_title:
        yield from _arabic_head(text)


def _arabic_head(text: str) -> Iterator[int]:
    """Arabic news opens with its place, or with hour and source, and a colon; who says something is no such head."""
    head = _ARABIC_HEAD.match(text)
    if head and not _ARABIC_SAYING.search(head[0]):
        yield head.end()


def _guesses(text: str) -> frozenset[int]:
    return frozenset(end for _, end in (_trimmed(text, *span) for span in _tokenizer().span_tokenize(text)))


@functools.cache
def _tokenizer() -> "PunktSentenceTokenizer":
    import nupunkt

    return nupunkt.load_default_model()
