"""The kinds of value that a request may carry, each with a sentence for what it is not."""

import json
import re
from functools import partial
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.utils.html import is_html_input

from annotations.csl import cleaned
from articles.fields import clean_text, in_calendar, likely_day
from articles.normal import UnacceptableText, check_acceptable

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([Zz]|[+-]\d{2}:?\d{2})", re.ASCII
)
MOST_STATEMENTS = 5_000
MOST_IN_RECORD = 20_000
MOST_NAMED = 10  # of the names that are refused in one answer


class Several(serializers.ListSerializer):
    """Many objects of one kind."""

    default_error_messages = {
        "required": "“{name}” is missing. Send it too.",
        "null": "“{name}” is null. Send a list.",
        "not_a_list": "Send a list of objects, in square brackets.",
        "empty": "This list is empty. Send at least one.",
        "max_length": "A list holds up to {max_length:,}. Send fewer.",
    }

    def fail(self, key: str, **told: Any) -> NoReturn:
        super().fail(key, **{"name": self.field_name, **told})


class Ask(serializers.Serializer):
    """What a request may say. Any other name is refused, since what it says would be lost unseen."""

    default_error_messages = dict.fromkeys(
        ("invalid", "null"), 'Send one JSON object, like {{"name": "value"}}.'
    )

    class Meta:
        list_serializer_class = Several

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            takes = ", ".join(self.fields) or "nothing"
            told = [f"There is no such field here. It takes: {takes}."]
            raise serializers.ValidationError(
                {legible(name): told for name in sorted(unknown, key=str)[:MOST_NAMED]}
            )
        return super().to_internal_value(data)


class Told(serializers.Field):
    """Refuses in words: which field it is, what it takes. ``json``: as what a body says it; a query is all text."""

    json: ClassVar[tuple[type, ...]] = ()
    default_error_messages = {
        "required": "“{name}” is missing. Send it too.",
        "null": "“{name}” is null. Send a value.",
    }

    def to_internal_value(self, data: Any) -> Any:
        if self.json and isinstance(self.root, Ask) and type(data) not in self.json:
            self.fail("invalid", input=data)
        return super().to_internal_value(data)

    def fail(self, key: str, **told: Any) -> NoReturn:
        super().fail(key, **{"name": self.field_name, **told})


class Truth(Told, serializers.BooleanField):
    json = (bool,)
    default_error_messages = {"invalid": "Send true or false."}


class Whole(Told, serializers.IntegerField):
    json = (int, float)  # 5.0 is whole
    default_error_messages = {
        "invalid": "Send a whole number.",
        "min_value": "Send a number from {min_value:,} up.",
        "max_value": "Send a number up to {max_value:,}.",
        "max_string_length": "This number is too long. Send a smaller one.",
    }


class Uid(Told, serializers.UUIDField):
    json = (str,)
    default_error_messages = {
        "invalid": "This is no uid. Send one as the answers tell it, 36 characters long."
    }


class Day(Told, serializers.DateField):
    default_error_messages = dict.fromkeys(("invalid", "datetime"), "Send a day, like 2027-01-31.")
    default_validators = [likely_day]

    def to_internal_value(self, data: Any) -> Any:
        """Python also reads weeks, days without hyphens, a month of one digit."""
        if isinstance(data, str) and not _DAY.fullmatch(data):
            self.fail("invalid", format="")
        return super().to_internal_value(data)


class Moment(Told, serializers.DateTimeField):
    default_error_messages = dict.fromkeys(
        ("invalid", "date", "make_aware", "overflow"), "Send a time with its zone, like 2027-01-31T17:00:00Z."
    )
    default_validators = [in_calendar]

    def to_internal_value(self, data: Any) -> Any:
        """Without a zone nobody knows which time is meant; with a day alone, not even on which end of it."""
        if isinstance(data, str) and not _RFC_3339.fullmatch(data.strip()):
            self.fail("invalid", format="")
        return super().to_internal_value(data)


class Line(Told, serializers.CharField):
    """Text as it is."""

    json = (str,)
    default_error_messages = {
        "invalid": "Send text, in quotation marks.",
        "blank": "“{name}” is empty. Send some text.",
        "max_length": "This is longer than {max_length:,} characters. Please shorten it.",
    }

    def to_internal_value(self, data: Any) -> Any:
        """What nothing can hold is told with its place."""
        text = super().to_internal_value(data)
        try:
            check_acceptable(text)
        except UnacceptableText as refusal:
            raise ValidationError(f"{self.label or 'Text'}: {refusal}") from refusal
        return text


class Mail(Line, serializers.EmailField):
    default_error_messages = {"invalid": "Send an e-mail address, like rosa@desk.example."}


@extend_schema_field({"type": "string", "format": "binary"})
class Upload(Told, serializers.FileField):
    default_error_messages = {
        "invalid": "Send a file, as multipart/form-data.",
        "no_name": "This file has no name. Send it with one, whose ending tells its kind.",
        "empty": "This file is empty. Choose one that has text.",
    }


class Codes(Told, serializers.DictField):
    default_error_messages = {"not_a_dict": 'Send an object, like {{"uid": "code"}}.'}


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer", "minimum": 1},
            {"type": "object", "additionalProperties": {"type": "integer"}},
        ]
    }
)
class Seen(Codes):
    """The version of one thing; of several the version of each by its uid."""

    child = Whole(min_value=1, max_value=2**31 - 1)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data) if isinstance(data, dict) else self.child.run_validation(data)


class List(Told, serializers.ListField):
    default_error_messages = {
        "not_a_list": "Send a list, in square brackets.",
        "empty": "This list is empty. Name at least one.",
        "min_length": "This list is too short. Name {min_length} or more.",
        "max_length": "A list holds up to {max_length:,}. Send the others by themselves.",
    }


class Words(Line):
    """Text in normal form; one line unless ``multiline``. Empty is refused as ``blank`` says, else the deed judges."""

    def __init__(self, *, multiline: bool = False, blank: str = "", **options: Any) -> None:
        options.setdefault("allow_blank", not blank)
        if blank:
            options["error_messages"] = {"blank": blank}
        super().__init__(**options)
        self.multiline = multiline

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return clean_text(
            data, field_label=str(self.label or "Text"), max_length=self.max_length, multiline=self.multiline
        )


class Choice(Told, serializers.ChoiceField):
    """One of the field's own codes; the refusal lists them. In JSON a number is one, 1.0 is 1, a text is none."""

    default_error_messages = {"text": "Send a number, without quotation marks."}

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, **options)
        codes = ", ".join(str(code) for code in self.choices if code != "")
        self.error_messages["invalid_choice"] = f"Choose one of: {codes}."

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        if not isinstance(data, (str, int)):
            self.fail("invalid_choice", input="")
        code = super().to_internal_value(data)
        is_json = isinstance(self.root, Ask) and not is_html_input(getattr(self.root, "initial_data", None))
        if is_json and isinstance(data, str) and not isinstance(code, str):
            self.fail("text")
        return code


class Uids(List):
    """The uids of some statements."""

    child = Uid()

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_empty": False, "min_length": 1, "max_length": MOST_STATEMENTS, **options})


class Place(Whole):
    """A place in a text, in Unicode code points (a browser counts UTF-16 units: convert first)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=1_000_000, **options)


@extend_schema_field({"type": "object", "additionalProperties": {}})
class Record(Told, serializers.JSONField):
    """A bibliographic record in CSL-JSON, its texts in normal form."""

    default_error_messages = {"shape": "Send a record: an object of CSL-JSON."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fail("shape")
        try:
            record: dict[str, Any] = cleaned(data, partial(clean_text, field_label="The record"))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if len(json.dumps(record, ensure_ascii=False)) > MOST_IN_RECORD:
            raise ValidationError(f"A record holds up to {MOST_IN_RECORD:,} characters. Please shorten it.")
        return record


def legible(name: object) -> str:
    """A name that came from outside, fit to be told back."""
    return str(name)[:60].encode("utf-8", "replace").decode()
