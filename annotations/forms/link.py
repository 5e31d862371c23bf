"""Which other statement one is linked to."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from annotations.forms.choosing import ChooseForm
from annotations.models import RelationKind, Statement
from annotations.quoting import quoted
from annotations.services.statements import find_others
from articles.fields import CleanFormField


class LinkForm(ChooseForm):
    """Another statement of the article, by its number; else ``found`` may be meant."""

    typed = "find"
    blames: ClassVar = {"other": "find"}
    kind = forms.ChoiceField(
        label="How?", choices=[*RelationKind.choices, ("same_as", "Same claim as")], widget=forms.RadioSelect,
        initial=RelationKind.LEANS_ON,
    )  # fmt: skip
    find = CleanFormField(
        label="Which statement?", max_length=300, error_messages={"required": "Choose the other statement."}
    )
    found: tuple[Statement, ...] = ()

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement

    def look_up(self, text: str) -> tuple[Statement | None, tuple[Statement, ...]]:
        self.found = tuple(find_others(self.statement, text))
        return with_number(text, self.found), self.found

    def question(self, text: str, found: Sequence[Any]) -> ValidationError:
        if found:
            return ValidationError("Which one do you mean? Choose it below, or give its number.")
        return ValidationError(
            f"No other statement of this article fits {quoted(text)}. Give its number, or words of it."
        )


def with_number(text: str, found: tuple[Statement, ...]) -> Statement | None:
    """The one of ``found`` whose number ``text`` is."""
    return next((row for row in found if row.label.casefold() == text.strip().casefold()), None)
