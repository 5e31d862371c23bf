"""The JSON holds every row that may leave, each once, by uid."""

import json
from dataclasses import replace

from annotations.exports import json_rows
from tests.annotations.exports.builders import note
from tests.annotations.exports.sample import ARTICLE, YEARBOOK


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


def test_private_notes_stay_in_the_house():
    leaky = replace(ARTICLE, notes=(*ARTICLE.notes, note(9, "the source is the mayor", is_private=True)))
    assert json_rows.render(leaky) == json_rows.render(ARTICLE)
