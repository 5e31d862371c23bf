"""What a request names by its uid stands in the article, at the desk, is there still: else the field is told."""

import pytest

from annotations.services.claimants import make_claimant, withdraw_claimant
from annotations.services.counterpoints import counter, withdraw_counterpoint
from annotations.services.cutting import merge
from annotations.services.evidence import cite_for_counterpoint, withdraw_citation
from annotations.services.sources import make_source, withdraw_source
from tests.annotations.api.conftest import DESK
from tests.annotations.api.world import build
from tests.cast import at, taken_in
from tests.ground import laid

# Address, name of the field, which row it takes, whether many; what else is sent.
NAMED = [
    ("flags/", "statement", "first", False, {"reason": "no_source"}),
    ("flags/", "citation", "citation", False, {"reason": "weak_source"}),
    ("flags/", "counterpoint", "counterpoint", False, {"reason": "weak_source"}),
    ("counterpoints/", "statement", "first", False, {"text": "But."}),
    ("counterpoints/", "target", "citation", False, {"text": "But.", "kind": "undercuts", "statement": 0}),
    ("notes/", "statement", "first", False, {"text": "Ring them."}),
    ("citations/", "statements", "first", True, {"source": 0, "stance": "context"}),
    ("citations/", "counterpoint", "counterpoint", False, {"source": 0, "stance": "context"}),
    ("citations/", "source", "source", False, {"statements": [0], "stance": "context"}),
    ("relations/", "a", "first", False, {"b": 0, "kind": "leans_on"}),
    ("relations/", "b", "first", False, {"a": 0, "kind": "clashes_with"}),
    ("statements/{}/merge/", "other", "next", False, {}),
    ("statements/{}/same-as/", "other", "next", False, {}),
    ("statements/{}/split/", "take", "citation", True, {"at": 0, "quote": "It"}),
    ("statements/{}/split/", "take_points", "counterpoint", True, {"at": 0, "quote": "It"}),
    ("statements/claimant/", "claimant", "claimant", False, {"statements": [0]}),
    ("statements/leave-out/", "statements", "first", True, {"why": "Mood."}),
    ("statements/verdict/", "statements", "first", True, {"status": "misleading"}),
    ("decisions/", "statements", "first", True, {"verdict": "approve"}),
    (f"{DESK}sources/", "derived_from", "source", False, {"title": "A copy"}),
]


@laid
def own(article, ana) -> dict:
    return build(article, ana)


@laid
def strange(article, ana, otto) -> dict:
    """Of another article of the desk; the shared ones of another desk."""
    theirs = {
        "claimant": make_claimant(by=otto, name="Theirs"),
        "source": make_source(by=otto, title="Theirs"),
    }
    other = taken_in(ana, title="Another")
    return build(other, ana) | {name: str(row.uid) for name, row in theirs.items()}


@laid
def gone(article, ana, own) -> dict:
    """Taken away since."""
    statement = at(article, "3.1")
    point = counter(article, by=ana, text="It was wound up.", statement=statement)
    citation = statement.citations.get()
    claimant, source = make_claimant(by=ana, name="Gone"), make_source(by=ana, title="Gone")
    withdraw_counterpoint(point, by=ana)
    withdraw_citation(citation, by=ana)
    withdraw_claimant(claimant, by=ana)
    withdraw_source(source, by=ana)
    merged = at(article, "2.2")
    merge(at(article, "2.1"), merged, by=ana)
    rows = {"counterpoint": point, "citation": citation, "claimant": claimant, "source": source}
    rows |= {"first": merged, "next": merged}
    return {name: str(row.uid) for name, row in rows.items()}


def sent(where: str, said: dict, own: dict) -> tuple[str, dict]:
    """With a statement, or a source, of the article in each 0."""
    zero = {"source": own["source"], "statements": [own["first"]]}
    return where.format(own["second"]), {
        name: zero.get(name, own["other"]) if value in (0, [0]) and name != "at" else value
        for name, value in said.items()
    }


@pytest.mark.parametrize("case", ["strange", "gone"])
@pytest.mark.parametrize(("where", "field", "row", "many", "said"), NAMED)
def test_what_stands_elsewhere_or_was_taken_away_is_refused_by_the_field_that_names_it(
    api, ines, own, request, case, where, field, row, many, said
):
    named = request.getfixturevalue(case)[row]
    where, said = sent(where, said, own)
    answer = api(ines).post(where, **said, **{field: [named] if many else named})
    assert (answer.status_code, list(answer.json().get("errors", {}))) == (422, [field]), answer.json()


@pytest.mark.parametrize("on", ["3.1", None])
def test_what_stands_for_a_counterpoint_is_not_spoken_against(api, ana, article, own, on):
    """The page offers what is cited for the statement alone."""
    statement = at(article, on) if on else None
    point = counter(article, by=ana, text="Not in spring.", statement=statement)
    backing = cite_for_counterpoint(point, by=ana, source=make_source(by=ana, title="Yearbook"))
    said = {"text": "It was.", "kind": "undercuts", "target": str(backing.uid)}
    answer = api(ana).post("counterpoints/", statement=own["first"] if on else None, **said)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["target"])
    assert "which citation of this statement" in answer.json()["detail"]
