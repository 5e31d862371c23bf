"""Deeds on many statements at once, by the API."""

from tests.annotations.api.test_resources import uid


def test_works_on_many_statements(api, ana, article):
    both = [uid(article, "2.1"), uid(article, "2.2")]
    claimant = api(ana).post("/api/v1/desks/harbour/claimants/", name="The drivers").json()["uid"]
    told = api(ana).post("statements/claimant/", statements=both, claimant=claimant).json()["results"]
    assert {row["claimant"]["name"] for row in told} == {"The drivers"}
    told = api(ana).post("statements/kinds/", kinds={both[0]: "opinion"}, statements=both[1:]).json()
    assert [row["kind_confirmed"] for row in told["results"]] == [True, True]
    assert told["results"][0]["status"] == "not_claim"
    given = {"status": "no_evidence", "rationale": "Nobody counts it."}
    told = api(ana).post("statements/verdict/", statements=both, **given).json()["results"]
    assert [row["status"] for row in told] == ["not_claim", "no_evidence"]  # what was answered stands
    told = api(ana).post("statements/leave-out/", statements=both, why="mood").json()["results"]
    assert [row["left_out_why"] for row in told] == ["mood", "mood"]
    told = api(ana).post("statements/restore/", statements=both).json()["results"]
    assert [row["left_out"] for row in told] == [False, False]
