"""Links that the desk would refuse are refused in a file too."""

from itertools import pairwise

import pytest

from annotations.importing import validation
from tests.annotations.exports.builders import uid
from tests.annotations.importing.test_validation import change, document, exported, row, told

__all__ = ["document", "exported"]


def link(document, *labels):
    """What leans on what: each of the labels on the next."""
    uids = {line["label"]: line["uid"] for line in document["statements"]}
    for number, (a, b) in enumerate(pairwise(labels), 9_000 + len(document["relations"])):
        line = {"kind": "leans_on", "a": uids[a], "b": uids[b]}
        document["relations"].append({**document["relations"][0], **line, "uid": str(uid(number))})


def test_two_statements_clash_once(document):
    one = row(document, 1100)
    back = {**one, "uid": str(uid(9_000)), "a": one["b"], "b": one["a"]}
    document["relations"].append(back)
    one["kind"] = back["kind"] = "clashes_with"
    assert told(document) == "Statements 3.1 and 3.2 are linked twice."
    document["relations"][-1] = {**one, "uid": back["uid"]}
    assert told(document) == "Statements 3.2 and 3.1 are linked twice."


def test_no_statement_is_linked_to_itself(document):
    number, values = change(1100, a=1031)
    row(document, number).update(values)
    assert told(document) == "A statement cannot be linked to itself."


@pytest.mark.parametrize(
    ("chains", "where"),
    [
        ([("3.1", "3.2")], "relations, row 2: 3.1 leans on 3.2"),
        ([("3.1", "2.1", "4.2", "3.2")], "relations, row 4: 4.2 leans on 3.2"),
        ([("2.1", "3.2"), ("4.2", "2.1"), ("3.1", "4.2")], "relations, row 2: 2.1 leans on 3.2"),
        ([("1.1", "3.1")], "relations, row 2: 1.1 leans on 3.1"),  # 1.1 shows the verdict of 3.1
        ([("1.1", "3.2")], "relations, row 2: 1.1 leans on 3.2"),
        ([("2.1", "3.1"), ("3.2", "2.1"), ("4.2", "3.1"), ("4.2", "2.1")], ""),
    ],
)
def test_no_verdict_leans_on_itself_be_it_by_way_of_others(document, chains, where):
    """3.2 leans on 3.1 already."""
    for chain in chains:
        link(document, *chain)
    assert told(document).startswith(where)
    assert bool(where) == told(document).endswith("which leans on it already, be it by way of others.")


def test_a_chain_is_walked_though_it_be_longer_than_pythons_stack():
    links = [{"kind": "leans_on", "a": n, "b": n + 1} for n in range(5_000)]
    alone = {n: {"same_as": None} for n in range(5_001)}
    assert validation.closes_circle(links, alone) == 0
    assert validation.closes_circle([*links, {"kind": "leans_on", "a": 5_000, "b": 0}], alone) == 5_001
