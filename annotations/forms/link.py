"""Which other statement one is linked to."""

from typing import Any, ClassVar

from django import forms

from annotations.forms.base import DeedForm
from annotations.models import RelationKind, Statement
from annotations.services.shared import quoted
from annotations.services.statements import find_others
from articles.fields import CleanFormField


class LinkForm(DeedForm):
    """Another statement of the article, by its number; where words of it are typed, ``offered`` may be meant.

    ``chosen`` is the one of these, as long as the text is still the one that they were found by (``asked``).
    """

    blames: ClassVar = {"other": "find"}
    kind = forms.ChoiceField(
        label="How?", choices=[*RelationKind.choices, ("same_as", "Same claim as")], widget=forms.RadioSelect,
        initial=RelationKind.LEANS_ON,
    )  # fmt: skip
    find = CleanFormField(
        label="Which statement?", max_length=300, error_messages={"required": "Choose the other statement."}
    )
    asked = CleanFormField(required=False, max_length=300)
    chosen = forms.IntegerField(required=False)
    offered: tuple[Statement, ...] = ()

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if text := data.get("find"):
            self.offered = tuple(find_others(self.statement, text))
            chosen = data.get("chosen") if data.get("asked") == text else None
            data["other"] = next((row for row in self.offered if row.pk == chosen), named(text, self.offered))
            if data["other"] is None:
                self.add_error("find", _question(text, self.offered))
        return data


def named(text: str, found: tuple[Statement, ...]) -> Statement | None:
    """The one of ``found`` whose number ``text`` is."""
    return next((row for row in found if row.label.casefold() == text.strip().casefold()), None)


def _question(text: str, found: tuple[Statement, ...]) -> str:
    if found:
        return "Which one do you mean? Choose it below, or give its number."
    return f"No other statement of this article fits {quoted(text)}. Give its number, or words of it."
