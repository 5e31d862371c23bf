"""What changed in a statement since it was approved, or since somebody read it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from annotations.models import Citation, Counterpoint, Decision, Deed, Statement, Verdict, Verification


@dataclass(frozen=True, slots=True)
class Since:
    """``was`` is the verdict then, None where it still is that; ``parts``: what else changed, in words."""

    at: datetime
    by: str
    was: Verification | None
    parts: tuple[str, ...]


def last_approval(statement: Statement) -> Decision | None:
    """The newest, with who gave it; it may be of an older content."""
    approvals = Decision.objects.filter(statement=statement, verdict=Verdict.APPROVE, withdrawn_at=None)
    return approvals.select_related("created_by").order_by("-pk").first()


def since_approval(statement: Statement) -> Since | None:
    """Against the last approval; None for a statement that was never approved."""
    approval = last_approval(statement)
    if approval is None:
        return None
    at = approval.created_at
    was = Verification.objects.filter(statement=statement, created_at__lte=at).order_by("-pk").first()
    return Since(
        at=at,
        by=str(approval.created_by or ""),
        was=was if was and was.pk != statement.verification_id else None,
        parts=(
            *_moved(Citation, "citation", statement, at),
            *_moved(Counterpoint, "counterpoint", statement, at),
        ),
    )


def _moved(
    model: type[Citation] | type[Counterpoint], noun: str, statement: Statement, at: datetime
) -> tuple[str, ...]:
    """ "1 citation added", "2 citations taken away"."""
    found = model.objects.filter(statement=statement).aggregate(
        added=Count("pk", filter=Q(created_at__gt=at, withdrawn_at=None)),
        gone=Count("pk", filter=Q(created_at__lte=at, withdrawn_at__gt=at)),
    )
    said = (("added", "added"), ("gone", "taken away"))
    return tuple(f"{found[k]} {noun}{'' if found[k] == 1 else 's'} {words}" for k, words in said if found[k])


def deeds_since(statement: Statement, seq: int, *, most: int = 10) -> list[Deed]:
    """What was done to the statement after the article's deed ``seq``, newest first."""
    done = Deed.objects.filter(article_id=statement.article_id, statement=statement, seq__gt=seq)
    return list(done.select_related("by").order_by("-seq")[:most])
