"""The reading model frozen at a switch, a sign-off, a publication, a correction."""

from django.db import models

from articles.models import DeskRecord


class Edition(DeskRecord):
    """The annotated article as it was, as JSON in a blob: how an old revision is read with its notes as they were.

    A table for now: no deed writes it yet.
    """

    class Why(models.TextChoices):
        SUPERSEDED = "superseded", "Superseded by a new revision"
        SIGNED = "signed", "Signed off"
        PUBLISHED = "published", "Published"
        CORRECTED = "corrected", "Corrected"

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="editions", db_constraint=False, editable=False
    )
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+", db_constraint=False)
    seq = models.BigIntegerField()
    why = models.CharField(max_length=10, choices=Why.choices)
    blob = models.ForeignKey("articles.Blob", models.PROTECT, related_name="+", db_constraint=False)

    def __str__(self) -> str:
        return f"{self.get_why_display()} at {self.seq}"
