"""The glyphs of the verdicts, as our own SVG in three fills."""

from functools import cache
from itertools import product
from typing import Final

from django.utils.safestring import SafeString, mark_safe

FILLS: Final = ("hollow", "filled", "changed")

_LINE = (
    '<path d="{d}" fill="none" stroke="{{ink}}" stroke-width="{{pen}}"'
    ' stroke-linecap="round" stroke-linejoin="round"/>'
)
_DOT = '<circle cx="{x}" cy="10" r="1.25" fill="{{ink}}"/>'
# glyph: what stands inside the ring, on 20 × 20 units; hollow and changed share it.
_INSIDE: Final[dict[str, str]] = {
    "tick": _LINE.format(d="M6 10.3l2.7 2.7 5.2-5.6"),
    "wave": _LINE.format(d="".join(f"M5.6 {y}c1.4-1.6 2.9-1.6 4.4-.4s3 1.2 4.4-.4" for y in ("8.6", "12.6"))),
    "half": '<path d="M10 4.8a5.2 5.2 0 0 0 0 10.4z" fill="{ink}"/>',
    "up": _LINE.format(d="M10 14.5V6M6.6 9.2L10 5.7l3.4 3.5"),
    "down": _LINE.format(d="M10 5.5V14M6.6 10.8l3.4 3.5 3.4-3.5"),
    "either": _LINE.format(d="M10 5.2v9.6M7.2 7.6L10 4.8l2.8 2.8M7.2 12.4l2.8 2.8 2.8-2.8"),
    "cross": _LINE.format(d="M6.6 6.6l6.8 6.8M13.4 6.6l-6.8 6.8"),
    "ring": "",
    "dots": "".join(_DOT.format(x=x) for x in ("5.9", "10", "14.1")),
}
# Filled glyphs are cut out of a disc: a half disc leaves the other half, an empty ring a hole.
_CUT_OUT: Final[dict[str, str]] = _INSIDE | {
    "half": '<path d="M10 4.6a5.4 5.4 0 0 1 0 10.8z" fill="{ink}"/>',
    "ring": '<circle cx="10" cy="10" r="4.3" fill="{ink}"/>',
}
GLYPHS: Final = tuple(_INSIDE)

_RING = '<circle cx="10" cy="10" r="8.6" fill="none" stroke="currentColor" stroke-width="1.6"{dash}/>'
_DISC = '<circle cx="10" cy="10" r="9.4" fill="currentColor"/>'


def paths(glyph: str, fill: str) -> SafeString:
    """The drawing, in ``currentColor`` on a field of 20 × 20; a filled one is cut out in ``--paper``.

    ``glyph`` is one of GLYPHS (KeyError otherwise), ``fill`` one of FILLS.
    """
    if fill == "filled":
        return mark_safe(_DISC + _CUT_OUT[glyph].format(ink="var(--paper,#fff)", pen="2.1"))
    ring = _RING.format(dash=' stroke-dasharray="3.2 2.2"' if fill == "changed" else "")
    return mark_safe(ring + _INSIDE[glyph].format(ink="currentColor", pen="1.9"))


def symbol(glyph: str, fill: str) -> SafeString:
    """A ``<symbol>`` for a sprite, with the id of ``Mark.symbol`` ("tick-hollow")."""
    return mark_safe(f'<symbol id="{glyph}-{fill}" viewBox="0 0 20 20">{paths(glyph, fill)}</symbol>')


def sprite() -> SafeString:
    """Every symbol, to stand once in an ``<svg>`` of the page, for ``use``."""
    return mark_safe("".join(symbol(glyph, fill) for glyph, fill in product(GLYPHS, FILLS)))


@cache
def use(symbol: str, family: str = "") -> SafeString:
    """A glyph in its place, silent: the words beside it say what it means. Nothing where a status has none.

    ``symbol`` is that of a ``Mark``; ``family`` gives its colour where what stands around it does not.
    """
    classes = f"g {family}" if family else "g"
    drawn = f'<svg class="{classes}" aria-hidden="true"><use href="#{symbol}"/></svg>' if symbol else ""
    return mark_safe(drawn)
