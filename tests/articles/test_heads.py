"""Holds what stands around the facts at the head of a text: buttons, a standfirst, a line in parts."""

from datetime import date

import pytest

from articles.intake import Manuscript, read, read_pasted
from tests.articles.test_intake import FIRST, SECOND

TITLE = "The bridge closes"
BY, ON = "By Ana Ruiz", "12 January 2026"
STANDFIRST = "Two years without a way across, and no ferry"


def taken_in(*lines: str) -> Manuscript:
    return read_pasted("\n\n".join(lines))


def rules(found: Manuscript) -> list[str]:
    return [paragraph.rule for paragraph in found.paragraphs]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ([BY, ON, "Share", "Save"], ["byline", "date line", "share", "share"]),
        (["Share", BY, "5 min read", ON], ["share", "byline", "navigation", "date line"]),
        ([STANDFIRST, BY, ON], ["", "byline", "date line"]),
        ([STANDFIRST + ".", ON, BY, "Share"], ["", "date line", "byline", "share"]),
        (["Share", STANDFIRST, BY, ON], ["share", "", "byline", "date line"]),
        (["Opinion", BY, ON], ["section", "byline", "date line"]),
        (["رأي", STANDFIRST, BY, ON], ["section", "", "byline", "date line"]),
    ],
)
def test_facts_between_buttons_and_behind_a_standfirst(head: list[str], expected: list[str]) -> None:
    found = taken_in(TITLE, *head, FIRST, SECOND)
    assert rules(found) == ["", *expected, "", ""]
    assert (found.byline, found.published_on) == ("Ana Ruiz", date(2026, 1, 12))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["Ana Ruiz", ON], ["byline", "date line"]),
        (["ANA RUIZ", "JANUARY 12, 2026"], ["byline", "date line"]),
        (["Ana Ruiz", ON + ", 10:30", "5 min read"], ["byline", "date line", "navigation"]),
        ([STANDFIRST, "Ana Ruiz", ON], ["", "byline", "date line"]),
        ([BY, "City correspondent", ON], ["byline", "post", "date line"]),
        ([BY, "Ana Ruiz is our city correspondent", ON, "Share"], ["byline", "post", "date line", "share"]),
        ([BY, "Senior Harbour Editor in Geneva", "Share", ON], ["byline", "post", "share", "date line"]),
    ],
)
def test_a_name_over_a_date_and_a_post_under_a_name(head: list[str], expected: list[str], gap: str) -> None:
    found = read_pasted(f"{TITLE}\n{gap.join(head)}{gap}{FIRST}\n\n{SECOND}")
    assert rules(found) == ["", *expected, "", ""]
    assert (found.title, found.published_on) == (TITLE, date(2026, 1, 12))
    assert (found.byline or "").casefold() == "ana ruiz"


@pytest.mark.parametrize(
    "lines",
    [
        ["Ana Ruiz", "1950–2026"],
        ["Ana Ruiz", "2026"],
        ["Ana Ruiz", FIRST],
        ["The Bridge", ON],
        ["New York", ON],
        ["Guest Essay", ON],
        ["World News", ON],
        ["Ruiz", ON],
        ["Two Years Later", ON],
        ["Ana Ruiz waits", ON],
        ["City correspondent", ON],
        [BY, "Ben Orr is our city correspondent"],
        [BY, "The editor who counted birds"],
        [BY, "Death of an editor"],
    ],
)
def test_what_is_no_name_over_a_date_and_no_post(lines: list[str]) -> None:
    found = taken_in(TITLE, *lines, FIRST, SECOND)
    assert found.byline in (None, "Ana Ruiz")
    assert rules(found)[1 + (lines[0] == BY)] == ""


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, BY],  # a signature
        ["A diary", ON, FIRST, "13 January 2026", SECOND],
        [STANDFIRST, "Another line about it", BY, FIRST],
        ["• Steel", BY, FIRST],
        [FIRST * 4, BY, SECOND],
        [STANDFIRST, "Share", FIRST],
    ],
)
def test_what_stands_behind_a_paragraph_is_of_the_text(lines: list[str]) -> None:
    found = taken_in(TITLE, *lines)
    assert (found.byline, found.published_on) == (None, None)
    assert not any(rules(found))


def test_a_signature_before_the_lines_of_the_publisher_stays() -> None:
    assert rules(taken_in(TITLE, FIRST, BY, "Share", "© Example")) == ["", "", "", "share", "copyright"]


def test_days_and_hours_that_head_the_parts_of_a_text_stay_in_it() -> None:
    parts = [ON, FIRST, "13 January 2026", SECOND]
    found = taken_in(TITLE, *parts)
    assert found.published_on is None
    assert not any(rules(found))
    assert taken_in(TITLE, "Published 14 January 2026", *parts).published_on == date(2026, 1, 14)
    assert taken_in(TITLE, ON, FIRST, SECOND, "Updated 13 January 2026", "Share").published_on is not None
    assert not any(rules(taken_in(TITLE, "6 a.m.", FIRST, "7 a.m.", SECOND)))


def test_an_hour_without_a_day_is_set_aside_and_no_date() -> None:
    found = taken_in(TITLE, "Updated 14:32 GMT", BY, FIRST)
    assert rules(found) == ["", "time line", "byline", ""]
    assert found.published_on is None


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz · Jan 12, 2026",
        "Jan 12, 2026 | By Ana Ruiz",
        "By Ana Ruiz | 4:15 PM | Jan 12, 2026",
        "By Ana Ruiz • 12 January 2026, 10:30 • 5 min read",
        "By Ana Ruiz, January 12, 2026",
    ],
)
def test_a_line_in_parts_tells_each(line: str) -> None:
    found = taken_in(TITLE, line, FIRST)
    assert (found.byline, found.published_on) == ("Ana Ruiz", date(2026, 1, 12))
    assert rules(found) == ["", "byline", ""]


def test_how_long_a_text_takes_to_read_stands_beside_its_day() -> None:
    found = taken_in(TITLE, "Von Ana Ruiz", "12. Januar 2026, 6.00 Uhr · 4 Min. Lesezeit", FIRST)
    assert rules(found) == ["", "byline", "date line", ""]
    assert found.published_on == date(2026, 1, 12)


@pytest.mark.parametrize(
    "line", ["12 January 2026 | The day it fell", "Ports | Ferries", "5 min read | 4 comments"]
)
def test_a_line_in_parts_that_do_not_all_tell_is_a_paragraph(line: str) -> None:
    assert rules(taken_in(TITLE, line, FIRST)) == ["", "", ""]


@pytest.mark.parametrize(
    "line",
    """Photo: Lucy Brand/Reuters; Photo: Lucy Brand; Photo by Lucy Brand/Reuters; Photo credit: Lucy Brand; Image: AP;
    Image: Getty Images; Photograph: Lucy Brand/The Courier; Foto: dpa; Foto: Peter Kneffel / dpa; Photo : AFP;
    Credit: Lucy Brand/Reuters; Picture: Lucy Brand; Photo © Lucy Brand""".split(";"),
)
def test_a_line_that_says_whose_a_picture_is(line: str) -> None:
    line = " ".join(line.split())
    found = taken_in(TITLE, line, BY, FIRST, line, SECOND)
    kinds = [paragraph.kind for paragraph in found.paragraphs]
    assert kinds == ["title", "caption", "body", "body", "caption", "body"]
    assert found.byline == "Ana Ruiz"


@pytest.mark.parametrize(
    "line",
    """Picture: the end of an age; Picture: unclear; Credit: unaffordable; Credit: who gets it and who does not;
    Photo editors at Reuters/AP agree; Photos by night; Photo by photo; Image and Reality; Credit: China; Bild der Lage;
    Photo: Lucy Brand waits for a call; Images by the hundred; Photo: Lucy Brand.""".split(";"),
)
def test_a_line_about_pictures_or_credit_is_no_caption(line: str) -> None:
    found = taken_in(TITLE, FIRST, " ".join(line.split()), SECOND)
    assert found.paragraphs[2].kind in ("heading", "body")


def test_a_section_that_no_facts_follow_is_a_paragraph() -> None:
    assert rules(taken_in(TITLE, "Politics", FIRST, SECOND)) == ["", "", "", ""]


@pytest.mark.parametrize(("day", "rule"), [("12", "date line"), ("13", "")])
def test_the_day_that_a_page_states_is_known_under_its_standfirst(day: str, rule: str) -> None:
    """Who wrote it stands in the head of the page alone."""
    head = (
        '<meta name="author" content="Ana Ruiz">'
        '<meta property="article:published_time" content="2026-01-12T06:00:00Z">'
    )
    body = (
        f"<h1>{TITLE}</h1><p>Meinung</p><p>{STANDFIRST}</p><p>{day}. Januar 2026, 6.00 Uhr</p><p>{FIRST}</p>"
    )
    page = f"<html lang=de><head>{head}</head><body><article>{body}<p>{SECOND}</p></article></body></html>"
    found = read(page.encode(), filename="a.html")
    assert rules(found) == ["", "section", "", rule, "", ""]
    assert (found.byline, found.published_on) == ("Ana Ruiz", date(2026, 1, 12))
