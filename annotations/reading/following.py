"""What comes after a statement in the text."""

from typing import Any

from django.db.models import Q, QuerySet, Subquery

from annotations.compiled import CompiledValues
from annotations.models import Statement
from annotations.models.statement import UNFINISHED
from articles.models import Article

# As `is_unfinished` has it, of what does not repeat another: the verdict is given there.
TO_DO = Q(review_state__in=UNFINISHED, same_as=None, left_out=False)


def following(article: Article, pk: int) -> tuple[int, str] | None:
    """Id and label of the next statement that is unfinished, else of the next one that counts; None after the last."""
    for row in _NEXT_TO_DO(article.pk, pk) or _NEXT(article.pk, pk):
        return row["id"], row["label"]
    return None


def _next(article: int, pk: int, which: Q) -> QuerySet[Statement, Any]:
    here = Statement.objects.filter(pk=pk).values("reading_order")
    after = Statement.objects.filter(article=article, withdrawn_at=None, reading_order__gt=Subquery(here))
    return after.filter(which).order_by("reading_order").values("id", "label")[:1]


_NEXT_TO_DO = CompiledValues(lambda article, pk: _next(article, pk, TO_DO))
_NEXT = CompiledValues(lambda article, pk: _next(article, pk, Q(left_out=False)))
