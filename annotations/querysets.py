"""Which rows a person may see: the row form of the permissions."""

from django.db.models import QuerySet

from annotations.models import Statement
from articles.models import Membership


def statements_of(by: Membership) -> QuerySet[Statement]:
    """The statements of the member's desk, with what a card's head or a deed on one needs."""
    return Statement.objects.filter(desk_id=by.desk_id).select_related(
        "article__revision", "article__scale", "article__tally", "verification", "claimant", "same_as"
    )
