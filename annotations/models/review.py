"""Who has worked on a statement, what an editor then decided."""

from django.db import models
from django.db.models import Q

from articles.fields import CleanCharField
from articles.history import keeps_history
from articles.models import DeskRecord


class Contribution(models.Model):
    """Someone wrote part of what would be approved. Written by triggers alone; united on merge, never shrinks."""

    pk = models.CompositePrimaryKey("statement_id", "person_id")
    statement = models.ForeignKey("annotations.Statement", models.PROTECT, related_name="contributions")
    person = models.ForeignKey("articles.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} on {self.statement_id}"


class Ruling(models.TextChoices):
    """What an editor says of a verdict."""

    APPROVE = "approve", "Approved"
    SEND_BACK = "send_back", "Changes asked for"


@keeps_history()
class Decision(DeskRecord):
    """An editor's decision, bound to what it was about.

    ``content_version`` and ``content_hash`` (SHA-256 of the canonical form ``canon``) say which content was seen;
    ``override_why`` is the printed reason of a decision with one pair of eyes.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement", models.PROTECT, related_name="decisions", db_constraint=False
    )
    ruling = models.CharField(max_length=10, choices=Ruling.choices, db_column="verdict")
    content_version = models.PositiveIntegerField()
    content_hash = models.BinaryField(max_length=32)
    canon = models.PositiveSmallIntegerField(default=1)
    why = CleanCharField(max_length=1000, blank=True)
    override_why = CleanCharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(ruling__in=Ruling.values), name="decision_verdict_known"),
        ]
        indexes = [models.Index(fields=["statement", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return self.get_ruling_display()
