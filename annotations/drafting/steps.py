"""Does what one button of the preview asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotations.drafting.corrections import Corrections, Place
from annotations.drafting.rows import Row, rows
from annotations.drafting.sheet import Sheet
from articles.fields import whole

SHOWN: Final = 300
"""Paragraphs that are shown at once."""

_DEEDS: Final = {
    "cut": (Corrections.cut, "Split."),
    "join": (Corrections.join, "Joined."),
    "out": (Corrections.leave_out, "Left out."),
    "keep": (Corrections.keep, "Kept."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown next: rows from index ``first``, the id that gets the focus, words for the ear."""

    sheet: Sheet
    rows: tuple[Row, ...]
    first: int
    total: int
    left_out: int
    focus: str
    said: str

    @property
    def before(self) -> int:
        """Index of the first row of the rows before these."""
        return max(0, self.first - SHOWN)

    @property
    def behind(self) -> int:
        """Index of the first row that is not shown any more."""
        return self.first + len(self.rows)

    @property
    def statements(self) -> int | None:
        """How many statements are taken in; None where not all rows are shown, to spare the cutting."""
        if len(self.rows) < self.total:
            return None
        return sum(row.statements for row in self.rows if not row.paragraph.left_out)


def step(sheet: Sheet, act: str = "", first: str = "") -> Step:
    """The sheet after ``act``: "cut 4.120", "join 5.0", "out 4.0", "keep 4.0", "split 4.0",
    "whole 4.0", "show 300".

    Any other act changes nothing.
    """
    name, _, at = act.partition(" ")
    place = _place(at)
    said = ""
    if place and name in _DEEDS:
        deed, said = _DEEDS[name]
        uncut = next((p for p in reversed(sheet.paragraphs) if p.start <= place), None)
        corrections = deed(sheet.corrections, place)
        if name == "cut" and place.offset and uncut:
            corrections = corrections.like(uncut.start, place).sort({place: uncut.kind})
        sheet = sheet.corrected(corrections)
    paragraphs = sheet.paragraphs
    start = _index(at if name == "show" else first, len(paragraphs))
    splitting = place if name == "split" else None
    shown = rows(paragraphs, language=sheet.language, first=start, limit=SHOWN, splitting=splitting)
    return Step(
        sheet=sheet,
        rows=shown,
        first=start,
        total=len(paragraphs),
        left_out=sum(paragraph.left_out for paragraph in paragraphs),
        focus=_focus(name, place, shown),
        said=said,
    )


def _place(text: str) -> Place | None:
    try:
        return Place.parse(text)
    except ValueError:
        return None


def _index(text: str, total: int) -> int:
    wanted = whole(text) or 0
    return wanted if wanted < total else 0


def _focus(name: str, place: Place | None, shown: tuple[Row, ...]) -> str:
    """The opposite button, so that a slip is undone by pressing once more."""
    if name == "show":
        return f"out-{shown[0].paragraph.start}"
    if place is None:
        return ""
    if name == "cut":
        return f"seam-{place}"
    if name in ("out", "keep"):
        return f"out-{place}"
    if name == "whole":
        return f"split-{place}"
    if name == "join":
        before = [row.paragraph.start for row in shown if row.paragraph.start < place]
        return f"split-{before[-1]}" if before else ""
    return ""
