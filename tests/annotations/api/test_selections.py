"""Deeds on several statements, by the API: at once, sent twice, with more said than is meant."""

from annotations.models import Decision, Flag
from annotations.services.verifying import verify
from tests.annotations.api.test_resources import uid
from tests.cast import at


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


def test_a_merge_that_is_sent_twice_takes_no_third_one_in(api, ana, article):
    where, other = f"statements/{uid(article, '3.1')}/merge/", uid(article, "3.2")
    assert api(ana).post(where).json()["errors"]["other"]
    assert api(ana).post(where, other=other).json()["label"] == "3.1–3.2"
    again = api(ana).post(where, other=other)
    assert again.status_code == 422 and "it may have been merged" in again.json()["errors"]["other"][0]
    assert at(article, "3.3").withdrawn_at is None


def test_several_are_merged_in_one_act(api, ana, article):
    rows = [uid(article, label) for label in ("3.2", "3.1", "3.3")]
    told = api(ana).post("statements/merge/", statements=rows)
    assert (told.status_code, told.json()["label"], told.json()["uid"]) == (200, "3.1–3.3", rows[1])
    assert article.deeds.count() == 2
    again = api(ana).post("statements/merge/", statements=rows)
    assert again.status_code == 422 and again.json()["errors"]["statements"]


def test_a_reason_that_is_named_twice_is_one_flag(api, ana, rosa, article):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By weight only.")
    sent = {"statements": [uid(article, "3.1")], "verdict": "send_back"}
    assert (
        api(rosa).post("decisions/", **sent, reasons=["no_source", "out_of_date", "no_source"]).status_code
        == 201
    )
    assert list(Flag.objects.order_by("pk").values_list("reason", flat=True)) == ["no_source", "out_of_date"]


def test_a_reason_for_one_pair_of_eyes_is_refused_where_there_are_two(api, ana, rosa, article):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By weight only.")
    sent = {"statements": [uid(article, "3.1")], "verdict": "approve"}
    answer = api(rosa).post("decisions/", **sent, override_why="Alone tonight.")
    assert answer.status_code == 422 and answer.json()["errors"]["override_why"]
    assert not Decision.objects.exists() and at(article, "3.1").review_state == "ready"
    assert api(rosa).post("decisions/", **sent).status_code == 201
