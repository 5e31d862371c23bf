"""Words beside the text."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.api.base import AtArticle, AtRow
from annotations.api.handlers import lists, reads, writes
from annotations.api.queries import OnArticle
from annotations.api.response_serializers import NoteAnswer
from annotations.api.review_requests import NewNote, NoteChange
from annotations.models import Note
from annotations.services.notes import add_note, change_note, withdraw_note


class Notes(AtArticle):
    noun = "Notes"

    @lists(NoteAnswer, OnArticle)
    def get(self, **columns: Any) -> QuerySet[Note]:
        """The notes on an article, private ones too: this is the desk’s own view."""
        return self.live(Note).filter(**columns)

    @writes(NewNote, NoteAnswer, status=201)
    def post(self, *, text: str, is_private: bool, statement: UUID | None = None) -> Note:
        """Note something on the article or a statement."""
        return add_note(
            self.article, by=self.by, text=text, is_private=is_private, statement=self.statement(statement)
        )


class OneNote(AtRow):
    noun = "Notes"
    model = Note
    answer = NoteAnswer

    @reads(NoteAnswer)
    def get(self) -> Note:
        """One note."""
        return self.row

    @writes(NoteChange, NoteAnswer)
    def patch(self, **values: Any) -> Note:
        """Word a note anew, or say whether it leaves the house."""
        return change_note(self.row, by=self.by, **values)

    @writes(status=204)
    def delete(self) -> None:
        """Take a note away."""
        withdraw_note(self.row, by=self.by)
