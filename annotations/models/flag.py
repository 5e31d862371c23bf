"""What bothers someone about the article, or about our work on it."""

from django.db import models
from django.db.models import Q

from annotations.refusals import NO_OUTCOME
from articles.fields import CleanCharField
from articles.history import keeps_history
from articles.models import DeskRecord

OPEN: dict[str, None] = {"closed_at": None, "withdrawn_at": None}  # it bothers somebody still


class FlagOutcome(models.TextChoices):
    FIXED = "fixed", "Fixed"
    NOT_A_PROBLEM = "not_a_problem", "Not a problem"
    ACCEPTED_RISK = "accepted_risk", "Accepted risk"
    VERDICT_SAYS_SO = "verdict_says_so", "The verdict says so"
    NO_ACTION = "no_action", "Looked at, no action"


@keeps_history()
class Flag(DeskRecord):
    """A row of its own, on a statement, a citation, a counterpoint, or the article as a whole.

    ``reason`` is a code of ``annotations.reasons``; a rule or a person raised it, never both.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="flags", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="flags",
        db_constraint=False,
    )
    citation = models.ForeignKey(
        "annotations.Citation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="flags",
        db_constraint=False,
    )
    counterpoint = models.ForeignKey(
        "annotations.Counterpoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="flags",
        db_constraint=False,
    )
    reason = models.CharField(max_length=30)
    is_blocking = models.BooleanField("blocks sign-off", default=True)
    note = CleanCharField(max_length=1000, blank=True)
    rule = models.CharField(max_length=60, null=True, blank=True, editable=False)
    # Assigned to; null is anyone at the desk.
    owner = models.ForeignKey("articles.Person", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=15, choices=FlagOutcome.choices, null=True, blank=True)
    outcome_note = CleanCharField(max_length=1000, blank=True)
    closed_by = models.ForeignKey("articles.Person", models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(created_by__isnull=True) & Q(rule__isnull=False)
                | Q(created_by__isnull=False) & Q(rule__isnull=True),
                name="flag_raised_by_one",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) & Q(closed_at__isnull=True)
                | Q(outcome__isnull=False) & Q(closed_at__isnull=False),
                name="flag_closed_with_outcome",
                violation_error_message=NO_OUTCOME,
            ),
            models.CheckConstraint(
                condition=Q(citation__isnull=True) | Q(counterpoint__isnull=True), name="flag_one_target"
            ),
        ]
        indexes = [
            models.Index(
                fields=["desk", "article", "statement"],
                condition=Q(closed_at__isnull=True, withdrawn_at__isnull=True),
                name="flag_open",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
