"""Holds the normal form to what the field demands of it."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.normal import UnacceptableText, normalise, sha256

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ufeffTitle", "Title"),
        ("10\u00a0000\u202f%", "10 000 %"),
        ("counter\u00adterrorism", "counterterrorism"),
        ("a\u202egnp.exe\u202c b\u200f", "agnp.exe b"),
        ("\u2066isolated\u2069", "isolated"),
        ("bell\a and tab\t", "bell and tab\t"),
        ("line\u2028separator", "line\nseparator"),
    ],
)
def test_what_is_changed(raw: str, kept: str) -> None:
    assert normalise(raw) == kept


@pytest.mark.parametrize(
    "text", ["می‌خواهم", "👩‍👧", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"]
)
def test_joiners_stay(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize(("bad", "named"), [("\0", "NUL"), ("\ud83d", "U+D83D"), ("\udc00", "U+DC00")])
def test_refusal_names_what_and_where(bad: str, named: str) -> None:
    with pytest.raises(
        UnacceptableText, match=rf"Line 2, character 3 .*{named.replace('+', '[+]')}.*Delete it"
    ):
        normalise(f"first\nab{bad}cd")


@given(storable)
def test_normal_form_is_its_own(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_digest() -> None:
    assert sha256("آئینہ") == hashlib.sha256("آئینہ".encode()).digest()
