"""What is typed on a source of the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations import csl
from annotations.forms.base import VersionForm
from annotations.models import Source
from annotations.refusals import NO_SOURCE_TITLE
from annotations.services.resting import Resting, on_source
from annotations.services.sources import find_sources, meant
from articles.fields import AddressFormField, CleanFormField, DayFormField
from articles.models import Membership

RECORD = ("type", "authors", "issued", "container", "publisher", "doi", "isbn")


def source_named(text: str, *, by: Membership, besides: Source | None) -> Source:
    """The one source that ``text`` means, by title or address. Raises ValidationError for none, or several."""
    found = [row for row in find_sources(text, by=by) if row != besides]
    if exactly := meant(text, found):
        return exactly
    if not found:
        raise ValidationError(f"No source of the desk fits “{text[:80]}”. Add that one first.")
    if len(found) > 1:
        titles = ", ".join(f"“{row.title[:60]}”" for row in found[:3])
        raise ValidationError(f"Several fit: {titles}. Type the whole title, or paste the address.")
    return found[0]


class SourceForm(VersionForm):
    """A bibliographic record, with where a copy is kept, and what it is a copy of."""

    title = CleanFormField(label="Title", max_length=500, error_messages={"required": NO_SOURCE_TITLE})
    type = forms.ChoiceField(label="Kind", choices=list(csl.KINDS.items()), required=False)
    authors = CleanFormField(
        label="By whom", required=False, max_length=2000, multiline=True, widget=forms.Textarea({"rows": 2}),
        help_text="One a line: “Family, Given”, or a body by its name.",
    )  # fmt: skip
    issued = CleanFormField(
        label="When", required=False, max_length=40, help_text="2025, 2025-03 or 2025-03-14."
    )
    container = CleanFormField(
        label="In", required=False, max_length=300, help_text="The newspaper, journal, book or site."
    )
    publisher = CleanFormField(label="Publisher", required=False, max_length=300)
    url = AddressFormField(label="Address")
    doi = CleanFormField(label="DOI", required=False, max_length=200)
    isbn = CleanFormField(label="ISBN", required=False, max_length=40)
    archive_url = AddressFormField(label="Archived copy", help_text="Its address.")
    archived_on = DayFormField(label="Archived on")
    origin = CleanFormField(
        label="Taken from", required=False, max_length=2000,
        help_text="A wire copy counts once, with its original: the title or address of that source.",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Membership, source: Source | None = None, **kwargs: Any) -> None:
        self.by, self.source = by, source
        self.resting = on_source(source) if source else Resting()
        shown = {} if source is None else self.shown(source)
        super().__init__(*args, initial={**shown, **kwargs.pop("initial", {})}, **kwargs)
        known = shown.get("type", "")
        if known not in csl.KINDS:
            self.fields["type"].choices = [*csl.KINDS.items(), (known, known)]

    @classmethod
    def shown(cls, source: Source) -> dict[str, Any]:
        plain = ("title", "url", "archive_url", "archived_on", "version")
        origin = source.derived_from.title if source.derived_from else ""
        return {**{name: getattr(source, name) for name in plain}, **csl.fields(source.csl), "origin": origin}

    def _keep_both(self, row: Any) -> None:
        """Beside a known work, what was left empty here is no wish to empty it there.

        Another work that has the address by now is no other version of this one.
        """
        if self.source is not None and row.pk != self.source.pk:
            return
        super()._keep_both(row)
        if self.source is None:
            self.there_now = tuple(field for field in self.there_now if field.typed)

    def clean_origin(self) -> Source | None:
        """The source that is meant; the text that was shown means the one that was."""
        text = self.cleaned_data["origin"]
        now = self.source.derived_from if self.source else None
        if not text or (now and text == now.title):
            return now if text else None
        return source_named(text, by=self.by, besides=self.source)

    def values(self) -> dict[str, Any]:
        """What the services take."""
        data = self.cleaned_data
        before = self.source.csl if self.source else {}
        return {
            **{name: data[name] for name in ("title", "url", "archive_url", "archived_on")},
            "csl": csl.record(before, {name: data[name] for name in RECORD}),
            "derived_from": data["origin"],
        }
