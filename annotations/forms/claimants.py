"""What is typed on who says things."""

from typing import Any

from django.core.exceptions import ValidationError

from annotations.forms.base import DeedForm, VersionForm
from annotations.models import Claimant
from annotations.services.claimants import called
from articles.fields import CleanFormField


class ClaimantForm(VersionForm):
    name = CleanFormField(label="Name", max_length=200, error_messages={"required": "Give the name."})
    role = CleanFormField(label="Role", required=False, max_length=200)


class MergeClaimantForm(DeedForm):
    """Which claimant stays."""

    focus = "into"
    into = CleanFormField(
        label="Into", max_length=402, help_text="The name of the one that stays, as the list has it.",
        error_messages={"required": "Name the claimant that stays."},
    )  # fmt: skip

    def __init__(self, *args: Any, claimant: Claimant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claimant = claimant

    def clean_into(self) -> Claimant:
        """By name, or by name and role where several have that name."""
        text = self.cleaned_data["into"]
        found = list(called(text, desk_id=self.claimant.desk_id).exclude(pk=self.claimant.pk)[:2])
        if not found:
            raise ValidationError(f"Nobody else on the desk’s list is called “{text[:80]}”.")
        if len(found) > 1:
            raise ValidationError("Several have that name. Write the role too: “Name, role”.")
        return found[0]
