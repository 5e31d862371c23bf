"""Holds the way from bytes to paragraphs to what the preview promises, or to a refusal in words."""

import textwrap
from datetime import date
from pathlib import Path

import pytest

from articles.intake import IntakeRefused, Manuscript, read, read_pasted
from articles.intake.manuscript import FROM_FILE, GUESSED, NOT_IN_FILE

OP_ED = Path(__file__).parents[3] / "shared" / "articles" / "op-ed.txt"

FIRST = "The council met on Monday and decided, after a long debate, to close the bridge for two years."
SECOND = "It will be repaired by the company that built it, which has promised to hire forty people there."


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in manuscript.paragraphs]


def test_a_paragraph_on_each_line() -> None:
    found = read(f"The bridge closes\n{FIRST}\n{SECOND}\n".encode(), filename="bridge.txt")
    assert kinds(found) == [("title", "The bridge closes"), ("body", FIRST), ("body", SECOND)]
    assert found.title == "The bridge closes"
    assert (found.language, found.direction, found.encoding) == ("en", "ltr", "utf-8")


def test_blank_lines_between_paragraphs() -> None:
    found = read_pasted(f"The bridge closes\r\n\r\n{FIRST}\r\n\r\n\r\n{SECOND}")
    assert kinds(found) == [("title", "The bridge closes"), ("body", FIRST), ("body", SECOND)]


def wrapped(text: str, width: int = 42) -> str:
    return textwrap.fill(text, width)


def test_hard_wrapped_lines_are_joined() -> None:
    found = read_pasted(f"The bridge closes\n\n{wrapped(FIRST)}\n\n{wrapped(SECOND)}")
    assert kinds(found) == [("title", "The bridge closes"), ("body", FIRST), ("body", SECOND)]


def test_hard_wrapped_lines_without_blank_lines_end_where_a_line_had_room() -> None:
    found = read_pasted(f"{wrapped(FIRST)}\n{wrapped(SECOND)}\n{wrapped(FIRST)}")
    assert [text for _, text in kinds(found)] == [FIRST, SECOND, FIRST]


def test_hyphen_at_the_end_of_a_wrapped_line_stays() -> None:
    found = read_pasted(
        "It will be repaired by the old and well-\nknown company that built it in the year\nof the flood."
    )
    assert kinds(found) == [
        (
            "body",
            "It will be repaired by the old and well-known company that built it in the year of the flood.",
        )
    ]


def test_short_paragraphs_of_one_length_are_not_wrapped_lines() -> None:
    lines = [f"Paragraph {number} says that prices rose by three percent." for number in range(100, 110)]
    assert [text for _, text in kinds(read_pasted("\n".join(lines)))] == lines


def test_headings_and_lists_in_plain_text() -> None:
    items = "• Steel\n• Labour\n\n1. First, the piers"
    text = f"The bridge closes\n\n{FIRST}\n\nWhat it costs\n\n{SECOND}\n\n{items}"
    assert kinds(read_pasted(text))[2:] == [
        ("heading", "What it costs"),
        ("body", SECOND),
        ("list_item", "Steel"),
        ("list_item", "Labour"),
        ("list_item", "1. First, the piers"),
    ]


def test_facts_under_the_title_are_kept_and_set_aside() -> None:
    head = "By Ana Ruiz\nPublished: Monday, 12 January 2026, 10:30\nhttps://example.org/b"
    found = read_pasted(f"The bridge closes\n\n{head}\n\n{FIRST}")
    assert (found.byline, found.published_on, found.url) == (
        "Ana Ruiz",
        date(2026, 1, 12),
        "https://example.org/b",
    )
    assert found.facts["byline"] == found.facts["published_on"] == found.facts["url"] == FROM_FILE
    assert found.facts["publisher"] == NOT_IN_FILE
    assert found.facts["language"] == GUESSED
    assert [(one.rule, one.left_out) for one in found.paragraphs] == [
        ("", False),
        ("byline", True),
        ("date line", True),
        ("address", True),
        ("", False),
    ]
    assert all(one.rule_sentence.endswith(".") for one in found.paragraphs if one.left_out)


def test_a_text_without_a_title() -> None:
    found = read_pasted(f"{FIRST}\n{SECOND}")
    assert found.title == ""
    assert found.facts["title"] == NOT_IN_FILE
    assert {paragraph.kind for paragraph in found.paragraphs} == {"body"}


def test_right_to_left() -> None:
    found = read_pasted(
        "پل بند ہو گیا\n\nحکومت نے کہا کہ ملک میں قیمتیں کم ہو رہی ہیں اور یہ بحران کا خاتمہ نہیں ہے۔ 😀"
    )
    assert (found.language, found.direction) == ("ur", "rtl")
    assert found.paragraphs[1].text.endswith("😀")


def test_text_is_stored_in_normal_form() -> None:
    found = read_pasted("Cafe\u0301\u00a0noir\u202e\n\n" + FIRST)
    assert found.title == "Café noir"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le gouvernement a annoncé qu'il est prêt à négocier, où et quand ça ira.", "windows-1252"),
        ("“The café’s owner” said – naïvely – that it is fine…", "windows-1252"),
        ("Правительство сообщило, что цены в стране снизились и что это не конец.", "windows-1251"),
        ("政府は、昨年の物価は下がったが、危機はまだ終わっていないと述べた。", "shift_jis"),
    ],
)
def test_encoding_is_guessed_and_said(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert found.encoding == encoding
    assert found.paragraphs[0].text == text
    assert found.notes == (f"Read as {encoding}: a guess. If letters look wrong, choose another encoding.",)


def test_reader_chooses_the_encoding() -> None:
    data = "Цены в стране снизились.".encode("koi8-r")
    found = read(data, encoding="koi8-r")
    assert found.paragraphs[0].text == "Цены в стране снизились."
    assert found.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_byte_order_mark(encoding: str) -> None:
    found = read("Title\n\nIt’s “here”.".encode(encoding))
    assert found.title == "Title"
    assert found.encoding == encoding.removesuffix("-sig")


def test_utf_16_without_a_byte_order_mark_is_the_readers_to_name() -> None:
    data = "Title\n\nIt’s “here”.".encode("utf-16-le")
    with pytest.raises(IntakeRefused, match="UTF-16: then choose that encoding"):
        read(data)
    assert read(data, encoding="utf-16").title == "Title"


REFUSALS = {
    "empty": (b"", "file", "no text in it. Paste"),
    "blank": (b" \n\t\n", "file", "no text in it. Paste"),
    "10 MB": (b"word " * 2_100_000, "file", "has 10 MB; the limit is 5 MB. Take in"),
    "1 MB paragraph": (
        b"word " * 200_000,
        "file",
        "Paragraph 1 has 999,999 characters; the limit is 200,000. Put",
    ),
    "10,001 paragraphs": (b"A line.\n" * 10_001, "file", "has 10,001 paragraphs; the limit is 10,000. Take"),
    "NUL": (b"one\ntwo\0", "file", r"Line 2, character 4 is a NUL.*Delete it"),
    "PDF": (b"%PDF-1.7\n\xff\xfe", "file", "This is a PDF; .* copy the article's text"),
    "Word": (b"PK\x03\x04\x14\x00", "file", "This is a Word"),
    "picture": (b"\x89PNG\r\n\x1a\n", "file", "This is a picture"),
    "binary": (bytes(range(256)) * 40, "file", "not a text file, unless .* Open it"),
}


@pytest.mark.parametrize(("data", "field", "message"), REFUSALS.values(), ids=REFUSALS)
def test_refusal_names_limit_and_next_step(data: bytes, field: str, message: str) -> None:
    with pytest.raises(IntakeRefused, match=message) as refusal:
        read(data)
    assert refusal.value.field == field


def test_five_thousand_paragraphs_are_taken() -> None:
    assert len(read(b"A line of some length that ends.\n" * 5000).paragraphs) == 5000


def test_lone_surrogate_in_a_paste_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="U\\+D83D") as refusal:
        read_pasted("ab\ud83d")
    assert refusal.value.field == "text"


@pytest.mark.parametrize("encoding", ["nonsense", "utf-8", "utf-16"])
def test_wrong_encoding_is_refused_at_its_field(encoding: str) -> None:
    with pytest.raises(IntakeRefused, match="Choose another encoding") as refusal:
        read(b"caf\xe9 \xd8", encoding=encoding)
    assert refusal.value.field == "encoding"


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside this checkout")
def test_op_ed() -> None:
    found = read(OP_ED.read_bytes(), filename="op-ed.txt")
    shape = [(paragraph.kind, paragraph.left_out) for paragraph in found.paragraphs]
    assert shape == [("title", False), *[("body", False)] * 13, *[("body", True)] * 5]
    assert found.facts["byline"] == NOT_IN_FILE
    assert found.direction == "ltr"
