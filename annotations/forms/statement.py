"""What is typed on a statement's card."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator

from annotations.forms.base import DeedForm, VersionForm
from annotations.models import (
    Citation,
    CounterpointKind,
    CounterpointOutcome,
    Detail,
    Stance,
    Statement,
    StatementKind,
    Status,
)
from annotations.models.statement import NOT_FACTUAL
from annotations.models.verification import DETAILS_OF
from annotations.refusals import NO_COUNTERPOINT, NO_STATUS, NO_WHY
from annotations.scale import DIGITS
from annotations.services.verifying import fingerprint
from articles.fields import LONGEST_TEXT, CleanFormField, DayFormField

MOST_ROWS = {"rows": 4}


class VerdictForm(DeedForm):
    """``base`` is the verification that the form showed, ``words`` tells which words it was given for."""

    status = forms.ChoiceField(
        label="What does the evidence say?",
        choices=[(status, Status(status).label) for status in DIGITS],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a status (1 to 8).",
            "invalid_choice": NO_STATUS,
        },
    )
    detail = forms.ChoiceField(choices=[("", "–"), *Detail.choices], required=False, widget=forms.RadioSelect)
    rationale = CleanFormField(
        multiline=True, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(MOST_ROWS)
    )
    as_of = DayFormField(label="As of")
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(widget=forms.HiddenInput, required=False)

    def _overrule(self, row: Statement) -> None:
        self.data["base"] = str(row.verification_id or "")
        self.data["words"] = fingerprint(row.text)

    def told(self) -> list[forms.BoundField]:
        """What is written beside the status. Not "optional": a verdict without it is not ready for review."""
        return [self["rationale"], self["as_of"]]

    def given(self) -> dict[str, Any]:
        """The verdict; a detail that was ticked for another status is none."""
        data = {name: self.cleaned_data[name] for name in ("status", "detail", "rationale", "as_of")}
        if data["detail"] not in DETAILS_OF.get(data["status"], ()):
            data["detail"] = ""
        return data

    def values(self) -> dict[str, Any]:
        """What ``services.verifying.verify`` takes."""
        return self.given() | {name: self.cleaned_data[name] for name in ("base", "words")}


class FactsForm(VersionForm):
    """What the statement is, who says it, what was checked."""

    focus = "plain"
    blames: ClassVar = {"name": "claimant_name", "role": "claimant_role"}
    is_proposed = False  # the name is one that the rules propose
    would_answer = False  # the kind is a proposed opinion: to confirm it is a verdict
    kind = forms.ChoiceField(choices=StatementKind.choices)
    is_quotation = forms.BooleanField(label="A quotation", required=False)
    claimant_name = CleanFormField(
        label="Who says it?",
        required=False,
        max_length=402,
        help_text="A person or body; empty is the byline.",
        widget=forms.TextInput({"list": "claimants"}),
    )
    claimant_role = CleanFormField(label="In which role?", required=False, max_length=200)
    claimant_unclear = forms.BooleanField(label="It is unclear who says it", required=False)
    checked_said = forms.BooleanField(label="that it was said", required=False)
    checked_so = forms.BooleanField(label="that it is so", required=False)
    plain = CleanFormField(
        label="The claim in plain words", required=False, max_length=1000, multiline=True,
        widget=forms.Textarea({"rows": 2}), help_text="One sentence that stands alone.",
    )  # fmt: skip
    one_origin_why = CleanFormField(
        label="Why only one origin can exist", required=False, max_length=300, help_text="Printed."
    )

    @classmethod
    def shown(cls, row: Statement) -> dict[str, Any]:
        """Where nobody has said who says it: the body that the rules propose."""
        proposed = "" if row.claimant_unclear else row.claimant_proposed
        name, role = (row.claimant.name, row.claimant.role) if row.claimant else (proposed, "")
        return super().shown(row) | {"claimant_name": name, "claimant_role": role}

    @classmethod
    def of(cls, row: Statement, posted: QueryDict | None) -> "FactsForm":
        """The form says where the name in it is a proposal."""
        form = cls(posted, initial=cls.shown(row))
        form.is_proposed = not row.claimant and bool(form.initial["claimant_name"])
        if form.is_proposed:
            help_text = (
                "Proposed from the words: saved with no other change it is confirmed. Empty is the byline."
            )
            form.fields["claimant_name"].help_text = help_text
        form.would_answer = not row.kind_confirmed and row.kind in NOT_FACTUAL
        if form.would_answer:
            help_text = "Proposed: saved with no other change it is confirmed, and no factual claim."
            form.fields["kind"].help_text = help_text
        return form

    @property
    def leaves_it_proposed(self) -> bool:
        """Something else was changed, the proposed name left as it stood: who says it is not decided by that."""
        who = {"claimant_name", "claimant_role", "claimant_unclear"}
        return self.is_proposed and bool(self.changed_data) and who.isdisjoint(self.changed_data)

    @property
    def leaves_it_unanswered(self) -> bool:
        """Something else was changed, the proposed opinion left as it stood: that is no verdict."""
        return self.would_answer and bool(self.changed_data) and "kind" not in self.changed_data

    @property
    def names_another(self) -> bool:
        """Another name was written, the role left as it stood."""
        return "claimant_name" in self.changed_data and "claimant_role" not in self.changed_data


class CitationForm(VersionForm):
    """A source that is known (``source``), or is made on the spot from a link, a DOI, an ISBN or a title."""

    blames: ClassVar = {"url": "find"}
    source = forms.IntegerField(required=False, widget=forms.HiddenInput)
    find = CleanFormField(
        label="Source",
        required=False,
        max_length=2000,
        help_text="Paste a link, a DOI or an ISBN, or type a title.",
    )
    title = CleanFormField(label="Title of a new source", required=False, max_length=500)
    stance = forms.ChoiceField(
        label="What does it do?", choices=Stance.choices, initial=Stance.SUPPORTS, widget=forms.RadioSelect
    )
    passage = CleanFormField(
        label="The passage, word for word", required=False, max_length=LONGEST_TEXT, multiline=True,
        widget=forms.Textarea({"rows": 3}), help_text="Without one it is only a link.",
    )  # fmt: skip
    locator = CleanFormField(
        label="Where in it", required=False, max_length=200, help_text="“table 4, p. 12”"
    )
    shows = CleanFormField(label="What it shows", required=False, max_length=500)

    def __init__(self, *args: Any, for_counterpoint: bool = False, **kwargs: Any) -> None:
        """What supports a counterpoint speaks against the statement: the form says which of the two it asks about."""
        super().__init__(*args, **kwargs)
        if for_counterpoint:
            self.fields["stance"].label = "What does it do to the counterpoint?"
        if self["source"].value() and not self.wants_another:
            self.begin_in("passage")  # else the caret goes to the search for one, see citation_form.html

    @classmethod
    def shown(cls, row: Citation) -> dict[str, Any]:
        text, locator = (row.passage.text, row.passage.locator) if row.passage else ("", "")
        return super().shown(row) | {"source": row.source_id, "passage": text, "locator": locator}

    @property
    def wants_new(self) -> bool:
        """“None of these” was chosen, where known sources were offered."""
        return self.is_bound and self.data.get("source") == ""

    @property
    def wants_to_find(self) -> bool:
        """Known sources are asked for; nothing is to be cited yet."""
        return self.is_bound and "search" in self.data

    @property
    def wants_another(self) -> bool:
        """Another source is asked for than the one that the form holds."""
        return self.is_bound and self.data.get("search") == "another"

    def clean(self) -> dict[str, Any]:
        """What ``services.evidence.cite`` takes, and how to come by the source."""
        return self.cleaned_data | {"wants_new": self.wants_new}


class CitationsForm(CitationForm):
    """One source for ``rows``: each with the shared passage, or one of its own."""

    def __init__(self, *args: Any, rows: list[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ids = {f"passage-{row.pk}": row.pk for row in rows}
        for name, row in zip(self.ids, rows, strict=True):
            self.fields[name] = CleanFormField(
                label=f"{row.label} {Truncator(row.text).chars(70)}", required=False, max_length=LONGEST_TEXT,
                multiline=True, widget=forms.Textarea({"rows": 2}),
            )  # fmt: skip

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ids]

    @property
    def has_own(self) -> bool:
        """Whether one was typed, so that it is in sight where the form is shown again."""
        return any(field.value() for field in self.own_fields)

    @property
    def own(self) -> dict[int, str]:
        """Statement id → its own passage."""
        return {
            pk: self.cleaned_data[name] for name, pk in self.ids.items() if self.cleaned_data[name].strip()
        }


class CounterpointForm(DeedForm):
    focus = "text"
    text = CleanFormField(
        label="What would the other side say?", max_length=LONGEST_TEXT, multiline=True,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": NO_COUNTERPOINT},
    )  # fmt: skip
    kind = forms.ChoiceField(
        choices=CounterpointKind.choices,
        initial=CounterpointKind.PLAIN,
        required=False,
        widget=forms.RadioSelect,
    )
    target = forms.TypedChoiceField(
        label="Which citation does it speak against?", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, citations: list[tuple[int, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [("", "–"), *(citations or [])]


class AnswerForm(VersionForm):
    focus = "answer"
    answer = CleanFormField(
        label="Answer",
        required=False,
        max_length=LONGEST_TEXT,
        multiline=True,
        widget=forms.Textarea({"rows": 3}),
    )
    outcome = forms.ChoiceField(choices=[("", "–"), *CounterpointOutcome.choices], required=False)


class CutForm(VersionForm):
    """``at``: code points from the start of the statement."""

    at = forms.IntegerField(
        label="The second part begins with",
        min_value=0,
        max_value=10**6,
        error_messages={"required": "Choose the word that the second part begins with."},
    )
    leans = forms.BooleanField(label="The second part leans on the first", required=False)
    take = forms.TypedMultipleChoiceField(
        label="Goes with the second part", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    take_points = forms.TypedMultipleChoiceField(
        label="Counterpoints that go with the second part",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cite_both = forms.BooleanField(label="Cite what stays for the second part too", required=False)

    def __init__(
        self, *args: Any, citations: list[tuple[int, str]], points: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["take"].choices = citations
        self.fields["take_points"].choices = points


class MergeForm(VersionForm):
    """``other`` is the next one that was asked about, at the version that was seen; None asks for any."""

    other = forms.IntegerField(required=False)
    other_version = forms.IntegerField(required=False)

    def is_about(self, row: Statement) -> bool:
        seen = self.cleaned_data["other"], self.cleaned_data["other_version"]
        return seen in ((None, None), (row.pk, row.version))


class EndsForm(VersionForm):
    """Ends in code points of the paragraph."""

    start = forms.TypedChoiceField(
        label="It begins with", coerce=int,
        error_messages={"required": "Choose the word that it begins with."},
    )  # fmt: skip
    end = forms.TypedChoiceField(
        label="It ends with", coerce=int, error_messages={"required": "Choose the word that it ends with."}
    )

    def __init__(
        self, *args: Any, starts: list[tuple[int, str]], ends: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = starts
        self.fields["end"].choices = ends


class WhyForm(DeedForm):
    focus = "why"
    why = CleanFormField(
        label="Why is it left out?", max_length=200, help_text="Printed.",
        error_messages={"required": NO_WHY},
    )  # fmt: skip
