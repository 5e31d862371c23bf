"""What speaks against a statement."""

from django.db import models
from django.db.models import F, Q

from articles.fields import CleanTextField
from articles.history import keeps_history
from articles.models import DeskRecord


class CounterpointKind(models.TextChoices):
    PLAIN = "plain", "Speaks against it"
    REBUTS = "rebuts", "Rebuts the statement"
    UNDERCUTS = "undercuts", "Undercuts what a citation shows"
    UNDERMINES = "undermines", "Undermines a source"
    QUALIFIES = "qualifies", "Qualifies: context is missing"


class CounterpointOutcome(models.TextChoices):
    OPEN = "open", "Not yet settled"
    ANSWERED = "answered", "Answered"
    ACCEPTED = "accepted", "Accepted"


NEEDS_TARGET = (CounterpointKind.UNDERCUTS, CounterpointKind.UNDERMINES)


@keeps_history()
class Counterpoint(DeskRecord):
    """Says against a statement, or against the article where no sentence is to blame."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="counterpoints", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="counterpoints",
        db_constraint=False,
    )
    kind = models.CharField(max_length=10, choices=CounterpointKind.choices, default=CounterpointKind.PLAIN)
    text = CleanTextField()
    target = models.ForeignKey(
        "annotations.Citation", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    # The counterpoint that this one answers: no deed writes it yet.
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    answer = CleanTextField(blank=True)
    answered_by = models.ForeignKey(
        "articles.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(
        max_length=8, choices=CounterpointOutcome.choices, default=CounterpointOutcome.OPEN
    )

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(fields=["id", "statement"], name="counterpoint_of_statement"),
            models.UniqueConstraint(fields=["id", "article"], name="counterpoint_of_article"),
            models.CheckConstraint(
                condition=Q(kind__in=CounterpointKind.values), name="counterpoint_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["undercuts", "undermines"]) | Q(target__isnull=False),
                name="counterpoint_target_named",
                violation_error_message="Say which citation it speaks against.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="counterpoint_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
