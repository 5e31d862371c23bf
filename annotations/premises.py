"""When a statement is put up for another look, because one that it leans on fell."""

from dataclasses import dataclass

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


def failed_since(own: int | None, status: str, verdict: int | None) -> bool:
    """Whether what one leans on fell after one was looked at: ``own`` verdict and that other one, by their ids.

    They rise with the deeds of an article, whatever the server's clock says. Every adverse verdict is a fall: what is
    misleading, or cannot be known, carries no more than what is wrong.
    """
    return status in ADVERSE and verdict is not None and (own is None or own < verdict)
