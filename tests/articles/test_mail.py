"""Holds what a mail has around the text that it carries."""

import quopri

import pytest

from articles.intake import IntakeRefused, Manuscript, read_pasted
from tests.articles.test_intake import FIRST, SECOND

HEAD = ["From: Ana Ruiz <ana@example.org>", "Date: Mon, 12 Jan 2026 10:30:00 +0100", "Subject: The bridge"]
CODED = "Content-Transfer-Encoding: quoted-printable"


def told(found: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.rule or paragraph.kind, paragraph.text) for paragraph in found.paragraphs]


def test_the_subject_is_the_title_and_the_head_is_left_out() -> None:
    found = read_pasted("\n".join([*HEAD, "", f"{FIRST}\n\n{SECOND}"]))
    lines = [("mail head", line) for line in HEAD]
    assert told(found) == [("title", "The bridge"), *lines, ("body", FIRST), ("body", SECOND)]
    assert read_pasted("\n".join([*HEAD, "", f"The ferry\n\nBy Ana Ruiz\n\n{FIRST}"])).title == "The ferry"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15"])
def test_letters_that_are_written_in_ascii_are_read(charset: str) -> None:
    coded = quopri.encodestring(
        f"{FIRST} Größe, 3 € = “Maß”.".replace("“", '"').replace("”", '"').encode(charset)
    )
    head = [
        *HEAD[:2],
        "Subject: =?utf-8?Q?Das_Ma=C3=9F?=",
        f"Content-Type: text/plain;\n charset={charset}",
        CODED,
    ]
    found = read_pasted("\n".join([*head, "", coded.decode()]))
    assert found.title == "Das Maß"
    assert told(found)[-1] == ("body", f'{FIRST} Größe, 3 € = "Maß".')


@pytest.mark.parametrize("charset", ["nonsense", "utf-8"])
def test_what_cannot_be_read_so_stays_as_it_is(charset: str) -> None:
    head = [*HEAD, f"Content-Type: text/plain; charset={charset}", CODED, "Subject: =?x?Q?=FF?="]
    assert told(read_pasted("\n".join([*head, "", f"{FIRST} =FF"])))[-1] == ("body", f"{FIRST} =FF")


def test_no_text_in_ascii_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="NUL"):
        read_pasted("\n".join([*HEAD, CODED, "", f"{FIRST}=00"]))


def test_a_signature_is_left_out() -> None:
    found = read_pasted(f"The bridge closes\n\n{FIRST}\n\n-- \nAna Ruiz\n+49 30 12345\n")
    assert told(found)[2:] == [("signature", line) for line in ("--", "Ana Ruiz", "+49 30 12345")]


@pytest.mark.parametrize(
    "text",
    [
        f"The bridge closes\n\n{FIRST}\n\n--\nAna Ruiz writes in Leeds.",
        f"The bridge closes\n\n{FIRST}\n\n-- \n{SECOND}",
        f"Steel: dear\nSand: cheap\n\n{FIRST}",
        f"Note: it is 3 =E2=80=9C\n{CODED}\n\n{FIRST}",
        f"{CODED}: what is it?\n\n{FIRST} =C3=9F",
    ],
)
def test_what_is_no_mail_keeps_its_lines(text: str) -> None:
    words = [word for word in text.split() if word != "--"]
    kept = [paragraph for paragraph in read_pasted(text).paragraphs if paragraph.rule not in ("", "ornament")]
    assert kept == []
    assert " ".join(one.text for one in read_pasted(text).paragraphs if one.text != "--").split() == words
