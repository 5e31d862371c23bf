"""What is typed on who says things."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Q, Value
from django.db.models.functions import Concat

from annotations.forms.base import DeedForm, VersionForm
from annotations.models import Claimant
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
        listed = Claimant.objects.filter(desk_id=self.claimant.desk_id, withdrawn_at=None)
        rows = listed.exclude(pk=self.claimant.pk).annotate(
            whole=Concat("name", Value(", "), "role", output_field=CharField())
        )
        found = list(rows.filter(Q(name__iexact=text) | Q(whole__iexact=text))[:2])
        if not found:
            raise ValidationError(f"Nobody else on the desk’s list is called “{text[:80]}”.")
        if len(found) > 1:
            raise ValidationError("Several have that name. Write the role too: “Name, role”.")
        return found[0]
