"""Rows that contradict each other are refused by their place, before a database is asked."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from annotations.exports import json_rows
from annotations.importing import parsing, validation
from annotations.refusals import Refused
from tests.annotations.exports.builders import uid
from tests.annotations.exports.sample import ARTICLE

SETTLED = {"closed_at": "2026-01-14T09:05:00Z", "closed_by": "Rosa Lind"}
TODAY = timezone.now().date()


@pytest.fixture(scope="module")
def exported():
    """With its verdicts and decisions as rows, as an article that was loaded has them."""

    def whole(s):
        return replace(s, verdicts=(s.verdict,) * bool(s.verdict), decisions=(s.decision,) * bool(s.decision))

    paragraphs = tuple(replace(p, statements=tuple(map(whole, p.statements))) for p in ARTICLE.paragraphs)
    return json_rows.render(replace(ARTICLE, paragraphs=paragraphs))


@pytest.fixture
def document(exported):
    return json.loads(exported)


def told(document):
    """The sentence that refuses it, if it is refused."""
    try:
        validation.check(parsing.read(json.dumps(document).encode()))
    except Refused as refused:
        return refused.message.removesuffix(" Nothing was taken in.")
    return ""


def row(document, number):
    rows = (row for table in document.values() for row in (table if isinstance(table, list) else [table]))
    return next(row for row in rows if isinstance(row, dict) and row.get("uid") == str(uid(number)))


def change(number, **values):
    """The row that ``builders`` gives this number: a statement's is 1000 and its label, a source's 100 and so on."""
    return number, {name: str(uid(value)) if type(value) is int else value for name, value in values.items()}


def test_what_was_exported_makes_sense(document):
    assert told(document) == ""


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ([change(1031, text=" ")], "Statement 3.1: it has no words."),
        ([change(1031, verification=603)], "Statement 3.1: its verdict is another statement’s."),
        ([change(602, status="unchecked")], "Statement 3.1: 'unchecked' is no verdict."),
        (
            [change(607, given_for="Half of it.")],
            "Statement 5.1: it counts as ready for review, but its verdict was given for other words.",
        ),
        (
            [change(605, detail="over")],
            "Statement 3.4: 'over' does not go with its verdict (of over, under, no_access, not_counted, future).",
        ),
        (
            [change(1011, same_as=1011)],
            "Statement 1.1: it repeats another statement, so its verdict is given there, and only there.",
        ),
        (
            [change(1042, same_as=1011)],
            "Statement 4.2: it repeats another statement, so its verdict is given there, and only there.",
        ),
        (
            [change(1021, same_as=1031)],
            "Statement 2.1: it repeats another statement, so its verdict is given there, and only there.",
        ),
        ([change(101, derived_from=101)], "A source is taken from itself, by way of others."),
        ([change(101, derived_from=102)], "A source is taken from itself, by way of others."),
        ([change(301, passage=204)], "citations, row 1: its passage is of another source."),
        ([change(304, statement=1031)], "citations, row 5: its counterpoint is of another statement."),
        ([change(402, text=" ")], "counterpoints, row 2: it has no words."),
        (
            [change(401, kind="undercuts")],
            "counterpoints, row 1: say which citation it speaks against, or none for this kind.",
        ),
        (
            [change(401, kind="undercuts", target=304)],
            "counterpoints, row 1: it speaks against what stands for a counterpoint.",
        ),
        (
            [change(401, target=303)],
            "counterpoints, row 1: say which citation it speaks against, or none for this kind.",
        ),
        (
            [change(401, kind="undermines", target=301)],
            "counterpoints, row 1: it speaks against a citation of another statement.",
        ),
        (
            [change(402, outcome="answered", answer=" ")],
            "counterpoints, row 2: it counts as answered without an answer.",
        ),
        ([change(503, reason="rumour")], "flags, row 4: the reason 'rumour' is not known."),
        ([change(503, reason="other", note=" ")], "flags, row 4: say in a few words what is wrong."),
        (
            [change(503, rule="numbers")],
            "flags, row 4: a person raised it or a rule found it, one of the two.",
        ),
        ([change(503, by="")], "flags, row 4: a person raised it or a rule found it, one of the two."),
        ([change(503, outcome="fixed")], "flags, row 4: a settled flag has an outcome and a time."),
        (
            [change(503, closed_by="Rosa Lind")],
            "flags, row 4: only a settled flag has who settled it, or a note to that.",
        ),
        (
            [change(503, outcome_note="So")],
            "flags, row 4: only a settled flag has who settled it, or a note to that.",
        ),
        ([change(502, statement=1031)], "flags, row 2: its citation is of another statement."),
        ([change(502, statement=None)], "flags, row 2: its citation is of another statement."),
        ([change(504, statement=1031)], "flags, row 3: its counterpoint is of another statement."),
        ([change(1, title=" ")], "The article has no title."),
        ([change(802, text="\u2003")], "notes, row 2: it has no words."),
        (
            [change(1042, review_state="ready")],
            "Statement 4.2: it counts as ready for review without a verdict.",
        ),
        (
            [change(1011, review_state="changed")],
            "Statement 1.1: it counts as changed since approval without a verdict.",
        ),
        (
            [change(605, rationale=" ", detail="")],
            "Statement 3.4: it counts as ready for review, but needs why it can’t be verified and a rationale.",
        ),
        (
            [change(605, status="supported", detail="")],
            "Statement 3.4: it counts as ready for review, but needs a citation that supports it.",
        ),
        (
            [change(306, statement=1031)],
            "Statement 3.4: it counts as ready for review, but needs a citation that shows that it was said.",
        ),
        ([change(503, **SETTLED)], "flags, row 4: a settled flag has an outcome and a time."),
        (
            [change(502, outcome_note=" ")],
            "flags, row 2: say why the risk is accepted: readers see it among the exceptions.",
        ),
        (
            [change(1061, left_out=False)],
            "Statement 6.1: its paragraph is left out, so it has to be left out too.",
        ),
        (
            [change(1031, left_out=True)],
            "Statement 1.1: it shows the verdict of 3.1, which is left out: leave out both or neither.",
        ),
        (
            [change(502, counterpoint=401)],
            "flags, row 2: it stands on a citation or on a counterpoint, not on both.",
        ),
        (
            [change(501, statement=1031, outcome="verdict_says_so", **SETTLED)],
            "flags, row 1: the verdict does not say so.",
        ),
        (
            [change(501, statement=1011, outcome="verdict_says_so", **SETTLED)],
            "flags, row 1: the verdict does not say so.",
        ),
        (
            [change(501, statement=None, outcome="verdict_says_so", **SETTLED)],
            "flags, row 1: the verdict does not say so.",
        ),
        ([change(701, verdict="maybe")], "Statement 2.1: a decision has a verdict and a person."),
        (
            [change(704, statement=1032)],
            "Statement 3.2: its decisions are not in the order in which they were made.",
        ),
        (
            [change(701, by="Ana Ruiz", override_why=" "), change(1021, contributors=[])],
            "Statement 2.1: Ana Ruiz approved it after working on it, and no reason is given.",
        ),
        (
            [change(1021, contributors=["Rosa Lind"])],
            "Statement 2.1: Rosa Lind approved it after working on it, and no reason is given.",
        ),
        (
            [change(702, override_why=""), change(301, by="Rosa Lind")],
            "Statement 3.1: Rosa Lind approved it after working on it, and no reason is given.",
        ),
        (
            [
                change(702, override_why=""),
                change(1011, contributors=["Rosa Lind"]),
            ],  # which shows its verdict
            "Statement 3.1: Rosa Lind approved it after working on it, and no reason is given.",
        ),
        (
            [change(703, verdict="approve", by="Tomás Vega"), change(1032, contributors=[])],
            "Statement 3.2: Tomás Vega approved it after working on it, and no reason is given.",
        ),
        (
            [change(1031, verification=None)],
            "Statement 3.1: it counts as approved without an approval of what it says now.",
        ),
        (
            [change(1032, review_state="approved")],
            "Statement 3.2: it counts as approved without an approval of what it says now.",
        ),
        (
            [change(1033, review_state="approved")],
            "Statement 3.3: it counts as approved without an approval of what it says now.",
        ),
    ],
)
def test_rows_that_contradict_each_other(document, changes, refusal):
    for number, values in changes:
        row(document, number).update(values)
    assert told(document) == refusal


@pytest.mark.parametrize(
    "changes",
    [
        [change(103, derived_from=102)],
        [change(1031, left_out=True), change(1011, left_out=True)],
        [change(1011, left_out=True)],
        [change(401, kind="undercuts", target=303)],
        [change(401, outcome="answered")],
        [change(503, reason="other")],
        [change(503, by="", rule="numbers")],
        [change(501, outcome="verdict_says_so", **SETTLED)],
        [change(501, statement=1011, outcome="verdict_says_so", **SETTLED), change(1011, same_as=1032)],
        [change(703, by="Ana Ruiz")],  # whoever worked on it may send it back
        [change(704, by="Ana Ruiz")],  # of another content than this one
        [change(701, by="Ana Ruiz", override_why="Nobody else was here")],
        [change(703, statement=1031), change(1031, review_state="sent_back")],
        [change(602, as_of=str(TODAY + timedelta(days=1)))],  # where it is tomorrow already
    ],
)
def test_rows_that_agree(document, changes):
    for number, values in changes:
        row(document, number).update(values)
    assert told(document) == ""


def test_no_verdict_is_of_the_day_after_tomorrow(document):
    row(document, 602)["as_of"] = str(timezone.now().date() + timedelta(days=2))
    assert told(document) == "Statement 3.1: “as of” cannot be in the future."


def test_verdicts_have_the_numbers_in_which_they_were_given(document):
    given = document["verifications"]
    assert {row["number"] for row in given} == set(range(1, len(given) + 1))
    refusal = (
        "verifications: their numbers are to be 1, 2, 3 and so on, in the order in which they were given."
    )
    for numbers in ({0: None}, {0: 2, 1: 2}, {0: len(given) + 1}):
        told_so = [row | {"number": numbers.get(place, row["number"])} for place, row in enumerate(given)]
        assert told(document | {"verifications": told_so}) == refusal
    assert told(document | {"verifications": [row | {"number": None} for row in given]}) == ""


@pytest.mark.parametrize(
    ("number", "column", "refusal"),
    [
        (1, "at", "The article cannot have been taken in after today."),
        (701, "at", "decisions, row 1: its time cannot be in the future."),
        (602, "at", "verifications, row 2: its time cannot be in the future."),
        (502, "closed_at", "flags, row 2: its time cannot be in the future."),
    ],
)
def test_nothing_was_done_after_now(document, number, column, refusal):
    now = timezone.now()
    for time, said in ((now + timedelta(hours=23), ""), (now + timedelta(hours=25), refusal)):
        row(document, number)[column] = time.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert told(document) == said
    row(document, number)[column] = "8999-01-01T00:00:00Z"
    assert told(document) == refusal


def test_what_is_due_lies_ahead(document):
    row(document, 1)["due"] = "2999-01-01T00:00:00Z"
    assert told(document) == ""


def test_statements_may_touch_but_not_overlap(document):
    first, second = row(document, 1031), row(document, 1032)
    text = document["paragraphs"][2]["text"]
    second |= {"start": first["end"], "text": text[first["end"] : second["end"]]}
    assert told(document) == ""
    second |= {"start": first["end"] - 1, "text": text[first["end"] - 1 : second["end"]]}
    assert told(document) == "Statements 3.1 and 3.2 cover the same words."


@pytest.mark.parametrize("label", ["3", "a b", "3/4", "A", "", "3" * 41])
def test_a_label_is_an_address_of_one_paragraph(document, label):
    document["paragraphs"][3]["label"] = label
    wrong = f"Paragraph 4: its label {label[:40]!r} is no number of a paragraph, as 4 or 4a."
    sentence = "Two paragraphs are labelled 3." if label == "3" else wrong
    assert told(document) == sentence


@pytest.mark.parametrize("label", ["[x](javascript:alert(1))", "3.2\n\n# H", "3.2 a", "<b>", "", "3.2" * 14])
def test_a_label_is_the_number_of_a_statement(document, label):
    row(document, 1032)["label"] = label
    wrong = f"its label {label[:40]!r} is no number of a statement, as 4.2."
    assert told(document) == f"statements, row 5: {wrong}"


@pytest.mark.parametrize("label", ["3.2a", "3.2ab", "3.2–3.3", "3.2b–3.3a", "3a.1", "3–4.1", "3–4.1–4.2"])
def test_a_label_may_tell_of_cuts_and_joins(document, label):
    row(document, 1032)["label"] = label
    assert told(document) == ""


def test_a_label_stands_for_one_statement(document):
    row(document, 1032)["label"] = "3.1"
    assert told(document) == "Two statements are labelled 3.1."


def test_a_statement_has_a_paragraph(document):
    row(document, 1071)["paragraph"] = 7
    assert told(document) == "Statement 7.1: there is no such paragraph."


def test_a_text_that_was_cut_or_joined_since_is_held_to_no_sum(document):
    document["article"]["text_sha256"] = "0" * 64
    assert told(document) == "The text does not agree with its SHA-256. Export the article again."
    document["paragraphs"][0]["label"] = "1a"
    assert told(document) == ""


def test_as_many_paragraphs_and_letters_as_intake_takes(document, monkeypatch):
    longest = max(len(paragraph["text"]) for paragraph in document["paragraphs"])
    monkeypatch.setattr(validation, "MAX_PARAGRAPHS", 7)
    monkeypatch.setattr(validation, "MAX_PARAGRAPH", longest)
    assert told(document) == ""
    monkeypatch.setattr(validation, "MAX_PARAGRAPH", longest - 1)
    assert told(document) == f"Paragraph 3: between 1 and {longest - 1} characters are wanted."
    monkeypatch.setattr(validation, "MAX_PARAGRAPHS", 6)
    assert told(document) == "The text has 7 paragraphs; between 1 and 6 are wanted."


def test_a_paragraph_has_words(document):
    document["paragraphs"][6]["text"] = " "
    assert told(document) == "Paragraph 7: between 1 and 200,000 characters are wanted."
    document["paragraphs"] = []
    assert told(document) == "The text has 0 paragraphs; between 1 and 10,000 are wanted."


def is_uid(column):
    try:
        return isinstance(column(str(uid(1))), UUID)
    except ValueError:
        return False


def test_every_uid_in_a_row_but_its_own_names_a_row_of_a_table():
    uids = {
        (table, name)
        for table, columns in parsing.TABLES.items()
        for name, column in columns.items()
        if name != "uid" and is_uid(column)
    }
    assert {(table, name) for table, names in validation.REFERENCES.items() for name, _ in names} == uids


@pytest.mark.parametrize(
    ("table", "column", "of"),
    [(table, column, of) for table, columns in validation.REFERENCES.items() for column, of in columns],
)
def test_a_row_that_is_named_is_there(document, table, column, of):
    document[table][-1][column] = str(uid(9_999))
    place = len(document[table])
    assert told(document) == f"{table}, row {place}: its {column} is not among the {of}."


@pytest.mark.parametrize(
    "table", [name for name, columns in parsing.TABLES.items() if "uid" in columns and name != "statements"]
)
def test_a_uid_stands_for_one_row_of_all_tables(document, table):
    document[table][0]["uid"] = document["statements"][0]["uid"]
    twice = document["statements"][0]["uid"]
    assert re.fullmatch(rf"\w+, row 1: its uid, {twice}, is that of \w+, row 1 too\.", told(document))


def test_a_claimant_is_there_once(document):
    document["claimants"].append(document["claimants"][0] | {"uid": str(uid(9_998))})
    assert told(document) == "claimants, row 2: it has the name and the role of row 1."
