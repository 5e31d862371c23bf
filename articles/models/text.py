"""The text itself, from the bytes as they came to its paragraphs."""

from django.conf import settings
from django.db import models

from articles import kinds
from articles.fields import LONGEST_LANGUAGE, CleanCharField
from articles.history import keeps_history
from articles.models.record import DeskRecord

LONGEST_ENCODING = 40


class ParagraphKind(models.TextChoices):
    TITLE = kinds.TITLE, "Title"
    HEADING = kinds.HEADING, "Heading"
    BODY = kinds.BODY, "Body"
    QUOTATION = kinds.QUOTATION, "Quotation"
    LIST_ITEM = kinds.LIST_ITEM, "List item"
    CAPTION = kinds.CAPTION, "Caption"


class Blob(DeskRecord):
    """A file as it came, byte for byte, with its SHA-256."""

    sha256 = models.BinaryField(max_length=32)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    filename = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(fields=["desk", "sha256"], name="blob_once"),
        ]

    def __str__(self) -> str:
        return self.filename or bytes(self.sha256).hex()[:12]


class Revision(models.Model):
    """One state of the article's text."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    blob_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    encoding = models.CharField(max_length=LONGEST_ENCODING, blank=True)
    normaliser = models.SmallIntegerField()
    text_sha256 = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["id", "article"], name="revision_of_article"),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"


# Room between neighbours, so that a paragraph can be cut twenty times over without moving any other.
POSITION_STEP = 1 << 20
LONGEST_RULE = 200
LABEL = "[0-9a-z–]{1,40}"  # of a paragraph, in an address


@keeps_history()
class Paragraph(models.Model):
    """One paragraph of one revision: the unit of storage.

    ``position`` orders (multiples of ``POSITION_STEP`` at intake); ``label`` is what is printed: "4", after a cut
    "4a" and "4b", after a join "4–5". What an author was told stays true.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="paragraphs")
    position = models.BigIntegerField()
    label = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=ParagraphKind.choices, default=ParagraphKind.BODY)
    text = models.TextField()
    language = models.CharField(max_length=LONGEST_LANGUAGE, blank=True)
    direction = models.CharField(max_length=3, default="ltr")
    words = models.PositiveIntegerField(default=0, editable=False)
    left_out = models.BooleanField(default=False)
    rule = CleanCharField("why it is left out", max_length=LONGEST_RULE, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The same paragraph in the revision before: for when there is a second one, no deed writes it yet.
    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="paragraph_position_once",
            ),
            models.UniqueConstraint(fields=["id", "revision"], name="paragraph_of_revision"),
            models.CheckConstraint(
                condition=models.Q(kind__in=ParagraphKind.values), name="paragraph_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=["ltr", "rtl"]), name="paragraph_direction_known"
            ),
        ]

    def __str__(self) -> str:
        return f"¶ {self.label}"
