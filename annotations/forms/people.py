"""What is typed about the people of a desk, by themselves or by its admin."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from annotations.forms.base import DeedForm
from annotations.models.verification import DETAILS_OF
from annotations.scale import LOOKS, STANDARD, mark_of
from annotations.services.people import MOST_ORIGINS
from annotations.services.scales import MOST_OF_A_LABEL, labels_of
from articles.fields import CleanFormField, clean_text
from articles.models import Desk, Invitation, Person, Role

MOST_ADDRESSES = 50
# What has words of the desk's own, (status, detail): each status, behind it what is said with it.
_NAMED = [(status, detail) for status in LOOKS for detail in ("", *DETAILS_OF.get(status, ()))]

PASSWORD_HELP = "At least 8 characters: no common password, nothing like your name or address."

_NAME_IN_QUOTES = re.compile(r"\"[^\"\n]*\"\s*(?=<)")
"""It may hold a comma."""
_IN_BRACKETS = re.compile(r"<\s*([^<>\s]+)\s*>")


def _words_of(part: str) -> list[str]:
    """The addresses in brackets, else what blanks divide; what has no address at all is one word."""
    return _IN_BRACKETS.findall(part) or (part.split() if "@" in part else [part])


class AddressesField(CleanFormField):
    """Addresses, one a line; commas, semicolons and blanks part them too. Each once, however it is written.

    Names may stand before them, as mail programs write: "Leila Haddad <leila@example.org>". ``max_length`` is that of
    one address.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(multiline=True, **options)

    def to_python(self, value: Any) -> str:
        return clean_text(str(value or ""), field_label=str(self.label), multiline=True)

    def clean(self, value: Any) -> list[str]:
        parts = re.split(r"[\n,;]+", _NAME_IN_QUOTES.sub("", super().clean(value)))
        words = (word for part in parts for word in _words_of(part.strip()))
        found = list({word.casefold(): word for word in words if word}.values())
        if not found:
            raise ValidationError(self.error_messages["required"])
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(f"Invite at most {MOST_ADDRESSES} at once; these are {len(found)}.")
        wrong = [word for word in found if not self._is_address(word)]
        if wrong and len(found) > 1:
            raise ValidationError([f"“{word}” is no e-mail address." for word in wrong])
        if wrong:
            raise ValidationError("Enter a valid email address.")
        return found

    def _is_address(self, word: str) -> bool:
        try:
            forms.EmailField(max_length=self.limit).clean(word)
        except ValidationError:
            return False
        return True


class InvitationForm(DeedForm):
    email = AddressesField(
        label="E-mail", error_messages={"required": "Write the address to invite."}, max_length=254,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        help_text="One address a line invites several.",
    )  # fmt: skip
    role = forms.ChoiceField(choices=Role.choices, initial=Role.ANALYST)


class RoleForm(DeedForm):
    role = forms.ChoiceField(choices=Role.choices)
    seen = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class AcceptForm(DeedForm):
    """Name and password of somebody new."""

    name = CleanFormField(
        label="Your name", max_length=120, help_text="As it is printed under what you check."
    )
    password = forms.CharField(
        label="A password", strip=False, max_length=1024,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
    )  # fmt: skip

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password" in data:
            would_be = Person(name=data.get("name", ""), email=self.invitation.email)
            try:
                validate_password(data["password"], would_be)
            except ValidationError as error:
                self.add_error("password", error)
        return data


class MyForm(forms.ModelForm):
    """How the pages behave for one person."""

    class Meta:
        model = Person
        fields = ("name", "uses_keys", "sees_key_bar")
        labels = {"uses_keys": "Single keys (j, c, 1 …)", "sees_key_bar": "The bar that lists the keys"}


class AddressForm(DeedForm):
    """Another address for somebody, who says their password where they have one."""

    focus = "email"
    email = forms.EmailField(
        label="The new address", max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Your password", strip=False, max_length=1024,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not person.has_usable_password():
            del self.fields["password"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class SettingsForm(DeedForm):
    """The page brings along what it began with (``show_hidden_initial``): only what was changed there is saved."""

    def seen(self) -> dict[str, Any]:
        """What stood, when the page was opened, in the fields that were changed."""
        began = {name: self.data.get(self[name].html_initial_name) for name in self.changed_data}
        return {name: self.fields[name].to_python(was) for name, was in began.items() if was is not None}

    def _keep_both(self, row: Any) -> None:
        """What was not changed here follows what is there now, lest it be taken back the next time."""
        row.refresh_from_db()
        changed, self.data = set(self.changed_data), self.data.copy()
        for name, now in self.shown(row).items():
            self.data[self[name].html_initial_name] = str(now)
            if name not in changed:
                self.data[name] = str(now)
        super()._keep_both(row)


class DeskForm(SettingsForm):
    name = CleanFormField(label="Name of the desk", max_length=120, show_hidden_initial=True)
    origins_wanted = forms.IntegerField(
        label="Independent origins wanted", min_value=1, max_value=MOST_ORIGINS, show_hidden_initial=True,
        help_text="How many a statement should rest on; two is the usual rule. Copies count once.",
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {"seen": self.seen(), **{name: self.cleaned_data[name] for name in self.changed_data}}


class LabelsForm(SettingsForm):
    """The desk's words for the verdicts: a field for each code, with the standard word as its label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, standard in STANDARD.items():
            self.fields[code] = CleanFormField(
                label=standard, required=False, max_length=MOST_OF_A_LABEL, show_hidden_initial=True
            )

    @classmethod
    def shown(cls, row: Desk) -> dict[str, Any]:
        return dict.fromkeys(STANDARD, "") | labels_of(row)

    def values(self) -> dict[str, Any]:
        return {"seen": self.seen(), "labels": {code: self.cleaned_data[code] for code in self.changed_data}}

    @property
    def details(self) -> list[str]:
        """Names of the fields for what is said with a verdict."""
        return [detail for _, detail in _NAMED if detail]

    @property
    def marked(self) -> list[tuple[SafeString, forms.BoundField]]:
        """Each field with the glyph that stands before its words."""
        return [(mark_of(status, detail, "").drawn, self[detail or status]) for status, detail in _NAMED]
