"""What comes after a statement in the text."""

from django.db.models import Q, Subquery

from annotations.models import Statement
from annotations.models.statement import UNFINISHED
from articles.models import Article

# As `is_unfinished` has it, of what does not repeat another: the verdict is given there.
TO_DO = Q(review_state__in=UNFINISHED, same_as=None, left_out=False)


def following(article: Article, pk: int) -> tuple[int, str] | None:
    """Id and label of the next statement that is unfinished, else of the next one; None after the last."""
    here = Statement.objects.filter(pk=pk).values("reading_order")
    after = Statement.objects.filter(article=article, withdrawn_at=None, reading_order__gt=Subquery(here))
    rows = after.order_by("reading_order").values_list("pk", "label")
    return rows.filter(TO_DO).first() or rows.first()
