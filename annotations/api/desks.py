"""The desks of who asks, with their people."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.answers import DeskAnswer, PersonAnswer
from annotations.api.base import ApiView
from articles.models import Membership


class Desks(ApiView):
    @extend_schema(summary="The desks one is at", responses=DeskAnswer(many=True))
    def get(self, request: Request) -> Response:
        rows = Membership.objects.filter(person_id=request.user.pk).select_related("desk")
        if request.auth is not None:
            rows = rows.filter(desk_id=request.auth.desk_id)
        found = DeskAnswer(rows.order_by("desk__slug"), many=True).data
        return Response({"results": found, "next": None})


class Desk(ApiView):
    @extend_schema(summary="One desk, with one's own role", responses=DeskAnswer)
    def get(self, request: Request, **where: Any) -> Response:
        return Response(DeskAnswer(self.by).data)


class People(ApiView):
    @extend_schema(summary="The people of a desk, with their roles", responses=PersonAnswer(many=True))
    def get(self, request: Request, **where: Any) -> Response:
        rows = Membership.objects.filter(desk_id=self.by.desk_id).select_related("person")
        found = PersonAnswer(rows.order_by("person__name", "pk"), many=True).data
        return Response({"results": found, "next": None})
