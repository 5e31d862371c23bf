"""Sets figures side by side, product beside floor."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEAD = ("operation", "unit", "product", "bare floor", "full floor", "ratio", "wanted", "")


@dataclass(frozen=True)
class Row:
    """One figure a round. ``against``: what the ratio divides by; without it the product's own figure is judged.

    ``limit`` is the most that is wanted, or the least where ``is_least``; None where nothing was agreed.
    ``trouble`` says why a figure is missing.
    """

    name: str
    unit: str
    product: Sequence[float] = ()
    bare: Sequence[float] = ()
    full: Sequence[float] = ()
    against: Sequence[float] = ()
    limit: float | None = None
    is_least: bool = False
    trouble: str = ""

    @property
    def ratio(self) -> float | None:
        if not self.product or not self.against:
            return None
        return statistics.median(self.product) / statistics.median(self.against)

    @property
    def verdict(self) -> str:
        """ "met", "missed", or why neither can be said."""
        if self.trouble or not self.product:
            return self.trouble or "not measured"
        if self.limit is None:
            return ""
        value = self.ratio if self.ratio is not None else statistics.median(self.product)
        return "met" if (value >= self.limit if self.is_least else value <= self.limit) else "missed"

    @property
    def wanted(self) -> str:
        if self.limit is None:
            return ""
        sign = "≥" if self.is_least else "≤"
        return f"{sign} {self.limit:g}" + (" ×" if self.against else "")

    def cells(self) -> tuple[str, ...]:
        ratio = f"{self.ratio:.2f} ×" if self.ratio is not None else ""
        sides = map(spread, (self.product, self.bare, self.full))
        return (self.name, self.unit, *sides, ratio, self.wanted, self.verdict)


def spread(values: Sequence[float]) -> str:
    """The median, with its range where there is one: "2.1 (1.9–2.4)"."""
    if not values:
        return "–"
    middle, low, high = (figure(value) for value in (statistics.median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low}–{high})"


def figure(value: float) -> str:
    """Two digits are enough below ten, whole numbers from a hundred on."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def table(rows: Iterable[Row]) -> str:
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = tuple("─" * width for width in widths)
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (lines[0], rule, *lines[1:])
    )
