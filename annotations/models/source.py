"""The works that evidence is taken from."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q

from articles.fields import CleanCharField, CleanTextField, spelled_of
from articles.history import keeps_history
from articles.models import DeskRecord

_ON_THE_WEB = URLValidator(schemes=["http", "https"])
NO_ADDRESS = (
    "“URL” of a record is a web address, like https://paper.example/article. Correct it, or leave it out."
)

NOT_ON_THE_WEB = "An address here begins with http:// or https://. Correct it, or leave it out."


@keeps_history()
class Source(DeskRecord):
    """A bibliographic record (CSL-JSON fields), shared by the articles of one desk.

    The keys find duplicates; they are indexed, not unique: chapters share an ISBN.
    """

    title = CleanCharField(max_length=500)
    url = models.URLField("address", max_length=2000, blank=True)
    csl = models.JSONField(default=dict, blank=True)
    url_key = models.CharField(max_length=2000, blank=True, editable=False)
    doi_key = models.CharField(max_length=200, blank=True, editable=False)
    isbn_key = models.CharField(max_length=13, blank=True, editable=False)
    archive_url = models.URLField("archived copy", max_length=2000, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", db_constraint=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False, editable=False
    )
    spelled = spelled_of("title")

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(derived_from__isnull=True) | ~Q(derived_from=F("id")),
                name="source_not_its_own_origin",
                violation_error_message="A source cannot be derived from itself.",
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "url_key"], condition=~Q(url_key=""), name="source_by_url"),
            models.Index(fields=["desk", "doi_key"], condition=~Q(doi_key=""), name="source_by_doi"),
            models.Index(fields=["desk", "isbn_key"], condition=~Q(isbn_key=""), name="source_by_isbn"),
            models.Index(fields=["desk", "title", "id"], name="source_by_title"),
            GinIndex(fields=["spelled"], opclasses=["gin_trgm_ops"], name="source_spelled_trgm"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """What the record has as its address opens on the web, wherever the record may be taken to."""
        super().clean_fields(exclude)
        address = self.csl.get("URL") if isinstance(self.csl, dict) else None
        if address in (None, ""):
            return
        try:
            _ON_THE_WEB(address)
        except ValidationError as error:
            raise ValidationError({"csl": NO_ADDRESS}) from error

    @property
    def is_listed(self) -> bool:
        """On the desk's list: neither taken off it nor merged into another."""
        return self.withdrawn_at is None and self.merged_into_id is None


@keeps_history()
class Passage(DeskRecord):
    """Words of a source, found once and cited often. Empty words with a locator are a place without a passage."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="passages", db_constraint=False)
    locator = CleanCharField(max_length=200, blank=True)
    text = CleanTextField(blank=True)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(fields=["id", "source"], name="passage_of_source"),
            models.CheckConstraint(
                condition=~(Q(locator="") & Q(text="")),
                name="passage_not_empty",
                violation_error_message="Give the passage’s words, or at least the place.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.locator


class SealedCopy(DeskRecord):
    """The source as it was when cited: its bytes, its text, when and by whom.

    A table for now: no deed writes it yet, the demo alone brings some.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="sealed_copies", db_constraint=False)
    blob = models.ForeignKey("articles.Blob", models.PROTECT, related_name="+", db_constraint=False)
    text = models.TextField(blank=True)
    sealed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Copy of {self.source_id}, {self.sealed_at:%d %B %Y}"


def check_addresses(source: Source, values: Mapping[str, Any]) -> None:
    """One that is new to ``source`` is of the web: another kind, as ftp://, opens in no browser, is linked nowhere.

    What a file brought, or an older version took, stays.
    """
    for name in ("url", "archive_url"):
        address, before = values.get(name, ""), getattr(source, name)
        if address and address != before and not address.lower().startswith(("http://", "https://")):
            raise ValidationError({name: NOT_ON_THE_WEB})
