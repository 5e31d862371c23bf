"""Holds the way from bytes to paragraphs to what the preview promises, or to a refusal in words."""

import textwrap
from pathlib import Path

import pytest

from articles.intake import IntakeRefused, Manuscript, read, read_pasted
from articles.intake.manuscript import NOT_IN_FILE

OP_ED = Path(__file__).parents[3] / "shared" / "articles" / "op-ed.txt"

FIRST = "The council met on Monday and decided, after a long debate, to close the bridge for two years."
SECOND = "It will be repaired by the company that built it, which has promised to hire forty people there."


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in manuscript.paragraphs]


def test_a_paragraph_on_each_line() -> None:
    found = read(f"The bridge closes\n{FIRST}\n{SECOND}\n".encode(), filename="bridge.txt")
    assert kinds(found) == [("title", "The bridge closes"), ("body", FIRST), ("body", SECOND)]
    assert found.title == "The bridge closes"
    assert (found.language, found.encoding) == ("en", "utf-8")


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


def test_blanks_at_the_ends_of_wrapped_lines_are_not_doubled() -> None:
    lines = wrapped(FIRST).replace("\n", "  \n")
    assert kinds(read_pasted(f"The bridge closes \n\n{lines}"))[1:] == [("body", FIRST)]


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


PRINTED = (
    """Between 2019 and 2024 the number of containers that were handled in the port of
    Eastmarch grew from 61,000 to 75,000 a year. The increase was accompanied by
    an unexpected fall in the average waiting time, which the Harbour Authority
    attributes to its reform of the year 2021, when Mayor Linda Cole took office.""",
    """The authority’s own figures (see Fig. 2) show that the median wait fell from 44
    to 21 hours. According to the Ministry of Transport, this is the largest
    improvement of any port in the country since 2001. Critics at the University of
    Eastmarch note that the method of counting was changed in 2022.""",
)
"""As set in letters of many widths: some lines would have had room for the next word."""


def test_lines_of_a_printed_page_are_joined() -> None:
    found = read_pasted("The bridge closes\n\n" + "\n\n".join(PRINTED).replace("\n    ", "\n"))
    assert [text for _, text in kinds(found)[1:]] == [" ".join(one.split()) for one in PRINTED]


@pytest.mark.parametrize("width", [18, 22, 29])
def test_lines_of_a_narrow_column_are_joined(width: int) -> None:
    told = [" ".join(one.split()) for one in (FIRST, *PRINTED)]
    found = read_pasted("\n\n".join(["The bridge closes", *(wrapped(one, width) for one in told)]))
    assert [text for _, text in kinds(found)] == ["The bridge closes", *told]


@pytest.mark.parametrize(
    "lines",
    [
        "I have eaten. They were\nthe plums that were in\nthe icebox, and which\nyou were probably\nsaving for\n"
        "breakfast\nforgive me they were\nso sweet and so cold",
        "Hope is the thing with\nfeathers that perches in\nthe soul and sings the\ntune without the words\nand never "
        "stops at all\nand sweetest in the gale\nis heard and sore must\nbe the storm that could.",
        "Heat the oil. Stir.\nadd a pinch of salt\nand two cups of milk\ngrate a whole lemon\nstir it all once more\n"
        "wait for an hour\nthen serve it warm.\nIt is good.",
        "steel for all the piers\nlabour of the whole year\nlorries. Their fuel too\nsand out of the river.",
    ],
)
def test_short_lines_that_may_be_verses_or_a_list_stay(lines: str) -> None:
    assert [text for _, text in kinds(read_pasted(f"The bridge\n\n{lines}"))][1:] == lines.split("\n")


def test_lines_that_hyphens_cut_are_full() -> None:
    cut = "It was an unex-\npected end of the very long\nand dear repair of the old\nbridge by the har-\n"
    cut += "bour of the town of Eastmarch."
    found = read_pasted(f"The bridge closes\n\n{cut}")
    assert kinds(found)[1:] == [("body", " ".join(cut.split()).replace("- ", "-"))]


def test_a_list_of_names_in_lower_case_is_no_printed_page() -> None:
    lines = ["steel for the piers", "labour", "lorries", "sand and gravel of the river", "paint"]
    assert [text for _, text in kinds(read_pasted("\n".join([FIRST[:60] + ".", *lines])))][1:] == lines


def test_short_paragraphs_of_one_length_are_not_wrapped_lines() -> None:
    lines = [f"Paragraph {number} says that prices rose by three percent." for number in range(100, 110)]
    assert [text for _, text in kinds(read_pasted("\n".join(lines)))] == lines


def test_quoted_lines_of_a_mail_are_quotations_without_their_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in wrapped(FIRST).split("\n"))
    found = read_pasted(
        f"Dear Rosa,\nwrites Ana,\nAna wrote on Monday:\n{quoted}\n>\n> > {SECOND[:40]}.\n>\n>\n> - Steel\n\nThank you."
    )
    assert kinds(found) == [
        ("body", "Dear Rosa,"),
        ("body", "writes Ana,"),
        ("body", "Ana wrote on Monday:"),
        ("quotation", FIRST),
        ("quotation", f"{SECOND[:40]}."),
        ("list_item", "Steel"),
        ("body", "Thank you."),
    ]


def test_a_text_that_is_quoted_as_a_whole_is_the_text() -> None:
    found = read_pasted(f"> The bridge closes\n>\n> By Ana Ruiz\n>\n> {FIRST}")
    assert kinds(found) == [("title", "The bridge closes"), ("body", "By Ana Ruiz"), ("body", FIRST)]
    assert found.byline == "Ana Ruiz"


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


@pytest.mark.parametrize(
    "first", ["It closes.", "It closes:", "It closes;", "It closes,", "word " * 41, FIRST]
)
def test_what_opens_a_text_and_is_no_title(first: str) -> None:
    following = SECOND if first != FIRST else "So it is."
    assert read_pasted(f"{first}\n{following}").title == ""


def test_a_line_apart_is_the_title_however_short_the_next() -> None:
    assert read_pasted(f"{FIRST[:-1]}\n\nSo it is.").title == FIRST[:-1]
    assert read_pasted(f"The bridge closes\nfor long\n\n{FIRST}").title == ""
    assert read_pasted("The bridge closes").title == ""


@pytest.mark.parametrize(
    ("before", "line", "following"),
    [
        (FIRST[:-1], "What it costs", SECOND),  # goes on
        (FIRST, "What it costs.", SECOND),
        (FIRST, "What it costs,", SECOND),
        (FIRST, "What it costs -", SECOND),
        (FIRST, "What it costs", SECOND[:80]),
        (FIRST, "What it costs, " * 3 + "and why", SECOND),  # not twice as long
        (FIRST, "What it costs, " * 6 + "and why", SECOND * 9),
    ],
)
def test_a_short_line_that_is_no_heading(before: str, line: str, following: str) -> None:
    found = read_pasted(f"The bridge closes\n\n{before}\n\n{line}\n\n{following}")
    assert kinds(found)[2] == ("body", line)


@pytest.mark.parametrize("bullet", ["•", "◦", "▪", "‣", "·", "*", "–", "-"])
def test_a_bullet_is_taken_away_a_number_stays(bullet: str) -> None:
    lines = f"{bullet} Steel\n12) Labour\n1. {'word ' * 41}\n{bullet}5 degrees"
    found = kinds(read_pasted(f"The bridge closes\n\n{FIRST}\n\n{lines}"))
    assert [kind for kind, _ in found[2:]] == ["list_item", "list_item", "body", "body"]
    assert [text for _, text in found[2:4]] == ["Steel", "12) Labour"]


@pytest.mark.parametrize("line", ["* * *", "___", "- -"])
def test_a_line_that_divides_the_text_is_proposed_as_left_out(line: str) -> None:
    found = read_pasted(f"The bridge closes\n\n{FIRST}\n\n{line}\n\n{SECOND}")
    assert kinds(found)[2] == ("body", line)
    assert [paragraph.rule for paragraph in found.paragraphs] == ["", "", "ornament", ""]


def test_words_bullets_of_the_second_level_are_taken_away() -> None:
    found = read_pasted(
        f"The bridge closes\n\n{FIRST}\n\n•\tSteel\no\told\n§\tsand\no for an answer\n§ 5 applies"
    )
    told = [("list_item", "Steel"), ("list_item", "old"), ("list_item", "sand"), ("body", "o for an answer")]
    assert kinds(found)[2:] == [*told, ("body", "§ 5 applies")]


def test_a_heading_behind_a_french_quotation() -> None:
    found = read_pasted(f"Le pont ferme\n\n« C’est {FIRST[:-1]} ! »\n\nUne hausse contestée\n\n{SECOND}")
    assert kinds(found)[2] == ("heading", "Une hausse contestée")


def test_a_text_without_a_title() -> None:
    found = read_pasted(f"{FIRST}\n{SECOND}")
    assert found.title == ""
    assert found.facts["title"] == NOT_IN_FILE
    assert {paragraph.kind for paragraph in found.paragraphs} == {"body"}


def test_right_to_left() -> None:
    found = read_pasted(
        "پل بند ہو گیا\n\nحکومت نے کہا کہ ملک میں قیمتیں کم ہو رہی ہیں اور یہ بحران کا خاتمہ نہیں ہے۔ 😀"
    )
    assert found.language == "ur"
    assert found.paragraphs[1].text.endswith("😀")


def test_text_is_stored_in_normal_form() -> None:
    found = read_pasted("Cafe\u0301\u00a0noir\u202e\n\n" + FIRST)
    assert found.title == "Café noir"


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
    "JPEG": (b"\xff\xd8\xff\xe0", "file", "This is a picture"),
    "GIF": (b"GIF89a", "file", "This is a picture"),
    "WebP": (b"RIFF\x24\x00\x00\x00WEBP", "file", "This is a picture, a sound or a film"),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1", "file", "This is an old Office file"),
    "RTF": (b"{\\rtf1 Text}", "file", "This is an RTF document"),
    "gzip": (b"\x1f\x8b\x08", "file", "This is a compressed file"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "file", "This is a compressed file"),
    "ELF": (b"\x7fELF\x02", "file", "This is a program"),
    "EXE": (b"MZ\x90\x00", "file", "This is a program"),
    "binary": (bytes(range(256)) * 40, "file", "not a text file, unless .* Open it"),
}


@pytest.mark.parametrize(("data", "field", "message"), REFUSALS.values(), ids=REFUSALS)
def test_refusal_names_limit_and_next_step(data: bytes, field: str, message: str) -> None:
    with pytest.raises(IntakeRefused, match=message) as refusal:
        read(data)
    assert refusal.value.field == field


def test_what_was_exported_is_no_text_named_after_a_brace() -> None:
    with pytest.raises(IntakeRefused, match="import_article") as refusal:
        read(b'{\n  "title": "The port"\n}', filename="port.JSON")
    assert refusal.value.field == "file"
    assert read(b"A line.\n\nAnother.", filename="Draft 1.2").paragraphs


def test_five_thousand_paragraphs_are_taken() -> None:
    assert len(read(b"A line of some length that ends.\n" * 5000).paragraphs) == 5000


def test_lone_surrogate_in_a_paste_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="U\\+D83D") as refusal:
        read_pasted("ab\ud83d")
    assert refusal.value.field == "text"


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside this checkout")
def test_op_ed() -> None:
    found = read(OP_ED.read_bytes(), filename="op-ed.txt")
    shape = [(paragraph.kind, paragraph.left_out) for paragraph in found.paragraphs]
    assert shape == [("title", False), *[("body", False)] * 13, *[("body", True)] * 5]
    assert found.facts["byline"] == NOT_IN_FILE
