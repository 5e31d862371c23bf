"""Which rows a person may see: the row form of the permissions."""

from django.db.models import QuerySet

from annotations.models import Statement
from articles.models import Membership


def statements_of(by: Membership) -> QuerySet[Statement]:
    """The statements of the member's desk, each with its article."""
    return Statement.objects.filter(desk_id=by.desk_id).select_related("article__scale")
