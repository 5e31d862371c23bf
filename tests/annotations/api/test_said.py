"""What a request says is done or refused, never dropped; what it does not say is not done."""

import pytest

from tests.annotations.api.conftest import DESK
from tests.annotations.api.world import build
from tests.cast import at

pytestmark = pytest.mark.django_db


def test_who_says_it_is_named_or_refused_never_forgotten(api, ana, article):
    where, bulk = f"statements/{at(article, '3.1').uid}/", "statements/claimant/"
    said = {"statements": [str(at(article, "3.1").uid)]}
    who = api(ana).post(f"{DESK}claimants/", name="The authority").json()["uid"]
    api(ana).patch(where, claimant=who)
    refused = api(ana).post(bulk, **said)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["claimant"])
    both = api(ana).post(bulk, claimant=who, unclear=True, **said)
    assert (both.status_code, list(both.json()["errors"])) == (422, ["unclear"])
    assert api(ana).get(where).json()["claimant"]["uid"] == who
    assert api(ana).post(bulk, unclear=True, **said).json()["results"][0]["claimant_unclear"] is True
    told = api(ana).patch(where, claimant=None).json()
    assert (told["claimant"], told["claimant_unclear"]) == (None, False)  # the byline
    assert api(ana).patch(where, claimant_unclear=True).json()["claimant_unclear"] is True
    assert api(ana).post(bulk, claimant=None, **said).json()["results"][0]["claimant_unclear"] is False


def test_a_citation_that_a_counterpoint_does_not_aim_at_is_refused(api, ana, article):
    world = build(article, ana)
    said = {"text": "But.", "statement": world["first"], "target": world["citation"]}
    for kind in ("plain", "rebuts"):
        refused = api(ana).post("counterpoints/", kind=kind, **said)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["target"]), kind
    assert api(ana).post("counterpoints/", kind="undercuts", **said).json()["target"] == world["citation"]


@pytest.mark.parametrize("query", ["kind=fact&kind=opinion", "page_size=5&page_size=6"])
def test_a_filter_is_said_once(api, ana, article, query):
    refused = api(ana).client.get(f"{api(ana).address('statements/')}?{query}")
    name = query.partition("=")[0]
    assert (refused.status_code, list(refused.json()["errors"])) == (422, [name])


@pytest.mark.parametrize(
    ("due", "kept"),
    [
        ("2027-01-31T17:00:00Z", "2027-01-31T17:00:00Z"), ("2027-01-31T17:00+05:00", "2027-01-31T12:00:00Z"),
        ("2027-01-31T17:00:00.5Z", "2027-01-31T17:00:00.500000Z"),
        ("2027-01-31T17:00", ""), ("2027-01-31", ""), ("20270131", ""), ("2027-W05-7", ""), ("2027-W05-7T17:00Z", ""),
        ("2027-02-31T17:00Z", ""), ("2027-01-31T17:00+99:00", ""),
    ],
)  # fmt: skip
def test_a_time_has_its_zone(api, ana, article, due, kept):
    answer = api(ana).patch("", due=due)
    assert answer.status_code == (200 if kept else 422), answer.json()
    assert answer.json()["due" if kept else "errors"] == (kept or {"due": [answer.json()["detail"]]})


@pytest.mark.parametrize("where", ["article", "source", "verdict"])
def test_a_day_is_written_in_one_way(api, ana, article, where):
    world = build(article, ana)
    path, name, more = {
        "article": ("", "published_on", {}),
        "source": (f"{DESK}sources/{world['source']}/", "archived_on", {}),
        "verdict": (
            f"statements/{world['first']}/verifications/", "as_of", {"status": "misleading", "rationale": "Half."},
        ),
    }[where]  # fmt: skip
    send = api(ana).post if where == "verdict" else api(ana).patch
    for day in (
        "2025-W01-1",
        "20250131",
        "2025-1-1",
        "2025-001",
        " 2025-01-31",
        "2025-02-30",
        "٢٠٢٥-٠١-٣١",
        "",
    ):
        refused = send(path, **{name: day}, **more)
        assert (refused.status_code, refused.json()["errors"]) == (
            422, {name: ["Send a day, like 2027-01-31."]}
        ), day  # fmt: skip
    answer = send(path, **{name: "2025-01-31"}, **more)
    told = answer.json()["verdict"] if where == "verdict" else answer.json()
    assert (answer.status_code, told[name]) == (200, "2025-01-31")


def test_who_sees_to_a_flag_is_said_by_address(api, ana, article, rosa, lea):
    where = f"flags/{api(ana).post('flags/', reason='headline', owner=rosa.person.email).json()['uid']}/"
    assert api(ana).get(where).json()["owner"] == "Rosa"
    assert api(ana).patch(where).json()["owner"] == "Rosa"
    assert api(ana).patch(where, owner=None).json()["owner"] == ""
    for address, why in (
        ("nobody@nowhere.example", "nobody@nowhere.example is not at this desk. Choose someone who is."),
        (lea.person.email, "Lea is a viewer at this desk. Choose an analyst, an editor or an admin."),
    ):
        refused = api(ana).patch(where, owner=address)
        assert (refused.status_code, refused.json()["errors"]) == (422, {"owner": [why]})


def test_each_statement_may_have_a_passage_of_its_own(api, ana, article):
    world = build(article, ana)
    first, second, third = (str(at(article, label).uid) for label in ("2.1", "2.2", "3.2"))
    said = {"source": world["source"], "stance": "context", "passage": "In all"}
    own = {second: "Half of it\nby rail"}
    made = api(ana).post("citations/", statements=[first, second], passages=own, **said).json()["results"]
    assert [row["passage"] for row in made] == ["In all", "Half of it\nby rail"]
    for sent in (
        {"statements": [first], "passages": {third: "No."}},
        {"statements": [first], "passages": {"first": "No."}},
        {"statements": [first], "passages": {first: 5}},
        {"statements": [first], "passages": []},
        {"counterpoint": world["counterpoint"], "passages": {}},
    ):
        refused = api(ana).post("citations/", **said, **sent)
        assert refused.status_code == 422 and "passages" in str(refused.json()["errors"]), sent
