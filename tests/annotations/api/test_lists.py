"""Lists page by page, at the same cost whatever their length."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Statement
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.notes import add_note
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, follow, relate, set_claimant
from annotations.services.verifying import verify
from tests.annotations.api.conftest import DESK
from tests.cast import at, taken_in

pytestmark = pytest.mark.django_db
LISTS = (
    "/api/v1/desks/", f"{DESK}people/", f"{DESK}articles/", f"{DESK}claimants/", f"{DESK}sources/",
    f"{DESK}statements/", "",
    "paragraphs/", "statements/", "relations/", "citations/", "counterpoints/", "flags/", "decisions/",
    "notes/", "deeds/",
)  # fmt: skip


def grow(article, ana, number):
    statement = at(article, "3.1")
    source = make_source(by=ana, title=f"Source {number}", url=f"https://harbour.example/{number}")
    cite(article, [statement.pk], by=ana, source=source, stance="supports", passage=f"Words {number}")
    point = counter(article, by=ana, text=f"But {number}.", statement=statement)
    raise_flag(article, by=ana, reason="weak_source", statement=statement, counterpoint=point)
    add_note(article, by=ana, text=f"Note {number}", statement=statement)
    make_claimant(by=ana, name=f"Someone {number}")
    labels = ["2.1", "2.2", "3.2", "3.3", "4.1", "4.2"]
    verify(at(article, labels[number]), by=ana, status="misleading", rationale="R.")
    relate(statement, at(article, labels[number]), by=ana, kind="leans_on")
    taken_in(ana, title=f"Article {number}")


def counted(caller):
    found = {}
    for where in LISTS:
        with CaptureQueriesContext(connection) as queries:
            assert caller.get(where).status_code == 200
        found[where] = len(queries)
    return found


def test_queries_do_not_grow_with_the_rows(api, ana, article):
    caller = api(ana)
    grow(article, ana, 0)
    few = counted(caller)
    for number in range(1, 5):
        grow(article, ana, number)
    assert counted(caller) == few
    assert max(few.values()) <= 18
    assert few["flags/"] <= 6  # session, person, member, article, the page, its lines


@pytest.mark.parametrize(
    ("where", "query"),
    [
        (f"{DESK}articles/", {"sort": "due"}), (f"{DESK}articles/", {"sort": "newest"}),
        (f"{DESK}articles/", {"sort": "title"}), (f"{DESK}articles/", {"sort": "changed"}),
        (f"{DESK}sources/", {}),
        (f"{DESK}sources/", {"sort": "title"}), (f"{DESK}claimants/", {}),
        ("statements/", {}), ("citations/", {}), ("deeds/", {}), ("paragraphs/", {}),
    ],
)  # fmt: skip
def test_pages_follow_each_other_without_a_gap(api, ana, article, where, query):
    for number in range(5):
        grow(article, ana, number)
    whole = api(ana).get(where, page_size=200, **query).json()
    assert whole["next"] is None and len(whole["results"]) >= 5
    rows, following = [], api(ana).get(where, page_size=2, **query).json()
    while True:
        rows += following["results"]
        if not following["next"]:
            break
        assert len(following["results"]) == 2
        following = api(ana).client.get(following["next"]).json()
    assert rows == whole["results"]


@pytest.mark.parametrize(
    ("where", "other"),
    [
        ("statements/", "deeds/"), ("flags/", "notes/"), ("flags/", "flags/?is_open=true"),
        (f"{DESK}sources/", f"{DESK}sources/?sort=title"), (f"{DESK}sources/", f"{DESK}articles/?sort=newest"),
    ],
)  # fmt: skip
def test_place_in_one_list_is_none_in_another(api, ana, article, where, other):
    for number in range(2):
        grow(article, ana, number)
    cursor = api(ana).get(where, page_size=1).json()["next"].split("cursor=")[1].split("&")[0]
    refused = api(ana).client.get(f"{api(ana).address(other)}{'&' if '?' in other else '?'}cursor={cursor}")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["cursor"])
    assert api(ana).client.get(f"{api(ana).address(where)}?page_size=2&cursor={cursor}").status_code == 200


@pytest.mark.parametrize(
    ("where", "sort", "change"),
    [
        ("articles", "title", {"title": "zzzz"}), ("articles", "due", {"due": "2099-01-01T00:00:00Z"}),
        ("articles", "due", {"due": None}), ("articles", "changed", {"summary": "S."}),
        ("sources", "title", {"title": "zzzz"}),
    ],
)  # fmt: skip
def test_what_is_done_to_the_row_at_the_cut_loses_no_other(api, ana, article, where, sort, change):
    for number in range(5):
        made = taken_in(ana, title=f"Article {number}" + "港" * 480)
        if "due" in change and number < 4:
            api(ana).patch(f"{DESK}articles/{made.slug}/", due=f"2027-01-0{number + 1}T00:00:00.000001Z")
        make_source(by=ana, title=f"Source {number}")
    first = api(ana).get(f"{DESK}{where}/", sort=sort, page_size=2).json()
    following = [row["uid"] for row in api(ana).client.get(first["next"]).json()["results"]]
    assert len(following) == 2
    last = first["results"][-1]
    assert api(ana).patch(f"{DESK}{where}/{last.get('slug', last['uid'])}/", **change).status_code == 200
    now = api(ana).client.get(first["next"]).json()["results"]
    assert [row["uid"] for row in now] == following


def test_statements_of_a_page_are_as_one_by_one(api, ana, article):
    grow(article, ana, 0)
    for row in api(ana).get("statements/").json()["results"]:
        assert api(ana).get(f"statements/{row['uid']}/").json() == row


def test_paragraphs_are_narrowed_and_found_after_a_cut(api, ana, article):
    def labels(**query):
        return [row["label"] for row in api(ana).get("paragraphs/", **query).json()["results"]]

    place = at(article, "2.2").placements.get(withdrawn_at=None).start
    following = api(ana).get("paragraphs/", page_size=2).json()["next"]
    api(ana).post("paragraphs/2/cut/", at=place)  # the cursor stood on it
    assert [row["label"] for row in api(ana).client.get(following).json()["results"]][:2] == ["2b", "3"]
    assert labels(kind="title") == ["1"] and labels(left_out="true") == ["5"]
    assert labels(left_out="false", kind="body", page_size=2) == ["2a", "2b"]


def test_what_hangs_on_what_is_asked_for(api, ana, article):
    grow(article, ana, 0)
    counter(article, by=ana, text="Of the whole.")
    add_note(article, by=ana, text="On the whole.")
    raise_flag(article, by=ana, reason="headline")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    (cited,) = api(ana).get("citations/").json()["results"]
    api(ana).post("flags/", reason="weak_source", citation=cited["uid"])

    def found(where, **query):
        return api(ana).get(where, **query).json()["results"]

    for where, words in (("counterpoints/", "Of the whole."), ("notes/", "On the whole.")):
        assert [row["text"] for row in found(where, is_on_article="true")] == [words]
        assert [row["statement"] for row in found(where, is_on_article="false")] == [
            str(at(article, "3.1").uid)
        ]
    for target in ("article", "statement", "citation", "counterpoint"):
        assert [row["target"] for row in found("flags/", target=target)] == [target]
    assert [row["target_uid"] for row in found("flags/", citation=cited["uid"])] == [cited["uid"]]
    point = found("counterpoints/", is_on_article="false")[0]["uid"]
    assert [row["target_uid"] for row in found("flags/", counterpoint=point)] == [point]


def test_what_was_done_since_is_asked_for(api, ana, article):
    seq = api(ana).get().json()["seq"]
    api(ana).post("notes/", text="One.")
    api(ana).patch(f"statements/{at(article, '3.1').uid}/", plain="A.")
    told = api(ana).get("deeds/", after=seq).json()["results"]
    assert [row["words"] for row in told] == ["Changed 3.1", "Added a note on the article"]
    told = api(ana).get("deeds/", after=seq, statement=str(at(article, "3.1").uid)).json()["results"]
    assert [row["words"] for row in told] == ["Changed 3.1"]


def test_people_are_narrowed_by_role(api, ana, rosa, lea):
    people = f"{DESK}people/"
    assert [row["name"] for row in api(ana).get(people, role="editor").json()["results"]] == ["Rosa"]
    first = api(ana).get(people, page_size=2).json()
    assert [row["name"] for row in first["results"]] == ["Ana", "Rosa"]
    assert [row["name"] for row in api(ana).client.get(first["next"]).json()["results"]] == ["Lea"]


def test_what_is_not_flagged_or_not_waiting_is_asked_for_too(api, ana, article):
    other = taken_in(ana, (("body", "The harbour master counts the drivers."),), title="Another")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.3"))
    verify(at(article, "3.1"), by=ana, status="not_claim")

    def slugs(**query):
        return {row["slug"] for row in api(ana).get(f"{DESK}articles/", **query).json()["results"]}

    for name in ("is_flagged", "is_waiting"):
        assert slugs(**{name: "true"}) == {article.slug}
        assert slugs(**{name: "false"}) == {other.slug}
        assert slugs() == {article.slug, other.slug}
    whole = api(ana).get(f"{DESK}statements/").json()["results"]
    unflagged = api(ana).get(f"{DESK}statements/", is_flagged="false").json()["results"]
    assert [row["uid"] for row in whole if not row["flags"]] == [row["uid"] for row in unflagged]
    assert len(unflagged) == len(whole) - 1


def test_what_one_claimant_says_at_the_desk_is_asked_for(api, ana, article):
    port = make_claimant(by=ana, name="The port")
    set_claimant(article, [at(article, "3.2").pk], by=ana, claimant=port)
    for claimant, found in ((port.uid, ["3.2"]), (uuid4(), [])):
        rows = api(ana).get(f"{DESK}statements/", claimant=str(claimant)).json()["results"]
        assert [row["label"] for row in rows] == found


def test_what_is_finished_or_in_work_is_asked_for(api, ana, rosa, article):
    done = taken_in(ana, (("body", "The harbour master counts the drivers."),), title="Another")
    verify(at(done, "1.1"), by=ana, status="not_claim")
    approve(at(done, "1.1"), by=rosa)

    def slugs(**query):
        return {row["slug"] for row in api(ana).get(f"{DESK}articles/", **query).json()["results"]}

    assert slugs(is_finished="true") == {done.slug}
    assert slugs(is_finished="false") == {article.slug}
    assert slugs() == {article.slug, done.slug}


def test_people_go_on_after_somebody_who_was_removed(api, ana, rosa, lea):
    first = api(ana).get(f"{DESK}people/", page_size=2).json()
    rosa.delete()
    assert [row["name"] for row in api(ana).client.get(first["next"]).json()["results"]] == ["Lea"]


def test_follower_is_found_by_what_it_shows(api, ana, article):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    for query in ({"state": "ready"}, {"status": "not_claim"}):
        rows = api(ana).get("statements/", **query).json()["results"]
        assert [(row["label"], row["review_state"]) for row in rows] == [("3.1", "ready"), ("3.2", "ready")]
    labels = [row["label"] for row in api(ana).get("statements/", state="open").json()["results"]]
    assert "3.2" not in labels and "3.3" in labels


def test_leader_names_who_repeats_it(api, ana, article):
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    rows = {row["label"]: row for row in api(ana).get("statements/").json()["results"]}
    assert [link["label"] for link in rows["3.1"]["repeated_by"]] == ["3.2"]
    assert rows["3.2"]["repeated_by"] == [] and rows["3.2"]["same_as"]["label"] == "3.1"


def test_verdict_says_what_it_lacks(api, ana, article):
    where = f"statements/{at(article, '3.1').uid}/"
    assert api(ana).get(where).json()["lacks"] == []
    told = api(ana).post(f"{where}verifications/", status="supported").json()
    assert (told["review_state"], told["lacks"]) == ("open", ["a rationale", "a citation that supports it"])


def test_statement_says_where_it_stands(api, ana, article):
    place = at(article, "2.2").placements.get(withdrawn_at=None).start
    api(ana).post("paragraphs/2/cut/", at=place)
    rows = api(ana).get("statements/").json()["results"]
    assert [(row["paragraph"], row["label"]) for row in rows[:4]] == [
        ("1", "1.1"), ("2a", "2.1"), ("2b", "2.2"), ("3", "3.1"),
    ]  # fmt: skip
    assert [row["label"] for row in api(ana).get("statements/", paragraph="2b").json()["results"]] == ["2.2"]
    whole = [row for part in api(ana).get().json()["paragraphs"] for row in part["statements"]]
    assert {row["uid"]: row["paragraph"] for row in whole} == {row["uid"]: row["paragraph"] for row in rows}


def test_statement_says_what_its_page_says_beside_approve(api, ana, article):
    first, second = at(article, "3.1"), at(article, "3.2")
    Statement.objects.filter(pk=first.pk).update(claimant_proposed="The authority")
    relate(second, first, by=ana, kind="leans_on")
    verify(second, by=ana, status="supported", rationale="R.")
    assert api(ana).get(f"statements/{second.uid}/").json()["fallen"] == []
    verify(first, by=ana, status="misstated", detail="over", rationale="R.")
    told = api(ana).get(f"statements/{second.uid}/").json()
    assert told["fallen"] == [
        {"uid": str(first.uid), "label": "3.1", "status": "misstated", "detail": "over"}
    ]
    assert told["to_weigh"][:2] == [
        "Leans on 3.1, now “overstated”: look at it again.", "No evidence is cited.",
    ]  # fmt: skip
    assert api(ana).get(f"statements/{first.uid}/").json()["claimant_proposed"] == "The authority"


def test_rationale_of_no_verdict_is_refused_not_dropped(api, ana, article):
    where = f"statements/{at(article, '3.1').uid}/verifications/"
    answer = api(ana).post(where, status="unchecked", rationale="Ring them first.")
    assert answer.status_code == 422 and "rationale" in answer.json()["errors"]


def test_statements_are_found_by_their_plain_words_too(api, ana, article):
    change_statement(at(article, "3.3"), by=ana, plain="Every driver asked says so.")
    rows = api(ana).get("statements/", q="every DRIVER").json()["results"]
    assert [row["label"] for row in rows] == ["3.3"]


def test_statements_of_all_articles_are_one_list(api, ana, article):
    other = taken_in(ana, (("body", "The harbour master counts the drivers."),), title="Another")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.3"))
    verify(at(article, "3.3"), by=ana, status="misstated", detail="over", rationale="Two drivers.")
    where = f"{DESK}statements/"
    rows = api(ana).get(where, q="drivers").json()["results"]
    assert [(row["article"], row["label"]) for row in rows] == [(other.slug, "1.1"), (article.slug, "3.3")]
    for there in (where, "statements/"):
        rows = api(ana).get(there, q="AGREE drivers").json()["results"]
        assert [row["label"] for row in rows] == ["3.3"], there
    (row,) = api(ana).get(where, is_flagged="true").json()["results"]
    assert (row["review_state"], row["reasons"], row["left_out"]) == ("ready", ["no_source"], False)
    assert (row["verdict"], row["state"], row["flags"]) == ("Overstated", "Ready for review", ["No source"])
    assert (row["status"], row["detail"], row["uid"]) == ("misstated", "over", str(at(article, "3.3").uid))
    first = api(ana).get(where, page_size=2).json()
    assert [row["label"] for row in first["results"]] == ["1.1", "1.1"]
    assert api(ana).client.get(first["next"]).json()["results"][0]["label"] == "2.1"
