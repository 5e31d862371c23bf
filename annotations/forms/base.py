"""Forms that run a service, with what it refuses shown beside the field to blame."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime

from annotations.quoting import quoted
from annotations.refusals import NotAllowed, Refused, Stale, messages_of
from annotations.services.deed import who_changed

_KEPT = "Yours is kept below; nothing is lost. Look at both, then save again."


class Difference(NamedTuple):
    """A field in which what is there now is not what was typed; ``id`` is that of the words that say so."""

    label: str
    now: str
    typed: str
    id: str = ""


class DeedForm(forms.Form):
    """A form whose values go to one service. ``conflict`` holds the row that somebody changed meanwhile."""

    conflict: Any = None
    there_now: tuple[Difference, ...] = ()
    focus = ""  # the field in which typing begins when the form is opened
    blames: ClassVar[dict[str, str]] = {}  # what a service calls an input → the field here, where they differ

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.focus:
            self.begin_in(self.focus)
        for field in self.fields.values() if not self.is_bound else ():
            if field.required and isinstance(
                field.widget, forms.Select
            ):  # a browser would call it wrong beforehand
                field.widget.attrs["aria-invalid"] = "false"

    def begin_in(self, field: str) -> None:
        """Typing begins in this field."""
        self.fields[field].widget.attrs |= {"data-focus": "", "autofocus": ""}

    def run(self, deed: Callable[[], Any]) -> bool:
        """Whether ``deed`` was done; nothing is before the form was sent (``views.base.posted``).

        What it refused stands in the form's errors; nothing typed is lost.
        """
        if not self.is_valid():
            return False
        try:
            self.result = deed()
        except NotAllowed:
            raise
        except Stale as stale:
            self._keep_both(stale.row)
            self.add_error(
                None, stale.message if stale.says_more else f"{who_was_quicker(stale.row)} {_KEPT}"
            )
        except Refused as refusal:
            self.add_error(self._blamed(refusal.field), refusal.message)
        except ValidationError as error:
            self._add(error)
        return not self.errors

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        """What stands in ``row``, by the names of the fields: a form that changes it begins with this."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}

    def _keep_both(self, row: Any) -> None:
        """What is there now beside what was typed; sent again, the form overrules knowingly."""
        row.refresh_from_db()
        self.conflict = row
        now = self.shown(row)
        self.there_now = tuple(
            Difference(
                field.label, in_words(field, now[field.name]), in_words(field, field.data), _described(field)
            )
            for field in self.visible_fields()
            if field.name in now and field.field.has_changed(now[field.name], field.data)
        )
        self.data = self.data.copy()
        self._overrule(row)

    def _overrule(self, row: Any) -> None:
        """Put into the form what it must bring along to be taken the next time."""
        if "version" in self.fields:
            self.data["version"] = str(row.version)

    def _add(self, error: ValidationError) -> None:
        for field, messages in messages_of(error).items():
            for message in messages:
                self.add_error(self._blamed(field), message)

    def _blamed(self, name: str | None) -> str | None:
        field = self.blames.get(name or "", name)
        return field if field in self.fields else None

    @property
    def status(self) -> int:
        """409 for a conflict, 422 for anything else that was refused, 200 before."""
        return 409 if self.conflict is not None else 422 if self.is_bound and self.errors else 200


def _described(field: forms.BoundField) -> str:
    """The id of what is there now, which the field is described by, too."""
    here = f"{field.auto_id}_now"
    field.field.widget.attrs["aria-describedby"] = f"{here} {field.aria_describedby or ''}".strip()
    return here


def who_was_quicker(row: Any) -> str:
    """Whose change came between, and which: the row itself may tell of another field than the one typed in."""
    who, done = who_changed(row)
    if done:
        return f"{who} changed this at {localtime(done.at):%H:%M} ({quoted(done.words)})."
    return f"{who} changed this since you opened it."


def in_words(field: forms.BoundField, value: Any) -> str:
    """A value of the field as people read it; empty where there is none."""
    if value in (None, ""):  # whatever a list of choices calls that
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    labels = {str(code): label for code, label in getattr(field.field, "choices", ())}
    return str(labels.get(str(value), value))


class VersionForm(DeedForm):
    """A form that remembers which version of its row it was opened with."""

    version = forms.IntegerField(
        widget=forms.HiddenInput({"id": False}), required=False, min_value=1, max_value=2**31 - 1
    )
