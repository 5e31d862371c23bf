"""The one way in which text that a person typed enters the database."""

from datetime import UTC, date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.formats import date_format

from articles.normal import UnacceptableText, normalise

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 9000
LONGEST_TEXT: Final = 20_000  # code points of what is told at length: a rationale, a passage, an answer
LONGEST_LANGUAGE: Final = 12
LONGEST_NUMBER: Final = 19  # digits: a bigint has as many, not all of which it holds
LANGUAGE: Final = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "A language is written like “en”, “ur” or “pt-BR”."
)


def whole(text: object) -> int | None:
    """The id, version or place that a request names; None where it names none, or one that no column can hold."""
    digits = str(text)
    return int(digits) if digits.isdecimal() and len(digits) < LONGEST_NUMBER else None


def in_calendar(time: datetime) -> None:
    """Whether a time can be told in every zone: its year in UTC too, as it leaves. Raises ValidationError."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    if time.year not in years or time.astimezone(UTC).year not in years:
        raise ValidationError(f"Give a year between {FIRST_YEAR} and {LAST_YEAR}.")


def likely_day(day: date) -> None:
    """Refuse a day of long ago, which nobody here means: a browser takes "26" for the year 26.

    Raises ValidationError.
    """
    if day.year >= FIRST_YEAR:
        return
    advice = f"give a year from {FIRST_YEAR} on" if day.year >= 1000 else "write the year with four digits"
    raise ValidationError(f"{date_format(day, 'j F')} {day.year:04}: {advice}.")


def clean_text(value: str, *, field_label: str, max_length: int | None = None, multiline: bool = True) -> str:
    """`value` in normal form without blanks around it; on one line unless `multiline`.

    `max_length` counts code points. Raises ValidationError with a sentence that begins with `field_label`.
    """
    text = _normal(value, field_label)
    text = text.strip() if multiline else " ".join(text.split())
    if max_length is not None and len(text) > max_length:
        raise ValidationError(
            f"{field_label}: {len(text):,} characters, but {max_length:,} is the limit. Please shorten it.",
            code="max_length",
        )
    return text


def _normal(value: str, field_label: str) -> str:
    try:
        return normalise(value)
    except UnacceptableText as refusal:
        raise ValidationError(f"{field_label}: {refusal}", code="unacceptable") from refusal


def clean_columns(row: models.Model) -> None:
    """Check the row's own columns; what it points at the database checks. Raises ValidationError."""
    row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])


class CleanFormField(forms.CharField):
    """Form field of `clean_text`; `multiline=True` gives a text area."""

    def __init__(self, *, multiline: bool = False, max_length: int | None = None, **options: Any) -> None:
        if multiline:
            options.setdefault("widget", forms.Textarea)
        super().__init__(**options)
        self.multiline = multiline
        self.limit = max_length

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Urdu is typed from the right, whatever the language of the page."""
        return {**super().widget_attrs(widget), "dir": "auto"}

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return str(self.empty_value)
        label = str(self.label or "This text")
        return clean_text(str(value), field_label=label, max_length=self.limit, multiline=self.multiline)


class AddressFormField(forms.URLField):
    """A web address that may be left out, or typed without its https://, which a browser's own field would refuse."""

    default_error_messages = {
        "invalid": "This is no web address. It looks like https://paper.example/article."
    }

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "url", "spellcheck": "false", "autocapitalize": "none"})
        kept: dict[str, Any] = {
            "required": False,
            "max_length": 2000,
            "assume_scheme": "https",
            "widget": widget,
        }
        super().__init__(**{**kept, **options})


class DayFormField(forms.DateField):
    """A day that may be left out."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        super().__init__(**{"required": False, "validators": [likely_day], "widget": widget, **options})


class MomentFormField(forms.DateTimeField):
    """A time by the clock of the house: in the hour that the clocks repeat in autumn it is the first of the two."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
        super().__init__(**{"required": False, "validators": [in_calendar], "widget": widget, **options})

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as refusal:
            if getattr(refusal, "code", "") != "ambiguous_timezone":
                raise
            naive: datetime = refusal.params["datetime"]  # type: ignore[index]
        # In UTC: Python holds a time in such an hour to be unlike the same moment in any other zone.
        told = naive.replace(tzinfo=timezone.get_current_timezone()).astimezone(UTC)
        if timezone.localtime(told).replace(tzinfo=None) != naive:
            raise ValidationError(f"The clocks leap over {naive:%H:%M} on that day. Give another time.")
        return told

    def has_changed(self, initial: Any, data: Any) -> bool:
        """By what the page shows, which leaves out the seconds, and which of two repeated hours it is."""
        return bool((self.widget.format_value(self.prepare_value(initial)) or "") != (data or ""))


class CleanTextField(models.TextField):  # type: ignore[type-arg]
    """Text of any length in normal form; what cannot be stored is a ValidationError in words."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_normal(value, _label(self)) if isinstance(value, str) else value)

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": CleanFormField, "multiline": True, **options})


class CleanCharField(models.CharField):  # type: ignore[type-arg]
    """One line of text in normal form; what cannot be stored is a ValidationError in words."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_normal(value, _label(self)) if isinstance(value, str) else value)

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": CleanFormField, **options})


@models.CharField.register_lookup
@models.TextField.register_lookup
class Letters(models.Transform):
    """``text__letters__regex`` asks the letters with their accents, as ``articles/spelling.py`` has them."""

    lookup_name = "letters"
    template = "obelus_ungrouped(obelus_letters(%(expressions)s))"


def spelled_of(*columns: str) -> "models.GeneratedField":
    """The column in which words of the others are found, on a line each, however they are spelled.

    By the rules of ``articles/spelling.py``, which the database has too. What its functions answer is stored, so that
    none of them is changed: a new rule is one more function, with which the column is made anew.
    """
    first, *others = columns
    words: F | Concat = F(first)
    for other in others:
        words = Concat(words, Value("\n"), F(other), output_field=models.TextField())
    compared = Func(Func(words, function="obelus_spelled"), function="obelus_ungrouped")
    return models.GeneratedField(expression=compared, output_field=models.TextField(), db_persist=True)


def _label(field: "models.Field[Any, Any]") -> str:
    return str(field.verbose_name or field.name).capitalize()
