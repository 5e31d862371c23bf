"""Loads the reading model, already filtered by what its audience may see."""

from collections import defaultdict
from typing import Any

from django.db.models import F, Q, QuerySet

from annotations.models import (
    Citation,
    Contribution,
    Counterpoint,
    Decision,
    Flag,
    Note,
    Relation,
    Statement,
    Tally,
    Verification,
)
from annotations.reading import lines
from annotations.reading.model import AnnotatedArticle, AnnotatedParagraph, AnnotatedStatement, Counts
from annotations.scale import Scale
from articles.models import Article, Paragraph

# Who reads: the desk sees all; what leaves the house has no private notes.
AUDIENCES = ("desk", "readers", "author", "archive")

_STATEMENT_COLUMNS = (
    "id", "uid", "label", "text", "words", "kind", "kind_confirmed", "is_quotation", "claimant_unclear", "plain",
    "checked_said", "checked_so", "status", "review_state", "left_out", "left_out_why", "one_origin_why", "version",
    "content_version", "kind_proposed", "kind_rules", "created_at",
)  # fmt: skip


def load(article: Article, *, audience: str = "desk") -> AnnotatedArticle:
    """The whole annotated article, in a fixed number of queries whatever its size."""
    return _load(article, audience=audience, statements=_placed(article), evidence=True)


def galley(article: Article) -> AnnotatedArticle:
    """The text with its marks, open flags and counterpoints: what the workspace shows before a card is opened."""
    return _load(article, audience="desk", statements=_placed(article), evidence=False)


def load_statement(article: Article, statement_id: int) -> AnnotatedStatement | None:
    """One live statement of the article with all that hangs on it, or None."""
    rows = _placed(article).filter(id=statement_id)
    evidence = _Evidence(article, audience="desk", only=statement_id)
    built = [_statement(row, evidence) for row in rows]
    return built[0] if built else None


def load_paragraph(article: Article, paragraph_id: int) -> AnnotatedParagraph | None:
    """One paragraph with its marks, as ``galley`` has it."""
    rows = Paragraph.objects.filter(id=paragraph_id, revision_id=article.revision_id, withdrawn_at=None)
    light = _Light(article)
    statements = [
        _statement(row, light) for row in _placed(article).filter(placements__paragraph_id=paragraph_id)
    ]
    for row in rows:
        return _paragraph(row, tuple(statements))
    return None


def _placed(article: Article) -> QuerySet[Statement, dict[str, Any]]:
    """Live statements at their place in the current revision, in reading order."""
    return (
        Statement.objects.filter(
            article_id=article.pk,
            withdrawn_at=None,
            placements__revision_id=article.revision_id,
            placements__withdrawn_at=None,
        )
        .order_by("reading_order", "id")
        .values(
            *_STATEMENT_COLUMNS,
            paragraph=F("placements__paragraph_id"),
            start=F("placements__start"),
            end=F("placements__end"),
            reviewer_name=F("reviewer__name"),
            claimant_uid=F("claimant__uid"),
            claimant_name=F("claimant__name"),
            claimant_role=F("claimant__role"),
            leader_id=F("same_as_id"),
            leader_uid=F("same_as__uid"),
            leader_label=F("same_as__label"),
            leader_text=F("same_as__text"),
            leader_status=F("same_as__status"),
            verdict_id=F("verification_id"),
            verdict_uid=F("verification__uid"),
            verdict_detail=F("verification__detail"),
            rationale=F("verification__rationale"),
            as_of=F("verification__as_of"),
            verdict_by=F("verification__created_by__name"),
            verdict_at=F("verification__created_at"),
        )
    )


class _Light:
    """What the galley needs beside the statements: open flags and live counterpoints."""

    def __init__(self, article: Article) -> None:
        flags = Flag.objects.filter(article_id=article.pk, withdrawn_at=None, closed_at=None)
        points = Counterpoint.objects.filter(article_id=article.pk, withdrawn_at=None)
        self.flags = _by_statement(flags.values(*lines.FLAG), lines.flag)
        self.counterpoints = _by_statement(points.values(*lines.COUNTERPOINT), lines.counterpoint)

    def of(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "flags": tuple(self.flags.get(row["id"], ())),
            "counterpoints": tuple(self.counterpoints.get(row["id"], ())),
        }


class _Evidence:
    """Everything that hangs on the statements of one article, or on one of them."""

    def __init__(self, article: Article, *, audience: str, only: int | None = None) -> None:
        here = Q(article_id=article.pk, withdrawn_at=None)
        mine = here & Q(statement_id=only) if only else here
        # Without a viewer inside the house, private notes are not even read.
        notes = (
            Note.objects.filter(mine) if audience == "desk" else Note.objects.filter(mine, is_private=False)
        )
        cited = list(Citation.objects.filter(mine).order_by("id").values(*lines.CITATION))
        self.sources = lines.bibliography(cited)
        made = [(row, lines.citation(row, self.sources)) for row in cited]
        under: dict[int, list[Any]] = defaultdict(list)
        self.citations: dict[int | None, list[Any]] = defaultdict(list)
        for row, line in made:
            if row["counterpoint_id"]:
                under[row["counterpoint_id"]].append(line)
            else:
                self.citations[row["statement_id"]].append(line)
        points = Counterpoint.objects.filter(mine).order_by("id").values(*lines.COUNTERPOINT)
        self.counterpoints = _by_statement(
            points, lambda row: lines.counterpoint(row, tuple(under[row["id"]]))
        )
        self.flags = _by_statement(Flag.objects.filter(mine).order_by("id").values(*lines.FLAG), lines.flag)
        self.notes = _by_statement(notes.order_by("id").values(*lines.NOTE), lines.note)
        linked = Relation.objects.filter(here & (Q(a_id=only) | Q(b_id=only)) if only else here)
        self.links = lines.links(linked.order_by("id").values(*lines.RELATION))
        decided = Decision.objects.filter(mine).order_by("statement_id", "-id").distinct("statement_id")
        self.decisions = {row["statement_id"]: row for row in decided.values(*lines.DECISION)}
        wrote = Contribution.objects.filter(statement__article_id=article.pk)
        if only:
            wrote = wrote.filter(statement_id=only)
        self.contributors: dict[int, list[str]] = defaultdict(list)
        for statement_id, name in wrote.order_by("person__name").values_list("statement_id", "person__name"):
            self.contributors[statement_id].append(name)

    def of(self, row: dict[str, Any]) -> dict[str, Any]:
        key = row["id"]
        return {
            "citations": tuple(self.citations.get(key, ())),
            "counterpoints": tuple(self.counterpoints.get(key, ())),
            "flags": tuple(self.flags.get(key, ())),
            "notes": tuple(self.notes.get(key, ())),
            "leans_on": tuple(self.links["leans_on"].get(key, ())),
            "leaned_on_by": tuple(self.links["leaned_on_by"].get(key, ())),
            "clashes_with": tuple(self.links["clashes_with"].get(key, ())),
            "decision": lines.decision(self.decisions.get(key), row["content_version"]),
            "contributors": tuple(self.contributors.get(key, ())),
        }


def _by_statement(rows: Any, make: Any) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["statement_id"]].append(make(row))
    return found


def _statement(row: dict[str, Any], beside: _Light | _Evidence) -> AnnotatedStatement:
    return AnnotatedStatement(
        **{name: row[name] for name in _STATEMENT_COLUMNS if name != "status"},
        # A follower holds no verdict of its own: it shows its leader's.
        status=row["leader_status"] or row["status"],
        start=row["start"],
        end=row["end"],
        claimant=lines.claimant(row),
        detail=row["verdict_detail"] or "",
        reviewer=row["reviewer_name"] or "",
        verdict=lines.verdict(row),
        same_as=lines.leader(row),
        **beside.of(row),
    )


def _paragraph(row: Paragraph, statements: tuple[AnnotatedStatement, ...]) -> AnnotatedParagraph:
    return AnnotatedParagraph(
        id=row.pk,
        label=row.label,
        kind=row.kind,
        text=row.text,
        language=row.language,
        direction=row.direction,
        left_out=row.left_out,
        rule=row.rule,
        version=row.version,
        statements=statements,
        words=row.words,
        position=row.position,
    )


def _load(article: Article, *, audience: str, statements: Any, evidence: bool) -> AnnotatedArticle:
    if audience not in AUDIENCES:
        raise ValueError(f"Unknown audience {audience!r}: one of {', '.join(AUDIENCES)}.")
    beside = _Evidence(article, audience=audience) if evidence else _Light(article)
    standing: dict[int, list[AnnotatedStatement]] = defaultdict(list)
    for row in statements:
        standing[row["paragraph"]].append(_statement(row, beside))
    rows = Paragraph.objects.filter(revision_id=article.revision_id, withdrawn_at=None).order_by("position")
    paragraphs = tuple(_paragraph(row, tuple(standing[row.pk])) for row in rows)
    return AnnotatedArticle(
        **lines.article(article),
        counts=counts_of(getattr(article, "tally", None)),
        scale=Scale(article.scale.labels if article.scale else {}),
        paragraphs=paragraphs,
        sources=tuple(beside.sources.values()) if isinstance(beside, _Evidence) else (),
        flags=tuple(beside.flags.get(None, ())),
        counterpoints=tuple(beside.counterpoints.get(None, ())),
        notes=tuple(beside.notes.get(None, ())) if isinstance(beside, _Evidence) else (),
        people=lines.people(paragraphs) if evidence else (),
    )


def counts_of(tally: Tally | None) -> Counts:
    if tally is None:
        return Counts()
    names = "statements checked approved waiting words accounted open_flags blocking statuses".split()
    return Counts(**{name: getattr(tally, name) for name in names})


def verdicts_of(statement_id: int) -> list[Any]:
    """Every verification of a statement, newest first, withdrawn ones left out."""
    rows = Verification.objects.filter(statement_id=statement_id, withdrawn_at=None).order_by("-id")
    return [lines.earlier_verdict(row) for row in rows.select_related("created_by")]
