"""The annotated article in each form that leaves the house."""

from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from annotations.api.base import AtArticle
from annotations.api.etags import tagged
from annotations.api.handlers import asked_of, shows
from annotations.api.openapi_parts import READ, REFUSED, SAME, TAG, header
from annotations.api.queries import AudienceQuery
from annotations.api.response_serializers import FormatAnswer
from annotations.exports import FORMATS, Format, usual_audience
from annotations.exports.slots import WAIT, Busy, slot
from annotations.reading import load, snapshot

FILES = [(200, form.media_type.partition(";")[0]) for form in FORMATS.values()]

FORM = OpenApiParameter("form", str, OpenApiParameter.PATH, enum=list(FORMATS))
FILE = header("Content-Disposition", "The name of the file.", response=[200])


class Exports(AtArticle):
    noun = "Exports"

    @shows(FormatAnswer, many=True)
    def get(self) -> list[Format]:
        """The forms in which an article may leave."""
        return list(FORMATS.values())


class OneExport(AtArticle):
    noun = "Exports"

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """The address names the form, so there is nothing for ``Accept`` to choose."""
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(
        summary="The annotated article as a file, without private notes",
        parameters=[AudienceQuery, FORM, *TAG, *REFUSED, FILE],
        responses={**dict.fromkeys(FILES, OpenApiTypes.ANY), **READ, **SAME},
    )
    @snapshot()
    def get(self, request: Request, **where: Any) -> HttpResponse:
        self.find(lock=False)
        form = FORMATS.get(self.kwargs["form"])
        if form is None:
            raise Http404
        audience = asked_of(request, AudienceQuery).get("audience") or usual_audience(form.slug).slug
        try:
            with slot(self.article.tally.statements):
                data = form.render(load(self.article, audience=audience))
        except Busy as busy:
            raise Throttled(WAIT) from busy
        file = {"Content-Disposition": form.disposition(self.article.slug)}
        return tagged(request, self.article, data, form.media_type, file)
