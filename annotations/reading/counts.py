"""How far an article is: what its tally counts."""

from dataclasses import dataclass, field, fields

from annotations.models import ReviewState, Status, Tally
from annotations.models.deed import unaccounted_percent


@dataclass(frozen=True, slots=True)
class Counts:
    """``words`` of kept paragraphs; ``accounted`` of them in a statement that is checked, or left out with a reason."""

    statements: int = 0
    checked: int = 0
    approved: int = 0
    waiting: int = 0
    words: int = 0
    accounted: int = 0
    open_flags: int = 0
    blocking: int = 0
    statuses: dict[str, int] = field(default_factory=dict)

    @property
    def unaccounted_percent(self) -> int:
        return unaccounted_percent(self.words, self.accounted)


def is_checked(status: str, review_state: str) -> bool:
    """As a tally has it: with a verdict that is not to do still, or said to be no claim."""
    is_judged = status != Status.UNCHECKED and review_state != ReviewState.OPEN
    return status == Status.NOT_CLAIM or is_judged


def counts_of(tally: Tally | None) -> Counts:
    if tally is None:
        return Counts()
    return Counts(**{each.name: getattr(tally, each.name) for each in fields(Counts)})
