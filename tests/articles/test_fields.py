"""Holds form fields, model fields and `clean_text` to one wording of what cannot be stored."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from articles.fields import (
    AddressFormField,
    CleanCharField,
    CleanFormField,
    CleanTextField,
    clean_text,
    whole,
)


def test_text_is_normal_and_trimmed() -> None:
    assert clean_text("  cafe\u0301\r\nnoir \n", field_label="Note") == "café\nnoir"
    assert clean_text(" cafe\u0301\r\n noir ", field_label="Title", multiline=False) == "café noir"


def test_limit_is_named() -> None:
    with pytest.raises(ValidationError, match="Title: 2,001 characters, but 2,000 is the limit"):
        clean_text("a" * 2001, field_label="Title", max_length=2000)
    assert len(clean_text("a" * 2000, field_label="Title", max_length=2000)) == 2000


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("7", 7),
        ("٧", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 5000, None),
        ("-1", None),
        ("", None),
        (None, None),
        ("1.5", None),
    ],
)
def test_a_request_names_a_number_that_a_column_can_hold(asked: str | None, number: int | None) -> None:
    assert whole(asked) == number


@pytest.mark.parametrize("bad", ["\0", "\ud83d"])
def test_unstorable_is_refused_everywhere(bad: str) -> None:
    class NoteForm(forms.Form):
        note = CleanFormField(label="Note", multiline=True)

    with pytest.raises(ValidationError, match="Passage: Line 1, character 2 is"):
        clean_text(f"a{bad}", field_label="Passage")
    assert "Note: Line 1, character 2 is" in NoteForm({"note": f"a{bad}"}).errors["note"][0]
    for field in (CleanTextField("rationale"), CleanCharField("locator", max_length=20)):
        with pytest.raises(ValidationError, match=r"Rationale|Locator"):
            field.clean(f"a{bad}", None)


def test_model_fields_bring_their_form_fields() -> None:
    text = CleanTextField("rationale").formfield()
    line = CleanCharField("locator", max_length=4).formfield()
    assert text.clean("one\r\ntwo") == "one\ntwo"
    with pytest.raises(ValidationError, match="Locator: 5 characters"):
        line.clean("p. 55")


def test_model_field_keeps_blanks_that_offsets_count() -> None:
    assert CleanTextField("text").clean(" a\u00a0b ", None) == " a b "


def test_an_address_may_be_typed_without_its_scheme_past_the_browsers_own_check() -> None:
    field = AddressFormField()
    assert field.clean("paper.example/article") == "https://paper.example/article"
    assert field.widget.input_type == "text" and field.widget.attrs["inputmode"] == "url"
    with pytest.raises(ValidationError, match="This is no web address"):
        field.clean("javascript:alert(1)")
