"""Reads the bytes of a JSON export into rows of known columns and types."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from annotations.csl import cleaned
from annotations.exports.json_rows import FORMAT, VERSION, Row
from annotations.models import (
    CounterpointKind,
    CounterpointOutcome,
    FlagOutcome,
    RelationKind,
    Stance,
    StatementKind,
)
from annotations.reading.names import LONGEST
from annotations.refusals import Refused
from articles.fields import FIRST_YEAR, LAST_YEAR, LONGEST_LANGUAGE
from articles.models import Mode, ParagraphKind, Stage
from articles.models.text import LONGEST_ENCODING
from articles.normal import UnacceptableText, normalise

# An article at the limit of intake, 5 MB in sentences of 25 characters, is exported with 117 MB, 210,000 statements.
MAX_BYTES: Final = 160 * 1024 * 1024
MAX_ROWS: Final = 250_000  # of one table
MAX_NAMES: Final = 200  # of one list of names
MAX_LABELS: Final = 50

Document = dict[str, Any]
Column = Callable[[Any], Any]


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text is wanted")
    return value


def text(value: Any) -> str:
    """In normal form, as every text of the house."""
    return normalise(_str(value))


def name(value: Any) -> str:
    """Of a person, on one line; empty for nobody."""
    return _within(LONGEST, " ".join(text(value).split()))


def encoding(value: Any) -> str:
    """Of the original, by its name; empty where the text was pasted."""
    return _within(LONGEST_ENCODING, text(value))


def _within(longest: int, told: str) -> str:
    if len(told) > longest:
        raise ValueError(f"{len(told):,} characters, but {longest} is the limit")
    return told


def words(value: Any) -> str:
    """Text that places count on: it has to be in normal form already."""
    if text(value) != value:
        raise ValueError(
            "this text is not in the form in which Obelus keeps texts, so no place in it can be sure"
        )
    return _str(value)


def number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError("a whole number from 0 is wanted")
    return value


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false is wanted")
    return value


def uid(value: Any) -> UUID:
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", _str(value)):
        raise ValueError("a uid is wanted")
    return UUID(value)


def day(value: Any) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", _str(value)):
        raise ValueError("a date is wanted, as 2026-01-14")
    return date.fromisoformat(value)


def moment(value: Any) -> datetime:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", _str(value)):
        raise ValueError("a time in UTC is wanted, as 2026-01-14T09:05:00Z")
    time = datetime.fromisoformat(value)
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValueError(f"give a year between {FIRST_YEAR} and {LAST_YEAR}")
    return time.astimezone(UTC)


def digest(value: Any) -> bytes:
    if not re.fullmatch(r"[0-9a-f]{64}", _str(value)):
        raise ValueError("a SHA-256 is wanted, 64 hexadecimal digits")
    return bytes.fromhex(value)


def language(value: Any) -> str:
    if not re.fullmatch(rf"[A-Za-z0-9-]{{0,{LONGEST_LANGUAGE}}}", _str(value)):
        raise ValueError("a language is wanted, as en or pt-BR")
    return _str(value)


def names(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MAX_NAMES:
        raise ValueError(f"a list of at most {MAX_NAMES} names is wanted")
    found = list(dict.fromkeys(map(name, value)))
    if "" in found:
        raise ValueError("a name is wanted, not nothing")
    return found


def labels(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MAX_LABELS:
        raise ValueError(f"at most {MAX_LABELS} labels by status are wanted")
    return {text(key): text(label) for key, label in value.items()}


def record(value: Any) -> dict[str, Any]:
    """A CSL-JSON record: whatever JSON can say, in texts and numbers that a database can hold."""
    if not isinstance(value, dict):
        raise ValueError("a CSL-JSON record is wanted")
    record: dict[str, Any] = cleaned(value, text)
    return record


def one_of(*choices: str) -> Column:
    def column(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"one of {', '.join(filter(None, choices))} is wanted")
        return _str(value)

    return column


def maybe(column: Column, empty: Any = None) -> Column:
    """The column, or what stands for "not given" in it: null, or the empty text."""
    return lambda value: None if value == empty else column(value)


_BY: Final = {"by": name, "at": moment}
ARTICLE: Final[dict[str, Column]] = {
    "uid": uid, "slug": text, "title": text, "byline": text, "publisher": text, "url": text,
    "published_on": maybe(day), "language": language, "summary": text,
    "mode": one_of(*Mode.values), "stage": one_of(*Stage.values),
    "priority": number, "due": maybe(moment), "revision": number, "text_sha256": digest,
    "original_sha256": maybe(digest, ""), "encoding": encoding, "scale": labels, "at": moment,
}  # fmt: skip
TABLES: Final[dict[str, dict[str, Column]]] = {
    "paragraphs": {
        "label": text, "kind": one_of(*ParagraphKind.values), "text": words, "language": language,
        "direction": one_of("ltr", "rtl"), "left_out": yes_or_no, "rule": text,
    },
    "claimants": {"uid": uid, "name": text, "role": text},
    "sources": {
        "uid": uid, "title": text, "url": text, "csl": record, "archive_url": text, "archived_on": maybe(day),
        "derived_from": maybe(uid), **_BY,
    },
    "passages": {"uid": uid, "source": uid, "locator": text, "text": text},
    "statements": {
        "uid": uid, "label": text, "paragraph": number, "start": number, "end": number, "text": words,
        "kind": one_of(*StatementKind.values),
        "kind_proposed": one_of("", *StatementKind.values), "kind_rules": text, "kind_confirmed": yes_or_no,
        "is_quotation": yes_or_no, "claimant": maybe(uid), "claimant_unclear": yes_or_no,
        "claimant_proposed": text, "plain": text, "checked_said": yes_or_no, "checked_so": yes_or_no,
        "verification": maybe(uid), "same_as": maybe(uid), "review_state": text,
        "left_out": yes_or_no, "left_out_why": text, "one_origin_why": text,
        "contributors": names, "at": moment,
    },
    "verifications": {
        "uid": uid, "statement": uid, "status": text, "detail": text, "rationale": text, "as_of": day,
        "given_for": text, "number": maybe(number), **_BY,
    },
    "citations": {
        "uid": uid, "statement": maybe(uid), "counterpoint": maybe(uid), "source": uid, "passage": maybe(uid),
        "stance": one_of(*Stance.values), "shows": text, **_BY,
    },
    "counterpoints": {
        "uid": uid, "statement": maybe(uid), "kind": one_of(*CounterpointKind.values), "text": text,
        "target": maybe(uid), "answer": text, "answered_by": name,
        "outcome": one_of(*CounterpointOutcome.values), **_BY,
    },
    "relations": {
        "uid": uid, "kind": one_of(*RelationKind.values), "a": uid, "b": uid, "by": name, "at": maybe(moment),
    },
    "flags": {
        "uid": uid, "statement": maybe(uid), "citation": maybe(uid), "counterpoint": maybe(uid),
        "reason": text, "is_blocking": yes_or_no, "note": text, "rule": text,
        "outcome": one_of("", *FlagOutcome.values), "outcome_note": text, "closed_by": name,
        "closed_at": maybe(moment), **_BY,
    },
    "decisions": {
        "uid": uid, "statement": uid, "verdict": text, "is_fresh": yes_or_no, "content_hash": digest,
        "why": text, "override_why": text, **_BY,
    },
    "notes": {"uid": uid, "statement": maybe(uid), "text": text, **_BY},
}  # fmt: skip
# What exports of earlier days have not: tables, which are read as empty; columns, with what stands for "not known".
LATER_TABLES: Final[frozenset[str]] = frozenset()
LATER: Final[dict[str, Row]] = {
    "verifications": {"given_for": "", "number": None},
    "relations": {"by": "", "at": None},
}


def looks_like_export(data: bytes) -> bool:
    """Whether the bytes mean to be a JSON export, good or bad, be it cut off or saved as UTF-16."""
    head = data[:100].decode(json.detect_encoding(data), "ignore")
    return re.match(r'\s*\{\s*"', head) is not None


def read(data: bytes) -> Document:
    """The document's tables, every value of its column's type. Raises Refused with the row to look at."""
    check_size(len(data))
    document = _parsed(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused("This is not an article exported by Obelus as JSON. Choose another file.", field="file")
    if type(version := document.get("version")) is not int or version != VERSION:
        told = f"“{version[:20]}”, a text" if isinstance(version, str) else str(version)[:20]
        raise Refused(
            f"The file is of version {told}; this Obelus reads version {VERSION}. "
            "Update Obelus, or export the article again.",
            field="file",
        )
    document = {name: [] for name in LATER_TABLES} | document
    _check_keys(document, {"format", "version", "article", *TABLES}, "The file")
    return {"article": _row(document["article"], ARTICLE, "article", LATER.get("article", {}))} | {
        name: _table(document[name], columns, name) for name, columns in TABLES.items()
    }


def check_size(size: int) -> None:
    """Raise Refused when ``size`` bytes are more than an export may have."""
    if size > MAX_BYTES:
        raise Refused(
            f"The file has {size / 2**20:.1f} MB; the limit is {MAX_BYTES // 2**20} MB. "
            "Take in the article’s text instead, one part at a time.",
            field="file",
        )


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Refused("This file is no readable JSON. Export the article again.", field="file") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _table(rows: Any, columns: dict[str, Column], name: str) -> list[Row]:
    if not isinstance(rows, list):
        raise Refused(f"{name}: a list of rows is wanted. Export the article again.", field=name)
    if len(rows) > MAX_ROWS:
        raise Refused(
            f"{name}: there are {len(rows):,} rows; the limit is {MAX_ROWS:,}. "
            "Take in the article’s text instead, one part at a time.",
            field=name,
        )
    made: list[Row] = []
    rows.reverse()
    while rows:  # each is let go once it is read
        made.append(_row(rows.pop(), columns, f"{name}, row {len(made) + 1}", LATER.get(name, {})))
    return made


def _row(row: Any, columns: dict[str, Column], where: str, later: Row) -> Row:
    if not isinstance(row, dict):
        raise Refused(f"{where}: a row of named values is wanted.", field=where)
    row = {**later, **row}
    _check_keys(row, columns.keys(), where)
    return {name: _value(row[name], column, f"{where}, {name}") for name, column in columns.items()}


def _value(value: Any, column: Column, where: str) -> Any:
    try:
        return column(value)
    except (ValueError, OverflowError, RecursionError, UnacceptableText) as error:
        raise Refused(f"{where}: {str(error).removesuffix('.')}.", field=where) from error


def _check_keys(row: Row, wanted: Any, where: str) -> None:
    missing, unknown = sorted(set(wanted) - row.keys()), sorted(row.keys() - set(wanted))
    if missing:
        raise Refused(f"{where}: {missing[0]} is missing. Export the article again.", field=where)
    if unknown:
        raise Refused(
            f"{where}: {unknown[0][:40]!r} is not known here. Export the article again.", field=where
        )
