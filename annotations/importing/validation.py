"""Whether the rows of an export make sense together, before any of them is written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils import timezone

from annotations.exports.json_rows import Row
from annotations.importing.parsing import TABLES, Document
from annotations.models import CounterpointOutcome, FlagOutcome, RelationKind, ReviewState, Ruling, Status
from annotations.models.counterpoint import NEEDS_TARGET
from annotations.models.verification import ADVERSE, DETAILS_OF, Detail
from annotations.reasons import BY_CODE
from annotations.refusals import Refused
from annotations.services.verifying import missing
from articles import normal
from articles.intake.limits import MAX_PARAGRAPH, MAX_PARAGRAPHS
from articles.models.text import LABEL

# What is sent back may have no verdict yet.
WITH_VERDICT = (ReviewState.READY, ReviewState.CHANGED)

NUMBERED = "[0-9a-z.–]{1,40}"  # the label of a statement: "4.2", "4.2a", "5.3–5.4", "4a.1"
# table: (column, the table that it names a row of)
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "sources": (("derived_from", "sources"),),
    "passages": (("source", "sources"),),
    "statements": (("claimant", "claimants"), ("verification", "verifications"), ("same_as", "statements")),
    "verifications": (("statement", "statements"),),
    "citations": (
        ("statement", "statements"),
        ("counterpoint", "counterpoints"),
        ("source", "sources"),
        ("passage", "passages"),
    ),
    "counterpoints": (("statement", "statements"), ("target", "citations")),
    "relations": (("a", "statements"), ("b", "statements")),
    "flags": (("statement", "statements"), ("citation", "citations"), ("counterpoint", "counterpoints")),
    "decisions": (("statement", "statements"),),
    "notes": (("statement", "statements"),),
}


def check(document: Document) -> None:
    """Raise Refused at the first row that contradicts another, or a rule of the field."""
    found = next(_problems(document), None)
    if found:
        raise Refused(f"{found} Nothing was taken in.", field="file")


def by_uid(rows: Iterable[Row]) -> dict[UUID, Row]:
    return {row["uid"]: row for row in rows}


def _problems(document: Document) -> Iterator[str]:
    yield from _names(document)
    yield from _claimants(document)
    yield from _times(document)
    if not document["article"]["title"].strip():
        yield "The article has no title."
    yield from _text(document)
    yield from _places(document)
    yield from _verdicts(document)
    yield from _evidence(document)
    yield from _flags(document)
    yield from _decisions(document)
    yield from _incomplete(document)
    for place, row in enumerate(document["notes"], 1):
        if not row["text"].strip():
            yield f"notes, row {place}: it has no words."


def _names(document: Document) -> Iterator[str]:
    """Every uid once in its table, every reference to a row that is there."""
    known = {
        name: {row["uid"] for row in document[name]} for name, columns in TABLES.items() if "uid" in columns
    }
    if len(set().union(*known.values())) < sum(len(document[name]) for name in known):
        yield _twice(document, known)
    for name, references in REFERENCES.items():
        for place, row in enumerate(document[name], 1):
            for column, table in references:
                if row[column] is not None and row[column] not in known[table]:
                    yield f"{name}, row {place}: its {column} is not among the {table}."


def _twice(document: Document, tables: Iterable[str]) -> str:
    seen: dict[UUID, str] = {}
    for name in tables:
        for place, row in enumerate(document[name], 1):
            here = f"{name}, row {place}"
            if there := seen.get(row["uid"]):
                return f"{here}: its uid, {row['uid']}, is that of {there} too."
            seen[row["uid"]] = here
    return ""


def _claimants(document: Document) -> Iterator[str]:
    seen: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(document["claimants"], 1):
        told = tuple(" ".join(row[column].split()) for column in ("name", "role"))
        if told in seen:
            yield f"claimants, row {place}: it has the name and the role of row {seen[told]}."
        seen[told] = place


def _times(document: Document) -> Iterator[str]:
    """Nothing was done later than now; a day is left for clocks that disagree."""
    latest = timezone.now() + timedelta(days=1)
    if document["article"]["at"] > latest:
        yield "The article cannot have been taken in after today."
    for name, columns in TABLES.items():
        dated = [column for column in ("at", "closed_at") if column in columns]
        for place, row in enumerate(document[name] if dated else (), 1):
            if any(row[column] and row[column] > latest for column in dated):
                yield f"{name}, row {place}: its time cannot be in the future."


def _text(document: Document) -> Iterator[str]:
    paragraphs = document["paragraphs"]
    if not 0 < len(paragraphs) <= MAX_PARAGRAPHS:
        yield f"The text has {len(paragraphs):,} paragraphs; between 1 and {MAX_PARAGRAPHS:,} are wanted."
    seen: set[str] = set()
    for place, row in enumerate(paragraphs, 1):
        if not re.fullmatch(LABEL, row["label"]):
            yield f"Paragraph {place}: its label {row['label'][:40]!r} is no number of a paragraph, as 4 or 4a."
        if row["label"] in seen:
            yield f"Two paragraphs are labelled {row['label']}."
        seen.add(row["label"])
        if not 0 < len(row["text"].strip()) <= len(row["text"]) <= MAX_PARAGRAPH:
            yield f"Paragraph {row['label']}: between 1 and {MAX_PARAGRAPH:,} characters are wanted."
    # A paragraph that was cut or joined since ("4a", "4–5") is no longer what was hashed at intake.
    if [row["label"] for row in paragraphs] == [str(n) for n in range(1, len(paragraphs) + 1)]:
        whole = "\n".join(row["text"] for row in paragraphs)
        if normal.sha256(whole) != document["article"]["text_sha256"]:
            yield "The text does not agree with its SHA-256. Export the article again."


def _places(document: Document) -> Iterator[str]:
    paragraphs, rows = document["paragraphs"], document["statements"]
    labels: set[str] = set()
    for place, row in enumerate(rows, 1):
        if not re.fullmatch(NUMBERED, row["label"]):
            yield f"statements, row {place}: its label {row['label'][:40]!r} is no number of a statement, as 4.2."
        if row["label"] in labels:
            yield f"Two statements are labelled {row['label']}."
        labels.add(row["label"])
        here = f"Statement {row['label']}"
        if row["paragraph"] >= len(paragraphs):
            yield f"{here}: there is no such paragraph."
        elif not row["text"].strip():
            yield f"{here}: it has no words."
        elif paragraphs[row["paragraph"]]["text"][row["start"] : row["end"]] != row["text"]:
            yield f"{here}: its words are not at its place, {row['start']} to {row['end']} of the paragraph."
        elif paragraphs[row["paragraph"]]["left_out"] and not row["left_out"]:
            yield f"{here}: its paragraph is left out, so it has to be left out too."
    order = sorted(rows, key=lambda row: (row["paragraph"], row["start"]))
    for one, two in pairwise(order):
        if one["paragraph"] == two["paragraph"] and two["start"] < one["end"]:
            yield f"Statements {one['label']} and {two['label']} cover the same words."


def _verdicts(document: Document) -> Iterator[str]:
    statements, verifications = by_uid(document["statements"]), by_uid(document["verifications"])
    tomorrow = timezone.now().date() + timedelta(days=1)
    numbers = {row["number"] for row in document["verifications"]}
    if numbers not in ({None}, set(range(1, len(document["verifications"]) + 1))):
        yield "verifications: their numbers are to be 1, 2, 3 and so on, in the order in which they were given."
    for row in document["verifications"]:
        here = f"Statement {statements[row['statement']]['label']}"
        if row["status"] == Status.UNCHECKED or row["status"] not in Status.values:
            yield f"{here}: {row['status'][:20]!r} is no verdict."
        if row["detail"] and row["detail"] not in DETAILS_OF.get(row["status"], ()):
            known = ", ".join(Detail.values)
            yield f"{here}: {row['detail'][:20]!r} does not go with its verdict (of {known})."
        if row["as_of"] > tomorrow:
            yield f"{here}: “as of” cannot be in the future."
    for row in document["statements"]:
        here = f"Statement {row['label']}"
        leader = statements.get(row["same_as"])
        if row["verification"] and verifications[row["verification"]]["statement"] != row["uid"]:
            yield f"{here}: its verdict is another statement’s."
        if leader and (row["verification"] or leader["same_as"] or leader is row):
            yield f"{here}: it repeats another statement, so its verdict is given there, and only there."
        if leader and leader["left_out"] and not row["left_out"]:
            yield f"{here}: it shows the verdict of {leader['label']}, which is left out: leave out both or neither."
        if not row["checked_said"] and not row["checked_so"]:
            yield f"{here}: say what was checked: that it was said, that it is so, or both."
    yield from _links(document["relations"], statements)


def _links(relations: list[Row], statements: dict[UUID, Row]) -> Iterator[str]:
    """Each once; a clash is mutual."""
    seen: set[tuple[str, UUID, UUID]] = set()
    for row in relations:
        kind, a, b = row["kind"], row["a"], row["b"]
        if a == b:
            yield "A statement cannot be linked to itself."
        if (kind, a, b) in seen:
            yield f"Statements {statements[a]['label']} and {statements[b]['label']} are linked twice."
        seen.add((kind, a, b))
        if kind == RelationKind.CLASHES_WITH:
            seen.add((kind, b, a))
    if place := closes_circle(relations, statements):
        one, other = (statements[relations[place - 1][side]]["label"] for side in "ab")
        yield f"relations, row {place}: {one} leans on {other}, which leans on it already, be it by way of others."


def closes_circle(relations: list[Row], statements: dict[UUID, Row]) -> int:
    """The place of a link by which a verdict leans on itself, 0 where none does: as ``obelus_leans_on`` sees it."""
    leans: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
    for place, row in enumerate(relations, 1):
        if row["kind"] == RelationKind.LEANS_ON:
            a, b = (statements[row[side]]["same_as"] or row[side] for side in "ab")
            leans[a].append((b, place))
    done: set[UUID] = set()
    for first in [*leans]:
        path, ahead = {first}, [(first, iter(leans[first]))]
        while ahead:
            here, links = ahead[-1]
            there, place = next(links, (None, 0))
            if there is None:
                done.add(here)
                path.discard(here)
                ahead.pop()
            elif there in path:
                return place
            elif there not in done:
                path.add(there)
                ahead.append((there, iter(leans.get(there, ()))))
    return 0


def _evidence(document: Document) -> Iterator[str]:
    passages, points = by_uid(document["passages"]), by_uid(document["counterpoints"])
    citations = by_uid(document["citations"])
    if _is_circular({row["uid"]: row["derived_from"] for row in document["sources"]}):
        yield "A source is taken from itself, by way of others."
    for place, row in enumerate(document["citations"], 1):
        here = f"citations, row {place}"
        if not row["statement"] and not row["counterpoint"]:
            yield f"{here}: it belongs to no statement and to no counterpoint."
        if row["passage"] and passages[row["passage"]]["source"] != row["source"]:
            yield f"{here}: its passage is of another source."
        if row["counterpoint"] and points[row["counterpoint"]]["statement"] != row["statement"]:
            yield f"{here}: its counterpoint is of another statement."
    for place, row in enumerate(document["counterpoints"], 1):
        here = f"counterpoints, row {place}"
        if not row["text"].strip():
            yield f"{here}: it has no words."
        if (row["kind"] in NEEDS_TARGET) != bool(row["target"]):
            yield f"{here}: say which citation it speaks against, or none for this kind."
        if row["target"] and citations[row["target"]]["statement"] != row["statement"]:
            yield f"{here}: it speaks against a citation of another statement."
        elif row["target"] and citations[row["target"]]["counterpoint"]:
            yield f"{here}: it speaks against what stands for a counterpoint."
        if row["outcome"] == CounterpointOutcome.ANSWERED and not row["answer"].strip():
            yield f"{here}: it counts as answered without an answer."


def _is_circular(above: dict[Any, Any]) -> bool:
    """Whether one comes back to where one was, going up from any of them."""
    known: set[Any] = set()
    for uid in above:
        walked: set[Any] = set()
        while uid and uid not in known and uid not in walked:
            walked.add(uid)
            uid = above[uid]
        if uid in walked:
            return True
        known |= walked
    return False


def _flags(document: Document) -> Iterator[str]:
    statuses = _statuses(document)
    targets = {name: by_uid(document[f"{name}s"]) for name in ("citation", "counterpoint")}
    for place, row in enumerate(document["flags"], 1):
        here = f"flags, row {place}"
        reason = BY_CODE.get(row["reason"])
        if reason is None:
            yield f"{here}: the reason {row['reason'][:20]!r} is not known."
        elif reason.needs_note and not row["note"].strip():
            yield f"{here}: say in a few words what is wrong."
        if bool(row["by"]) == bool(row["rule"]):
            yield f"{here}: a person raised it or a rule found it, one of the two."
        if bool(row["outcome"]) != bool(row["closed_at"]):
            yield f"{here}: a settled flag has an outcome and a time."
        if not row["outcome"] and (row["closed_by"] or row["outcome_note"]):
            yield f"{here}: only a settled flag has who settled it, or a note to that."
        if row["outcome"] == FlagOutcome.ACCEPTED_RISK and not row["outcome_note"].strip():
            yield f"{here}: say why the risk is accepted: readers see it among the exceptions."
        if row["citation"] and row["counterpoint"]:
            yield f"{here}: it stands on a citation or on a counterpoint, not on both."
        for name, known in targets.items():
            if row[name] and known[row[name]]["statement"] != row["statement"]:
                yield f"{here}: its {name} is of another statement."
        if row["outcome"] == FlagOutcome.VERDICT_SAYS_SO and statuses.get(row["statement"]) not in ADVERSE:
            yield f"{here}: the verdict does not say so."


def _statuses(document: Document) -> dict[Any, str]:
    """What stands at each statement with a verdict: its leader's where it repeats another."""
    verifications, statements = by_uid(document["verifications"]), by_uid(document["statements"])
    given = {uid: statements[row["same_as"] or uid]["verification"] for uid, row in statements.items()}
    return {uid: verifications[verdict]["status"] for uid, verdict in given.items() if verdict}


def _decisions(document: Document) -> Iterator[str]:
    """An approval counts for an approved statement alone, by someone who has not worked on it."""
    worked: dict[Any, set[str]] = {row["uid"]: set(row["contributors"]) for row in document["statements"]}
    for table in ("verifications", "citations", "counterpoints"):
        for row in document[table]:
            worked.get(row["statement"], set()).add(row["by"])
    for row in document["statements"]:  # what shows a verdict is approved with it
        worked.get(row["same_as"], set()).update(worked[row["uid"]])
    last: dict[Any, Row] = {}
    labels = {row["uid"]: row["label"] for row in document["statements"]}
    for row in document["decisions"]:
        here = f"Statement {labels[row['statement']]}"
        if row["verdict"] not in Ruling.values or not row["by"]:
            yield f"{here}: a decision has a verdict and a person."
        if row["statement"] in last and last[row["statement"]]["is_fresh"] and not row["is_fresh"]:
            yield f"{here}: its decisions are not in the order in which they were made."
        is_approval = row["is_fresh"] and row["verdict"] == Ruling.APPROVE
        if is_approval and row["by"] in worked[row["statement"]] and not row["override_why"].strip():
            yield f"{here}: {row['by']} approved it after working on it, and no reason is given."
        last[row["statement"]] = row
    for row in document["statements"]:
        decision = last.get(row["uid"])
        approved = decision and decision["is_fresh"] and decision["verdict"] == Ruling.APPROVE
        if row["review_state"] not in ReviewState.values:
            yield f"Statement {row['label']}: {row['review_state'][:20]!r} is no state."
        if row["review_state"] == ReviewState.APPROVED and (not approved or not row["verification"]):
            yield f"Statement {row['label']}: it counts as approved without an approval of what it says now."
        if row["review_state"] in WITH_VERDICT and not row["verification"]:
            state = str(ReviewState(row["review_state"]).label).lower()
            yield f"Statement {row['label']}: it counts as {state} without a verdict."


def _incomplete(document: Document) -> Iterator[str]:
    """An editor is asked about what is complete, and about nothing else."""
    verifications = by_uid(document["verifications"])
    stances: dict[UUID, set[str]] = defaultdict(set)
    for row in document["citations"]:
        if not row["counterpoint"]:
            stances[row["statement"]].add(row["stance"])
    for row in document["statements"]:
        if row["review_state"] == ReviewState.READY:
            given = SimpleNamespace(**verifications[row["verification"]])
            here = f"Statement {row['label']}: it counts as ready for review"
            if given.given_for not in ("", row["text"]):
                yield f"{here}, but its verdict was given for other words."
            if lacking := missing(given, stances[row["uid"]], of=SimpleNamespace(**row)):
                yield f"{here}, but needs {' and '.join(lacking)}."
