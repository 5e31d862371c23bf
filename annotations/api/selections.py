"""Deeds on many statements at once: each is one act with one undo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from annotations.api.base import AtArticle, AtRow, as_sent
from annotations.api.handlers import lists, reads, writes
from annotations.api.queries import AboutStatement
from annotations.api.request_serializers import ConfirmKinds, Judge, LeaveOut, Relate, Selection, SetClaimant
from annotations.api.response_serializers import RelationAnswer, StatementAnswer
from annotations.api.statements import by_uid, claimant_of
from annotations.models import Relation, Statement
from annotations.refusals import Refused
from annotations.services.cutting import merge_selected
from annotations.services.judging import judge
from annotations.services.statements import (
    confirm_kinds,
    leave_out,
    relate,
    restore,
    set_claimant,
    unrelate,
)


class Select(AtArticle):
    noun = "Statements"

    def ids(self, uids: Sequence[UUID]) -> list[int]:
        return [row.pk for row in self.statements(uids)]

    def again(self, uids: Sequence[UUID]) -> list[Statement]:
        return sorted(self.statements(uids), key=lambda row: row.reading_order)


class LeaveOutStatements(Select):
    @writes(LeaveOut, StatementAnswer, many=True)
    def post(self, *, statements: list[UUID], why: str) -> list[Statement]:
        """Leave statements out of the count, with the reason that is printed. One that was given before stands."""
        leave_out(self.article, self.ids(statements), by=self.by, why=why)
        return self.again(statements)


class RestoreStatements(Select):
    @writes(Selection, StatementAnswer, many=True)
    def post(self, *, statements: list[UUID]) -> list[Statement]:
        """Take statements back into the count."""
        restore(self.article, self.ids(statements), by=self.by)
        return self.again(statements)


class SetClaimants(Select):
    @writes(SetClaimant, StatementAnswer, many=True)
    def post(self, *, statements: list[UUID], unclear: bool, **named: UUID | None) -> list[Statement]:
        """Say who says it, for many statements."""
        if not named and not unclear:
            raise Refused("Name who says it, null for the byline, or send unclear: true.", field="claimant")
        who, ids = claimant_of(self.by, named.get("claimant")), self.ids(statements)
        with as_sent(claimant_unclear="unclear"):
            set_claimant(self.article, ids, by=self.by, claimant=who, unclear=unclear)
        return self.again(statements)


class JudgeStatements(Select):
    @writes(Judge, StatementAnswer, many=True)
    def post(self, *, statements: list[UUID], **verdict: Any) -> list[Statement]:
        """Give one verdict to each that has none; one that was given before stands."""
        judge(self.article, self.ids(statements), by=self.by, **verdict)
        return self.again(statements)


class MergeStatements(Select):
    @writes(Selection, StatementAnswer)
    def post(self, *, statements: list[UUID]) -> Statement:
        """Join statements that follow each other in a paragraph; the first survives, everything comes along."""
        return merge_selected(self.article, self.ids(statements), by=self.by)


class ConfirmedKinds(Select):
    @writes(ConfirmKinds, StatementAnswer, many=True)
    def post(
        self, *, statements: Sequence[UUID] = (), kinds: dict[str, str] | None = None
    ) -> list[Statement]:
        """Confirm kinds in bulk; an opinion, or what is no claim, is thereby answered."""
        chosen = {**dict.fromkeys(statements, ""), **by_uid(kinds or {}, "kinds")}
        if not chosen:
            raise Refused("Name at least one, in statements or in kinds.", field="statements")
        rows = self.statements(list(chosen), "kinds")
        confirm_kinds(self.article, {row.pk: chosen[row.uid] or row.kind for row in rows}, by=self.by)
        return self.again(list(chosen))


class Relations(AtArticle):
    noun = "Relations"

    @lists(RelationAnswer, AboutStatement)
    def get(self, *, statement: UUID | None = None) -> QuerySet[Relation]:
        """What leans on what, what clashes with what."""
        ends = Q(a__uid=statement) | Q(b__uid=statement) if statement else Q()
        return self.live(Relation).filter(ends)

    @writes(Relate, RelationAnswer, status=201)
    def post(self, *, a: UUID, b: UUID, kind: str) -> Relation:
        """Link two statements of the article."""
        first, second = self.statements([a], "a")[0], self.statements([b], "b")[0]
        with as_sent(other="b"):
            return relate(first, second, by=self.by, kind=kind)


class OneRelation(AtRow):
    noun = "Relations"
    model = Relation
    answer = RelationAnswer
    joins = ("a", "b")

    @reads(RelationAnswer)
    def get(self) -> Relation:
        """One link."""
        return self.row

    @writes(status=204)
    def delete(self) -> None:
        """Take a link away."""
        unrelate(self.row, by=self.by)
