"""What changed in a statement since it was approved, or since somebody read it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from annotations.canon import CANON, content_hash
from annotations.compiled import CompiledValues
from annotations.models import (
    Citation,
    Claimant,
    Counterpoint,
    CounterpointOutcome,
    Deed,
    Flag,
    Note,
    Relation,
    Ruling,
    Statement,
    Verb,
    Verification,
)
from annotations.plurals import counted
from annotations.quoting import quoted
from annotations.services.reviewing import last_decision
from articles.models import Article, Person

# Columns of a statement that an approval covers, as they are told.
_TOLD = {
    "text": "the words",
    "plain": "in plain words",
    "claimant_id": "who says it",
    "claimant_unclear": "who says it is unclear",
    "checked_said": "checked that it was said",
    "checked_so": "checked that it is so",
    "one_origin_why": "why only one origin can exist",
}
# Of what hangs on a statement: how it is told that it came or went, or that one of these columns changed.
_CAME_AND_WENT = ("added", "taken away")
_CORRECTED = {
    "stance": "corrected",
    "shows": "corrected",
    "passage_id": "corrected",
    "source_id": "corrected",
    "kind": "corrected",
    "text": "corrected",
    "target_id": "corrected",
    "answer": "answered or settled",
    "outcome": "answered or settled",
}
_OPEN_AGAIN = "open again"
MOST_DEEDS = 10  # that are told to who was too late

# What an approval knows a source by; and what it is taken from, by which origins are counted, though an approval
# outlives that. As it is told.
_KEYS = {
    "url_key": "the address",
    "doi_key": "the DOI",
    "isbn_key": "the ISBN",
    "derived_from_id": "the origin",
}

Then = dict[
    tuple[str, int], dict[str, Any]
]  # model and id of a row → what its columns said, where they changed


@dataclass(frozen=True, slots=True)
class Changed:
    """One column of the statement: what it said then, what it says now."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The address of a source, say, was corrected ("the address of “Gate”"): all articles share that, no log has it."""

    what: str
    by: Person | None
    at: datetime

    @property
    def words(self) -> str:
        return f"Corrected {self.what}"


@dataclass(frozen=True, slots=True)
class Since:
    """``was`` is the verdict then, None where it still is that; ``parts``: what else came or went, in words.

    ``is_same``: what was changed was taken back, all of it; asked only where there is nothing else to tell.
    """

    at: datetime
    by: str
    was: Verification | None
    columns: tuple[Changed, ...]
    parts: tuple[str, ...]
    is_same: bool = False


def since_approval(statement: Statement) -> Since | None:
    """Against the last approval; None for a statement that was never approved."""
    approval = last_decision(statement, Ruling.APPROVE)
    if approval is None:
        return None
    at = approval.created_at
    then = _then(statement, at)
    was = _verdict_then(statement, at, then)
    since = Since(
        at=at,
        by=str(approval.created_by or ""),
        was=was if was and was.pk != statement.verification_id else None,
        columns=tuple(_columns(statement, then)),
        parts=(
            *_moved(Citation, "citation", statement, at, then),
            *_moved(Counterpoint, "counterpoint", statement, at, then),
            *_said_again(statement, at, then),
            *(f"{row.what} corrected by {row.by}" for row in corrected_sources(statement) if row.at > at),
        ),
    )
    if since.was or since.columns or since.parts or approval.canon != CANON:
        return since
    return replace(since, is_same=bytes(approval.content_hash) == content_hash(statement))


def _then(statement: Statement, at: datetime) -> Then:
    """Out of the log: what the deeds since then found in the rows that they changed, the article's facts too."""
    found: Then = {}
    facts = [{"model": Article._meta.label_lower, "id": statement.article_id}]
    on_article = Deed.objects.filter(article_id=statement.article_id, rows__contains=facts)
    for deed in (deeds_on(statement) | on_article).filter(at__gt=at).order_by("seq"):
        for row in deed.rows:
            key = (row["model"], row["id"])
            found[key] = row["before"] | found.get(key, {})
    return found


def _before(row: Model, then: Then) -> dict[str, Any]:
    return then.get((row._meta.label_lower, row.pk), {})


def _verdict_then(statement: Statement, at: datetime, then: Then) -> Verification | None:
    """The verdict in force at that time: by the log, else (it may be from before an import) the last one given."""
    given = Verification.objects.filter(statement=statement)
    before = _before(statement, then)
    if "verification_id" in before:
        return given.filter(pk=before["verification_id"]).first()
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)
    return given.filter(stood, created_at__lte=at).order_by("-pk").first()


def _columns(statement: Statement, then: Then) -> Iterator[Changed]:
    before = _before(statement, then)
    for name, label in _TOLD.items():
        now = getattr(statement, name)
        if name in before and before[name] != now:
            yield Changed(label, _in_words(name, before[name]), _in_words(name, now))
    is_by_byline = statement.claimant_id is None and not statement.claimant_unclear
    byline = _before(statement.article, then).get("byline", statement.article.byline)
    if is_by_byline and byline != statement.article.byline:
        yield Changed("the byline", byline or "nothing", statement.article.byline or "nothing")


def _in_words(name: str, value: Any) -> str:
    if name == "claimant_id":
        return str(Claimant.objects.get(pk=value)) if value else "the byline"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or "nothing"


def _moved(
    model: type[Citation] | type[Counterpoint], noun: str, statement: Statement, at: datetime, then: Then
) -> tuple[str, ...]:
    """ "1 citation added", "2 citations taken away", "1 counterpoint answered or settled"."""
    name = model._meta.label_lower
    hung_here = [
        pk for (of, pk), was in then.items() if of == name and was.get("statement_id") == statement.pk
    ]
    rows = model.objects.filter(Q(statement=statement) | Q(pk__in=hung_here)).order_by("pk")
    told = (_how(row, statement, at, _before(row, then)) for row in rows)
    found = Counter(how for how in told if how)
    order = dict.fromkeys((*_CAME_AND_WENT, *_CORRECTED.values(), _OPEN_AGAIN))
    return tuple(f"{counted(found[how], noun)} {how}" for how in order if found[how])


def _how(row: Citation | Counterpoint, statement: Statement, at: datetime, before: dict[str, Any]) -> str:
    """What became of it since then; empty for what is as it was. It may hang, or have hung, elsewhere, be away."""
    was_here = before.get("statement_id", row.statement_id) == statement.pk
    gone = before.get("withdrawn_at", row.withdrawn_at)
    was = row.created_at <= at and was_here and gone is None
    if was != (row.statement_id == statement.pk and row.withdrawn_at is None):
        return _CAME_AND_WENT[was]
    changed = [
        how for name, how in _CORRECTED.items() if name in before and before[name] != getattr(row, name)
    ]
    if not was or not changed:
        return ""
    if "outcome" in before and getattr(row, "outcome", "") == CounterpointOutcome.OPEN != before["outcome"]:
        return _OPEN_AGAIN
    return changed[-1]


def _said_again(statement: Statement, at: datetime, then: Then) -> Iterator[str]:
    """Which statements show its verdict now and did not then, and which of the others changed."""
    for row in Statement.objects.filter(same_as=statement, withdrawn_at=None).order_by("reading_order"):
        if _before(row, then).get("same_as_id", statement.pk) != statement.pk:
            yield f"said again in {row.label}"
        elif _is_another(row, at):
            yield f"{row.label} changed, which shows this verdict"


def _is_another(row: Statement, at: datetime) -> bool:
    then = _then(row, at)
    hung = ((Citation, "citation"), (Counterpoint, "counterpoint"))
    moved = (_moved(model, noun, row, at, then) for model, noun in hung)
    return any(_columns(row, then)) or any(moved) or any(was.at > at for was in corrected_sources(row))


def corrected_sources(statement: Statement) -> list[Corrected]:
    """Sources whose address, DOI, ISBN or origin was corrected while cited here, by their history; newest first."""
    cited = Citation.objects.filter(statement=statement).select_related("source__changed_by")
    now = {row.source_id: row.source for row in cited}
    found = []
    before = apps.get_model("annotations", "SourceEvent").objects.filter(pgh_obj__in=now)
    for was in before.select_related("changed_by").order_by("-pgh_id") if now else ():
        pk, at, row = was.pgh_obj_id, was.pgh_created_at, now[was.pgh_obj_id]
        now[pk] = was
        what = [told for name, told in _KEYS.items() if getattr(was, name) != getattr(row, name)]
        if what and any(_was_cited(citation, pk, at) for citation in cited):
            found.append(Corrected(f"{' and '.join(what)} of {quoted(row.title)}", row.changed_by, at))
    return found


def _was_cited(citation: Citation, source: int, at: datetime) -> bool:
    gone = citation.withdrawn_at
    return citation.source_id == source and citation.created_at <= at and (gone is None or gone > at)


def parts_of(pk: int) -> list[int]:
    """The statement's id, then those of the statements that were merged into it, into these, and so on."""
    parts = [pk]
    for part in parts:  # which grows meanwhile
        parts += [row["id"] for row in _MERGED_INTO(part)]
    return parts


_MERGED_INTO = CompiledValues(lambda pk: Statement.objects.filter(merged_into=pk).order_by("pk").values("id"))


def deeds_on(statement: Statement) -> QuerySet[Deed]:
    """What was done to the statement or what hangs on it, newest first: also for many at once, or from a link's end,
    or to what was merged into it.
    """
    parts = parts_of(statement.pk)
    touched = Q(statement__in=parts) | Q(verb=Verb.FOLLOW, statement__same_as=statement)
    rows: list[tuple[type[Model], Any]] = [(Statement, parts)]
    for model in (Citation, Counterpoint, Flag, Note):
        rows.append((model, model.objects.filter(statement=statement).values_list("pk", flat=True)))
    linked = Relation.objects.filter(Q(a=statement) | Q(b=statement))
    rows.append((Relation, linked.values_list("pk", flat=True)))
    for kind, ids in rows:
        for pk in ids:
            touched |= Q(rows__contains=[{"model": kind._meta.label_lower, "id": pk}])
    return Deed.objects.filter(touched, article_id=statement.article_id).select_related("by").order_by("-seq")


def deeds_since(statement: Statement, seq: int) -> list[Deed]:
    """What was done to the statement after the article's deed ``seq``, newest first."""
    return list(deeds_on(statement).filter(seq__gt=seq)[:MOST_DEEDS])
