"""Words beside the text that are neither evidence nor verdict."""

from django.db import models

from articles.fields import CleanCharField, CleanTextField
from articles.history import keeps_history
from articles.models import DeskRecord


@keeps_history()
class Note(DeskRecord):
    """A note on the article or a statement. A private one never leaves the house."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="notes", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notes",
        db_constraint=False,
    )
    text = CleanTextField()
    is_private = models.BooleanField("stays in the house", default=True)

    def __str__(self) -> str:
        return self.text[:60]


@keeps_history()
class Query(DeskRecord):
    """A question to the author about one statement, with the answer and how it was used.

    A table for now: no deed writes it yet.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="queries", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="queries",
        db_constraint=False,
    )
    question = CleanTextField()
    suggestion = CleanTextField("suggested wording", blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    answer = CleanTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    used_how = CleanCharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "queries"
        constraints = [*DeskRecord.Meta.constraints]

    def __str__(self) -> str:
        return self.question[:60]
