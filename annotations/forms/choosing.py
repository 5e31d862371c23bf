"""Which other row is meant, where words of it are typed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from annotations.forms.base import DeedForm
from articles.fields import CleanFormField


class ChooseForm(DeedForm):
    """Only what is named exactly is taken at once, as ``other``; else ``offered`` holds what may be meant, to choose.

    ``typed`` is the field with the words. ``chosen`` is the one of these, as long as the words are still those that
    they were found by (``asked``).
    """

    typed: ClassVar[str]
    asked = CleanFormField(required=False, max_length=2000, widget=forms.HiddenInput)
    chosen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    offered: Sequence[Any] = ()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if text := data.get(self.typed):
            chosen = data.get("chosen") if data.get("asked") == text else None
            exactly, found = self.look_up(text)
            data["other"] = next((row for row in found if row.pk == chosen), exactly)
            if data["other"] is None:
                self.offered = found
                self.add_error(self.typed, self.question(text, found))
        return data

    def look_up(self, text: str) -> tuple[Any, Sequence[Any]]:
        """The one that ``text`` names exactly, if any; all that it may mean."""
        raise NotImplementedError

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        """What to do where none is named exactly."""
        raise NotImplementedError
