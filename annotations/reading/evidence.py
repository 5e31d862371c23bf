"""Loads everything that hangs on the statements of one article, or on some of them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Func, Model, Q, QuerySet, UUIDField
from django.db.models.functions import Coalesce

from annotations.compiled import CompiledValues, Row
from annotations.models import Citation, Contribution, Counterpoint, Decision, Flag, Note, Relation
from annotations.querysets import language_of_words
from annotations.reading import change_log, history, lines
from annotations.reading.names import tell_apart
from annotations.services.placing import ORDER_STEP
from articles.models import Article

Rows = QuerySet[Any, Any]


class OfSome:
    """A question about rows of an article, or of those of some statements, whose ids come last.

    For all, and for one, it is put into SQL once: an export asks for the one, each card for the other.
    """

    def __init__(self, question: Callable[..., Rows]) -> None:
        self._question = question
        self._of_all, self._of_one = CompiledValues(question), CompiledValues(question)

    def __call__(self, *asked: int, only: Collection[int] | None = None) -> list[Row]:
        if only is None:
            return self._of_all(*asked)
        if len(only) == 1:
            return self._of_one(*asked, *only)
        return list(self._question(*asked, *only)) if only else []


class RootOf(Func):
    """The uid of the first of the chain of copies above a source, by the id of what that is taken from; else NULL.

    In the row itself, so that a chain costs no question more; what is no copy, as most, costs nothing. UNION, not
    UNION ALL, since nothing but the services forbids a circle: that has no first, but an end.
    """

    output_field = UUIDField()
    template = """CASE WHEN %(expressions)s IS NOT NULL THEN (
      WITH RECURSIVE above (uid, next) AS (
        SELECT s.uid, s.derived_from_id FROM annotations_source s WHERE s.id = %(expressions)s
        UNION SELECT s.uid, s.derived_from_id FROM annotations_source s JOIN above ON s.id = above.next)
      SELECT uid FROM above WHERE next IS NULL) END"""


def _attached(
    model: type[Model],
    columns: tuple[str, ...],
    *order: Any,
    also: Mapping[str, Func] = MappingProxyType({}),
    **live: Any,
) -> OfSome:
    """Live rows of ``model``, in ``order``."""

    def question(article: int, *ids: int) -> Rows:
        some = {"statement_id__in": ids} if ids else {}
        rows: Rows = model._default_manager.filter(article_id=article, withdrawn_at=None, **live, **some)
        return rows.order_by(*order).values(*columns, **also)

    return OfSome(question)


def _linked(article: int, *ids: int) -> Rows:
    ends = Q(a_id__in=ids) | Q(b_id__in=ids) if ids else Q()
    rows: Rows = Relation.objects.filter(ends, article_id=article, withdrawn_at=None)
    spoken = {f"{side}_language": language_of_words(f"{side}_id") for side in "ab"}
    return rows.order_by("id").values(*lines.RELATION, **spoken)


def _decided(article: int, *ids: int) -> Rows:
    """The newest decision on each."""
    some = {"statement_id__in": ids} if ids else {}
    rows: Rows = Decision.objects.filter(article_id=article, withdrawn_at=None, **some)
    return rows.order_by("statement_id", "-id").distinct("statement_id").values(*lines.DECISION)


def _wrote(article: int, *ids: int) -> Rows:
    some = {"statement_id__in": ids} if ids else {}
    rows = Contribution.objects.filter(statement__article_id=article, **some)
    return rows.order_by("person_id").values("statement_id", "person_id", "person__name")


# Works are numbered as a reader meets them: of each paragraph those of its statements, then those of what speaks
# against them; then those of the article; at last what only left-out statements have.
_CITATIONS = _attached(
    Citation,
    lines.CITATION,
    Coalesce("statement__left_out", False),
    F("statement__reading_order") / ORDER_STEP,
    ExpressionWrapper(Q(counterpoint__isnull=False), BooleanField()),
    "statement__reading_order",
    "counterpoint_id",
    "id",
    also={"root": RootOf("source__derived_from_id")},
)
_COUNTERPOINTS = _attached(Counterpoint, lines.COUNTERPOINT, "id")
_FLAGS = _attached(Flag, lines.FLAG, "id")
_NOTES = _attached(Note, lines.NOTE, "id")
_NOTES_TO_PRINT = _attached(Note, lines.NOTE, "id", is_private=False)
_CITATIONS_OF_ARTICLE = _attached(Citation, lines.CITATION, "id", statement=None)
_COUNTERPOINTS_OF_ARTICLE = _attached(Counterpoint, lines.COUNTERPOINT, "id", statement=None)
_FLAGS_OF_ARTICLE = _attached(Flag, lines.FLAG, "id", statement=None)
_NOTES_OF_ARTICLE = _attached(Note, lines.NOTE, "id", statement=None)
_RELATIONS, _DECISIONS, _CONTRIBUTIONS = OfSome(_linked), OfSome(_decided), OfSome(_wrote)


class Evidence:
    """Everything that hangs on the statements of one article, or on some of them (``only``: their ids)."""

    def __init__(
        self,
        article: Article,
        *,
        audience: str,
        only: Collection[int] | None = None,
        placed: Iterable[Row] = (),
    ) -> None:
        """``placed`` are the rows of the whole article's statements: people of one name are told apart there too."""

        def rows(of: OfSome) -> list[Row]:
            return of(article.pk, only=only)

        # Without a viewer inside the house, private notes are not even read.
        notes = rows(_NOTES if audience == "desk" else _NOTES_TO_PRINT)
        cited, points, flags = rows(_CITATIONS), rows(_COUNTERPOINTS), rows(_FLAGS)
        links, decisions, wrote = rows(_RELATIONS), rows(_DECISIONS), rows(_CONTRIBUTIONS)
        changes = change_log.rows(article) if audience != "desk" else []
        given: list[Row] = []
        decided: list[Row] = []
        origins: list[Row] = []
        self.roles: dict[str, str] = {}
        if only is None:
            given, decided = history.verdicts(article), history.decisions(article)
            origins = history.origins(article, cited)
            people = tell_apart(
                placed, notes, cited, points, flags, decisions, wrote, given, decided, origins, changes
            )
            self.roles = history.roles(article, people)
        self.sources = lines.bibliography(cited)
        self.changes = tuple(change_log.line(row, in_full=audience == "archive") for row in changes)
        self.origins = tuple(map(lines.uncited, origins))
        under: dict[int, list[Any]] = defaultdict(list)
        self.citations: dict[int | None, list[Any]] = defaultdict(list)
        for row in cited:
            line = lines.citation(row, self.sources)
            if row["counterpoint_id"]:
                under[row["counterpoint_id"]].append(line)
            else:
                self.citations[row["statement_id"]].append(line)
        self.counterpoints = by_statement(
            points, lambda row: lines.counterpoint(row, tuple(under[row["id"]]))
        )
        self.flags = by_statement(flags, lines.flag_for_readers if audience == "readers" else lines.flag)
        self.notes = by_statement(notes, lines.note)
        self.links = lines.links(links)
        self.decisions = {row["statement_id"]: row for row in decisions}
        self.verdicts = by_statement(given, lines.given)
        self.decided = by_statement(decided, lambda row: lines.decision(row, row["seen"]))
        self.contributors = by_statement(wrote, lambda row: row["person__name"])

    def of(self, row: Row) -> dict[str, Any]:
        """What hangs on the statement of the row, by the names of ``AnnotatedStatement``."""
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
            "verdicts": tuple(self.verdicts.get(key, ())),
            "decisions": tuple(self.decided.get(key, ())),
            "contributors": tuple(sorted(self.contributors.get(key, ()))),
        }


def on_no_statement(article: Article) -> dict[str, Any]:
    """What hangs on the article as a whole, by the names of ``AnnotatedArticle``; private notes too."""
    cited = _CITATIONS_OF_ARTICLE(article.pk)
    sources = lines.bibliography(cited)
    under: dict[int, list[Any]] = defaultdict(list)
    for row in cited:
        under[row["counterpoint_id"]].append(lines.citation(row, sources))
    return {
        "flags": tuple(map(lines.flag, _FLAGS_OF_ARTICLE(article.pk))),
        "counterpoints": tuple(
            lines.counterpoint(row, tuple(under[row["id"]])) for row in _COUNTERPOINTS_OF_ARTICLE(article.pk)
        ),
        "notes": tuple(map(lines.note, _NOTES_OF_ARTICLE(article.pk))),
    }


def by_statement(rows: Iterable[Row], make: Callable[[Row], Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["statement_id"]].append(make(row))
    return found
