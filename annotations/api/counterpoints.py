"""What speaks against a statement, or the article."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.api.base import AtArticle, AtRow, as_sent
from annotations.api.handlers import lists, reads, writes
from annotations.api.queries import CounterpointQuery
from annotations.api.request_serializers import Counter, CounterpointChange, Settle, Text
from annotations.api.response_serializers import CounterpointAnswer
from annotations.models import Citation, Counterpoint
from annotations.services.counterpoints import (
    answer,
    change_counterpoint,
    counter,
    settle,
    withdraw_counterpoint,
)


class Counterpoints(AtArticle):
    noun = "Counterpoints"

    @lists(CounterpointAnswer, CounterpointQuery)
    def get(self, **columns: Any) -> QuerySet[Counterpoint]:
        """What speaks against the article or its statements."""
        return self.live(Counterpoint).filter(**columns)

    @writes(Counter, CounterpointAnswer, status=201)
    def post(
        self, *, text: str, kind: str, statement: UUID | None = None, target: UUID | None = None
    ) -> Counterpoint:
        """Say what speaks against a statement, or the article."""
        return counter(
            self.article, by=self.by, text=text, kind=kind, statement=self.statement(statement),
            target=self.row_of(Citation, target, "target"),
        )  # fmt: skip


class AtCounterpoint(AtRow):
    noun = "Counterpoints"
    model = Counterpoint
    answer = CounterpointAnswer


class OneCounterpoint(AtCounterpoint):
    @reads(CounterpointAnswer)
    def get(self) -> Counterpoint:
        """One counterpoint with its own citations."""
        return self.row

    @writes(CounterpointChange, CounterpointAnswer)
    def patch(self, *, text: str | None = None) -> Counterpoint:
        """Word a counterpoint anew."""
        return self.row if text is None else change_counterpoint(self.row, by=self.by, text=text)

    @writes(status=204)
    def delete(self) -> None:
        """Take a counterpoint away with its citations; undo brings all back."""
        withdraw_counterpoint(self.row, by=self.by)


class AnswerCounterpoint(AtCounterpoint):
    @writes(Text, CounterpointAnswer)
    def post(self, *, text: str) -> Counterpoint:
        """Answer a counterpoint; an empty text takes the answer back.

        A new answer makes the outcome ``answered``, one that is taken back makes it ``open``. Say another by outcome/.
        """
        with as_sent(answer="text"):
            return answer(self.row, by=self.by, text=text)


class SettleCounterpoint(AtCounterpoint):
    @writes(Settle, CounterpointAnswer)
    def post(self, *, outcome: str) -> Counterpoint:
        """Say what came of a counterpoint."""
        with as_sent(answer="outcome"):
            return settle(self.row, by=self.by, outcome=outcome)
