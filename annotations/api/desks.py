"""The desks of who asks, with their people."""

from django.db.models import QuerySet

from annotations.api.answers import DeskAnswer, PersonAnswer
from annotations.api.base import ApiView, tells
from articles.models import Membership


class Desks(ApiView):
    @tells(DeskAnswer, many=True)
    def get(self) -> QuerySet[Membership]:
        """The desks one is at."""
        rows = Membership.objects.filter(person=self.person).select_related("desk")
        if self.token is not None:
            rows = rows.filter(desk_id=self.token.desk_id)
        return rows.order_by("desk__slug")


class Desk(ApiView):
    @tells(DeskAnswer)
    def get(self) -> Membership:
        """One desk, with one’s own role."""
        return self.by


class People(ApiView):
    @tells(PersonAnswer, many=True)
    def get(self) -> QuerySet[Membership]:
        """The people of a desk, with their roles."""
        rows = Membership.objects.filter(desk_id=self.by.desk_id).select_related("person")
        return rows.order_by("person__name", "pk")
