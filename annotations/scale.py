"""How a verdict looks: line family, glyph, label."""

from dataclasses import dataclass, field
from functools import cache

from django.utils.safestring import SafeString

from annotations.glyphs import use
from annotations.models.statement import ReviewState
from annotations.models.verification import Detail, Status
from articles.models import Article


@dataclass(frozen=True, slots=True)
class Mark:
    """``family``: stands, catch, fails, unsaid, none, unchecked. ``glyph`` and ``fill`` name our own SVG."""

    family: str
    glyph: str
    fill: str

    @property
    def symbol(self) -> str:
        """The id in the sprite: "tick-hollow"; empty where the status has no glyph."""
        return f"{self.glyph}-{self.fill}" if self.glyph else ""

    @property
    def drawn(self) -> SafeString:
        """The glyph in the colour of its family, for a page with the sprite."""
        return use(self.symbol, self.family)


# status: (family of line, glyph). "misstated" takes its arrow from the detail.
LOOKS: dict[str, tuple[str, str]] = {
    Status.UNCHECKED: ("unchecked", ""),
    Status.SUPPORTED: ("stands", "tick"),
    Status.MOSTLY: ("stands", "wave"),
    Status.MISLEADING: ("catch", "half"),
    Status.MISSTATED: ("catch", "either"),
    Status.CONTRADICTED: ("fails", "cross"),
    Status.NO_EVIDENCE: ("unsaid", "ring"),
    Status.UNVERIFIABLE: ("unsaid", "dots"),
    Status.NOT_CLAIM: ("none", ""),
}
# Each verdict that has a sign, (status, detail), in order; one that lies in one of two directions in both.
SIGNED: tuple[tuple[str, str], ...] = tuple(
    (status, detail)
    for status, (_, glyph) in LOOKS.items()
    for detail in ((Detail.OVER, Detail.UNDER) if status == Status.MISSTATED else ("",))
    if glyph
)
_ARROWS: dict[str, str] = {Detail.OVER: "up", Detail.UNDER: "down"}
_FILLS: dict[str, str] = {ReviewState.APPROVED: "filled", ReviewState.CHANGED: "changed"}
STANDARD: dict[str, str] = {str(code): str(label) for code, label in (*Status.choices, *Detail.choices)}
# key: status, in the order of the digits 1 to 8.
DIGITS: tuple[str, ...] = tuple(status for status in Status.values if status != Status.UNCHECKED)


@cache
def mark_of(status: str, detail: str, review_state: str) -> Mark:
    """Hollow while proposed, filled once approved, dashed ring when changed since: unapproved never looks final."""
    family, glyph = LOOKS[status]
    glyph = _ARROWS.get(detail, glyph)
    return Mark(family, glyph, _FILLS.get(review_state, "hollow") if glyph else "")


@dataclass(frozen=True)
class VerdictLabels:
    """The desk's own labels over the standard ones: code (status or detail) → label."""

    labels: dict[str, str] = field(default_factory=dict)

    def label(self, status: str, detail: str = "", *, said_only: bool = False) -> str:
        """ "Overstated" rather than "Overstated or understated" where the direction is known.

        ``said_only``: what was checked is only that it was said, so that it never reads as if it were so.
        """
        label = self.word(detail if status == Status.MISSTATED and detail else status)
        return f"{label} (that it was said)" if said_only else label

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each status with what it is called, as a form offers them."""
        return [(status, self.word(status)) for status in Status.values]

    def word(self, code: str) -> str:
        """What the desk calls a status or a detail."""
        return self.labels.get(code) or STANDARD[code]


def scale_of(article: Article) -> VerdictLabels:
    """The labels of its desk as they were when it was taken in."""
    return VerdictLabels(article.scale.labels if article.scale else {})
