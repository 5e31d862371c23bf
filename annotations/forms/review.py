"""What an editor sends with a decision."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from annotations.forms.base import DeedForm
from annotations.models import Statement
from annotations.reasons import grouped_reasons, meant, sought
from annotations.refusals import NO_REASONS
from articles.fields import CleanFormField, whole

BIG = 2**31 - 1


class ReadForm(DeedForm):
    """What was seen: the content's version, the verification's id, the article's seq at that time."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=BIG)
    verdict = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    seq = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63 - 1)

    def read(self) -> dict[str, Any]:
        """What was seen, as the deeds of an editor take it (``services.reviewing``)."""
        return {"seen": self.cleaned_data["seen"], "since": self.cleaned_data["seq"]}

    def _overrule(self, row: Statement) -> None:
        now = {"seen": row.content_version, "verdict": row.verification_id or "", "seq": row.article.seq}
        self.data.update({name: str(value) for name, value in now.items()})


class ApproveForm(ReadForm):
    """An approval is of exactly what was seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BIG)
    override_why = CleanFormField(
        label="Why is one pair of eyes enough?",
        required=False,
        max_length=300,
        help_text="Printed with the article.",
    )


class ChangesForm(ReadForm):
    """Why it goes back: one reason at least, each of which becomes a flag."""

    reasons = forms.MultipleChoiceField(
        label="What has to change?", choices=grouped_reasons, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_REASONS},
    )  # fmt: skip
    note = CleanFormField(
        label="Note", required=False, max_length=1000, multiline=True, widget=forms.Textarea({"rows": 3}),
        help_text="What you would like to see instead. Printed while a flag is open; for readers, not about our work.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        """What is typed and means one reason ticks it, also where it is sent before the page has heard of it."""
        super().__init__(None if data is None else data.copy(), **kwargs)
        if self.is_bound:
            self.data.setlist("reasons", self._ticked())

    @property
    def find(self) -> str:
        """What is typed to find a reason."""
        return str(self.data.get("find", ""))

    @property
    def sought(self) -> dict[str, str]:
        """The reasons that it may mean: code → label."""
        return sought(self.find)

    def asked(self) -> dict[str, Any]:
        """What has to change, as the deeds take it."""
        return {name: self.cleaned_data[name] for name in ("reasons", "note")}

    def _ticked(self) -> list[str]:
        """A single one is ticked at once, and no longer when the words go on to mean something else."""
        ticked, before = set(self.data.getlist("reasons")), str(self.data.get("before", ""))
        if self.find != before:  # else its tick may have been taken away
            ticked -= meant(before) if self.find.startswith(before) else set()
            ticked |= meant(self.find)
        return sorted(ticked)

    def found(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Those that are sought, and what is ticked: group → code, label, whether."""
        ticked = set(self["reasons"].value() or ())
        stay = {*self.sought, *ticked}
        return [
            (group, kept)
            for group, reasons in grouped_reasons()
            if (kept := [(code, label, code in ticked) for code, label in reasons if code in stay])
        ]


class SelectionForm(DeedForm):
    """Statements of one article, each with the content's version that was seen (``seen-41``).

    ``off``: in words, which of those that were chosen cannot be any more.
    """

    statement = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Choose at least one statement first (x)."}
    )

    def __init__(self, *args: Any, statements: Iterable[Statement], off: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["statement"]
        field.choices = [(row.pk, row.label) for row in statements]
        field.error_messages["invalid_choice"] = off or "Some of what was chosen is not here any more."

    def read(self) -> dict[str, Any]:
        """As of one (``ReadForm``): of each that is ticked the version that stood on the page."""
        given = {pk: whole(self.data.get(f"seen-{pk}")) for pk in self.cleaned_data["statement"]}
        seen = {pk: version for pk, version in given.items() if version is not None}
        return {"seen": seen, "since": whole(self.data.get("seq"))}
