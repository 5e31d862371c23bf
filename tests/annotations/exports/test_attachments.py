"""What hangs on the statements, whatever form it takes."""

from dataclasses import replace

import pytest

from annotations.exports import attachments, html_page, markdown_text
from annotations.reasons import grouped_reasons
from tests.annotations.exports.builders import (
    citation,
    counterpoint,
    flag,
    link,
    note,
    statement,
    uid,
    verdict,
)
from tests.annotations.exports.reader import Page
from tests.annotations.exports.sample import ARTICLE, COPY, HANDBOOK, NOTHING, YEARBOOK, article


@pytest.mark.parametrize(
    ("raised", "what", "why"),
    [
        (flag(1, "no_source"), "No source · blocks sign-off", "About our work, raised by Tomás Vega"),
        (
            flag(1, "adds_up_not", is_blocking=False, note="Where?"),
            "Doesn’t add up",
            "Where? · about the article’s claim, raised by Tomás Vega",
        ),
        (
            flag(1, "no_source", by="", rule="spotter"),
            "No source · blocks sign-off",
            "About our work, found by the rule spotter",
        ),
    ],
)
def test_an_open_flag_says_whose_matter_it_is_and_who_raised_it(raised, what, why):
    settled = flag(2, "other_side", outcome="accepted_risk")
    (told,) = attachments.open_flags(replace(NOTHING, flags=(raised, settled)))
    assert (told.where, told.what, told.why) == ("Article", what, why)


def test_what_hangs_on_a_left_out_paragraph_is_told_under_its_number():
    out = statement("1.1", "One.", left_out=True, flags=(flag(1, "no_source"),), notes=(note(1, "Ours"),))
    made = article(out)
    (kept,) = made.paragraphs
    for is_out, where in ((False, "1.1"), (True, "¶ 1")):
        told = replace(made, paragraphs=(replace(kept, left_out=is_out),))
        assert [entry.where for entry in attachments.open_flags(told)] == [where]
        assert [place for place, _ in attachments.notes(told)] == [where]


def test_the_form_says_what_to_type_the_file_does_not():
    said = replace(NOTHING, flags=(flag(1, "other", note="He is dead."),))
    (told,) = attachments.open_flags(said)
    assert (told.what, told.why.split(" · ")[0]) == ("Other · blocks sign-off", "He is dead.")
    labels = dict(choice for _, reasons in grouped_reasons() for choice in reasons)
    assert labels["other"] == "Other (say what, for the desk)"


def test_a_flag_says_what_it_is_about():
    cited = (citation(1, YEARBOOK), citation(2, COPY, locator=""))
    point = counterpoint(1, "Not  by\nsea, " + "said the pilots " * 9)
    made = article(statement("1.1", "One.", citations=cited, counterpoints=(point,)))

    def about(target, number):
        return attachments.bothers(flag(1, "no_source", target=target, target_uid=uid(number)), made)

    assert about("citation", 301) == "No source · on source 1, p. 12"
    assert about("citation", 302) == "No source · on source 2"
    assert about("citation", 399) == "No source · on a citation"
    short = "Not by sea, said the pilots said the pilots said the pilots …"
    assert about("counterpoint", 401) == f"No source · on the counterpoint “{short}”"
    assert about("counterpoint", 499) == "No source · on a counterpoint"
    assert about("statement", 1011) == "No source"


def test_no_private_note_is_printed_wherever_it_stands():
    made = article(statement("1.1", "One.", notes=(note(1, "Mine", is_private=True), note(2, "Ours"))))
    assert [(where, told.text) for where, told in attachments.notes(made)] == [("1.1", "Ours")]


@pytest.mark.parametrize(
    ("answer", "by", "outcome", "told"),
    [
        ("", "", "open", "Not yet settled"),
        ("So it is.", "Ana", "open", "Ana answered; not yet settled"),
        ("So it is.", "", "open", "Someone answered; not yet settled"),
        ("So it is.", "Ana", "accepted", "Accepted"),
    ],
)
def test_how_a_counterpoint_stands(answer, by, outcome, told):
    point = counterpoint(1, "No.", outcome=outcome, answer=answer, answered_by=by)
    assert attachments.counterpoint_state(point).startswith(told)


@pytest.mark.parametrize(
    ("kind", "target", "told"),
    [
        ("plain", None, ""),
        ("rebuts", None, "Rebuts the statement"),
        ("undercuts", 301, "Undercuts what source 1, p. 12 shows"),
        ("undermines", 302, "Undermines source 2"),
        ("undermines", 399, "Undermines a source"),
    ],
)
def test_a_counterpoint_says_which_source_it_is_aimed_at(kind, target, told):
    cited = (citation(1, YEARBOOK), citation(2, COPY, locator=""))
    point = counterpoint(1, "No.", kind=kind, target=target and uid(target))
    made = article(statement("1.1", "One.", citations=cited, counterpoints=(point,)))
    assert attachments.counterpoint_kind(point, made) == told
    assert told in markdown_text.render(made).decode() and told in Page(html_page.render(made)).text


def test_a_statement_that_is_left_out_is_not_spoken_against():
    point = counterpoint(1, "No.")
    one = statement("1.1", "One.", left_out=True, counterpoints=(point,))
    two = statement("1.2", "Two.", counterpoints=(point,))
    assert attachments.against(article(one, two).paragraphs[0]) == [("1.2", point)]


def test_what_was_taken_from_a_work():
    cited = (
        citation(1, YEARBOOK, locator="", shows="the total"),
        citation(2, COPY, "contradicts", passage="75,118"),
    )
    point = counterpoint(1, "No.", citations=(citation(3, YEARBOOK, "context", locator="ch. 2", passage=""),))
    made = article(statement("1.1", "One.", citations=cited), counterpoints=(point,))
    assert attachments.works(replace(made, sources=(YEARBOOK, COPY, HANDBOOK))) == [YEARBOOK, COPY]
    used = {
        number: [(use.where, use.what, use.why) for use in uses]
        for number, uses in attachments.uses(made).items()
    }
    assert used == {
        1: [
            ("1.1", "supports: the total", "Total boardings: 75,118"),
            ("Article", "context for the counterpoint, ch. 2", ""),
        ],
        2: [("1.1", "contradicts, p. 12", "75,118")],
    }


def test_what_is_left_out_takes_nothing_from_a_work():
    point = counterpoint(1, "No.", citations=(citation(2, YEARBOOK),))
    out = statement("1.1", "One.", left_out=True, citations=(citation(1, YEARBOOK),), counterpoints=(point,))
    made = article(out, statement("1.2", "Two.", citations=(citation(3, COPY),)), sources=(YEARBOOK, COPY))
    assert attachments.works(made) == [COPY]
    assert list(attachments.uses(made)) == [COPY.number]
    assert attachments.copy_of(COPY, made) == f"Copy of “{YEARBOOK.title}”"
    on_it = flag(1, "weak_source", target="citation", target_uid=uid(301))
    assert attachments.bothers(on_it, made) == "Weak source only · on a citation"
    on_point = flag(1, "other_side", target="counterpoint", target_uid=point.uid)
    assert attachments.bothers(on_point, made) == "Other side missing · on a counterpoint"


def test_what_several_take_alike_from_a_work_is_told_once():
    once, twice = citation(1, YEARBOOK), citation(2, YEARBOOK)
    other = citation(3, YEARBOOK, "context")
    made = article(
        statement("1.1", "One.", citations=(once,)),
        statement(
            "1.2",
            "Two.",
            citations=(twice, other),
            counterpoints=(counterpoint(1, "No.", citations=(once,)),),
        ),
    )
    assert [(use.where, use.what) for use in attachments.uses(made)[1]] == [
        ("1.1, 1.2", "supports, p. 12"),
        ("1.2", "context, p. 12"),
        ("1.2", "supports the counterpoint, p. 12"),
    ]


def test_a_copy_says_of_what():
    assert attachments.copy_of(YEARBOOK, ARTICLE) == ""
    assert attachments.copy_of(COPY, ARTICLE) == f"Copy of “{YEARBOOK.title}”, source 1"
    uncited = replace(ARTICLE, sources=(COPY,), origins=(replace(YEARBOOK, number=0),))
    assert attachments.copy_of(COPY, uncited) == f"Copy of “{YEARBOOK.title}”"
    assert attachments.copy_of(COPY, replace(ARTICLE, sources=(COPY,))) == ""


def test_what_is_told_beside_a_verdict():
    links = tuple(link(label, "It is so.") for label in ("2.1", "2.2", "2.3"))
    made = statement(
        "1.1",
        "One.",
        "supported",
        verdict=verdict(1, "supported", ""),
        repeated_by=links,
        leans_on=links[:1],
        clashes_with=links[:2],
    )
    assert attachments.besides(made, NOTHING) == [
        "No evidence is cited",
        "Repeated in 2.1, 2.2 and 2.3",
        "Leans on 2.1",
        "Clashes with 2.1 and 2.2",
    ]
