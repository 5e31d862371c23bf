"""Makes the paragraphs that will be stored of those that were read."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.drafting.corrections import Corrections, Place
from articles.intake import DraftParagraph
from articles.intake.limits import MAX_PARAGRAPH
from articles.sentences import blank_between, has_words


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one paragraph as it was read, with where it begins in the new one."""

    start: Place
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A paragraph as it will be stored. ``rule`` says why it is left out, empty where somebody did so."""

    start: Place
    kind: str
    text: str
    left_out: bool
    rule: str
    pieces: tuple[_Piece, ...]

    def place(self, at: int) -> Place:
        """Where the code point ``at`` of the text stood in the text as it was read."""
        piece = self.pieces[bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1]
        return Place(piece.start.paragraph, piece.start.offset + at - piece.at)

    @property
    def seams(self) -> tuple[int, ...]:
        """Where paragraphs were joined, in code points of the text."""
        return tuple(piece.at for piece in self.pieces[1:])


def drafted(
    paragraphs: Sequence[DraftParagraph], corrections: Corrections, language: str = ""
) -> tuple[Drafted, ...]:
    """The paragraphs with the corrections made; one that cannot be made, as of a place that is not there, is none."""
    blank = blank_between(language)
    cuts = defaultdict(list)
    for place in sorted(corrections.cuts):
        cuts[place.paragraph].append(place.offset)
    found: list[Drafted] = []
    for number, source in enumerate(paragraphs):
        for piece in _pieces(Place(number), source.text, cuts[number]):
            kind = corrections.kinds.get(piece.start, source.kind)
            left_out = corrections.left_out.get(piece.start, source.left_out)
            is_joined = not piece.start.offset and number in corrections.joins
            if is_joined and found and may_join(found[-1].text, piece.text, blank):
                found[-1] = _joined(found[-1], piece, blank)
            else:
                found.append(_paragraph(source, piece, kind, left_out))
    return tuple(found)


def may_join(before: str, behind: str, blank: str) -> bool:
    """Whether both together are not longer than a paragraph may be."""
    return len(before) + len(blank) + len(behind) <= MAX_PARAGRAPH


def _pieces(start: Place, text: str, cuts: Sequence[int]) -> Iterator[_Piece]:
    """The parts of one paragraph. A cut that would leave a part without words is none."""
    begin = 0
    for end in [*cuts, len(text)]:
        part, rest = text[begin:end], text[end:]
        if end >= len(text) or (has_words(part) and has_words(rest)):
            lead = len(part) - len(part.lstrip())
            yield _Piece(start._replace(offset=begin + lead if begin else 0), 0, part.strip())
            begin = end
            if end >= len(text):
                return


def _paragraph(source: DraftParagraph, piece: _Piece, kind: str, left_out: bool) -> Drafted:
    is_proposed = left_out and source.left_out
    return Drafted(
        start=piece.start,
        kind=kind,
        text=piece.text,
        left_out=left_out,
        rule=source.rule_sentence if is_proposed else "",
        pieces=(piece,),
    )


def _joined(paragraph: Drafted, piece: _Piece, blank: str) -> Drafted:
    at = len(paragraph.text) + len(blank)
    return replace(
        paragraph,
        text=f"{paragraph.text}{blank}{piece.text}",
        pieces=(*paragraph.pieces, replace(piece, at=at)),
    )
