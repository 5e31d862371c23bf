"""The kinds of value that a request may carry, each with a sentence for what it is not."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.csl import LARGEST
from articles.fields import clean_text

MOST_STATEMENTS = 5_000
MOST_IN_RECORD = 20_000


class Ask(serializers.Serializer):
    """What a request may say. Any other name is refused, since what it says would be lost unseen."""

    default_error_messages = {"invalid": 'Send one JSON object, like {{"name": "value"}}.'}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            takes = ", ".join(self.fields) or "nothing"
            raise serializers.ValidationError(
                {legible(name): [f"There is no such field here. It takes: {takes}."] for name in unknown}
            )
        return super().to_internal_value(data)


class Words(serializers.CharField):
    """Text in normal form; one line unless ``multiline``. Emptiness is for the deed to judge."""

    default_error_messages = {"invalid": "Send text, in quotation marks."}

    def __init__(self, *, multiline: bool = False, **options: Any) -> None:
        options.setdefault("allow_blank", True)
        super().__init__(**options)
        self.multiline = multiline

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return clean_text(
            data, field_label=str(self.label or "Text"), max_length=self.max_length, multiline=self.multiline
        )


class Choice(serializers.ChoiceField):
    """One of the field's own codes; the refusal lists them."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, **options)
        codes = ", ".join(str(code) for code in self.choices if code != "")
        self.error_messages["invalid_choice"] = f"Choose one of: {codes}."

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, (str, int)):
            self.fail("invalid_choice", input="")
        return super().to_internal_value(data)


class Uids(serializers.ListField):
    """The uids of some statements."""

    child = serializers.UUIDField()

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_empty": False, "min_length": 1, "max_length": MOST_STATEMENTS, **options})


class Place(serializers.IntegerField):
    """A place in a text, in Unicode code points (a browser counts UTF-16 units: convert first)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=1_000_000, **options)


@extend_schema_field({"type": "object", "additionalProperties": {}})
class Record(serializers.JSONField):
    """A bibliographic record in CSL-JSON, its texts in normal form."""

    default_error_messages = {"shape": "Send a record: an object of CSL-JSON."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fail("shape")
        record = _clean(data)
        if len(json.dumps(record)) > MOST_IN_RECORD:
            raise ValidationError(f"A record holds up to {MOST_IN_RECORD:,} characters. Please shorten it.")
        return record


def _clean(value: Any) -> Any:
    match value:
        case str():
            return clean_text(value, field_label="The record")
        case dict():
            return {_clean(name): _clean(inner) for name, inner in value.items()}
        case list():
            return [_clean(inner) for inner in value]
        case int() | float() if abs(value) >= LARGEST:
            raise ValidationError(f"A number in a record is below {LARGEST:,}. Send it as text.")
    return value


def legible(name: object) -> str:
    """A name that came from outside, fit to be told back."""
    return str(name)[:60].encode("utf-8", "replace").decode()
