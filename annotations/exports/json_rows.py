"""The annotated article as JSON rows by uid, from which it can be rebuilt."""

import json
from bisect import bisect
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from annotations.models.statement import ReviewState
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedStatement,
    CitationLine,
    CounterpointLine,
    FlagLine,
    NoteLine,
    SourceLine,
)

FORMAT = "obelus-article"
VERSION = 1

Row = dict[str, Any]
Cited = tuple[UUID | None, UUID | None, CitationLine]  # statement, counterpoint


def render(article: AnnotatedArticle) -> bytes:
    """UTF-8, keys sorted, one row a line so that two files can be compared.

    Rows refer to each other by uid, to people by a name that is theirs alone in the file ("Ana Neves (2)"), to
    paragraphs by their place from 0. Offsets are code points inside the paragraph, times UTC. Ids, versions, the
    log, private notes stay in the house.
    """
    document = {"format": FORMAT, "version": VERSION, **tables(article)}
    lines = ",\n".join(f"{_dumps(name)}: {_table(document[name])}" for name in sorted(document))
    return f"{{\n{lines}\n}}\n".encode()


def tables(article: AnnotatedArticle) -> dict[str, Any]:
    """The document's tables, each row in the order in which it has to be rebuilt."""
    statements = article.statements
    points: list[tuple[UUID | None, CounterpointLine]] = [
        (s.uid, p) for s in statements for p in s.counterpoints
    ]
    points += [(None, point) for point in article.counterpoints]
    cited: list[Cited] = [(s.uid, None, c) for s in statements for c in s.citations]
    cited += [(uid, point.uid, c) for uid, point in points for c in point.citations]
    flags: list[tuple[UUID | None, FlagLine]] = [(s.uid, f) for s in statements for f in s.flags]
    flags += [(None, flag) for flag in article.flags]
    given = sorted(v.id for s in statements for v in s.verdicts)
    return {
        "article": _article(article),
        "paragraphs": [
            _copy(p, "label kind text language direction left_out rule") for p in article.paragraphs
        ],
        "claimants": _once(_copy(s.claimant, "uid name role") for s in statements if s.claimant),
        "sources": [_source(source) for source in _works(article, cited)],
        "passages": _once(_passages(cited)),
        "statements": list(_statements(article)),
        "verifications": [
            {
                "statement": s.uid,
                "number": bisect(given, v.id),  # from 1, as they were given: a clock may have been set back
                **_copy(v, "uid status detail rationale as_of given_for by at"),
            }
            for s in statements
            for v in s.verdicts
        ],
        "citations": [_citation(*row) for row in cited],
        "counterpoints": [
            {"statement": uid, **_copy(p, "uid kind text target answer answered_by outcome by at")}
            for uid, p in points
        ],
        "relations": list(_relations(statements)),
        "flags": [_flag(*row) for row in flags],
        "decisions": [
            {
                "statement": s.uid,
                "uid": d.uid,
                "verdict": d.ruling,
                **_copy(d, "by at is_fresh content_hash why override_why"),
            }
            for s in statements
            for d in s.decisions
        ],
        "notes": list(_notes(article)),
    }


def _copy(line: Any, names: str) -> Row:
    return {name: getattr(line, name) for name in names.split()}


def _article(article: AnnotatedArticle) -> Row:
    names = (
        "uid slug title byline publisher url published_on language summary mode stage priority due "
        "revision text_sha256 original_sha256 encoding"
    )
    return {**_copy(article, names), "scale": article.scale.labels, "at": article.taken_in_at}


def _statements(article: AnnotatedArticle) -> Iterator[Row]:
    names = (
        "uid label start end text kind kind_proposed kind_rules kind_confirmed is_quotation claimant_unclear "
        "claimant_proposed plain checked_said checked_so left_out left_out_why one_origin_why contributors"
    )
    for place, paragraph in enumerate(article.paragraphs):
        for s in paragraph.statements:
            yield {
                **_copy(s, names),
                "paragraph": place,
                "claimant": s.claimant and s.claimant.uid,
                # A statement that repeats another shows that one's verdict and state, but has none itself.
                "review_state": ReviewState.OPEN if s.same_as else s.review_state,
                "verification": s.verdict and s.verdict.uid,
                "same_as": s.same_as and s.same_as.uid,
                "at": s.created_at,
            }


def _works(article: AnnotatedArticle, cited: Iterable[Cited]) -> list[SourceLine]:
    """The cited works, then those that they are copies of."""
    known = {source.uid: source for source in (*article.sources, *article.origins)}
    wanted = {c.source.uid for _, _, c in cited}
    while further := {o for uid in wanted if (o := known[uid].derived_from)} - wanted:
        wanted |= further
    return [source for uid, source in known.items() if uid in wanted]


def _source(source: SourceLine) -> Row:
    names = "uid title url csl archive_url archived_on derived_from by"
    return {**_copy(source, names), "at": source.created_at}


def _passages(cited: Iterable[Cited]) -> Iterator[Row]:
    for _, _, c in cited:
        if c.passage_uid:
            yield {"uid": c.passage_uid, "source": c.source.uid, "locator": c.locator, "text": c.passage}


def _citation(statement: UUID | None, counterpoint: UUID | None, c: CitationLine) -> Row:
    return {
        **_copy(c, "uid stance shows by at"),
        "statement": statement,
        "counterpoint": counterpoint,
        "source": c.source.uid,
        "passage": c.passage_uid,
    }


def _relations(statements: Iterable[AnnotatedStatement]) -> Iterator[Row]:
    """Each once. A clash is mutual, so it stands in the file under the statement that is read first."""
    seen = set()
    for s in statements:
        for kind, links in (("leans_on", s.leans_on), ("clashes_with", s.clashes_with)):
            for link in links:
                if link.relation_uid not in seen:
                    seen.add(link.relation_uid)
                    ends = {"a": s.uid, "b": link.uid}
                    yield {"uid": link.relation_uid, "kind": kind, **ends, **_copy(link, "by at")}


def _flag(statement: UUID | None, flag: FlagLine) -> Row:
    return {
        **_copy(flag, "uid reason is_blocking note rule by at outcome outcome_note closed_by closed_at"),
        "statement": statement,
        "citation": flag.target_uid if flag.target == "citation" else None,
        "counterpoint": flag.target_uid if flag.target == "counterpoint" else None,
    }


def _notes(article: AnnotatedArticle) -> Iterator[Row]:
    found: list[tuple[UUID | None, NoteLine]] = [(s.uid, n) for s in article.statements for n in s.notes]
    found += [(None, note) for note in article.notes]
    for statement, note in found:
        if not note.is_private:
            yield {"statement": statement, **_copy(note, "uid text by at")}


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({row["uid"]: row for row in rows}.values())


def _table(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _dumps(value)
    rows = ",\n".join(map(_dumps, value))
    return f"[\n{rows}\n]"


def _dumps(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
