"""What an editor is told to weigh: evidence that is thin, words that mean nothing on their own."""

import pytest
from django.urls import reverse

from annotations.cautions import cautions
from annotations.exports import words
from annotations.models import Statement
from annotations.reading import load, load_statement
from annotations.reading.loading import load_statements
from annotations.services.counterpoints import counter, settle
from annotations.services.evidence import cite
from annotations.services.sources import make_source
from annotations.services.statements import change_statement
from annotations.services.verifying import verify
from annotations.spotting import points_elsewhere
from annotations.wording import checked
from tests.annotations.exports.builders import citation, statement
from tests.annotations.exports.sample import YEARBOOK
from tests.cast import at


def told(article, label="3.1", *, wanted=2):
    return cautions(load_statement(article, at(article, label).pk), wanted=wanted, language="en")


def test_evidence_is_weighed_by_what_bears_the_verdict(article, ana):
    gate, survey, wire = (make_source(by=ana, title=title) for title in ("Gate statistics", "Survey", "Wire"))
    change_statement(at(article, "3.1"), by=ana, plain="75,000 containers in 2025.")
    verify(at(article, "3.1"), by=ana, status="contradicted", rationale="It gives 57,000.")
    assert told(article) == ["No evidence is cited."]
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="contradicts")
    cite(article, [at(article, "3.1").pk], by=ana, source=survey, stance="supports")
    links = "Links alone are cited, no passage."
    assert told(article) == ["1 independent source, where the desk asks for 2.", links]
    assert told(article, wanted=1) == [links]
    cite(article, [at(article, "3.1").pk], by=ana, source=wire, stance="contradicts", passage="57,000")
    assert told(article) == []


def test_reason_why_one_origin_is_all_satisfies(article, ana):
    source = make_source(by=ana, title="Gate statistics")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports", passage="75,211")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="So it says.")
    assert told(article) == ["1 independent source, where the desk asks for 2."]
    change_statement(at(article, "3.1"), by=ana, one_origin_why="Only the port counts.")
    assert told(article) == []


def test_page_review_and_file_tell_alike_whether_more_origins_are_wanted(client, desk, article, ana):
    """A reason why only one can exist stands for none that is not cited; nothing more is asked for than is wanted."""
    gate, survey = (make_source(by=ana, title=title) for title in ("Gate statistics", "Survey"))

    def is_asked_for(label):
        row = load_statement(article, at(article, label).pk)
        pages = (
            reverse("statement", args=[desk.slug, article.slug, row.id]),
            reverse("review-statement", args=[desk.slug, row.id]),
        )
        told = {"the desk asks for 2" in client.get(page).content.decode() for page in pages}
        told.add("the desk asks for 2" in words.origins(row, load(article)))
        told.add(any("where the desk asks for 2" in caution for caution in cautions_of(row)))
        assert len(told) == 1
        return told.pop()

    def cautions_of(row):
        return cautions(row, wanted=2, language="en")

    client.force_login(ana.person)
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="context")
    change_statement(at(article, "3.1"), by=ana, one_origin_why="Only the port counts.")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Half of it.")
    assert is_asked_for("3.1")
    cite(article, [at(article, "3.1").pk], by=ana, source=survey, stance="supports")
    assert not is_asked_for("3.1")
    for source in (gate, survey):
        cite(article, [at(article, "3.2").pk], by=ana, source=source, stance="supports", shows="So it is.")
    verify(at(article, "3.2"), by=ana, status="supported", rationale="Both say so.")
    assert not is_asked_for("3.2")
    cite(article, [at(article, "4.1").pk], by=ana, source=gate, stance="context")
    verify(at(article, "4.1"), by=ana, status="not_claim")
    assert not is_asked_for("4.1")


def test_plain_words_are_wanted_where_the_claim_cannot_stand_alone(article, ana):
    verify(at(article, "4.1"), by=ana, status="no_evidence", rationale="Nobody says how long.")
    change_statement(at(article, "4.1"), by=ana, kind="fact")
    assert told(article, "4.1") == ["Not in plain words: “It” says nothing on its own."]
    change_statement(at(article, "4.1"), by=ana, plain="The second berth took ten years.")
    assert told(article, "4.1") == []


def test_copies_of_copies_are_one_origin(article, ana):
    first = make_source(by=ana, title="Wire report")
    second = make_source(by=ana, title="Harbour Courier", derived_from=first)
    third, fourth = (make_source(by=ana, title=title, derived_from=second) for title in ("A blog", "Radio"))
    verify(at(article, "3.1"), by=ana, status="contradicted", rationale="They give 57,000.")
    for source in (second, third, fourth):
        cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="contradicts", passage="57,000")
    assert "1 independent source, where the desk asks for 2." in told(article)
    whole = load(article)
    assert [(line.title, line.root, line.derived_from) for line in whole.sources] == [
        ("Harbour Courier", first.uid, first.uid),
        ("A blog", first.uid, second.uid),
        ("Radio", first.uid, second.uid),
    ]
    among_many = load_statements(article, [at(article, label).pk for label in ("3.1", "3.2")])
    assert [line.origins for line in (*among_many, *whole.statements) if line.label == "3.1"] == [1, 1]
    cite(article, [at(article, "3.1").pk], by=ana, source=first, stance="contradicts", passage="57,000")
    assert "1 independent source, where the desk asks for 2." in told(article)


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("By 2025 this ratio had reversed.", "en-GB", "this"),
        ("The port cleared 75,000 containers.", "en", ""),
        ("Sus cifras bajaron.", "es", "Sus"),
        ("Elle a doublé.", "fr", "Elle"),
        ("Dieses Verhältnis kehrte sich um.", "de", "Dieses"),
        ("Il y a 300 navires au port.", "fr", ""),
        ("Il faut changer la loi.", "fr", ""),
        ("Il vient du port.", "fr", "Il"),
        ("Es gibt 868 Schiffe, 2024 waren es 700.", "de", ""),
        ("Das Rathaus nennt es einen Erfolg.", "de", "es"),
        ("یہ سچ ہے۔", "ur", ""),
    ],
)
def test_words_that_point_elsewhere(text, language, word):
    assert points_elsewhere(text, language) == word


def test_nothing_is_called_checked_before_there_is_a_verdict(article, ana):
    def of(label):
        return checked(load_statement(article, at(article, label).pk))

    change_statement(at(article, "3.1"), by=ana, checked_said=True)
    assert of("3.1") == "To check that it was said and that it is so"
    verify(at(article, "3.1"), by=ana, status="no_evidence", rationale="Neither ledger knows.")
    assert of("3.1") == "Checked that it was said and that it is so"
    verify(at(article, "3.1"), by=ana, status="not_claim")
    assert of("3.1") == ""


def test_what_was_only_said_is_told_beside_a_verdict_that_stands(article, ana):
    change_statement(at(article, "3.1"), by=ana, checked_said=True, checked_so=False, plain="75,000 in 2025.")
    said = "Only that it was said was checked, not that it is so."
    verify(at(article, "3.1"), by=ana, status="mostly", rationale="The authority did say so.")
    assert said in told(article)
    verify(at(article, "3.1"), by=ana, status="unverifiable", detail="not_counted", rationale="No.")
    assert said not in told(article)
    change_statement(at(article, "3.1"), by=ana, checked_so=True)
    verify(at(article, "3.1"), by=ana, status="supported", rationale="It is so.")
    assert said not in told(article)


def test_evidence_that_somebody_says_so_is_not_taken_for_evidence_that_it_is_so(article, ana):
    """That the general emphasised it is well supported by the general's own briefing."""
    Statement.objects.filter(pk=at(article, "4.2").pk).update(
        kind_rules="a date or a period, somebody says it", claimant_proposed="the drivers"
    )
    verify(at(article, "4.2"), by=ana, status="supported", rationale="So they said.")
    asked = "It tells what the drivers says; what was checked is that it is so."
    assert asked in told(article, "4.2")
    change_statement(at(article, "4.2"), by=ana, checked_said=True)
    assert asked not in told(article, "4.2")
    change_statement(at(article, "4.2"), by=ana, checked_said=False)
    verify(at(article, "4.2"), by=ana, status="contradicted", rationale="They did not.")
    assert asked not in told(article, "4.2")


def test_what_was_accepted_against_it_is_told_where_the_verdict_leaves_it_aside(article, ana):
    point = counter(article, by=ana, statement=at(article, "3.1"), text="The gate was shut in May.")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="So it says.")
    accepted = "What speaks against it was accepted."
    assert accepted not in told(article)
    settle(point, by=ana, outcome="accepted")
    assert accepted in told(article)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Not in May.")
    assert accepted not in told(article)


LINK = citation(1, YEARBOOK, passage="")
PASSAGE = citation(2, YEARBOOK)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "supported"}, ["No evidence is cited."]),
        (
            {"status": "supported", "citations": (LINK,)},
            ["1 independent source, where the desk asks for 2.", "Links alone are cited, no passage."],
        ),
        (
            {"status": "supported", "citations": (LINK,), "one_origin_why": "None else counts."},
            ["Links alone are cited, no passage."],
        ),
        (
            {"status": "supported", "citations": (LINK, PASSAGE), "one_origin_why": "None else counts."},
            [],
        ),
        (
            {"status": "contradicted", "citations": (PASSAGE,)},
            ["0 independent sources, where the desk asks for 2."],
        ),
        *(({"status": status}, []) for status in ("unchecked", "no_evidence", "unverifiable", "not_claim")),
        (
            {"status": "not_claim", "kind": "quantity", "kind_confirmed": True},
            ["Its kind is “Quantity”, its verdict says that it is no claim."],
        ),
        *(
            ({"status": "not_claim", "kind": kind, "kind_confirmed": confirmed}, [])
            for kind, confirmed in (("quantity", False), ("opinion", True), ("prediction", True))
        ),
        ({"status": "not_claim", "label": "3.1a", "checked_said": True, "checked_so": False}, []),
        ({"status": "no_evidence", "checked_said": True, "checked_so": False}, []),
        ({"status": "unchecked", "label": "3.1a"}, ["Not in plain words: it is part of a sentence."]),
        ({"status": "unchecked", "label": "3.1ab"}, ["Not in plain words: it is part of a sentence."]),
        ({"status": "unchecked", "label": "3.1a", "plain": "The port is full."}, []),
        ({"status": "unchecked", "label": "3.1a", "kind": "opinion"}, []),
        (
            {"status": "unchecked", "quote": "It is full."},
            ["Not in plain words: “It” says nothing on its own."],
        ),
    ],
)
def test_cautions_of(fields, told):
    given = {"label": "3.1", "quote": "The port is full."} | fields
    assert (
        cautions(statement(given.pop("label"), given.pop("quote"), **given), wanted=2, language="en") == told
    )
