"""What rests on a record: who gives it another name or address has worked on that, and approves none of it.

The triggers ``touch`` of articles and sources make it so.
"""

from typing import Any, NamedTuple, Self

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from annotations.models import ReviewState, Source, Statement
from annotations.plurals import counted
from annotations.services.sources import citations_of
from articles.models import Article


class Resting(NamedTuple):
    statements: int = 0
    approved: int = 0

    def caution(self, name: str) -> str:
        """What is to be known before the record gets another ``name``; empty where nothing rests on it."""
        if not self.statements:
            return ""
        approved = f", {self.approved} of them approved" if self.approved else ""
        them = "it" if self.statements == 1 else "them"
        rests = f"Resting on it: {counted(self.statements, 'statement')}{approved}."
        return f"{rests} With another {name}, somebody else than you must approve {them}."

    def caution_of_origin(self) -> str:
        """What is to be known before a source is said to be a copy of another; empty where nothing rests on it."""
        told = "What it is taken from changes how many independent sources are told there; approvals stand."
        return told if self.statements else ""

    def fallen(self, now: Self) -> str:
        """What became of the approvals; empty where none fell."""
        fell = self.approved - now.approved
        return (
            f" {counted(fell, 'approval')} {'asks' if fell == 1 else 'ask'} for another look."
            if fell > 0
            else ""
        )


def on_byline(article: Article) -> Resting:
    """What has a verdict, or shows another's, and names nobody else as saying it."""
    rows = Statement.objects.filter(article=article, withdrawn_at=None).exclude(
        verification=None, same_as=None
    )
    return _counted(rows.filter(claimant=None, claimant_unclear=False))


def on_source(source: Source) -> Resting:
    """What cites it."""
    return _counted(citations_of(source).filter(statement__withdrawn_at=None), "statement__")


def _counted(rows: QuerySet[Any], at: str = "") -> Resting:
    """An approval stands where the verdict does."""
    holder = Coalesce(f"{at}same_as", f"{at}pk")
    is_approved = Q(**{f"{at}review_state": ReviewState.APPROVED})
    is_approved |= Q(**{f"{at}same_as__review_state": ReviewState.APPROVED})
    return Resting(
        **rows.aggregate(
            statements=Count(f"{at}pk", distinct=True),
            approved=Count(holder, distinct=True, filter=is_approved),
        )
    )
