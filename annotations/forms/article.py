"""What is typed on the article as a whole, or on many statements at once."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from annotations.forms.base import DeedForm, VersionForm
from annotations.models import StatementKind
from annotations.services.resting import Resting, on_byline
from articles.fields import LONGEST_TEXT, AddressFormField, CleanFormField, DayFormField, MomentFormField
from articles.models import Article, Mode, Person, Role
from articles.models.article import Priority
from articles.querysets import members_at_least


class SummaryForm(VersionForm):
    summary = CleanFormField(
        label="Summary", required=False, max_length=LONGEST_TEXT, multiline=True, widget=forms.Textarea({"rows": 5}),
        help_text="Stands on top of what is printed.",
    )  # fmt: skip


class LeaveOutForm(VersionForm):
    """Why a paragraph is not the author's."""

    why = CleanFormField(
        label="The reason",
        required=False,
        max_length=200,
        widget=forms.TextInput({"placeholder": "why, in a few words"}),
    )


class FactsOfArticle(forms.Form):
    """What is known of an article besides its text."""

    title = CleanFormField(max_length=500, error_messages={"required": "Give the article a title."})
    byline = CleanFormField(required=False, max_length=300)
    publisher = CleanFormField(required=False, max_length=200)
    url = AddressFormField(label="Address")
    published_on = DayFormField(label="Published on")
    mode = forms.ChoiceField(label="Checked", choices=Mode.choices, initial=Mode.AFTER)
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int, initial=Priority.NORMAL)
    due = MomentFormField()


def owners_at(desk_id: int, *, also: int | None = None) -> QuerySet[Person]:
    """Who may own an article of the desk, by name; ``also`` who does already."""
    working = members_at_least(Role.ANALYST).filter(desk_id=desk_id)
    return Person.objects.filter(Q(pk__in=working.values("person")) | Q(pk=also)).order_by("name", "pk")


class ArticleForm(FactsOfArticle, VersionForm):
    """The facts of an article that is taken in, with who sees to it."""

    resting = Resting()  # on its byline
    owner = forms.ModelChoiceField(Person.objects.none(), required=False, empty_label="Nobody")

    @classmethod
    def of(cls, article: Article, data: Any = None) -> "ArticleForm":
        form = cls(data, initial=cls.shown(article))
        form.fields["owner"].queryset = owners_at(article.desk_id, also=article.owner_id)
        form.resting = on_byline(article)
        form.fields["byline"].help_text = form.resting.caution("byline")
        return form

    def clean_due(self) -> datetime | None:
        """What was not touched stays to the second."""
        due: datetime | None = self.cleaned_data["due"]
        return due if "due" in self.changed_data else self.initial["due"]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class KindForm(DeedForm):
    """What kind of statement it is, for many of them."""

    focus = "kind"
    kind = forms.ChoiceField(
        label="What kind of statement?", choices=StatementKind.choices,
        help_text="An opinion, or what is no claim, counts as “not a factual claim” thereby.",
    )  # fmt: skip


class WhoSaysForm(DeedForm):
    """Who says it, for many statements."""

    focus = "name"
    name = CleanFormField(
        label="Who says it?", required=False, max_length=402, help_text="Empty is the byline.",
        widget=forms.TextInput({"list": "claimants"}),
    )  # fmt: skip
    role = CleanFormField(label="In which role?", required=False, max_length=200)
    unclear = forms.BooleanField(label="It is unclear who says it", required=False)
