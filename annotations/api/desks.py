"""The desks of who asks, with their people, with all that was stated in their articles."""

from uuid import UUID

from django.db.models import QuerySet

from annotations.api.base import ApiView
from annotations.api.handlers import lists, shows
from annotations.api.queries import DeskStatementQuery, PersonQuery
from annotations.api.response_serializers import DeskAnswer, ListedStatementAnswer, PersonAnswer
from annotations.lists import DeskStatementFilter
from annotations.models import Statement
from annotations.paging import Sort
from annotations.querysets import has_open_flag
from articles.models import Membership


class Desks(ApiView):
    @shows(DeskAnswer, many=True)
    def get(self) -> QuerySet[Membership]:
        """The desks one is at."""
        rows = Membership.objects.filter(person=self.person).select_related("desk")
        if self.token is not None:
            rows = rows.filter(desk_id=self.token.desk_id)
        return rows.order_by("desk__slug")


class Desk(ApiView):
    @shows(DeskAnswer)
    def get(self) -> Membership:
        """One desk, with one’s own role."""
        return self.by


class DeskStatements(ApiView):
    noun = "Statements"

    @lists(ListedStatementAnswer, DeskStatementQuery)
    def get(
        self, *, is_flagged: bool | None = None, claimant: UUID | None = None, **asked: str
    ) -> tuple[QuerySet[Statement], Sort]:
        """The statements of all the desk’s articles, the newest article first, each in reading order."""
        wanted = DeskStatementFilter(sort="newest", flagged="yes" if is_flagged else "", **asked)
        rows = wanted.rows(self.by)
        if claimant:
            rows = rows.filter(claimant__uid=claimant)
        return (rows.filter(~has_open_flag()) if is_flagged is False else rows), wanted.order


class People(ApiView):
    @lists(PersonAnswer, PersonQuery)
    def get(self, **filters: str) -> QuerySet[Membership]:
        """The people of a desk, with their roles, in the order in which they came."""
        return Membership.objects.filter(desk_id=self.by.desk_id, **filters)
