"""What comes along in a statement's own row: what hangs on it, what it leans on, what repeats it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Model, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from annotations.models import Relation, RelationKind, Statement
from annotations.models.verification import ADVERSE
from annotations.querysets import LeansOn, language_of_words


def attached(model: type[Model], columns: tuple[str, ...], **live: Any) -> ArraySubquery:
    rows = model._default_manager.filter(statement_id=OuterRef("pk"), withdrawn_at=None, **live)
    return ArraySubquery(rows.order_by("id").values(json=JSONObject(**{name: F(name) for name in columns})))


def carriers() -> ArraySubquery:
    """What the statement leans on, with the verdict on each: its leader's where it follows one.

    One subquery inside the other, since a join would be made for each of the many statements that lean on nothing.
    ``leans_back``: it leans on the statement as well; told where its verdict is adverse, which alone asks for a look.
    """
    is_adverse = Q(status__in=ADVERSE, same_as=None) | Q(same_as__status__in=ADVERSE)
    carrier = Statement.objects.filter(pk=OuterRef("b_id")).values(
        json=JSONObject(
            id=F("id"),
            label=F("label"),
            left_out=F("left_out"),
            status=Coalesce("same_as__status", "status"),
            detail=Coalesce("same_as__verification__detail", "verification__detail"),
            verdict_id=Coalesce("same_as__verification_id", "verification_id"),
            leans_back=Case(When(is_adverse, then=LeansOn("id", OuterRef("a_id")))),
        )
    )
    leaning = Relation.objects.filter(a_id=OuterRef("pk"), kind=RelationKind.LEANS_ON, withdrawn_at=None)
    return ArraySubquery(leaning.order_by("id").values(json=Subquery(carrier)))


def repeating() -> ArraySubquery:
    """The statements that show this one's verdict."""
    following = Statement.objects.filter(same_as_id=OuterRef("pk"), withdrawn_at=None).order_by(
        "reading_order"
    )
    told = {name: F(name) for name in ("id", "uid", "label", "text")} | {"language": language_of_words()}
    return ArraySubquery(following.values(json=JSONObject(**told)))
