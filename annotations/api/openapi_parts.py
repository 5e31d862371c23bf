"""What every address has in common: how it refuses, how it is told of versions, of what is sent twice."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.settings import api_settings

from annotations.api import idempotency
from annotations.refusals import CODES, PROBLEM, TITLES

# What holds at every address; `code` in marks. The page shows it, the document says it.
RATE = api_settings.DEFAULT_THROTTLE_RATES["person"]
CONVENTIONS = {
    "Who asks": "A token of one desk, as `Authorization: Bearer …`, or a signed-in session, on changes with "
    "`X-CSRFToken`. A token is made on the page “Tokens for programs” of one’s menu; it has scopes (read, annotate, "
    "review) and never more rights than its person.",
    "Pace": f"Up to {RATE} a person; who sends more is told by a 429, with `Retry-After`, how long to wait.",
    "Bodies": "JSON in UTF-8, of one file multipart/form-data, up to 32 MB, with a `Content-Length`, not "
    "compressed. The text of an article has up to 5 MB.",
    "Lists": '`{"results": […], "next": …}`. Follow `next` until it is null; `page_size` up to 200. It goes on '
    "where the page ended, whatever was done to its rows meanwhile.",
    "Versions": 'Every thing has an `ETag` like `"7-5f1c9a02d4e8"`: its version, then a digest of the bytes; a page '
    "of a list the digest alone. Send it back as `If-Match`: when anything that you were shown has changed "
    "meanwhile, nothing is written; the answer is 412 with what stands there now. The version alone, "
    '`"7"`, asks for the row itself, not for what hangs on it; of an article it says all that is done to it, since '
    "every deed raises it, though not what is corrected in a source or a claimant, which many articles share. "
    "As `If-None-Match` the whole `ETag` gets a bare 304 while the bytes are the same.",
    "Twice": "A POST with an `Idempotency-Key` of your own is done once, however often it is sent within a day; "
    "what is answered again has `Idempotent-Replayed`. Without a key, a verdict of yours that is in force "
    "already is answered as saved where its `If-Match` is out of date: an answer may have been lost.",
    "Refusals": "`application/problem+json` (RFC 9457): `detail` says what to do, `errors` which field it is about. "
    "A 503 passes: nothing half-done was saved; send it again after `Retry-After`, with its key.",
    "Places in a text": "Unicode code points, from 0. A browser counts UTF-16 units: convert first, send the "
    "`quote` along.",
    "Addresses": "End in a slash: without it a 308 leads there.",
}
NOUNS = {
    "Desks": "The desks that one is at, and who works there.",
    "Statements": "What an article says, piece by piece, with what hangs on each.",
    "Articles": "The texts that are checked: taken in, described, counted.",
    "Paragraphs": "What the text is made of: kept or left out, cut or joined.",
    "Verifications": "The verdicts on a statement. A new one goes before the last; none is lost.",
    "Relations": "Which statement leans on which, or clashes with it.",
    "Citations": "Evidence: what ties a source to statements, or to a counterpoint.",
    "Counterpoints": "What speaks against a statement or the article, with the answer to it.",
    "Flags": "What bothers someone, until it is settled.",
    "Decisions": "What editors approved, or sent back.",
    "Notes": "Words beside the text. Private ones stay in the house.",
    "Deeds": "The log of an article: each change has a number, and can be undone.",
    "Exports": "The annotated article as a file.",
    "Claimants": "Who says what is said: one list for all articles of the desk.",
    "Sources": "The works that are cited: one list for all articles of the desk.",
    "Passages": "Words that were found in a source, with their place.",
}


class Problem(serializers.Serializer):
    """RFC 9457. ``errors`` is field → sentences; ``current`` is what stands there now."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.ChoiceField(
        CODES, required=False,
        help_text="Why, of a 422 that is not about how a value is written. Of a 409, known: it is there already, "
        "as current.",
    )  # fmt: skip
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)  # type: ignore[assignment]
    current = serializers.DictField(required=False, allow_null=True)


def header(name: str, said: str, kind: Any = str, **more: Any) -> OpenApiParameter:
    """A header that may be sent; with ``response`` one of the answers of these statuses."""
    return OpenApiParameter(name, kind, OpenApiParameter.HEADER, description=said, **more)


def _problems(*codes: int) -> dict[Any, Any]:
    return {(code, PROBLEM): OpenApiResponse(Problem, description=TITLES[code]) for code in codes}


READ = _problems(401, 403, 404, 406, 422, 429, 503)
WRITTEN = READ | _problems(400, 409, 411, 412, 413, 415)
SAME = {304: OpenApiResponse(description="What you have is what stands there.")}
TAG = [
    header(
        "If-None-Match", "The ETag of what you have: where that stands there still, the answer is a bare 304."
    ),
    header("ETag", "The version with a digest of the bytes: other bytes, another ETag.", response=[200, 304]),
]
MADE = [
    header("ETag", "The version of what is shown, with a digest of the bytes.", response=[200, 201]),
    header(
        "Location",
        "The address of what was made.",
        {"type": "string", "format": "uri-reference"},
        response=[201],
    ),
]
REPLAYED = header(
    "Idempotent-Replayed", "Stands there where the key was known: this is the first answer again.",
    response=[200, 201, 204],
)  # fmt: skip
REFUSED = [
    header("Retry-After", "Seconds to wait.", int, response=[429, 503]),
    header("WWW-Authenticate", "The scheme: Bearer.", response=[401]),
]
NOW = header(
    "ETag", "Of what stands there now, where that has one: send it as If-Match with what you send again.",
    response=[409, 412],
)  # fmt: skip
VERSION = header(
    "If-Match",
    "The ETag that you read: after any change of what it showed, a 412 with what stands there now "
    "(of an article after any deed on it, not after a correction of a source or a claimant). "
    'A version alone, as "7" in quotation marks, asks for the row only, not for what hangs on it.',
)
KEY = header(
    idempotency.HEADER,
    "Any text of your own: the same request with the same key is done once.",
    {"type": "string", "minLength": 1, "maxLength": idempotency.LONGEST},
)
