"""What is typed about a token."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from annotations.forms.base import DeedForm
from annotations.models import ApiToken
from annotations.permissions import why_not
from annotations.refusals import NO_SCOPE
from annotations.services.tokens import SCOPES
from articles.fields import CleanFormField, MomentFormField
from articles.models import Membership


class Scopes(forms.CheckboxSelectMultiple):
    """``reasons``: scope → why one’s role does not go so far. It stays in sight, with that, and cannot be ticked."""

    reasons: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        why = self.reasons.get(value, "")
        option = super().create_option(name, value, f"{label} ({why})" if why else label, *args, **kwargs)
        option["attrs"] |= {"disabled": True} if why else {}
        return option


class TokenForm(DeedForm):
    name = CleanFormField(
        label="What is it for?", max_length=80, help_text="“Nightly export”, “spreadsheet add-in”."
    )
    scopes = forms.MultipleChoiceField(
        label="It may", choices=ApiToken.Scope.choices, widget=Scopes,
        error_messages={"required": NO_SCOPE},
        initial=[ApiToken.Scope.READ], help_text="Every token reads. None may more than you may yourself.",
    )  # fmt: skip
    expires_at = MomentFormField(
        label="Expires", help_text="Without one the token works until you withdraw it."
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = {scope: why_not(by, action) for scope, action in SCOPES.items()}
        self.beyond = {scope: why for scope, why in reasons.items() if why}
        self.fields["scopes"].widget.reasons = self.beyond

    def clean_scopes(self) -> list[str]:
        scopes = self.cleaned_data["scopes"]
        if beyond := [self.beyond[scope] for scope in scopes if scope in self.beyond]:
            raise ValidationError(beyond)
        return scopes
