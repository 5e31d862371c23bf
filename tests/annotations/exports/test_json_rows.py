"""The JSON holds every row that may leave, each once, by uid."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from annotations.exports import json_rows
from tests.annotations.exports.builders import citation, link, note, paragraph, statement
from tests.annotations.exports.sample import ARTICLE, COPY, HANDBOOK, YEARBOOK


def test_it_is_json_with_sorted_keys_and_a_newline():
    data = json_rows.render(ARTICLE)
    document = json.loads(data)
    assert (document["format"], document["version"]) == ("obelus-article", 1)
    assert list(document) == sorted(document)
    assert data.endswith(b"}\n")


def test_rows_refer_to_rows_that_are_there():
    document = json.loads(json_rows.render(ARTICLE))
    uids = [
        row["uid"] for table in document.values() if isinstance(table, list) for row in table if "uid" in row
    ]
    assert len(uids) == len(set(uids))
    keys = (
        "statement",
        "claimant",
        "verification",
        "same_as",
        "source",
        "passage",
        "derived_from",
        "counterpoint",
    )
    rows = [row for table in document.values() if isinstance(table, list) for row in table]
    # The sample tells the verdicts in force alone, so its verifications are not among the rows.
    wanted = {row[key] for row in rows for key in keys if key != "verification" and row.get(key)}
    assert wanted <= set(uids)


def test_offsets_are_code_points():
    document = json.loads(json_rows.render(ARTICLE))
    for row in document["statements"]:
        assert document["paragraphs"][row["paragraph"]]["text"][row["start"] : row["end"]] == row["text"]


def test_an_origin_that_is_not_cited_comes_along():
    original = replace(YEARBOOK, number=0, derived_from=None)
    sources = tuple(source for source in ARTICLE.sources if source.uid != YEARBOOK.uid)
    kept = tuple(p for p in ARTICLE.paragraphs if p.label != "3")
    copied = replace(sources[0], derived_from=original.uid, uid=ARTICLE.sources[2].uid)
    article = replace(ARTICLE, sources=(copied,), origins=(original,), paragraphs=kept)
    uids = [row["uid"] for row in json.loads(json_rows.render(article))["sources"]]
    assert uids == [str(copied.uid), str(original.uid)]


def test_the_copy_of_a_copy_brings_both_that_it_is_of():
    first, second = replace(HANDBOOK, number=0), replace(YEARBOOK, number=0, derived_from=HANDBOOK.uid)
    cited = replace(COPY, derived_from=YEARBOOK.uid)
    made = statement("1.1", "It.", citations=(citation(1, cited), citation(2, cited, passage_uid=None)))
    article = replace(
        ARTICLE,
        sources=(cited,),
        origins=(first, second),
        counterpoints=(),
        paragraphs=(paragraph("1", "It.", made),),
    )
    document = json.loads(json_rows.render(article))
    assert [row["title"] for row in document["sources"]] == [COPY.title, HANDBOOK.title, YEARBOOK.title]
    assert [row["uid"] for row in document["passages"]] == [str(citation(1, cited).passage_uid)]


def test_a_relation_is_one_row_under_the_statement_that_is_read_first():
    one = statement("1.1", "One.", clashes_with=(link("1.2", "Two."),))
    two = statement("1.2", "Two.", clashes_with=(link("1.1", "One."),))
    article = replace(ARTICLE, paragraphs=(paragraph("1", "One. Two.", one, two),))
    (row,) = json.loads(json_rows.render(article))["relations"]
    assert (row["kind"], row["a"], row["b"]) == ("clashes_with", str(one.uid), str(two.uid))


def test_what_repeats_another_statement_has_no_state_of_its_own():
    made = statement("1.1", "It.", "supported", review_state="approved", same_as=link("3.1", "It."))
    own = replace(made, same_as=None)
    for given, state in ((made, "open"), (own, "approved")):
        article = replace(ARTICLE, paragraphs=(paragraph("1", "It.", given),))
        (row,) = json.loads(json_rows.render(article))["statements"]
        assert row["review_state"] == state


def test_a_flag_says_what_it_stands_on():
    rows = json.loads(json_rows.render(ARTICLE))["flags"]
    assert [(row["citation"], row["counterpoint"]) for row in rows] == [
        (None, None),
        (str(citation(3, YEARBOOK).uid), None),
        (None, json.loads(json_rows.render(ARTICLE))["counterpoints"][0]["uid"]),
        (None, None),
    ]


def test_times_are_in_utc():
    due = datetime(2026, 1, 16, 17, tzinfo=timezone(timedelta(hours=2)))
    assert json.loads(json_rows.render(replace(ARTICLE, due=due)))["article"]["due"] == "2026-01-16T15:00:00Z"


def test_what_json_has_no_word_for_is_a_fault():
    with pytest.raises(TypeError, match="set has no place in an export"):
        json_rows.render(replace(ARTICLE, priority={1}))


def test_private_notes_stay_in_the_house():
    leaky = replace(ARTICLE, notes=(*ARTICLE.notes, note(9, "the source is the mayor", is_private=True)))
    assert json_rows.render(leaky) == json_rows.render(ARTICLE)
