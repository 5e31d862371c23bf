"""Which one stays, of two records of the desk that mean the same."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.forms.base import DeedForm
from annotations.models import Claimant, Source
from annotations.services.claimants import called, find_claimants
from annotations.services.shared import quoted
from annotations.services.sources import find_sources, meant
from articles.fields import CleanFormField
from articles.models import Membership

MOST_OFFERED = 8


class MergeRecordsForm(DeedForm):
    """Only what is named exactly is merged into at once; else ``offered`` holds what may be meant, to choose from.

    ``chosen`` is the one of these, as long as the text is still the one that they were found by (``asked``).
    """

    focus = "into"
    into: forms.Field
    asked = CleanFormField(required=False, max_length=2000, widget=forms.HiddenInput)
    chosen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    offered: Sequence[Any] = ()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if text := data.get("into"):
            chosen = data.get("chosen") if data.get("asked") == text else None
            exactly, found = self.find(text)
            data["into"] = next((row for row in found if row.pk == chosen), exactly)
            if data["into"] is None:
                self.offered = found
                self.add_error("into", self.question(text, found))
        return data

    def find(self, text: str) -> tuple[Any, Sequence[Any]]:
        """The one that ``text`` names exactly, if any; all that it may mean."""
        raise NotImplementedError

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        """What to do where none is named exactly."""
        raise NotImplementedError


class MergeSourceForm(MergeRecordsForm):
    """Which source stays."""

    into = CleanFormField(
        label="Into", max_length=2000, help_text="The title or address of the source that stays.",
        error_messages={"required": "Name the source that stays."},
    )  # fmt: skip

    def __init__(self, *args: Any, by: Membership, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.source = by, source

    def find(self, text: str) -> tuple[Source | None, list[Source]]:
        rows = find_sources(text, by=self.by, most=MOST_OFFERED + 1)
        found = [row for row in rows if row != self.source][:MOST_OFFERED]
        return meant(text, found), found

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        if not found:
            return ValidationError(f"No other source of the desk fits {quoted(text)}. Add that one first.")
        return ValidationError(
            "Which one do you mean? Choose it below, or give its whole title or its address."
        )


class MergeClaimantForm(MergeRecordsForm):
    """Which claimant stays."""

    into = CleanFormField(
        label="Into", max_length=402, help_text="The name of the one that stays, as the list has it.",
        error_messages={"required": "Name the claimant that stays."},
    )  # fmt: skip

    def __init__(self, *args: Any, by: Membership, claimant: Claimant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.claimant = by, claimant

    def find(self, text: str) -> tuple[Claimant | None, list[Claimant]]:
        """By name, or by name and role where several have that name; else by words of either."""
        named = list(called(text, by=self.by).exclude(pk=self.claimant.pk)[:MOST_OFFERED])
        if named:
            return (named[0] if len(named) == 1 else None), named
        return None, list(find_claimants(text, by=self.by).exclude(pk=self.claimant.pk)[:MOST_OFFERED])

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        if len(found) > 1 and found[0].name.casefold() == text.casefold():
            return ValidationError(
                "Several have that name. Choose one below, or write the role too: “Name, role”."
            )
        more = " Is it one of these?" if found else ""
        return ValidationError(f"Nobody else on the desk’s list is called {quoted(text)}.{more}")
