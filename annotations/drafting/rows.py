"""Turns drafted paragraphs into the rows of the intake's preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from annotations import figures
from annotations.drafting.corrections import Place
from annotations.drafting.paragraphs import Drafted, may_join
from articles.kinds import HEADINGS
from articles.sentences import Direction, blank_between, direction, language_of, spans

_TICK = '<span class="tick"></span>'
_OPENING = 40  # code points of what a cut stands before, as its button says them


class Button(NamedTuple):
    """A correction that can be made. It has the id of the one that undoes it, so that the focus stays."""

    act: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph as it will be stored.

    ``cuts`` are the places where it can be split, ``seam`` is where the next one begins if both can be joined.
    """

    number: int
    paragraph: Drafted
    html: SafeString
    direction: Direction
    statements: int
    cuts: tuple[Place, ...]
    seam: Place | None
    is_splitting: bool

    @property
    def buttons(self) -> tuple[Button, ...]:
        start = self.paragraph.start
        if self.paragraph.left_out:
            return (Button(f"keep {start}", f"out-{start}", "Keep"),)
        buttons = [Button(f"out {start}", f"out-{start}", "Leave out")]
        if self.is_splitting:
            buttons.append(Button(f"whole {start}", f"whole-{start}", "Do not split"))
        elif self.cuts:
            act = f"split {start}" if len(self.cuts) > 1 else f"cut {self.cuts[0]}"
            buttons.append(Button(act, f"split-{start}", "Split"))
        if self.seam:
            buttons.append(Button(f"join {self.seam}", f"seam-{self.seam}", "Join with next"))
        return tuple(buttons)


def rows(
    paragraphs: Sequence[Drafted], *, language: str, first: int, limit: int, splitting: Place | None = None
) -> tuple[Row, ...]:
    """``limit`` rows from index ``first``; the one at ``splitting`` offers a button at each of its cuts."""
    return tuple(_rows(paragraphs, range(first, min(first + limit, len(paragraphs))), language, splitting))


def _rows(
    paragraphs: Sequence[Drafted], window: Iterable[int], language: str, splitting: Place | None
) -> Iterator[Row]:
    for index in window:
        paragraph = paragraphs[index]
        behind = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        spoken = language_of(paragraph.text, language)
        statements = spans(paragraph.text, spoken, is_title=paragraph.kind in HEADINGS)
        cuts = sorted({start for start, _ in statements} | set(paragraph.seams) - {0})
        offered = {at: paragraph.place(at) for at in cuts if at}
        is_splitting = paragraph.start == splitting
        yield Row(
            number=index + 1,
            paragraph=paragraph,
            html=_marked(paragraph.text, offered, are_buttons=is_splitting),
            direction=direction(paragraph.text, spoken),
            statements=len(statements),
            cuts=tuple(offered.values()),
            seam=behind.start if behind and _can_join(paragraph, behind, language) else None,
            is_splitting=is_splitting,
        )


def _can_join(paragraph: Drafted, behind: Drafted, language: str) -> bool:
    is_short = may_join(paragraph.text, behind.text, blank_between(language))
    return is_short and behind.left_out == paragraph.left_out


def _marked(text: str, cuts: dict[int, Place], *, are_buttons: bool) -> SafeString:
    """The text, escaped, with a hairline or a button at each cut, figures faintly underlined."""
    first = min(cuts, default=0)
    at = [
        (start, _button(place, text, start, has_focus=start == first) if are_buttons else _TICK)
        for start, place in cuts.items()
    ]
    for start, end in figures.find(text):
        at += [(start, '<span class="fig">'), (end, "</span>")]
    parts, behind = [], 0
    for start, mark in sorted(at, key=lambda mark: (mark[0], mark[1] != "</span>")):
        parts += [escape(text[behind:start]), mark]
        behind = start
    return SafeString("".join([*parts, escape(text[behind:])]))


def _button(place: Place, text: str, start: int, *, has_focus: bool) -> str:
    opening = text[start : start + _OPENING].rstrip() + ("…" if len(text) > start + _OPENING else "")
    return (
        f'<button class="cut" name="act" value="cut {place}" id="seam-{place}"{" autofocus" * has_focus}>'
        f'Split<span class="sr"> before “{escape(opening)}”</span></button>'
    )
