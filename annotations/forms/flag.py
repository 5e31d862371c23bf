"""What is typed to raise a flag, to hand it on, to settle it."""

from typing import Any

from django import forms
from django.http import QueryDict

from annotations.forms.article import owners_at
from annotations.forms.base import DeedForm, VersionForm
from annotations.models import Citation, Counterpoint, Flag, FlagOutcome
from annotations.plurals import counted
from annotations.quoting import quoted
from annotations.reasons import grouped_reasons, meant
from annotations.refusals import NO_OUTCOME, NO_REASON
from articles.fields import CleanFormField
from articles.models import Person


def reasons_to_choose() -> list[tuple[str, Any]]:
    """The reasons in their groups, with nothing chosen beforehand."""
    return [("", "Choose what is wrong"), *grouped_reasons()]


def _seen_to_by() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Person.objects.none(), label="Assigned to", required=False, empty_label="Anyone at the desk",
        error_messages={"invalid_choice": "Choose someone who works at this desk."},
    )  # fmt: skip


class FlagForm(DeedForm):
    focus = "reason"
    # Else a browser keeps back words that mean a reason, which it has not heard of yet.
    use_required_attribute = False
    reason = forms.ChoiceField(
        label="What is wrong?", choices=reasons_to_choose, widget=forms.Select({"aria-required": "true"}),
        error_messages={"required": NO_REASON},
    )  # fmt: skip
    note = CleanFormField(
        label="Note", required=False, max_length=1000, multiline=True, widget=forms.Textarea({"rows": 2}),
        help_text="Printed while the flag is open; for readers, not where it is about our work.",
    )  # fmt: skip
    is_blocking = forms.BooleanField(label="Blocks sign-off", required=False, initial=True)
    owner = _seen_to_by()
    citation = forms.IntegerField(required=False, widget=forms.HiddenInput)
    counterpoint = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def on(cls, query: QueryDict, posted: QueryDict | None, *, desk_id: int) -> "FlagForm":
        """About what the address names: ``citation`` or ``counterpoint``, else about the whole.

        With ``find`` the reasons are those that were sought; the only one is chosen, also where the words are sent
        before the page has heard of it.
        """
        if posted and not posted.get("reason") and (only := meant(posted.get("find", ""))):
            posted = posted.copy()
            posted.setlist("reason", [*only])
        form = cls(posted, initial={name: query.get(name) for name in ("citation", "counterpoint")})
        form.fields["owner"].queryset = owners_at(desk_id)
        words = (posted or query).get("find", "").casefold().split()
        if words and not (posted and posted.get("reason")):
            form.narrow(words)
        return form

    @property
    def find(self) -> str:
        """What is typed to find a reason."""
        return str(self.data.get("find", ""))

    def narrow(self, words: list[str]) -> None:
        """Offer the reasons that have all these words, or parts of words; the caret stays where they are typed."""
        reason, groups = self.fields["reason"], grouped_reasons(words)
        labels = [str(label) for _, reasons in groups for _, label in reasons]
        reason.choices = groups or [("", "No reason has these words")]
        chosen = f": {quoted(labels[0])} is chosen." if labels else "."
        reason.help_text = counted(len(labels), "reason") + chosen
        for moves_the_focus in ("data-focus", "autofocus"):
            reason.widget.attrs.pop(moves_the_focus, None)

    def about(self, **here: Any) -> dict[str, Any]:
        """What the service is told; a citation or counterpoint that is not ``here`` is none."""
        models = {"citation": Citation, "counterpoint": Counterpoint}
        found = {
            name: model.objects.filter(**here, pk=self.cleaned_data[name], withdrawn_at=None).first()
            for name, model in models.items()
            if self.cleaned_data[name]
        }
        return {name: self.cleaned_data[name] for name in ("reason", "note", "is_blocking", "owner")} | found


class GiveForm(VersionForm):
    """Who sees to an open flag from now on."""

    focus = "owner"
    owner = _seen_to_by()

    @classmethod
    def of(cls, flag: Flag, posted: QueryDict | None) -> "GiveForm":
        form = cls(posted, initial=cls.shown(flag))
        form.fields["owner"].queryset = owners_at(flag.desk_id, also=flag.owner_id)
        return form


class SettleForm(VersionForm):
    outcome = forms.ChoiceField(choices=FlagOutcome.choices, error_messages={"required": NO_OUTCOME})
    note = CleanFormField(label="Note", required=False, max_length=1000)
