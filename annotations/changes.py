"""What changed in a statement since it was approved, or since somebody read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from annotations.models import (
    Citation,
    Claimant,
    Counterpoint,
    Decision,
    Deed,
    Flag,
    Note,
    Relation,
    Ruling,
    Statement,
    Verb,
    Verification,
)
from annotations.plurals import counted

# Columns of a statement that an approval covers, as they are told.
_TOLD = {
    "text": "the words",
    "plain": "in plain words",
    "claimant_id": "who says it",
    "claimant_unclear": "who says it is unclear",
    "checked_said": "checked that it was said",
    "checked_so": "checked that it is so",
    "one_origin_why": "why only one origin can exist",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One column of the statement: what it said then, what it says now."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """``was`` is the verdict then, None where it still is that; ``parts``: what else came or went, in words."""

    at: datetime
    by: str
    was: Verification | None
    columns: tuple[Changed, ...]
    parts: tuple[str, ...]


def last_approval(statement: Statement) -> Decision | None:
    """The newest, with who gave it; it may be of an older content."""
    approvals = Decision.objects.filter(statement=statement, verdict=Ruling.APPROVE, withdrawn_at=None)
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
        columns=tuple(_columns(statement, at)),
        parts=(
            *_moved(Citation, "citation", statement, at),
            *_moved(Counterpoint, "counterpoint", statement, at),
        ),
    )


def _columns(statement: Statement, at: datetime) -> Iterator[Changed]:
    """Out of the log: what the deeds since then found in the row."""
    then: dict[str, Any] = {}
    for deed in deeds_on(statement).filter(at__gt=at).order_by("seq"):
        for row in deed.rows:
            if (row["model"], row["id"]) == (Statement._meta.label_lower, statement.pk):
                then = row["before"] | then
    for name, label in _TOLD.items():
        now = getattr(statement, name)
        if name in then and then[name] != now:
            yield Changed(label, _in_words(name, then[name]), _in_words(name, now))


def _in_words(name: str, value: Any) -> str:
    if name == "claimant_id":
        return str(Claimant.objects.get(pk=value)) if value else "the byline"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or "nothing"


def _moved(
    model: type[Citation] | type[Counterpoint], noun: str, statement: Statement, at: datetime
) -> tuple[str, ...]:
    """ "1 citation added", "2 citations taken away"."""
    found = model.objects.filter(statement=statement).aggregate(
        added=Count("pk", filter=Q(created_at__gt=at, withdrawn_at=None)),
        gone=Count("pk", filter=Q(created_at__lte=at, withdrawn_at__gt=at)),
    )
    said = (("added", "added"), ("gone", "taken away"))
    return tuple(f"{counted(found[k], noun)} {words}" for k, words in said if found[k])


def deeds_on(statement: Statement) -> QuerySet[Deed]:
    """What was done to the statement or what hangs on it, newest first: also for many at once, or from a link's end."""
    touched = Q(statement=statement) | Q(verb=Verb.FOLLOW, statement__same_as=statement)
    rows: list[tuple[type[Model], Any]] = [(Statement, [statement.pk])]
    for model in (Citation, Counterpoint, Flag, Note):
        rows.append((model, model.objects.filter(statement=statement).values_list("pk", flat=True)))
    linked = Relation.objects.filter(Q(a=statement) | Q(b=statement))
    rows.append((Relation, linked.values_list("pk", flat=True)))
    for kind, ids in rows:
        for pk in ids:
            touched |= Q(rows__contains=[{"model": kind._meta.label_lower, "id": pk}])
    return Deed.objects.filter(touched, article_id=statement.article_id).select_related("by").order_by("-seq")


def deeds_since(statement: Statement, seq: int, *, most: int = 10) -> list[Deed]:
    """What was done to the statement after the article's deed ``seq``, newest first."""
    return list(deeds_on(statement).filter(seq__gt=seq)[:most])
