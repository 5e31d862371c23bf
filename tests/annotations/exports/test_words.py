"""How days, numbers, states, verdicts, works are told in every file that leaves the house."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.utils.html import escape

from annotations.exports import html_page, markdown_text, words
from annotations.exports.reference import reference
from annotations.plurals import counted
from annotations.reading.model import ClaimantLine, Counts
from tests.annotations.exports.builders import (
    citation,
    counterpoint,
    decision,
    flag,
    link,
    source,
    statement,
    verdict,
)
from tests.annotations.exports.sample import ARTICLE, COPY, HANDBOOK, YEARBOOK


def test_a_moment_is_told_by_its_day_in_utc():
    assert words.day(date(2026, 12, 31)) == "31 December 2026"
    assert words.day(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))) == "31 December 2025"
    assert words.day(datetime(2026, 1, 1, 1, tzinfo=UTC)) == "1 January 2026"


def test_numbers_and_lists():
    assert [counted(number, "note") for number in (0, 1, 1_200)] == ["0 notes", "1 note", "1,200 notes"]
    assert counted(2, "note to print", "notes to print") == "2 notes to print"
    assert [words.listed("abc"[:many]) for many in range(4)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One two", "One two"),
        ("One two.", "One …"),
        ("One, two", "One …"),
        ("One – two", "One …"),
        ("Onetwothree", "Onetwot …"),
    ],
)
def test_a_long_text_ends_at_a_word(text, told):
    assert words.short(text, 7) == told


APPROVED = {"review_state": "approved", "decision": decision(1)}


@pytest.mark.parametrize(
    ("given", "standing", "state"),
    [
        (
            statement("1.1", "A.", "supported", **APPROVED),
            "approved",
            "Approved by Rosa Lind, 14 January 2026",
        ),
        (
            statement("1.1", "A.", "supported", **APPROVED | {"decision": decision(1, is_imported=True)}),
            "approved",
            "Approved by Rosa Lind, as the imported file says, 14 January 2026",
        ),
        (statement("1.1", "A.", "supported", review_state="approved"), "approved", "Approved"),
        (
            statement("1.1", "A.", "supported", review_state="changed"),
            "changed since approval, not signed off",
            "Changed since approval – not signed off",
        ),
        (
            statement("1.1", "A.", "supported"),
            "proposed, not signed off",
            "Ready for review – proposed, not signed off",
        ),
        (
            statement("1.1", "A.", "supported", reviewer="Rosa Lind"),
            "proposed, not signed off",
            "Ready for review – proposed, not signed off",
        ),
        (statement("1.1", "A."), "", "To do"),
        (
            statement("1.1", "A.", "supported", same_as=link("3.1", "A.")),
            "same claim as 3.1, proposed, not signed off",
            "Same claim as 3.1, proposed there",
        ),
        (statement("1.1", "A.", same_as=link("3.1", "A.")), "same claim as 3.1", "Same claim as 3.1"),
        (
            statement("1.1", "A.", "supported", left_out=True, left_out_why="Twice"),
            "proposed, not signed off",
            "Left out (Twice)",
        ),
    ],
)
def test_how_far_a_verdict_is_final(given, standing, state):
    assert (words.standing(given), words.state(given)) == (standing, state)


def test_a_mark_in_words_counts_what_hangs_on_it():
    one = statement("4.2", "A.", "misstated", verdict=verdict(1, "misstated", "", "under"))
    assert words.mark_in_words(one, ARTICLE) == "4.2: Understated, proposed, not signed off"
    flags = (flag(1, "no_source"), flag(2, "no_source", outcome="accepted_risk"))
    points = (counterpoint(1, "No."), counterpoint(2, "No."))
    assert words.mark_in_words(replace(one, flags=flags, counterpoints=points), ARTICLE).endswith(
        ", not signed off, 1 open flag, 2 counterpoints"
    )


def test_a_verdict_on_no_more_than_that_it_was_said_says_so_wherever_it_is_shown():
    repeats = statement("1.1", "A.", "supported", same_as=link("3.1", "A."), said_only=True, **APPROVED)
    told = "1.1: Supported (that it was said), same claim as 3.1, approved"
    assert words.mark_in_words(repeats, ARTICLE) == told


def test_who_says_it():
    union = ClaimantLine(uuid4(), "The union")
    given = statement("1.1", "A.", claimant=union, claimant_unclear=True)
    assert words.claimant(given, ARTICLE) == "The union"
    assert words.claimant(replace(given, claimant=None), ARTICLE) == "Unclear"
    assert words.claimant(statement("1.1", "A."), ARTICLE) == ARTICLE.byline
    assert words.claimant(statement("1.1", "A."), replace(ARTICLE, byline="")) == "The byline, not known"


def test_independent_sources_are_held_against_what_the_desk_asks_for():
    given = statement("1.1", "A.", "supported", citations=(citation(1, YEARBOOK), citation(2, COPY)))
    reason = replace(given, one_origin_why="Nobody else counts")
    assert words.origins(statement("1.1", "A."), ARTICLE) == ""
    assert words.origins(given, ARTICLE) == "1 independent source · the desk asks for 2"
    assert words.origins(reason, ARTICLE) == "1 independent source · only one can exist: Nobody else counts"
    assert words.origins(reason, replace(ARTICLE, origins_wanted=1)) == "1 independent source"
    silent = replace(reason, citations=(replace(citation(1, YEARBOOK), stance="context"),))
    assert words.origins(silent, ARTICLE) == "0 independent sources · the desk asks for 2"
    none = replace(silent, status="unverifiable", one_origin_why="")
    assert words.origins(none, ARTICLE) == "Cited for context alone"
    assert words.origins(replace(silent, same_as=link("2.1", "B.")), ARTICLE) == ""


def test_coverage_is_what_is_left():
    assert (
        words.coverage(replace(ARTICLE, counts=Counts(words=3, accounted=3))) == "Every word is accounted for"
    )
    left = words.coverage(replace(ARTICLE, counts=Counts(words=4, accounted=3)))
    assert left == "25 % of the words not yet accounted for"


def test_works_are_told_once_by_their_number():
    point = counterpoint(1, "No.", citations=(citation(3, COPY), citation(4, YEARBOOK)))
    given = statement("1.1", "A.", citations=(citation(1, HANDBOOK),), counterpoints=(point,))
    assert words.works_cited(words.citations_of(given)) == [YEARBOOK, COPY, HANDBOOK]


@pytest.mark.parametrize(
    ("csl", "told"),
    [
        ({}, "Title."),
        ("no record", "Title."),
        ({"author": [{"literal": "The Port."}]}, "The Port. Title."),
        ({"author": [], "editor": [{"family": "Holm"}]}, "Holm. Title."),
        ({"author": [{"family": "Ott"}], "editor": [{"family": "Holm"}]}, "Ott. Title."),
        (
            {"author": [{"given": "Ludwig", "non-dropping-particle": "van", "family": "Ott"}]},
            "Ludwig van Ott. Title.",
        ),
        ({"author": [{"given": "J. R.", "family": "Lee"}, {"given": "A."}]}, "J. R. Lee, A. Title."),
        (
            {"author": [{"given": "Ana", "dropping-particle": "de", "family": "Sá", "suffix": "Jr."}]},
            "Ana de Sá Jr. Title.",
        ),
        ({"author": [{"family": name} for name in "ABC"]}, "A, B, C. Title."),
        ({"author": [{"family": name} for name in "ABCD"]}, "A, B, C and others. Title."),
        ({"author": "Ana"}, "Title."),
        ({"container-title": " The Courier ", "publisher": "Quay Press."}, "Title. The Courier, Quay Press."),
        ({"issued": {"date-parts": [[2026, 1]]}}, "Title. January 2026."),
        ({"issued": {"date-parts": [[2025, 3, 14]]}}, "Title. 14 March 2025."),
        ({"issued": {"date-parts": [["2025", "3", "14"], [2025, 3, 16]]}}, "Title. 14 March 2025."),
        ({"issued": {"date-parts": [[2025, 13, 14]]}}, "Title. 2025."),
        ({"issued": {"date-parts": [[2025, 3, 32]]}}, "Title. March 2025."),
        ({"issued": {"date-parts": [[2025, None, "x"]]}}, "Title. 2025."),
        (
            {"container-title": "Quay", "volume": 12, "issue": "3", "page": "45-67", "publisher": "Port"},
            "Title. Quay, vol. 12, no. 3, pp. 45–67, Port.",
        ),
        ({"page": "S-12"}, "Title. p. S-12."),
        ({"page": True, "volume": [1], "ISBN": "978-0-306-40615-7"}, "Title. ISBN 978-0-306-40615-7."),
        ({"DOI": "10.1000/<Ab>", "publisher": "Port"}, "Title. Port. https://doi.org/10.1000/%3Cab%3E"),
        ({"DOI": "10.1061/9(2003)129:4(316)"}, "Title. https://doi.org/10.1061/9(2003)129:4(316)"),
        ({"DOI": "(10.1061/9(2003)129.)"}, "Title. https://doi.org/10.1061/9(2003)129"),
        ({"DOI": 10.1, "ISBN": ""}, "Title."),
        ({"issued": {"date-parts": [["2026"], ["2027"]]}}, "Title. 2026."),
        ({"issued": {"date-parts": []}}, "Title."),
        ({"issued": {"literal": "spring 2026"}}, "Title. spring 2026."),
        ({"issued": {"raw": "2026?"}}, "Title. 2026?"),
        ({"issued": 2026, "publisher": 5}, "Title."),
    ],
)
def test_a_work_is_a_line_whatever_its_record_holds(csl, told):
    assert str(reference(source(1, "Title", csl=csl))) == told


def test_a_doi_that_is_the_address_of_the_work_is_told_once():
    csl = {"DOI": "10.1000/AB12"}
    assert reference(source(1, "Title", csl=csl, url="https://doi.org/10.1000/ab12")).doi == ""
    assert (
        reference(source(1, "Title", csl=csl, url="https://quay.example/")).doi
        == "https://doi.org/10.1000/ab12"
    )


@pytest.mark.parametrize(
    ("title", "ended"),
    [
        ("Gate statistics", "Gate statistics."),
        ("Is it true?", "Is it true?"),
        ("With a stop.", "With a stop."),
        ("It said “enough!”", "It said “enough!”"),
        ("It said “enough”", "It said “enough”."),
        ("یہ سچ ہے۔", "یہ سچ ہے۔"),
    ],
)
def test_a_work_is_told_with_one_stop_after_each_part(title, ended):
    work = source(1, title, csl={"issued": {"literal": "n.d."}})
    assert str(reference(work)) == f"{ended} n.d."
    printed = replace(ARTICLE, sources=(work,))
    assert f"<cite>{escape(title)}</cite>{ended[len(title) :]} n.d." in html_page.render(printed).decode()
    assert f"*{title}*{ended[len(title) :]} n.d." in markdown_text.render(printed).decode()
