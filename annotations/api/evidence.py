"""Evidence: who says it, the works, their passages, what ties them to statements."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from annotations.api.answers import CitationAnswer, ClaimantAnswer, PassageAnswer, SourceAnswer
from annotations.api.asks import CitationChange, Cite, NewClaimant, SourceRecord
from annotations.api.base import ApiView, AtArticle, AtRow, etag, lists, reads, writes
from annotations.api.paging import Page
from annotations.api.queries import CitationQuery, SearchQuery, SourceQuery
from annotations.lists import SourceFilter
from annotations.models import Citation, Claimant, Counterpoint, Passage, Source
from annotations.paging import Sort
from annotations.refusals import Refused
from annotations.services.claimants import make_claimant
from annotations.services.evidence import change_citation, cite, cite_for_counterpoint, withdraw_citation
from annotations.services.sources import change_source, make_source
from articles.models import Membership


class Claimants(ApiView):
    noun = "Claimants"

    @lists(ClaimantAnswer, SearchQuery)
    def get(self, *, q: str = "") -> QuerySet[Claimant]:
        """Who says things, on the desk’s list."""
        return Claimant.objects.filter(desk_id=self.by.desk_id, withdrawn_at=None, name__icontains=q)

    @writes(NewClaimant, ClaimantAnswer, status=201)
    def post(self, *, name: str, role: str = "") -> Claimant:
        """Add someone; the known one where name and role are the same."""
        return make_claimant(by=self.by, name=name, role=role)


class OneClaimant(ApiView):
    noun = "Claimants"

    @reads(ClaimantAnswer)
    def get(self) -> Claimant:
        """One claimant."""
        rows = Claimant.objects.filter(desk_id=self.by.desk_id, withdrawn_at=None)
        return get_object_or_404(rows, uid=self.kwargs["uid"])


class Sources(ApiView):
    noun = "Sources"

    @lists(SourceAnswer, SourceQuery)
    def get(self, *, sort: str, q: str = "", only: str = "") -> tuple[QuerySet[Source], Sort]:
        """The works of the desk, by words, address, DOI or ISBN."""
        asked = SourceFilter(q=q, sort=sort, only=only)
        return asked.rows(self.by), asked.order

    @writes(SourceRecord, SourceAnswer, status=201)
    def post(self, **record: Any) -> Source:
        """Add a work; the known one where address or DOI say that it is the same."""
        return make_source(by=self.by, **_with_origin(self.by, record))


class AtSource(ApiView):
    noun = "Sources"
    row: Source

    def find(self, *, lock: bool) -> None:
        rows = Source.objects.filter(desk_id=self.by.desk_id, withdrawn_at=None)
        if lock:
            rows = rows.select_for_update(no_key=True)
        self.row = get_object_or_404(rows, uid=self.kwargs["uid"])

    @property
    def target(self) -> Source:
        return self.row

    def current(self) -> tuple[Any, str]:
        self.find(lock=False)
        return self.shown(SourceAnswer, self.row), etag(self.row)


class OneSource(AtSource):
    @reads(SourceAnswer)
    def get(self) -> Source:
        """One work."""
        return self.row

    @writes(SourceRecord, SourceAnswer)
    def patch(self, **record: Any) -> Source:
        """Correct a record; every article that cites it shows the change."""
        return change_source(self.row, by=self.by, **_with_origin(self.by, record))


class Passages(AtSource):
    @lists(PassageAnswer, Page)
    def get(self) -> QuerySet[Passage]:
        """The passages that were found in a work."""
        return Passage.objects.filter(source=self.row, withdrawn_at=None)


class Citations(AtArticle):
    noun = "Citations"

    @lists(CitationAnswer, CitationQuery)
    def get(self, **filters: Any) -> QuerySet[Citation]:
        """What ties sources to the statements of an article."""
        columns = {
            "statement": "statement__uid",
            "source": "source__uid",
            "counterpoint": "counterpoint__uid",
        }
        return self.live(Citation).filter(
            **{columns.get(name, name): value for name, value in filters.items()}
        )

    @writes(Cite, CitationAnswer, status=201, many=True)
    def post(
        self, *, source: UUID, statements: list[UUID] | None = None, counterpoint: UUID | None = None,
        **words: str,
    ) -> list[Citation]:  # fmt: skip
        """Tie one source to many statements in one act, or to a counterpoint."""
        if (statements is None) == (counterpoint is None):
            raise Refused("Name the statements, or one counterpoint.", field="statements")
        work = source_of(self.by, source, "source")
        if counterpoint:
            point = self.row_of(Counterpoint, counterpoint, "counterpoint")
            return [cite_for_counterpoint(point, by=self.by, source=work, **words)]
        ids = [row.pk for row in self.statements(statements or [])]
        return cite(self.article, ids, by=self.by, source=work, **words)


class OneCitation(AtRow):
    noun = "Citations"
    model = Citation
    answer = CitationAnswer
    joins = ("statement__verification", "source", "passage")

    @reads(CitationAnswer)
    def get(self) -> Citation:
        """One citation."""
        return self.row

    @writes(CitationChange, CitationAnswer)
    def patch(self, **words: str) -> Citation:
        """Correct stance, passage, locator, what it shows."""
        return change_citation(self.row, by=self.by, **words)

    @writes(status=204)
    def delete(self) -> None:
        """Take a citation away; undo brings it back."""
        withdraw_citation(self.row, by=self.by)


def source_of(by: Membership, uid: UUID, field: str) -> Source:
    row = Source.objects.filter(desk_id=by.desk_id, uid=uid, withdrawn_at=None, merged_into=None).first()
    if row is None:
        raise Refused("This source is not at your desk. Add it first.", field=field)
    return row


def _with_origin(by: Membership, record: dict[str, Any]) -> dict[str, Any]:
    """The record with the origin as a row instead of its uid."""
    uid = record.get("derived_from")
    return record | {"derived_from": source_of(by, uid, "derived_from")} if uid else record
