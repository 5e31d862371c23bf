"""Turns rows of the database into lines of the reading model."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from annotations.compiled import Row
from annotations.models import (
    CounterpointKind,
    CounterpointOutcome,
    FlagOutcome,
)
from annotations.models.verification import is_said_only
from annotations.premises import FailedPremise, failed_since
from annotations.reading.model import (
    AnnotatedParagraph,
    CitationLine,
    ClaimantLine,
    CounterpointLine,
    DecisionLine,
    FlagLine,
    Link,
    NoteLine,
    PersonLine,
    SourceLine,
    VerdictLine,
)
from annotations.reasons import BY_CODE
from articles.models import Article

FLAG = (
    "id", "uid", "statement_id", "reason", "is_blocking", "note", "rule", "created_at", "outcome", "outcome_note",
    "closed_at", "version", "citation__uid", "counterpoint__uid", "statement__uid",
    "created_by_id", "created_by__name", "owner_id", "owner__name", "closed_by_id", "closed_by__name",
)  # fmt: skip
COUNTERPOINT = (
    "id", "uid", "statement_id", "kind", "text", "outcome", "answer", "created_at", "version", "target__uid",
    "created_by_id", "created_by__name", "answered_by_id", "answered_by__name",
)  # fmt: skip
WORK = (
    "id", "uid", "title", "url", "csl", "archive_url", "archived_on", "derived_from__uid", "created_at",
    "created_by_id", "created_by__name",
)  # fmt: skip
CITATION = (
    "id", "uid", "statement_id", "counterpoint_id", "stance", "shows", "created_at", "version", "created_by_id",
    "created_by__name", "passage__uid", "passage__locator", "passage__text", "source_id",
    *(f"source__{name}" for name in WORK if name != "id"),
)  # fmt: skip
NOTE = (
    "id", "uid", "statement_id", "text", "is_private", "created_at", "version", "created_by_id", "created_by__name",
)  # fmt: skip
RELATION = (
    "id", "uid", "kind", "created_at", "created_by__name", "a_id", "a__uid", "a__label", "a__text", "a__claimant__uid",
    "b_id", "b__uid", "b__label", "b__text", "b__claimant__uid",
)  # fmt: skip
DECISION = (
    "uid", "statement_id", "ruling", "created_at", "content_version", "content_hash", "why", "override_why",
    "created_by_id", "created_by__name", "created_by__is_placeholder",
)  # fmt: skip
VERIFICATION = (
    "id", "uid", "statement_id", "status", "detail", "rationale", "as_of", "given_for", "created_at",
    "created_by_id", "created_by__name",
)  # fmt: skip

DECIDED = {"approve": "approved", "send_back": "sent back"}


def from_json(row: Row) -> Row:
    """A row that came as JSON, with its dates and uids as such again."""
    return {name: _parsed(name, value) for name, value in row.items()}


def _parsed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("uid"):
        return UUID(value)
    return datetime.fromisoformat(value) if name.endswith("_at") else value


def flag(row: Row) -> FlagLine:
    reason = BY_CODE[row["reason"]]
    targets = ("citation", "counterpoint", "statement")
    target = next((name for name in targets if row[f"{name}__uid"]), "article")
    return FlagLine(
        id=row["id"],
        uid=row["uid"],
        reason=row["reason"],
        label=reason.label,
        about=reason.about,
        is_blocking=row["is_blocking"],
        note=row["note"],
        by=row["created_by__name"] or "",
        by_id=row["created_by_id"],
        rule=row["rule"] or "",
        owner=row["owner__name"] or "",
        target=target,
        target_uid=row[f"{target}__uid"] if target != "article" else None,
        at=row["created_at"],
        outcome=row["outcome"] or "",
        outcome_label=str(FlagOutcome(row["outcome"]).label) if row["outcome"] else "",
        outcome_note=row["outcome_note"],
        closed_by=row["closed_by__name"] or "",
        closed_at=row["closed_at"],
        version=row["version"],
    )


def flag_for_readers(row: Row) -> FlagLine:
    """Without the note where it is about our own work: that is talk among colleagues."""
    line = flag(row)
    return replace(line, note="") if line.about == "work" else line


def counterpoint(row: Row, citations: tuple[CitationLine, ...] = ()) -> CounterpointLine:
    return CounterpointLine(
        id=row["id"],
        uid=row["uid"],
        kind=row["kind"],
        kind_label=str(CounterpointKind(row["kind"]).label),
        text=row["text"],
        outcome=row["outcome"],
        outcome_label=str(CounterpointOutcome(row["outcome"]).label),
        answer=row["answer"],
        answered_by=row["answered_by__name"] or "",
        target=row["target__uid"],
        citations=citations,
        by=row["created_by__name"] or "",
        at=row["created_at"],
        version=row["version"],
    )


def bibliography(cited: Iterable[Row]) -> dict[int, SourceLine]:
    """Source id → line, numbered in the order of first citation."""
    found: dict[int, SourceLine] = {}
    for row in cited:
        if row["source_id"] not in found:
            found[row["source_id"]] = work(row, number=len(found) + 1)
    return found


def uncited(row: Row) -> SourceLine:
    """A work outside of the bibliography: it has no number."""
    return work({"source_id": row["id"], **{f"source__{name}": row[name] for name in row}}, number=0)


def work(row: Row, *, number: int) -> SourceLine:
    """The source of a citation's row; ``root`` only where origins are counted."""
    return SourceLine(
        id=row["source_id"],
        uid=row["source__uid"],
        title=row["source__title"],
        url=row["source__url"],
        csl=row["source__csl"],
        archive_url=row["source__archive_url"],
        archived_on=row["source__archived_on"],
        derived_from=row["source__derived_from__uid"],
        root=row.get("root"),
        created_at=row["source__created_at"],
        by=row["source__created_by__name"] or "",
        number=number,
    )


def citation(row: Row, sources: dict[int, SourceLine]) -> CitationLine:
    return CitationLine(
        id=row["id"],
        uid=row["uid"],
        source=sources[row["source_id"]],
        stance=row["stance"],
        locator=row["passage__locator"] or "",
        passage=row["passage__text"] or "",
        passage_uid=row["passage__uid"],
        shows=row["shows"],
        by=row["created_by__name"] or "",
        at=row["created_at"],
        version=row["version"],
    )


def note(row: Row) -> NoteLine:
    return NoteLine(
        id=row["id"],
        uid=row["uid"],
        text=row["text"],
        is_private=row["is_private"],
        by=row["created_by__name"] or "",
        by_id=row["created_by_id"],
        at=row["created_at"],
        version=row["version"],
    )


def decision(row: Row | None, content_version: int) -> DecisionLine | None:
    if row is None:
        return None
    return DecisionLine(
        uid=row["uid"],
        ruling=row["ruling"],
        by=row["created_by__name"] or "",
        at=row["created_at"],
        is_fresh=row["content_version"] == content_version,
        content_hash=bytes(row["content_hash"]).hex(),
        why=row["why"],
        override_why=row["override_why"],
        is_imported=bool(row["created_by__is_placeholder"]),
    )


def standing(row: Row) -> tuple[str, str, str]:
    """Status, detail, review state. A follower holds no verdict of its own: it shows its leader's."""
    return (
        row["leader_status"] or row["status"],
        row["verdict_detail"] or row["leader_detail"] or "",
        row["leader_state"] or row["review_state"],
    )


def said_only(row: Row) -> bool:
    """Whether the verdict that is shown is only on whether it was said: of a follower, its leader's."""
    if row["leader_status"]:
        status, said, so = row["leader_status"], row["leader_said"], row["leader_so"]
    else:
        status, said, so = row["status"], row["checked_said"], row["checked_so"]
    return is_said_only(status, checked_said=said, checked_so=so)


def verdict(row: Row) -> VerdictLine | None:
    if row["verdict_id"] is None:
        return None
    return VerdictLine(
        id=row["verdict_id"],
        uid=row["verdict_uid"],
        status=row["status"],
        detail=row["verdict_detail"],
        rationale=row["rationale"],
        as_of=row["as_of"],
        given_for=row["given_for"],
        by=row["verdict_by"] or "",
        at=row["verdict_at"],
    )


def given(row: Row) -> VerdictLine:
    """A verification, whether in force or not."""
    return VerdictLine(
        id=row["id"],
        uid=row["uid"],
        status=row["status"],
        detail=row["detail"],
        rationale=row["rationale"],
        as_of=row["as_of"],
        given_for=row["given_for"],
        by=row["created_by__name"] or "",
        at=row["created_at"],
    )


def claimant(row: Row) -> ClaimantLine | None:
    if row["claimant_uid"] is None:
        return None
    return ClaimantLine(row["claimant_uid"], row["claimant_name"], row["claimant_role"])


def leader(row: Row) -> Link | None:
    if row["leader_id"] is None:
        return None
    told = row["leader_id"], row["leader_uid"], row["leader_label"], row["leader_text"]
    return Link(*told, language=row["leader_language"] or "")


def repeating(row: Row) -> tuple[Link, ...]:
    return tuple(Link(**from_json(other)) for other in row["repeating"])


def links(rows: Iterable[Row]) -> dict[str, dict[int, list[Link]]]:
    """Relation by what it says of the statement it is listed under; a clash is mutual."""
    found: dict[str, dict[int, list[Link]]] = {
        name: defaultdict(list) for name in ("leans_on", "leaned_on_by", "clashes_with")
    }
    for row in rows:
        a, b = (
            Link(
                row[f"{side}_id"],
                row[f"{side}__uid"],
                row[f"{side}__label"],
                row[f"{side}__text"],
                row["id"],
                row["uid"],
                row[f"{side}__claimant__uid"],
                row["created_by__name"] or "",
                row["created_at"],
                row[f"{side}_language"] or "",
            )
            for side in "ab"
        )
        if row["kind"] == "leans_on":
            found["leans_on"][a.id].append(b)
            found["leaned_on_by"][b.id].append(a)
        else:
            found["clashes_with"][a.id].append(b)
            found["clashes_with"][b.id].append(a)
    return found


def fallen(row: Row) -> tuple[FailedPremise, ...]:
    """Of what the statement leans on, what fell since its own verdict; nothing where it is left out.

    What leans on the statement in turn is passed over: each new verdict would put the other up again.
    """
    own = row["verdict_id"] or row["leader_verdict_id"]
    return tuple(
        FailedPremise(other["id"], other["label"], other["status"], other["detail"] or "")
        for other in map(from_json, row["carriers"])
        if not (row["left_out"] or other["left_out"] or other["leans_back"])
        and failed_since(own, other["status"], other["verdict_id"])
    )


def article(row: Article) -> Row:
    """The facts of the article; expects desk and revision to be joined."""
    revision = row.revision
    names = (
        "id uid slug title byline publisher url published_on language summary mode stage priority due seq version"
    ).split()
    return {
        **{name: getattr(row, name) for name in names},
        "desk": row.desk.name,
        "origins_wanted": row.desk.origins_wanted,
        "revision": revision.number if revision else 0,
        "text_sha256": bytes(revision.text_sha256).hex() if revision else "",
        "taken_in_at": row.created_at,
        "encoding": revision.encoding if revision else "",
        "original_sha256": bytes(revision.blob_sha256).hex() if revision and revision.blob_sha256 else "",
    }


def people(
    paragraphs: Iterable[AnnotatedParagraph],
    *,
    flags: Iterable[FlagLine],
    counterpoints: Iterable[CounterpointLine],
    notes: Iterable[NoteLine],
    roles: Mapping[str, str],
) -> tuple[PersonLine, ...]:
    """Who did what, by name. Flags, counterpoints, notes are those of the article; its statements have their own."""
    statements = [statement for paragraph in paragraphs for statement in paragraph.statements]
    did: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for name in statement.contributors:
            did[name].add("annotated")
        for decided in statement.decisions:
            did[decided.by].add(DECIDED[decided.ruling])
    for point in counterpoints:
        for name in (point.by, point.answered_by, *(cited.by for cited in point.citations)):
            did[name].add("annotated")
    for raised in (*flags, *(each for statement in statements for each in statement.flags)):
        did[raised.by].add("flagged")
        did[raised.closed_by].add("settled flags")
    for written in (*notes, *(each for statement in statements for each in statement.notes)):
        did[written.by].add("wrote notes")
    return tuple(
        PersonLine(name, tuple(sorted(did[name])), roles.get(name, "")) for name in sorted(did) if name
    )
