"""Forms that run a service, with what it refuses shown beside the field to blame."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from annotations.refusals import NotAllowed, Refused, Stale


class DeedForm(forms.Form):
    """A form whose values go to one service. ``conflict`` holds the row that somebody changed meanwhile."""

    conflict: Any = None
    focus = ""  # the field in which typing begins when the form is opened
    blames: ClassVar[dict[str, str]] = {}  # what a service calls an input → the field here, where they differ

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.focus:
            self.begin_in(self.focus)

    def begin_in(self, field: str) -> None:
        """Typing begins in this field."""
        self.fields[field].widget.attrs |= {"data-focus": "", "autofocus": ""}

    def run(self, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Whether ``deed`` was done. What it refused stands in the form's errors; nothing typed is lost."""
        if not self.is_valid():
            return False
        try:
            self.result = deed(*args, **kwargs)
        except NotAllowed:
            raise
        except Stale as stale:
            self.add_error(None, stale.message)
            self._keep_both(stale.row)
        except Refused as refusal:
            self.add_error(self._blamed(refusal.field), refusal.message)
        except ValidationError as error:
            self._add(error)
        return not self.errors

    def _keep_both(self, row: Any) -> None:
        """What is there now beside what was typed; sent again, the form overrules knowingly."""
        row.refresh_from_db()
        self.conflict = row
        self.there_now = [
            (field.label, getattr(row, field.name))
            for field in self.visible_fields()
            if hasattr(row, field.name) and str(getattr(row, field.name) or "") != str(field.value() or "")
        ]
        if "version" in self.fields:
            self.data = self.data.copy()
            self.data["version"] = str(row.version)

    def _add(self, error: ValidationError) -> None:
        for field, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
            for message in messages:
                self.add_error(self._blamed(field), message)

    def _blamed(self, name: str | None) -> str | None:
        field = self.blames.get(name or "", name)
        return field if field in self.fields else None

    @property
    def status(self) -> int:
        """409 for a conflict, 422 for anything else that was refused, 200 before."""
        return 409 if self.conflict is not None else 422 if self.is_bound and self.errors else 200


class VersionForm(DeedForm):
    """A form that remembers which version of its row it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
