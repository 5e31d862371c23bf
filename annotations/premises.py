"""When a statement is put up for another look, because one that it leans on fell."""

from dataclasses import dataclass
from datetime import datetime

from annotations.models.verification import ADVERSE
from annotations.scale import VerdictLabels


@dataclass(frozen=True, slots=True)
class FailedPremise:
    """A statement that another one leans on, with the verdict against it."""

    id: int
    label: str
    status: str
    detail: str

    def sentence(self, scale: VerdictLabels) -> str:
        """What a reader is told of it at the statement that leans on it."""
        said = scale.label(self.status, self.detail)
        return f"Leans on {self.label}, now “{said.lower()}”"

    def prompt(self, scale: VerdictLabels) -> str:
        """What the desk is asked there."""
        return f"{self.sentence(scale)}: look at it again."


def failed_since(looked_at: datetime | None, status: str, judged_at: datetime | None) -> bool:
    """Whether what one leans on fell after one was looked at: ``looked_at`` is the time of one's own verdict.

    Every adverse verdict is a fall: what is misleading, or cannot be known, carries no more than what is wrong.
    """
    return status in ADVERSE and judged_at is not None and (looked_at is None or looked_at < judged_at)
