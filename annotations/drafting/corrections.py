"""Remembers what a person corrected in a text that is not taken in yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from articles.models import ParagraphKind

MOST: Final = 20_000
"""Corrections that one text may have; nobody makes more by hand."""


class CorrectionsUnreadable(ValueError):
    """The text of the corrections is not one that `Corrections.dumps` wrote."""


class Place(NamedTuple):
    """Where a paragraph begins: in which one as it was read, after how many code points."""

    paragraph: int
    offset: int = 0

    def __str__(self) -> str:
        return f"{self.paragraph}.{self.offset}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """The opposite of `str`. Raises ValueError."""
        paragraph, _, offset = text.partition(".")
        if not (paragraph.isdecimal() and offset.isdecimal() and len(text) < 20):
            raise ValueError("A place is two numbers with a dot between.")
        return cls(int(paragraph), int(offset))


@dataclass(frozen=True)
class Corrections:
    """What a person changed in a text as it was read.

    Every change is a fact about a place, so that the opposite change is its undo.
    """

    cuts: frozenset[Place] = frozenset()
    joins: frozenset[int] = frozenset()
    kinds: Mapping[Place, str] = field(default_factory=dict)
    left_out: Mapping[Place, bool] = field(default_factory=dict)

    def cut(self, at: Place) -> Corrections:
        """Begin a paragraph there."""
        if at.offset:
            return replace(self, cuts=self.cuts | {at})
        return replace(self, joins=self.joins - {at.paragraph})

    def join(self, at: Place) -> Corrections:
        """Let what begins there go on in the paragraph before."""
        if at.offset:
            return replace(self, cuts=self.cuts - {at})
        return replace(self, joins=self.joins | {at.paragraph} - {0})

    def sort(self, kinds: Mapping[Place, str]) -> Corrections:
        """Set the kinds of the paragraphs that begin there."""
        known = {place: kind for place, kind in kinds.items() if kind in ParagraphKind.values}
        return replace(self, kinds={**self.kinds, **known})

    def leave_out(self, at: Place) -> Corrections:
        return replace(self, left_out={**self.left_out, at: True})

    def keep(self, at: Place) -> Corrections:
        return replace(self, left_out={**self.left_out, at: False})

    def like(self, one: Place, other: Place) -> Corrections:
        """Let what begins at ``other`` be left out, or kept, as somebody decided of ``one``."""
        decided = {other: self.left_out[one]} if one in self.left_out else {}
        return replace(self, left_out={**self.left_out, **decided})

    def dumps(self) -> str:
        """As one line of JSON; empty when nothing was changed."""
        rows = {
            "cut": [str(place) for place in sorted(self.cuts)],
            "join": sorted(self.joins),
            "kind": {str(place): kind for place, kind in sorted(self.kinds.items())},
            "out": {str(place): value for place, value in sorted(self.left_out.items())},
        }
        rows = {name: value for name, value in rows.items() if value}
        return json.dumps(rows, separators=(",", ":")) if rows else ""

    @classmethod
    def loads(cls, text: str) -> Corrections:
        """The opposite of `dumps`. Raises CorrectionsUnreadable."""
        try:
            rows = json.loads(text or "{}")
            return cls(
                cuts=frozenset(map(Place.parse, _few(rows.get("cut", [])))),
                joins=frozenset(_checked(n, int) for n in _few(rows.get("join", []))),
                kinds={Place.parse(at): _kind(kind) for at, kind in _few(rows.get("kind", {}).items())},
                left_out={
                    Place.parse(at): _checked(out, bool) for at, out in _few(rows.get("out", {}).items())
                },
            )
        except (ValueError, TypeError, AttributeError, RecursionError) as unreadable:
            raise CorrectionsUnreadable(str(unreadable)) from unreadable


def _few(rows: Iterable[Any]) -> list[Any]:
    rows = list(rows)
    if len(rows) > MOST:
        raise ValueError(f"More than {MOST} corrections.")
    return rows


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not {kind.__name__}.")
    return value


def _kind(value: str) -> str:
    if value not in ParagraphKind.values:
        raise ValueError(f"{value!r} is no kind of paragraph.")
    return value
