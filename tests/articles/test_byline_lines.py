"""Holds what is read of the lines under a title: who wrote it, when, where it stands."""

from datetime import date

import pytest

from articles.intake import byline_lines, read_pasted
from articles.intake.days import hour
from articles.intake.manuscript import FROM_FILE, GUESSED, NOT_IN_FILE
from tests.articles.test_intake import FIRST


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


@pytest.mark.parametrize(
    "line",
    [
        "2026-01-12",
        "12 January 2026",
        "January 12, 2026",
        "January 12 2026",
        "12 Jan 2026",
        "Jan 12, 2026.",
        "12.01.2026",
        *"""12. Januar 2026; Montag, 12. Januar 2026, 10:30 Uhr; Stand: 12. Januar 2026; 12 janvier 2026;
        Publié le 12 janvier 2026 à 18 h 05; 12 de enero de 2026; lunes, 12 de enero de 2026; 12 января 2026 г.;
        ١٢ يناير ٢٠٢٦; 12 جنوری 2026ء; 12 जनवरी 2026; 2026年1月12日; 2026年1月12日 18時05分""".split(";"),
        *(
            f"{label} 12 January 2026"
            for label in ("Published", "Posted on", "Updated:", "Date:", "First published")
        ),
        *(f"{day}day, January 12, 2026" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")),
        *(
            f"12 January 2026{clock}"
            for clock in (", 10:30", " at 10:30", " 10:30:15", " 9:30 a.m.", " 10:30 pm GMT")
        ),
        *(f"2026-01-12T{clock}" for clock in ("10:30", "10:30+01:00", "10:30:15-0500")),
    ],
)
def test_a_date_line_under_the_title(line: str) -> None:
    found = read_pasted(f"The bridge closes\n\n{line}\n\n{FIRST}")
    assert found.published_on == date(2026, 1, 12)
    assert found.paragraphs[1].left_out


IN_PARTS = """
    Mon 12 Jan 2026 08.00 GMT; Jan 12, 2026 | 4:15 PM; Published 4:15 PM EST, Mon January 12, 2026; Jan. 12, 2026;
    Publié le 12 janvier 2026 à 10h15, mis à jour le 13 janvier 2026 à 9h00; Monday, January 12th, 2026;
    12 January 2026 (updated 13 January 2026); Mo., 12. Januar 2026, 10.30 Uhr; Last updated on 12 January 2026;
    12. Januar 2026, 10:30 Uhr | Aktualisiert: 13. Januar 2026; 2026-01-12T10:30:15.000Z; 12.1.2026 10.30;
    Mon 12 Jan 2026 08.00 GMT Last modified on Mon 12 Jan 2026 09.01 GMT; 12 January 2026, 4pm; Mon, Jan 12 2026
""".split(";")


@pytest.mark.parametrize("line", IN_PARTS)
def test_the_first_day_of_a_line_in_parts(line: str) -> None:
    assert byline_lines.day(" ".join(line.split())) == date(2026, 1, 12)


def test_sept_is_a_month() -> None:
    assert byline_lines.day("Sept. 3, 2026") == byline_lines.day("Sept 3, 2026") == date(2026, 9, 3)


@pytest.mark.parametrize(
    "line",
    """12 January 2026 was cold; January 12, 2026: the day it fell; From 12 January 2026; 12 January; January 2026;
    2026; 12.01.26; 10.30; 12 January 2026 | The bridge closes; Mon; Updated; 3.50 USD; 12 NATO""".split(";"),
)
def test_what_names_no_day(line: str) -> None:
    assert byline_lines.day(line) is None
    assert not hour(line)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Updated 14:32 GMT", True),
        ("Stand: 10.30 Uhr", True),
        ("10:30", False),
        ("6 a.m.", False),
        ("3 hours ago | Updated an hour ago", True),
        ("vor 3 Stunden", True),
        ("14:32 we left", False),
        ("3 hours ago he left", False),
        ("12 January 2026, 10:30", False),
        ("", False),
    ],
)
def test_an_hour_without_a_day(line: str, says: bool) -> None:
    assert hour(line) is says


@pytest.mark.parametrize(
    "word",
    """By; BY; Von; Par; Por; De la; Di; От; Text:; Author:; Текст:; Автор:; بقلم:; بقلم; تحریر:; نویسنده:; लेखक:;
    作者：; 本报记者""".split(";"),
)
def test_a_byline_under_the_title(word: str) -> None:
    found = read_pasted(f"The bridge closes\n\n{word.strip()} Ana Ruiz, \n\n{FIRST}")
    assert found.byline == "Ana Ruiz"
    assert found.paragraphs[1].left_out


@pytest.mark.parametrize(
    "name",
    """M. Okafor; J. R. Smith; J.R.R. Smith; Dr. Ana Ruiz; Ana Ruiz, Jr.; ANA RUIZ; Ana Ruiz and Ben Lee; Ana
    Ruiz, Ben Lee & Cy Orr; Ludwig van Beethoven; Ana de la Cruz y Paz; van der Berg; Osama bin Zaid;
    Abdel al-Sisi; Jean d’Arc; Mary O’Neil; Jean-Paul Roy; Ana Ruiz in Geneva; Ana Ruiz (Reuters); Reuters;
    Ana Ruiz, staff writer; Ana Ruiz | Harbour Courier; Ana Ruiz, 12 January 2026; 王小明; أحمد خان;
    अमित शाह; Анна Котова""".split(";"),
)
def test_names_of_a_byline(name: str) -> None:
    name = " ".join(name.split())
    assert byline_lines.byline(f"By {name}") == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von Petra Hansen und Karl Maier", "Petra Hansen und Karl Maier"),
        ("Von Petra Hansen, Kiel", "Petra Hansen, Kiel"),
        ("Von Dr. Hansen", "Dr. Hansen"),
        ("By Reuters, London", "Reuters, London"),
        ("Text: Ana und Petra", "Ana und Petra"),
    ],
)
def test_who_is_named_is_told_from_what_is(line: str, name: str) -> None:
    assert byline_lines.byline(line) == name


@pytest.mark.parametrize(
    "line",
    """Ann Lee, science editor; Ann Lee, Science Editor; Ann Lee and Ben Orr, health and science correspondents;
    Ann B. Lee, Harbour Courier staff writer; Ann Lee, chief political correspondent in Geneva; Petra Hansen,
    Wissenschaftsredakteurin; Anne Roy, envoyée spéciale à Genève; Ana Ruiz, corresponsal en Berlín""".split(
        ";"
    ),
)
def test_a_name_with_its_post_at_a_paper_is_a_byline(line: str) -> None:
    line = " ".join(line.split())
    found = read_pasted(f"The bridge closes\n{line}\n{FIRST}")
    assert (found.title, found.byline) == ("The bridge closes", line)


@pytest.mark.parametrize(
    "line",
    """Ann Lee, writer; Ann Lee, once an editor; Ann Lee, former science editor; Ann Lee, science editor, resigns;
    Ann Lee, the editor who counted birds; Geneva, science editor; Ann Lee, professor of history; Anne Roy,
    journaliste; the birds, science writers; Ann Lee, science editor.""".split(";"),
)
def test_a_name_with_less_than_a_post_at_a_paper_is_none(line: str) -> None:
    assert byline_lines.byline(" ".join(line.split())) is None


COLLECTIVE = {
    "Editorial board": "By the editorial board",
    "EDITORIAL BOARD": "BY THE EDITORIAL BOARD",
    "Editorial board of the Harbour Courier": "By the editorial board of the Harbour Courier",
    "Investigations desk": "By the investigations desk",
    "Harbour Courier business desk": "By the Harbour Courier business desk",
    "Guardian staff and agencies": "By Guardian staff and agencies",
    "Staff": "By staff",
    "Staff Writer": "By a Staff Writer",
    "Correspondent in Geneva": "By our correspondent in Geneva",
    "Data team": "By the data team",
    "Science desk, 12 January 2026": "By the science desk, 12 January 2026",
    "Redacción": "Por la redacción",
    "Equipo de redacción": "Por el equipo de redacción",
    "Rédaction du Courrier": "Par la rédaction du Courrier",
    "Envoyé spécial": "Par notre envoyé spécial",
    "Redaktion": "Von der Redaktion",
    "Sportredaktion": "Von der Sportredaktion",
    "Redação": "Da Redação",
    "Redazione": "A cura della redazione",
    "Редакция": "Текст: редакция",
}


@pytest.mark.parametrize("name", COLLECTIVE)
def test_who_signs_together_or_without_a_name(name: str) -> None:
    assert byline_lines.byline(COLLECTIVE[name]) == name


def test_a_collective_byline_leaves_the_title_and_the_date_what_they_are() -> None:
    found = read_pasted(f"The bridge closes\nBy the science desk · 12 January 2026\n{FIRST}")
    assert (found.title, found.byline) == ("The bridge closes", "Science desk")
    assert found.published_on == date(2026, 1, 12)


@pytest.mark.parametrize(
    "line",
    """By the time the staff left; By cutting half of its staff; By the front desk; By popular writers;
    By the sea and the staff; Por la redacción de la ley; Par la rédaction d’un traité; Da redação da lei;
    By correspondents; By the team; Von der Produktion""".split(";"),
)
def test_bodies_in_a_sentence_are_no_byline(line: str) -> None:
    assert byline_lines.byline(" ".join(line.split())) is None


@pytest.mark.parametrize(
    "line",
    """By popular demand the ferry returns; Por fin llegó la lluvia; Von Anfang an falsch; Di nuovo in piazza;
    By M.; By Dr.; By ana ruiz; By Christmas, the ferry returns; By Friday in Geneva; By Ana and; De la nada;
    Por la Paz; Von Wäldern und Seen; Von Macht, Geld und Liebe; Von Menschen; By Land and Sea; Par Monts et Vaux;
    By Land, Sea and Air; Por Tierra y Mar; De la Luna y el Sol; Di Mare e di Terra; От Москвы""".split(";"),
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert byline_lines.byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "By the time it was over, nobody knew. It had been long",
        "By one and two and three and four and five and six",
        "By 2030",
        "On 12 January 2026 it closed",
        "12 January 2026" + " " * 100 + "10:30",
        "See https://example.org/b",
        "https://b",
    ],
)
def test_no_fact_under_the_title(line: str) -> None:
    found = read_pasted(f"The bridge closes\n\n{line}\n\n{FIRST}")
    assert (found.byline, found.published_on, found.url) == (None, None, None)
    assert not found.paragraphs[1].left_out


def test_facts_stand_in_four_lines_at_most_and_the_first_counts() -> None:
    lines = "By Ana Ruiz\n\nBy Ben Lee\n\n2026-01-12\n\n2026-01-13\n\nhttps://example.org/late"
    found = read_pasted(f"The bridge closes\n\n{lines}\n\n{FIRST}")
    assert (found.byline, found.published_on, found.url) == ("Ana Ruiz", date(2026, 1, 12), None)
    assert [one.left_out for one in found.paragraphs] == [False, *[True] * 4, False, False]


def test_a_fact_behind_another_line_is_a_paragraph() -> None:
    found = read_pasted(f"The bridge closes\n\n{FIRST}\n\nBy Ana Ruiz")
    assert found.byline is None
