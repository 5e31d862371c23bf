"""The canonical form of what an approval covers (canon 1).

JSON with sorted keys and no blanks, UTF-8, text in NFC, decimals as text, ISO dates, lists ordered by uid, live rows
only. A source stands in it by its uid and identity keys, so that a typo in its title unsettles no approval.
The SHA-256 of that form is the content hash.
"""

import hashlib
import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from annotations.models import Citation, Counterpoint, Figure, Statement

CANON = 1


def content(statement: Statement) -> dict[str, Any]:
    """What is approved: the statement's text, who says it, what was checked, the verdict, all evidence."""
    live = {"statement_id": statement.pk, "withdrawn_at": None}
    verdict = statement.verification
    return {
        "canon": CANON,
        "text": statement.text,
        "claimant": statement.claimant and statement.claimant.uid,
        "claimant_unclear": statement.claimant_unclear,
        "plain": statement.plain,
        "checked_said": statement.checked_said,
        "checked_so": statement.checked_so,
        "one_origin_why": statement.one_origin_why,
        "same_as": statement.same_as and statement.same_as.uid,
        "verdict": verdict
        and {
            "status": verdict.status,
            "detail": verdict.detail,
            "rationale": verdict.rationale,
            "as_of": verdict.as_of,
        },
        "citations": sorted(
            Citation.objects.filter(**live).values(
                "uid", "stance", "shows", "counterpoint__uid", "passage__text", "passage__locator",
                "source__uid", "source__url_key", "source__doi_key", "source__isbn_key",
            ),
            key=_uid,
        ),
        "counterpoints": sorted(
            Counterpoint.objects.filter(**live).values("uid", "kind", "text", "answer", "outcome", "target__uid"),
            key=_uid,
        ),
        "figures": sorted(
            Figure.objects.filter(**live).values(
                "uid", "start", "end", "value", "approximator", "unit", "counted", "period", "place", "direction",
                "base", "counted_by",
            ),
            key=_uid,
        ),
    }  # fmt: skip


def encode(value: Any) -> bytes:
    """The canonical bytes of ``value``."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(statement: Statement) -> bytes:
    """SHA-256 of the canonical form, 32 bytes."""
    return hashlib.sha256(encode(content(statement))).digest()


def _uid(row: dict[str, Any]) -> str:
    return str(row["uid"])


def _plain(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return format(value.normalize(), "f")
        case date() | UUID():
            return value.isoformat() if isinstance(value, date) else str(value)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    return value
