"""Which one stays, of two records of the desk that mean the same."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from annotations.forms.choosing import ChooseForm
from annotations.models import Claimant, Source
from annotations.quoting import quoted
from annotations.services.claimants import called, find_claimants
from annotations.services.sources import find_sources, meant
from articles.fields import CleanFormField
from articles.models import Membership

MOST_OFFERED = 8


class _MergeForm(ChooseForm):
    """Which one of the desk's list takes ``merged``."""

    focus = typed = "into"

    def __init__(self, *args: Any, by: Membership, merged: Source | Claimant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.merged = by, merged


class MergeSourceForm(_MergeForm):
    """Which source stays."""

    into = CleanFormField(
        label="Into", max_length=2000, help_text="The title or address of the source that stays.",
        error_messages={"required": "Name the source that stays."},
    )  # fmt: skip

    def look_up(self, text: str) -> tuple[Source | None, list[Source]]:
        rows = find_sources(text, by=self.by, most=MOST_OFFERED + 1)
        found = [row for row in rows if row != self.merged][:MOST_OFFERED]
        return meant(text, found), found

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        if not found:
            return ValidationError(f"No other source of the desk fits {quoted(text)}. Add that one first.")
        return ValidationError(
            "Which one do you mean? Choose it below, or give its whole title or its address."
        )


class MergeClaimantForm(_MergeForm):
    """Which claimant stays."""

    into = CleanFormField(
        label="Into", max_length=402, help_text="The name of the one that stays, as the list has it.",
        error_messages={"required": "Name the claimant that stays."},
    )  # fmt: skip

    def look_up(self, text: str) -> tuple[Claimant | None, list[Claimant]]:
        """By name, or by name and role where several have that name; else by words of either."""
        named = list(called(text, by=self.by).exclude(pk=self.merged.pk)[:MOST_OFFERED])
        if named:
            return (named[0] if len(named) == 1 else None), named
        return None, list(find_claimants(text, by=self.by).exclude(pk=self.merged.pk)[:MOST_OFFERED])

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        if len(found) > 1 and found[0].name.casefold() == text.casefold():
            return ValidationError(
                "Several have that name. Choose one below, or write the role too: “Name, role”."
            )
        more = " Is it one of these?" if found else ""
        return ValidationError(f"Nobody else on the desk’s list is called {quoted(text)}.{more}")
