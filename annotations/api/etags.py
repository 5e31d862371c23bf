"""ETags: which version of a row an answer shows, in which bytes; what ``If-Match`` makes of them."""

import hashlib
import re
from collections.abc import Callable

from django.db import models
from django.http import HttpResponse
from django.utils.http import parse_etags
from rest_framework.request import Request

from annotations.refusals import Refused, Stale
from articles.models import Article

_LIST = re.compile(r'(W/)?"[^"]*"(\s*,\s*(W/)?"[^"]*")*')


def etag(row: models.Model | None, shown: bytes = b"") -> str:
    """``"7-5f1c9a02d4e8"``: the row's version, a digest of the bytes that show it; either alone without the other.

    The version of an article is the number of its last deed. What hangs on a row changes the bytes alone.
    """
    version = getattr(row, "seq" if isinstance(row, Article) else "version", None)
    digest = hashlib.sha256(shown).hexdigest()[:12] if shown else ""
    parts = [str(part) for part in (version, digest) if part not in (None, "")]
    return f'"{"-".join(parts)}"' if parts else ""


def tagged(
    request: Request,
    row: models.Model | None,
    shown: bytes,
    media_type: str,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """``shown`` under its ETag, or a 304 to who has these bytes already.

    A cache writes what a 304 says over what it has: it says nothing of a type, of encodings the same, and of the ETag
    what it would say again: of what is compressed on its way it is a weak one.
    """
    tag = etag(row, shown)
    of_both = {"ETag": tag, "Vary": "Accept-Encoding"}
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if known == ["*"] or tag in map(_strong, known):
        weak = f"W/{tag}"
        is_compressed = weak in known and "gzip" in request.headers.get("Accept-Encoding", "")
        same = HttpResponse(status=304, headers={**of_both, "ETag": weak if is_compressed else tag})
        del same["Content-Type"]
        return same
    return HttpResponse(shown, content_type=media_type, headers={**of_both, **(headers or {})})


def check_version(request: Request, row: models.Model | None, whole: Callable[[], str]) -> None:
    """Raise Stale unless ``If-Match`` names what stands there, Refused where nothing can be meant by it.

    A version alone is that of the row. A whole ETag means all that was shown, so that what hangs on the row counts
    too; ``whole`` tells the one of now. Of an article the version says as much, since every deed raises it.
    """
    wanted = request.headers.get("If-Match", "*").strip()
    if wanted == "*":
        return
    if row is None:
        raise Refused("There is no version to match here. Leave the header away.", field="If-Match")
    if not _LIST.fullmatch(wanted):
        raise Refused('Send an ETag as it was told, in quotation marks, like "7".', field="If-Match")
    tags = [_strong(tag.strip()) for tag in wanted.split(",")]
    if isinstance(row, Article):
        tags = [_version_of(tag) for tag in tags]
    if etag(row) in tags:
        return
    if not any(_version_of(tag) == etag(row) for tag in tags) or whole() not in tags:
        raise Stale(row)


def _strong(tag: str) -> str:
    """Compression marks a tag weak: it is the same."""
    return tag.removeprefix("W/")


def _version_of(tag: str) -> str:
    version, dash, _ = tag.partition("-")
    return f'{version}"' if dash else tag
