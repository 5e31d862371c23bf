"""Loads the reading model, already filtered by what its audience may see."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from django.db.models import (
    BigIntegerField,
    Case,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.db.models.lookups import Exact

from annotations.compiled import CompiledValues
from annotations.models import (
    Counterpoint,
    Flag,
    Placement,
    Relation,
    RelationKind,
    Statement,
)
from annotations.models.flag import OPEN
from annotations.querysets import OneOf, language_of_words, reviewer_name
from annotations.reading import lines
from annotations.reading.counts import counts_of
from annotations.reading.evidence import Evidence, OfSome, by_statement, on_no_statement
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedParagraph,
    AnnotatedStatement,
    MarkedArticle,
    MarkedParagraph,
    MarkedStatement,
    TabledStatement,
)
from annotations.reading.subqueries import attached, carriers, repeating
from annotations.scale import scale_of
from articles.models import Article, Paragraph

Rows = QuerySet[Statement, dict[str, Any]]
S = TypeVar("S", bound=MarkedStatement)

_STATEMENT_COLUMNS = (
    "id", "uid", "label", "text", "words", "kind", "kind_confirmed", "is_quotation", "claimant_unclear", "plain",
    "checked_said", "checked_so", "status", "review_state", "left_out", "left_out_why", "one_origin_why", "version",
    "content_version", "kind_proposed", "kind_rules", "claimant_proposed", "created_at",
)  # fmt: skip
_MARK_COLUMNS = (
    "id", "label", "text", "kind", "kind_confirmed", "status", "review_state", "left_out", "checked_said", "checked_so",
)  # fmt: skip
_PARAGRAPH_FACTS = "id label kind language direction left_out rule version words position".split()
_PARAGRAPH_COLUMNS = [*_PARAGRAPH_FACTS, "text"]


def load(article: Article, *, audience: str = "desk") -> AnnotatedArticle:
    """The whole annotated article, in a fixed number of queries whatever its size.

    The desk sees all; for any other audience (``exports.AUDIENCES``) there are no private notes, for
    readers no notes of flags on our own work.
    """
    placed = _PLACED_ROWS(article.pk, article.text_id)
    evidence = Evidence(article, audience=audience, placed=placed)
    standing: dict[int, list[AnnotatedStatement]] = defaultdict(list)
    for row in placed:
        standing[row["paragraph"]].append(_statement(row, evidence))
    paragraphs = tuple(
        AnnotatedParagraph(**row, statements=tuple(standing[row["id"]]))
        for row in _PARAGRAPHS(article.text_id)
    )
    flags, points, notes = (
        tuple(hanging.get(None, ())) for hanging in (evidence.flags, evidence.counterpoints, evidence.notes)
    )
    return AnnotatedArticle(
        **_facts(article),
        paragraphs=paragraphs,
        sources=tuple(evidence.sources.values()),
        origins=evidence.origins,
        flags=flags,
        counterpoints=points,
        notes=notes,
        changes=evidence.changes,
        people=lines.people(paragraphs, flags=flags, counterpoints=points, notes=notes, roles=evidence.roles),
    )


def load_as_a_whole(article: Article) -> AnnotatedArticle:
    """The facts of the article, and what hangs on no statement of it; none of its paragraphs are read."""
    return AnnotatedArticle(**_facts(article), **on_no_statement(article))


def galley(article: Article) -> MarkedArticle:
    """The text with its marks, open flags and counterpoints: what the workspace shows before a card is opened."""
    flags = by_statement(_OPEN_FLAGS(article.pk), lines.flag)
    points = by_statement(_COUNTERPOINTS(article.pk), lines.counterpoint)
    standing: dict[int, list[MarkedStatement]] = defaultdict(list)
    for row in _MARKED_ROWS(article.pk, article.text_id):
        beside = flags.get(row["id"], ()), points.get(row["id"], ())
        standing[row["paragraph"]].append(_marked(row, *beside))
    paragraphs = (
        MarkedParagraph(**row, statements=tuple(standing[row["id"]])) for row in _PARAGRAPHS(article.text_id)
    )
    return MarkedArticle(**_facts(article), paragraphs=tuple(paragraphs))


def table(article: Article) -> tuple[TabledStatement, ...]:
    """The statements in reading order, each with what its row in the table shows."""
    flags = by_statement(_OPEN_FLAGS(article.pk), lines.flag)
    return tuple(
        _marked(
            row, flags.get(row["id"], ()), (), TabledStatement,
            claimant=lines.claimant(row),
            claimant_unclear=row["claimant_unclear"],
            plain=row["plain"],
            left_out_why=row["left_out_why"],
            reviewer=row["reviewer_name"] or "",
            language=row["language"] or "",
            same_as=lines.leader(row),
        )
        for row in _TABLED_ROWS(article.pk, article.text_id)
    )  # fmt: skip


def _facts(article: Article) -> dict[str, Any]:
    return {
        **lines.article(article),
        "counts": counts_of(getattr(article, "tally", None)),
        "scale": scale_of(article),
    }


def load_statement(article: Article, statement_id: int) -> AnnotatedStatement | None:
    """One live statement of the article with all that hangs on it, or None."""
    return next(iter(load_statements(article, [statement_id])), None)


def load_statements(article: Article, ids: Collection[int]) -> tuple[AnnotatedStatement, ...]:
    """These live statements with all that hangs on each, in reading order, in a fixed number of queries."""
    # The rows first: no ``content_version`` is newer than the evidence that is shown with it.
    placed = _SOME_PLACED(article.pk, article.text_id, only=ids)
    evidence = Evidence(article, audience="desk", only=ids)
    return tuple(_statement(row, evidence) for row in placed)


def load_paragraph(paragraph_id: int) -> MarkedParagraph | None:
    """One paragraph with its marks, open flags and counterpoints, as ``galley`` has it, in one query.

    None where no statement stands in it.
    """
    return next(_paragraphs_of_rows(_IN_PARAGRAPH(paragraph_id)), None)


def load_touched(article: Article, *statement_ids: int) -> tuple[MarkedParagraph, ...]:
    """The paragraphs that some statements' verdicts are shown in, each as ``load_paragraph`` has it, in one query.

    Their own, those of what repeats them, those of what leans on any of these.
    """
    return tuple(_paragraphs_of_rows(_TOUCHED(article.text_id, only=statement_ids)))


def _paragraphs_of_rows(rows: list[dict[str, Any]]) -> Iterator[MarkedParagraph]:
    """In reading order, so that the rows of one paragraph stand together."""
    for _, standing in groupby(rows, key=itemgetter("paragraph")):
        yield _paragraph_of_rows(list(standing))


def _paragraph_of_rows(rows: list[dict[str, Any]]) -> MarkedParagraph:
    """Flags and counterpoints come along in the statement's own row."""
    facts = {name: rows[0][f"paragraph_{name}"] for name in _PARAGRAPH_COLUMNS}
    statements: tuple[MarkedStatement, ...] = tuple(
        _marked(
            row,
            [lines.flag(lines.from_json(flag)) for flag in row["open_flags"]],
            [lines.counterpoint(lines.from_json(point)) for point in row["live_counterpoints"]],
        )
        for row in rows
    )
    return MarkedParagraph(**facts, statements=statements)


# Columns of the joined rows by the names that ``lines`` reads them under: for a mark, a row of the table, a card.
_MARKED = {
    "paragraph": "placements__paragraph_id",
    "start": "placements__start",
    "end": "placements__end",
    "leader_status": "same_as__status",
    "leader_state": "same_as__review_state",
    "leader_said": "same_as__checked_said",
    "leader_so": "same_as__checked_so",
    "leader_detail": "same_as__verification__detail",
    "leader_verdict_id": "same_as__verification_id",
    "verdict_detail": "verification__detail",
    "verdict_id": "verification_id",
    "rationale": "verification__rationale",
}
_TABLED = _MARKED | {
    "language": "placements__paragraph__language",
    "claimant_uid": "claimant__uid",
    "claimant_name": "claimant__name",
    "claimant_role": "claimant__role",
    "leader_id": "same_as_id",
    "leader_uid": "same_as__uid",
    "leader_label": "same_as__label",
    "leader_text": "same_as__text",
}
_PLACED = _TABLED | {
    "paragraph_label": "placements__paragraph__label",
    "reviewer_pk": "reviewer_id",
    "verdict_at": "verification__created_at",
    "verdict_uid": "verification__uid",
    "as_of": "verification__as_of",
    "given_for": "verification__given_for",
    "verdict_by_id": "verification__created_by_id",
    "verdict_by": "verification__created_by__name",
}


def _standing(*where: Any) -> QuerySet[Statement]:
    """Live statements at their place, in reading order. ``where``: what is asked of the place.

    All that is asked of the placement stands in one ``filter``: a second one would mean any placement, old ones too.
    """
    live = Statement.objects.filter(*where, withdrawn_at=None, placements__withdrawn_at=None)
    return live.order_by("reading_order", "id")


def _in_revision(article_id: int, revision_id: int) -> QuerySet[Statement]:
    return _standing(Q(article_id=article_id, placements__revision_id=revision_id))


def _placed(article_id: int, revision_id: int) -> Rows:
    rows: Rows = _in_revision(article_id, revision_id).values(
        *_STATEMENT_COLUMNS,
        **_columns(_PLACED),
        reviewer_name=reviewer_name(),
        leader_language=language_of_words("same_as_id"),
        carriers=carriers(),
        repeating=repeating(),
    )
    return rows


def _marked_rows(article_id: int, revision_id: int) -> Rows:
    rows: Rows = _in_revision(article_id, revision_id).values(
        *_MARK_COLUMNS, **_columns(_MARKED), carriers=carriers()
    )
    return rows


def _tabled_rows(article_id: int, revision_id: int) -> Rows:
    rows: Rows = _in_revision(article_id, revision_id).values(
        *_MARK_COLUMNS,
        *("claimant_unclear", "plain", "left_out_why"),
        **_columns(_TABLED),
        reviewer_name=reviewer_name(),
        leader_language=language_of_words("same_as_id"),
        carriers=carriers(),
    )
    return rows


def _in_paragraphs(where: Any) -> Rows:
    """With the paragraph, open flags and live counterpoints in the same row.

    A paragraph is of one revision of one article, which need not be asked: by an index of these the planner might
    look through all of a long article. Its text comes once, in the row of its first statement: of a long one with
    thousands of statements it would come in each.
    """
    number = Window(RowNumber(), partition_by="placements__paragraph_id", order_by=("reading_order", "id"))
    rows: Rows = _standing(where).values(
        *_MARK_COLUMNS,
        **_columns(_MARKED),
        carriers=carriers(),
        open_flags=attached(Flag, lines.FLAG, closed_at=None),
        live_counterpoints=attached(Counterpoint, lines.COUNTERPOINT),
        **_columns({f"paragraph_{name}": f"placements__paragraph__{name}" for name in _PARAGRAPH_FACTS}),
        paragraph_text=Case(When(Exact(number, 1), then="placements__paragraph__text")),
    )
    return rows


def _touched(revision_id: int, *ids: int) -> Rows:
    """Each arm of the union goes by an index, which an "or" of them would not.

    The revision is compared as a sum, which has no index: by its own the planner would look through all places.
    """
    leaning = Relation.objects.filter(kind=RelationKind.LEANS_ON, withdrawn_at=None).values("a_id")
    statements = Statement.objects.filter(pk__in=ids).values("pk")
    statements = statements.union(
        Statement.objects.filter(same_as_id__in=ids, withdrawn_at=None).values("pk"),
        leaning.filter(b_id__in=ids),
        leaning.filter(b__same_as_id__in=ids, b__withdrawn_at=None),
    )
    unindexed = ExpressionWrapper(F("revision_id") + 0, BigIntegerField())
    places = Placement.objects.alias(its_revision=unindexed).filter(
        its_revision=revision_id, statement_id__in=statements, withdrawn_at=None
    )
    return _in_paragraphs(OneOf("placements__paragraph_id", places.values("paragraph_id")))


def _columns(names: dict[str, str]) -> dict[str, F]:
    return {name: F(column) for name, column in names.items()}


_PLACED_ROWS = CompiledValues(_placed)
_SOME_PLACED = OfSome(lambda article, revision, *ids: _placed(article, revision).filter(id__in=ids))
_MARKED_ROWS = CompiledValues(_marked_rows)
_TABLED_ROWS = CompiledValues(_tabled_rows)
_IN_PARAGRAPH = CompiledValues(lambda pk: _in_paragraphs(Q(placements__paragraph_id=pk)))
_TOUCHED = OfSome(_touched)
_PARAGRAPHS = CompiledValues(
    lambda revision: (
        Paragraph.objects.filter(revision_id=revision, withdrawn_at=None)
        .order_by("position")
        .values(*_PARAGRAPH_COLUMNS)
    )
)
_OPEN_FLAGS = CompiledValues(
    lambda pk: Flag.objects.filter(article_id=pk, **OPEN).order_by("id").values(*lines.FLAG)
)
_COUNTERPOINTS = CompiledValues(
    lambda pk: (
        Counterpoint.objects.filter(article_id=pk, withdrawn_at=None)
        .order_by("id")
        .values(*lines.COUNTERPOINT)
    )
)


def _marked(
    row: dict[str, Any],
    flags: Sequence[Any],
    counterpoints: Sequence[Any],
    kind: type[S] = MarkedStatement,  # type: ignore[assignment]
    **more: Any,
) -> S:
    status, detail, review_state = lines.standing(row)
    return kind(
        id=row["id"],
        label=row["label"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        kind=row["kind"],
        kind_confirmed=row["kind_confirmed"],
        status=status,
        detail=detail,
        review_state=review_state,
        left_out=row["left_out"],
        said_only=lines.said_only(row),
        rationale=row["rationale"] or "",
        flags=tuple(flags),
        counterpoints=tuple(counterpoints),
        fallen=lines.fallen(row),
        **more,
    )


def _statement(row: dict[str, Any], evidence: Evidence) -> AnnotatedStatement:
    status, detail, review_state = lines.standing(row)
    return AnnotatedStatement(
        **{name: row[name] for name in _STATEMENT_COLUMNS if name not in ("status", "review_state")},
        status=status,
        detail=detail,
        review_state=review_state,
        start=row["start"],
        end=row["end"],
        paragraph=row["paragraph_label"],
        language=row["language"] or "",
        said_only=lines.said_only(row),
        rationale=row["rationale"] or "",
        claimant=lines.claimant(row),
        reviewer=row["reviewer_name"] or "",
        verdict=lines.verdict(row),
        same_as=lines.leader(row),
        repeated_by=lines.repeating(row),
        fallen=lines.fallen(row),
        **evidence.of(row),
    )
