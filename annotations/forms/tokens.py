"""What is typed about a token."""

from django import forms

from annotations.forms.base import DeedForm
from annotations.models import ApiToken
from articles.fields import CleanFormField, MomentFormField


class TokenForm(DeedForm):
    name = CleanFormField(
        label="What is it for?", max_length=80, help_text="“Nightly export”, “spreadsheet add-in”."
    )
    scopes = forms.MultipleChoiceField(
        label="It may", choices=ApiToken.Scope.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what the token may do."},
        initial=[ApiToken.Scope.READ], help_text="Every token reads. None may more than you may yourself.",
    )  # fmt: skip
    expires_at = MomentFormField(
        label="Expires", help_text="Without one the token works until you withdraw it."
    )
