"""What ties a statement to what is known: citations, figures, searches in vain, findings set aside."""

from django.db import models
from django.db.models import F, Q

from articles.fields import CleanCharField
from articles.history import keeps_history
from articles.models import DeskRecord


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    CONTEXT = "context", "Context"


@keeps_history()
class Citation(DeskRecord):
    """A source tied to a statement, to a counterpoint, or to both."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="citations", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        db_constraint=False,
    )
    counterpoint = models.ForeignKey(
        "annotations.Counterpoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        db_constraint=False,
    )
    source = models.ForeignKey(
        "annotations.Source", models.PROTECT, related_name="citations", db_constraint=False
    )
    passage = models.ForeignKey(
        "annotations.Passage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        db_constraint=False,
    )
    stance = models.CharField(max_length=11, choices=Stance.choices)
    shows = CleanCharField("what it shows", max_length=500, blank=True)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(fields=["id", "statement"], name="citation_of_statement"),
            models.UniqueConstraint(fields=["id", "article"], name="citation_of_article"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="citation_stance_known"),
            models.CheckConstraint(
                condition=Q(statement__isnull=False) | Q(counterpoint__isnull=False),
                name="citation_has_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source_id}"


@keeps_history()
class Figure(DeskRecord):
    """One number of a statement, with all that says what was counted. Offsets: code points of the statement's text.

    A table for now: no deed writes it yet.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement", models.PROTECT, related_name="figures", db_constraint=False
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=30, decimal_places=10)
    approximator = CleanCharField(max_length=40, blank=True)
    unit = CleanCharField(max_length=80, blank=True)
    counted = CleanCharField("what is counted", max_length=300, blank=True)
    period = CleanCharField(max_length=120, blank=True)
    place = CleanCharField(max_length=120, blank=True)
    direction = CleanCharField(max_length=20, blank=True)
    base = CleanCharField(max_length=200, blank=True)
    counted_by = CleanCharField(max_length=200, blank=True)
    source_value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    worked_out = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="figure_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()


@keeps_history()
class NegativeSearch(DeskRecord):
    """Where was looked, for what, when, nothing found.

    A table for now: no deed writes it yet.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement", models.PROTECT, related_name="negative_searches", db_constraint=False
    )
    where = CleanCharField(max_length=300)
    sought = CleanCharField("for what", max_length=300)
    looked_on = models.DateField()

    def __str__(self) -> str:
        return f"Nothing in {self.where}"


class Dismissal(DeskRecord):
    """A finding of a check that a person has set aside, with the reason.

    A table for now: no deed writes it yet.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    statement = models.ForeignKey(
        "annotations.Statement", models.PROTECT, related_name="dismissals", db_constraint=False
    )
    rule = models.CharField(max_length=60)
    reason = CleanCharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.rule} set aside"
