"""Each column of a file takes what it can hold, refuses the rest by its name, and reads to the same value always."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from annotations.csl import LARGEST
from annotations.exports import json_rows
from annotations.importing import parsing
from annotations.refusals import Refused
from tests.annotations.exports.sample import ARTICLE

TOO_LARGE = "A number in a record is below 1,000,000,000,000,000. Send it as text"
UID = "0be10000-0000-4000-8000-00000000000a"
# What the first exports had, of which people have files: nothing is added here.
FIRST = {
    "article": "uid slug title byline publisher url published_on language summary mode stage priority due revision "
    "text_sha256 original_sha256 encoding scale at",
    "paragraphs": "label kind text language direction left_out rule",
    "claimants": "uid name role",
    "sources": "uid title url csl archive_url archived_on derived_from by at",
    "passages": "uid source locator text",
    "statements": "uid label paragraph start end text kind kind_proposed kind_rules kind_confirmed is_quotation "
    "claimant claimant_unclear claimant_proposed plain checked_said checked_so verification same_as review_state "
    "left_out left_out_why one_origin_why contributors at",
    "verifications": "uid statement status detail rationale as_of by at",
    "citations": "uid statement counterpoint source passage stance shows by at",
    "counterpoints": "uid statement kind text target answer answered_by outcome by at",
    "relations": "uid kind a b",
    "flags": "uid statement citation counterpoint reason is_blocking note rule outcome outcome_note closed_by "
    "closed_at by at",
    "decisions": "uid statement verdict is_fresh content_hash why override_why by at",
    "notes": "uid statement text by at",
}


@pytest.fixture
def document():
    return json.loads(json_rows.render(ARTICLE))


def read(document):
    return parsing.read(json.dumps(document).encode())


def refused(document):
    with pytest.raises(Refused) as caught:
        read(document)
    return caught.value.message


@pytest.mark.parametrize(
    ("table", "column", "given", "kept"),
    [
        ("article", "title", "Cafe\u0301\u00a0", "Café "),
        ("article", "uid", UID, UUID(UID)),
        ("article", "priority", 0, 0),
        ("article", "priority", 2**31 - 1, 2**31 - 1),
        ("article", "due", None, None),
        ("article", "due", "2026-01-14T09:05:00Z", datetime(2026, 1, 14, 9, 5, tzinfo=UTC)),
        ("article", "due", "2026-01-14T09:05:00.123456Z", datetime(2026, 1, 14, 9, 5, 0, 123456, UTC)),
        ("article", "published_on", None, None),
        ("article", "published_on", "2026-01-14", date(2026, 1, 14)),
        ("article", "language", "", ""),
        ("article", "language", "zh-Hant-HK-1", "zh-Hant-HK-1"),
        ("article", "encoding", "e" * 40, "e" * 40),
        ("article", "original_sha256", "", None),
        ("article", "original_sha256", "0a" * 32, b"\x0a" * 32),
        ("article", "scale", {"misleading": "Half of it"}, {"misleading": "Half of it"}),
        ("article", "scale", {str(n): "" for n in range(50)}, {str(n): "" for n in range(50)}),
        ("statements", "contributors", ["Ana", "Ben", "Ana"], ["Ana", "Ben"]),
        ("statements", "contributors", [str(n) for n in range(200)], [str(n) for n in range(200)]),
        ("notes", "by", "Ana \t Neves", "Ana Neves"),
        ("notes", "by", "a" * 120, "a" * 120),
        ("flags", "outcome", "", ""),
        ("paragraphs", "left_out", True, True),
        ("paragraphs", "direction", "rtl", "rtl"),
        ("citations", "statement", None, None),
        (
            "sources",
            "csl",
            {"e\u0301": ["e\u0301", {"a": None}, True, 1.5]},
            {"é": ["é", {"a": None}, True, 1.5]},
        ),
        ("sources", "csl", {"page": LARGEST - 1}, {"page": LARGEST - 1}),
    ],
)
def test_what_a_column_takes(document, table, column, given, kept):
    rows = document[table]
    (rows if table == "article" else rows[0])[column] = given
    found = read(document)[table]
    assert (found if table == "article" else found[0])[column] == kept


@pytest.mark.parametrize(
    ("table", "column", "given", "wanted"),
    [
        ("article", "title", 5, "text is wanted"),
        ("article", "uid", UID.upper(), "a uid is wanted"),
        ("article", "uid", UID.replace("-", ""), "a uid is wanted"),
        ("article", "uid", f"{UID}\n", "a uid is wanted"),
        ("article", "priority", -1, "a whole number from 0 is wanted"),
        ("article", "priority", 2**31, "a whole number from 0 is wanted"),
        ("article", "priority", 1.0, "a whole number from 0 is wanted"),
        ("article", "priority", "1", "a whole number from 0 is wanted"),
        ("article", "at", None, "text is wanted"),
        ("article", "due", "", "a time in UTC is wanted, as 2026-01-14T09:05:00Z"),
        ("article", "due", "2026-01-14T09:05:00+00:00", "a time in UTC is wanted, as 2026-01-14T09:05:00Z"),
        ("article", "published_on", "2026-1-14", "a date is wanted, as 2026-01-14"),
        ("article", "language", "a" * 13, "a language is wanted, as en or pt-BR"),
        ("article", "encoding", "e" * 41, "41 characters, but 40 is the limit"),
        ("article", "text_sha256", "0" * 63, "a SHA-256 is wanted, 64 hexadecimal digits"),
        ("article", "text_sha256", "A" * 64, "a SHA-256 is wanted, 64 hexadecimal digits"),
        ("article", "text_sha256", "", "a SHA-256 is wanted, 64 hexadecimal digits"),
        ("article", "original_sha256", None, "text is wanted"),
        ("article", "scale", [], "at most 50 labels by status are wanted"),
        ("article", "scale", {str(n): "" for n in range(51)}, "at most 50 labels by status are wanted"),
        ("article", "scale", {"misleading": 5}, "text is wanted"),
        ("statements", "contributors", "Ana", "a list of at most 200 names is wanted"),
        ("statements", "contributors", ["Ana"] * 201, "a list of at most 200 names is wanted"),
        ("statements", "contributors", [None], "text is wanted"),
        ("statements", "contributors", [" "], "a name is wanted, not nothing"),
        ("statements", "contributors", ["a" * 121], "121 characters, but 120 is the limit"),
        *(
            (table, column, "a" * 121, "121 characters, but 120 is the limit")
            for table, column in (("flags", "by"), ("flags", "closed_by"), ("counterpoints", "answered_by"))
        ),
        ("article", "mode", "x" * 70_000, "one of before, after is wanted"),
        ("counterpoints", "outcome", "", "one of open, answered, accepted is wanted"),
        ("relations", "kind", "same", "one of leans_on, clashes_with is wanted"),
        ("statements", "kind_confirmed", 1, "true or false is wanted"),
        ("paragraphs", "direction", "LTR", "one of ltr, rtl is wanted"),
        ("paragraphs", "direction", ["ltr"], "one of ltr, rtl is wanted"),
        ("sources", "csl", [], "a CSL-JSON record is wanted"),
        ("sources", "csl", {"page": LARGEST}, TOO_LARGE),
        ("sources", "csl", {"page": 10**400}, TOO_LARGE),
        ("sources", "csl", {"page": [{"first": -LARGEST}]}, TOO_LARGE),
        ("sources", "csl", {"é": 1, "e\u0301": 2}, "“é” stands there twice. Send it once"),
        ("sources", "csl", {"note": [{"é": 1, "e\u0301": 1}]}, "“é” stands there twice. Send it once"),
    ],
)
def test_what_a_column_refuses(document, table, column, given, wanted):
    rows = document[table]
    (rows if table == "article" else rows[0])[column] = given
    where = "article" if table == "article" else f"{table}, row 1"
    assert refused(document) == f"{where}, {column}: {wanted}."


@pytest.mark.parametrize(
    ("column", "given", "reads"),
    [
        ("due", "2026-01-14T25:05:00Z", datetime.fromisoformat),
        ("published_on", "2026-02-30", date.fromisoformat),
    ],
)
def test_a_day_that_no_calendar_has_is_told_as_python_tells_it(document, column, given, reads):
    with pytest.raises(ValueError) as reason:
        reads(given)
    document["article"][column] = given
    assert refused(document) == f"article, {column}: {reason.value}."


def test_a_number_that_json_has_not_is_refused(document):
    document["sources"][0]["csl"] = {"page": float("nan")}
    assert refused(document) == "This file is no readable JSON. Export the article again."


def test_text_that_places_count_on_is_in_normal_form_already(document):
    document["paragraphs"][1]["text"] += "\u00a0"
    assert refused(document) == (
        "paragraphs, row 2, text: this text is not in the form in which Obelus keeps texts, so no place in it can "
        "be sure."
    )


def test_another_version_says_what_to_do(document):
    assert refused(document | {"version": 2}) == (
        "The file is of version 2; this Obelus reads version 1. Update Obelus, or export the article again."
    )
    assert "of version None;" in refused(document | {"version": None})
    assert "of version 1.0;" in refused(document | {"version": 1.0})
    assert f"of version “{'9' * 20}”, a text;" in refused(document | {"version": "9" * 21})


@pytest.mark.parametrize("other", [[], None, {}, {"format": "csl"}])
def test_what_is_no_export_is_told_so(other):
    assert refused(other) == "This is not an article exported by Obelus as JSON. Choose another file."


def test_whatever_came_into_exports_since_the_first_reads_from_an_older_file_too():
    """An export may be all that somebody kept: a new table stands in LATER_TABLES, a new column in LATER."""
    columns = {"article": parsing.ARTICLE, **parsing.TABLES}
    assert FIRST.keys() | parsing.LATER_TABLES == columns.keys()
    since = {name: columns[name].keys() - told.split() for name, told in FIRST.items()}
    assert {name: set(parsing.LATER[name]) for name in parsing.LATER} == {
        n: new for n, new in since.items() if new
    }


def test_a_table_that_an_older_file_has_not_is_empty_and_a_column_not_known(document, monkeypatch):
    monkeypatch.setattr(parsing, "LATER_TABLES", frozenset({"notes"}))
    monkeypatch.setattr(parsing, "LATER", {"article": {"encoding": ""}})
    del document["notes"], document["article"]["encoding"]
    found = read(document)
    assert (found["notes"], found["article"]["encoding"]) == ([], "")
    del document["flags"]
    assert refused(document) == "The file: flags is missing. Export the article again."


def test_tables_and_columns_are_all_there_and_no_more(document):
    missing = {name: rows for name, rows in document.items() if name != "notes"}
    assert refused(missing) == "The file: notes is missing. Export the article again."
    unknown = f"The file: '{'x' * 40}' is not known here. Export the article again."
    assert refused(document | {"x" * 41: []}) == unknown
    assert refused(document | {"article": []}) == "article: a row of named values is wanted."
    assert refused(document | {"notes": [[]]}) == "notes, row 1: a row of named values is wanted."
    del document["notes"][1]["by"], document["notes"][1]["at"]
    assert refused(document) == "notes, row 2: at is missing. Export the article again."


def test_as_many_bytes_and_rows_as_there_may_be(document, monkeypatch):
    monkeypatch.setattr(parsing, "MAX_ROWS", len(document["statements"]))
    monkeypatch.setattr(parsing, "MAX_BYTES", len(json.dumps(document)))
    read(document)
    monkeypatch.setattr(parsing, "MAX_ROWS", len(document["statements"]) - 1)
    assert refused(document).startswith("statements: there are 12 rows; the limit is 11.")
    monkeypatch.setattr(parsing, "MAX_BYTES", len(json.dumps(document)) - 1)
    assert refused(document).startswith("The file has 0.0 MB; the limit is 0 MB.")


def test_rows_keep_their_order(document):
    assert [row["label"] for row in read(document)["paragraphs"]] == list("1234567")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_file_that_means_to_be_an_export(encoding):
    assert parsing.looks_like_export(' \n{\n "article'.encode(encoding))
    assert not parsing.looks_like_export("{ not so }".encode(encoding))
    assert not parsing.looks_like_export('[{"article'.encode(encoding))
