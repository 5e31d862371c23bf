"""What a reader of one more format may count on: see the recipe in the README."""

from collections.abc import Callable

import pytest

from articles.intake import FORMATS, DraftParagraph, IntakeRefused, Manuscript, read
from articles.intake.formats import Reader
from articles.intake.manuscript import Reading
from articles.kinds import BODY


@pytest.fixture
def read_mail(monkeypatch: pytest.MonkeyPatch) -> Callable[[Reader], Manuscript]:
    """Reads a file with such a reader: a mail's, which decodes the parts of the mail by itself."""

    def read_with(reader: Reader) -> Manuscript:
        monkeypatch.setitem(FORMATS, ".eml", reader)
        return read(b"Content-Transfer-Encoding: base64", filename="a.eml")

    return read_with


def test_what_it_decodes_itself_is_stored_in_normal_form(read_mail) -> None:
    found = read_mail(
        lambda mail: Reading((DraftParagraph(BODY, "Cafe\u0301\xa0au\xadtour."),), byline="Ane\u0301 Roy")
    )
    assert (found.paragraphs[0].text, found.byline) == ("Caf\xe9 autour.", "An\xe9 Roy")


@pytest.mark.parametrize("where", ["text", "byline"])
def test_what_no_database_holds_is_refused(read_mail, where: str) -> None:
    said = {"text": "A line.", "byline": "Ana"} | {where: "a\0b"}
    with pytest.raises(IntakeRefused, match="NUL character") as refusal:
        read_mail(lambda mail: Reading((DraftParagraph(BODY, said["text"]),), byline=said["byline"]))
    assert refusal.value.field == "file"


def test_what_it_trips_over_is_refused_in_words(read_mail, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(IntakeRefused, match=r"could not be read\. Save the article as plain text") as refusal:
        read_mail(lambda mail: Reading((DraftParagraph(BODY, b"A line.".decode("nosuch")),)))
    assert refusal.value.field == "file"
    assert "unknown encoding: nosuch" in caplog.text
