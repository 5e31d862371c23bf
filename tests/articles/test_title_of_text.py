"""Holds how the title of a plain text is found: with its facts right under it, or with lines above it."""

import textwrap
from datetime import date

import pytest

from articles.intake import Manuscript, read_pasted
from tests.articles.test_intake import FIRST, SECOND

TITLE = "The bridge closes for two years"
LONG = "The bridge closes for two years, and the ferry is to come back"


def told(found: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.rule or paragraph.kind, paragraph.text) for paragraph in found.paragraphs]


HEADS = {
    "By Ana Ruiz": ["byline"],
    "Updated 14:32 GMT": ["time line"],
    "12 January 2026": ["date line"],
    "By Ana Ruiz\nJan. 12, 2026\nShare\nSave": ["byline", "date line", "share", "share"],
    "Share\nBy Ana Ruiz": ["share", "byline"],
    "12 January 2026\nhttps://example.org/b": ["date line", "address"],
    "A town without a way across\nBy Ana Ruiz": ["body", "byline"],
    "By Ana Ruiz · Jan 12, 2026": ["byline"],
}


@pytest.mark.parametrize("title", [TITLE, LONG])
@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\n{SECOND}",
        f"{FIRST}\n{SECOND}",
        textwrap.fill(FIRST, 70) + "\n\n" + textwrap.fill(SECOND, 70),
    ],
    ids=["apart", "lines", "wrapped"],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("head", HEADS)
def test_a_title_with_facts_right_under_it(title: str, head: str, gap: str, text: str) -> None:
    lines = [*zip(HEADS[head], head.split("\n"), strict=True), ("body", FIRST), ("body", SECOND)]
    assert told(read_pasted(f"{title}\n{head}{gap}{text}")) == [("title", title), *lines]


@pytest.mark.parametrize(
    "text",
    [
        "It was closed on\n12 January 2026\nafter the flood, which\ntook two of its piers\nand a house.",
        "The bridge, which a company from the north built and opened, was shut on\n12 January 2026.\n\n"
        + FIRST,
        "The report was made\nby Ana Ruiz\nIt is long and it is\nalso rather dull to read.\n\n" + FIRST,
        "Dear Rosa,\n12 January 2026\n\n" + FIRST,
        "It has closed, they say.\nBy Ana Ruiz\n\n" + FIRST,
        "Comment\nis free\n\n" + FIRST,
        "The bridge closes\nfor two years\nBy Ana Ruiz\n\n" + FIRST,
    ],
)
def test_a_first_line_that_is_no_title(text: str) -> None:
    found = read_pasted(text)
    assert (found.title, found.byline, found.published_on) == ("", None, None)


ABOVE = {
    "FOR IMMEDIATE RELEASE": ["release line"],
    "**For immediate release:**": ["release line"],
    "Press release – 12 January 2026": ["release line"],
    "EMBARGOED UNTIL 00:01 GMT, MONDAY 12 JANUARY 2026": ["release line"],
    "For release 12:01 a.m. EST Monday, January 12, 2026": ["release line"],
    "Sperrfrist: 12. Januar 2026, 10:30 Uhr": ["release line"],
    "PRESS RELEASE\nJan. 12, 2026": ["release line", "date line"],
    "Media release\n\nContact: Cy Orr\n555 0100\ncy@example.org": [
        "release line",
        "contact",
        "contact",
        "contact",
    ],
    "BC-EU--Bridge Closes,1st Ld\nEds: UPDATES: with quotes.\n12 January 2026": [
        "wire line",
        "wire line",
        "date line",
    ],
    "Politics": ["section"],
    "OPINION": ["section"],
    "Skip to content\nHome\n\nNews": ["navigation", "navigation", "section"],
    "ADVERTISEMENT\nOPINION": ["advertisement", "section"],
    "Home\nNews\nSubscribe\nSign in\nOPINION": [
        "navigation",
        "section",
        "subscription",
        "subscription",
        "section",
    ],
    "Home\n\nSign in\n\nShare": ["navigation", "subscription", "share"],
    "Opinion | City": ["section"],
    "U.S.": ["section"],
    "News\n\nRivers": ["section", "section"],
    "رأي": ["section"],
    "کالم | سیاست": ["section"],
    "Мнение": ["section"],
    "社説": ["section"],
    "विचार": ["section"],
}


@pytest.mark.parametrize("lines", ABOVE)
def test_lines_above_the_title(lines: str) -> None:
    above = [*zip(ABOVE[lines], lines.replace("\n\n", "\n").split("\n"), strict=True)]
    found = read_pasted(f"{lines}\n\n{TITLE}\nBy Ana Ruiz\n\n{FIRST}\n\n{SECOND}")
    assert told(found) == [
        ("title", TITLE),
        *above,
        ("byline", "By Ana Ruiz"),
        ("body", FIRST),
        ("body", SECOND),
    ]
    assert found.byline == "Ana Ruiz"


def test_the_date_of_a_release_is_kept_that_of_an_embargo_is_not() -> None:
    text = f"\n\n{TITLE}\n\n{FIRST}"
    assert read_pasted("Press release – 12 January 2026" + text).published_on == date(2026, 1, 12)
    assert read_pasted("Press release\n12 January 2026" + text).published_on == date(2026, 1, 12)
    assert read_pasted("Embargoed until 00:01, 12 January 2026" + text).published_on is None


@pytest.mark.parametrize(
    "title",
    [
        "Embargo",
        "Eds: who they are",
        "UK-EU-Japan talks on ports begin",
        "Embargo on 40 ships is lifted",
        "Embargo until May hurts 40 farmers",
        "Press release of 40 pages fools a town",
        "For release of the hostages, a price",
        "Politics",
        "Politics of water",
        "Politics | What it is for",
        "Share the bridge",
        "Subscribe to water",
        "Home",
        "Get ready: the harbour updates its fees",
    ],
)
def test_a_title_with_the_words_of_a_line_above(title: str) -> None:
    assert read_pasted(f"{title}\n\n{FIRST}\n\n{SECOND}").title == title
    assert read_pasted(f"{title}\n\nBy Ana Ruiz\n\n{FIRST}").title == title
    if title not in ("Home", "Politics"):
        assert read_pasted(f"{title}\n\n{TITLE}\n\n{FIRST}").title == title


def test_a_short_title_under_the_name_of_a_section_stays_the_title() -> None:
    found = read_pasted(f"News\n\nFlood waters\n\nBy Ana Ruiz\n\n{FIRST}\n\n{SECOND}")
    assert (found.title, found.byline) == ("Flood waters", "Ana Ruiz")
    found = read_pasted(f"News\n\nFlood\n\nA town without a way across\n\nIt closed.\n\n{FIRST}")
    assert found.title == "Flood"
