"""Which rows a person may see: the row form of the permissions."""

from django.db.models import QuerySet

from annotations.models import Claimant, Source, Statement
from articles.models import Membership


def statements_of(by: Membership) -> QuerySet[Statement]:
    """The statements of the member's desk, each with its article."""
    return Statement.objects.filter(desk_id=by.desk_id).select_related("article__scale")


def sources_of(by: Membership) -> QuerySet[Source]:
    """What is on the list of the member's desk: neither taken off it nor merged into another."""
    return Source.objects.filter(desk_id=by.desk_id, withdrawn_at=None, merged_into=None)


def claimants_of(by: Membership) -> QuerySet[Claimant]:
    """Who is on the list of the member's desk."""
    return Claimant.objects.filter(desk_id=by.desk_id, withdrawn_at=None)
