"""What every address has in common: how it refuses, how it is told of versions, of what is sent twice."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from annotations.api import once
from annotations.refusals import TITLES

PROBLEM = "application/problem+json"


class Problem(serializers.Serializer):
    """RFC 9457. ``errors`` is field → sentences; ``current`` is what stands there now."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(required=False)
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)  # type: ignore[assignment]
    current = serializers.DictField(required=False, allow_null=True)


def _problems(*codes: int) -> dict[Any, Any]:
    return {(code, PROBLEM): OpenApiResponse(Problem, description=TITLES[code]) for code in codes}


READ = _problems(401, 403, 404, 406, 422, 429)
WRITTEN = READ | _problems(400, 409, 411, 412, 413, 415)
SAME = {304: OpenApiResponse(description="What you have is what stands there.")}
TAG = [
    OpenApiParameter(
        "If-None-Match", str, OpenApiParameter.HEADER,
        description="The ETag of what you have: where that stands there still, the answer is a bare 304.",
    ),
    OpenApiParameter(
        "ETag", str, OpenApiParameter.HEADER, response=[200],
        description="The version with a digest of the bytes: other bytes, another ETag.",
    ),
]  # fmt: skip
VERSION = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER,
    description="The ETag that you read: after any change of what it showed, a 412 with what stands there now. "
    "A version alone, as \"7\" in quotation marks, asks for the row only, not for what hangs on it.",
)  # fmt: skip
KEY = OpenApiParameter(
    once.HEADER, {"type": "string", "minLength": 1, "maxLength": once.LONGEST}, OpenApiParameter.HEADER,
    description="Any text of your own: the same request with the same key is done once.",
)  # fmt: skip
