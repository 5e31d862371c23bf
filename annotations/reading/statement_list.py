"""Reads a statement as a list over many articles shows it: its words, its verdict, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from annotations.compiled import CompiledValues
from annotations.models import Claimant, Flag, ReviewState, Statement, Verification
from annotations.models.flag import OPEN
from annotations.paging import PAGE
from annotations.querysets import language_of_words, reviewer_name
from annotations.reading import lines
from annotations.reading.model import state_in_words
from annotations.reasons import BY_CODE
from annotations.scale import Mark, VerdictLabels, mark_of
from articles.models import Scale


@dataclass(frozen=True, slots=True)
class ListedStatement:
    """``verdict`` is in the words of the article's own scale, ``state`` says where the work is.

    ``flags``: the reasons of those still open, by their codes in ``reasons``. ``is_unclear``: who says it.
    ``language`` is that of its words, ``article_language`` that of the title.
    """

    id: int
    uid: UUID
    label: str
    text: str
    plain: str
    said_by: str
    is_unclear: bool
    status: str
    detail: str
    mark: Mark
    verdict: str
    state: str
    flags: tuple[str, ...]
    slug: str
    title: str
    review_state: str = ReviewState.OPEN
    left_out: bool = False
    reasons: tuple[str, ...] = ()
    language: str = ""
    article_language: str = ""


_COLUMNS = (
    "id", "uid", "label", "text", "plain", "claimant_unclear", "status", "review_state", "left_out", "left_out_why",
    "checked_said", "checked_so",
    "article__slug", "article__title", "article__language",
)  # fmt: skip


# What a follower shows, by the names that ``lines`` reads it under.
_LEADER = {
    "leader_label": "label",
    "leader_status": "status",
    "leader_state": "review_state",
    "leader_said": "checked_said",
    "leader_so": "checked_so",
    "leader_detail": "verification__detail",
}


def listed(ids: Sequence[int]) -> list[ListedStatement]:
    """The statements with these ids, at most PAGE of them, as the list has them."""
    return [_line(row) for row in _ROWS(*ids, *[0] * (PAGE - len(ids)))]


def _rows(*ids: int) -> QuerySet[Statement, dict[str, Any]]:
    """By subqueries, which are planned one by one: of so many joins PostgreSQL would weigh the order for longer
    than it takes to answer.
    """
    open_flags = Flag.objects.filter(statement=OuterRef("pk"), **OPEN)
    rows: QuerySet[Statement, dict[str, Any]] = (
        Statement.objects.filter(pk__in=ids)
        .order_by("-article", "reading_order", "pk")
        .values(
            *_COLUMNS,
            verdict_detail=_of(Verification, "verification_id", "detail"),
            claimant_name=_of(Claimant, "claimant_id", "name"),
            reviewer_name=reviewer_name(),
            language=language_of_words(),
            labels=_of(Scale, "article__scale_id", "labels"),
            leader=_of(Statement, "same_as_id", JSONObject(**_LEADER)),
            reasons=ArraySubquery(open_flags.order_by("-is_blocking", "pk").values("reason")),
        )
    )
    return rows


def _of(model: type[Model], key: str, value: str | JSONObject) -> Subquery:
    """``value`` of the row of ``model`` that the statement's ``key`` leads to."""
    return Subquery(model._default_manager.filter(pk=OuterRef(key)).values_list(value, flat=True))


_ROWS = CompiledValues(_rows)


def _line(row: dict[str, Any]) -> ListedStatement:
    row |= row["leader"] or dict.fromkeys(_LEADER)
    status, detail, review_state = lines.standing(row)
    return ListedStatement(
        id=row["id"],
        uid=row["uid"],
        label=row["label"],
        text=row["text"],
        plain=row["plain"],
        said_by=row["claimant_name"] or "",
        is_unclear=row["claimant_unclear"],
        status=status,
        detail=detail,
        mark=mark_of(status, detail, review_state),
        verdict=VerdictLabels(row["labels"] or {}).label(status, detail, said_only=lines.said_only(row)),
        state=state_in_words(
            row["review_state"],
            left_out=row["left_out"],
            why=row["left_out_why"],
            reviewer=row["reviewer_name"] or "",
            leader=row["leader_label"] or "",
        ),
        flags=tuple(BY_CODE[reason].label for reason in row["reasons"]),
        reasons=tuple(row["reasons"]),
        review_state=review_state,
        left_out=row["left_out"],
        slug=row["article__slug"],
        title=row["article__title"],
        language=row["language"] or "",
        article_language=row["article__language"],
    )
