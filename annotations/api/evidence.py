"""Evidence: what ties the works to statements, to counterpoints."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.api.base import AtArticle, AtRow
from annotations.api.claimants_and_sources import source_of
from annotations.api.handlers import lists, reads, writes
from annotations.api.queries import CitationQuery
from annotations.api.request_serializers import CitationChange, Cite
from annotations.api.response_serializers import CitationAnswer
from annotations.api.statements import by_uid
from annotations.models import Citation, Counterpoint
from annotations.refusals import Refused
from annotations.services.evidence import change_citation, cite, cite_for_counterpoint, withdraw_citation


class Citations(AtArticle):
    noun = "Citations"

    @lists(CitationAnswer, CitationQuery)
    def get(self, **columns: Any) -> QuerySet[Citation]:
        """What ties sources to the statements of an article."""
        return self.live(Citation).filter(**columns)

    @writes(Cite, CitationAnswer, status=201, many=True)
    def post(
        self, *, source: UUID, statements: list[UUID] | None = None, counterpoint: UUID | None = None,
        passages: dict[str, str] | None = None, **words: Any,
    ) -> list[Citation]:  # fmt: skip
        """Tie one source to many statements in one act, or to a counterpoint."""
        if (statements is None) == (counterpoint is None):
            raise Refused("Name the statements, or one counterpoint.", field="statements")
        work = source_of(self.by, source, "source")
        if counterpoint:
            if passages is not None:
                raise Refused("This is not used with a counterpoint. Leave it out.", field="passages")
            point = self.row_of(Counterpoint, counterpoint, "counterpoint")
            return [cite_for_counterpoint(point, by=self.by, source=work, **words)]
        rows = {row.uid: row.pk for row in self.statements(statements or [])}
        own = by_uid(passages or {}, "passages")
        if own.keys() - rows.keys():
            raise Refused("Name only statements that are cited for here.", field="passages")
        words["own"] = {rows[uid]: text for uid, text in own.items()}
        return cite(self.article, list(rows.values()), by=self.by, source=work, **words)


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
    def patch(self, **words: Any) -> Citation:
        """Correct stance, passage, locator, what it shows."""
        return change_citation(self.row, by=self.by, **words)

    @writes(status=204)
    def delete(self) -> None:
        """Take a citation away; undo brings it back."""
        withdraw_citation(self.row, by=self.by)
