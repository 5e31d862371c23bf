"""The article: what is checked, for whom, by when."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.fields import LONGEST_LANGUAGE, CleanCharField, CleanTextField, spelled_of
from articles.history import keeps_history
from articles.models.record import DeskRecord


class Mode(models.TextChoices):
    BEFORE = "before", "Before publication"
    AFTER = "after", "After publication"


class Stage(models.TextChoices):
    INTAKE = "intake", "Taken in"
    CHECKING = "checking", "Checking"
    IN_REVIEW = "in_review", "In review"
    SIGNED_OFF = "signed_off", "Signed off"
    PUBLISHED = "published", "Published"
    CORRECTED = "corrected", "Corrected"


class Priority(models.IntegerChoices):
    HIGH = 1, "High"
    NORMAL = 2, "Normal"
    LOW = 3, "Low"


@keeps_history(exclude=("seq",))
class Article(DeskRecord):
    """One article at one desk. ``seq`` numbers its deeds: the lock, the order, the ETag of all that hangs on it."""

    slug = models.SlugField(max_length=80)
    title = CleanCharField(max_length=500)
    byline = CleanCharField(max_length=300, blank=True)
    publisher = CleanCharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=LONGEST_LANGUAGE, default="en")
    summary = CleanTextField(blank=True)
    mode = models.CharField(max_length=6, choices=Mode.choices, default=Mode.AFTER)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.INTAKE)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    due = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey("articles.Person", models.PROTECT, null=True, blank=True, related_name="+")
    scale = models.ForeignKey("articles.Scale", models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    seq = models.BigIntegerField(default=0, editable=False)
    spelled = spelled_of("title")

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["desk", "slug"],
                name="article_slug_once",
                violation_error_message="An article with this short name is at this desk already. Choose another.",
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "due", "id"], name="article_by_due"),
            models.Index(fields=["desk", "title", "id"], name="article_by_title"),
            GinIndex(fields=["spelled"], opclasses=["gin_trgm_ops"], name="article_spelled_trgm"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def text_id(self) -> int:
        """Id of the current revision; 0, which none has, before a text is taken in."""
        return self.revision_id or 0
