"""Paragraphs, by the labels that are printed beside them."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from annotations.api.article_serializers import ParagraphAnswer
from annotations.api.base import AtArticle
from annotations.api.handlers import lists, reads, writes
from annotations.api.paging import DOWN_THE_TEXT
from annotations.api.queries import ParagraphQuery
from annotations.api.request_serializers import Cut, ParagraphChange
from annotations.refusals import Refused
from annotations.services.paragraphs import (
    cut_paragraph,
    join_paragraph,
    keep_paragraph,
    leave_out_paragraph,
    set_paragraph_kind,
)
from articles.models import Paragraph
from articles.querysets import paragraphs_of


class Paragraphs(AtArticle):
    noun = "Paragraphs"

    @lists(ParagraphAnswer, ParagraphQuery, DOWN_THE_TEXT)
    def get(self, **filters: Any) -> QuerySet[Paragraph]:
        """The paragraphs of the text in force, in order."""
        return paragraphs_of(self.article).filter(**filters)


class AtParagraph(AtArticle):
    noun = "Paragraphs"
    answer = ParagraphAnswer
    row: Paragraph

    def find(self, *, lock: bool) -> None:
        super().find(lock=lock)
        self.row = get_object_or_404(paragraphs_of(self.article), label=self.kwargs["label"])

    @property
    def target(self) -> Paragraph:
        return self.row


class OneParagraph(AtParagraph):
    @reads(ParagraphAnswer)
    def get(self) -> Paragraph:
        """One paragraph."""
        return self.row

    @writes(ParagraphChange, ParagraphAnswer)
    def patch(self, *, kind: str = "", left_out: bool | None = None, why: str = "") -> Paragraph:
        """Say what a paragraph is, leave it out with the printed reason, or keep it."""
        at = (self.article, self.row)
        if kind:
            set_paragraph_kind(*at, by=self.by, kind=kind)
        if left_out is True:
            leave_out_paragraph(*at, by=self.by, why=why)
        elif why:
            raise Refused("This is printed with what is left out. Send it with left_out: true.", field="why")
        elif left_out is False:
            keep_paragraph(*at, by=self.by)
        return self.row


class CutParagraph(AtParagraph):
    @writes(Cut, ParagraphAnswer, many=True)
    def post(self, *, at: int) -> list[Paragraph]:
        """Make two paragraphs of one, between two statements."""
        return list(cut_paragraph(self.article, self.row, by=self.by, at=at))


class JoinParagraph(AtParagraph):
    @writes(gives=ParagraphAnswer)
    def post(self) -> Paragraph:
        """Make one paragraph of this one with the next."""
        return join_paragraph(self.article, self.row, by=self.by)
