"""Each deed of the pages can be done by a program."""

import pytest

from tests.cast import at

pytestmark = pytest.mark.django_db


def uid(article, label):
    return str(at(article, label).uid)


def test_reads_its_desks(api, ana):
    found = api(ana).get("/api/v1/desks/").json()
    assert found["results"] == [
        {"slug": "harbour", "name": "Harbour desk", "role": "analyst", "origins_wanted": 2}
    ]
    assert api(ana).get("/api/v1/desks/harbour/").json() == found["results"][0]


def test_reads_the_people_of_the_desk(api, ana, rosa):
    found = api(ana).get("/api/v1/desks/harbour/people/").json()["results"]
    assert [(person["name"], person["role"]) for person in found] == [("Ana", "analyst"), ("Rosa", "editor")]


def test_takes_in_a_text(api, ana):
    text = "The port is slow\n\nIt was faster in 2019. So they say.\n\nEverybody waits."
    answer = api(ana).post("/api/v1/desks/harbour/articles/", text=text, byline="M. Okafor", mode="before")
    assert answer.status_code == 201, answer.json()
    made = answer.json()
    assert answer["Location"] == "/api/v1/desks/harbour/articles/the-port-is-slow/"
    assert (made["title"], made["byline"], made["mode"]) == ("The port is slow", "M. Okafor", "before")
    assert [paragraph["kind"] for paragraph in made["paragraphs"]] == ["title", "body", "body"]
    assert [s["text"] for s in made["paragraphs"][1]["statements"]] == [
        "It was faster in 2019.",
        "So they say.",
    ]
    assert made["original_sha256"]


def test_takes_in_paragraphs(api, ana):
    paragraphs = [
        {"kind": "title", "text": "Short"},
        {"text": "One sentence."},
        {"text": "Subscribe", "left_out": True, "rule": "chrome"},
    ]
    made = api(ana).post("/api/v1/desks/harbour/articles/", paragraphs=paragraphs).json()
    assert made["title"] == "Short"
    assert [(p["kind"], p["left_out"]) for p in made["paragraphs"]] == [
        ("title", False),
        ("body", False),
        ("body", True),
    ]


def test_takes_in_a_file(api, ana):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("port.md", b"# A port\n\nIt is **slow**.\n", "text/markdown")
    answer = api(ana).client.post(
        "/api/v1/desks/harbour/articles/", {"file": file, "publisher": "Courier"}, format="multipart"
    )
    assert answer.status_code == 201, answer.json()
    assert (answer.json()["title"], answer.json()["publisher"]) == ("A port", "Courier")


def test_lists_articles(api, ana, article):
    found = api(ana).get("/api/v1/desks/harbour/articles/").json()
    assert [row["slug"] for row in found["results"]] == [article.slug]
    assert found["next"] is None
    assert found["results"][0]["counts"]["statements"] > 5
    for query, expected in (
        ({"q": "port"}, 1), ({"q": "zebra"}, 0), ({"mode": "before"}, 0), ({"owner": "me"}, 1),
        ({"is_flagged": "true"}, 0), ({"stage": "checking"}, 1), ({"sort": "title"}, 1),
    ):  # fmt: skip
        rows = api(ana).get("/api/v1/desks/harbour/articles/", **query).json()["results"]
        assert len(rows) == expected, query


def test_reads_the_annotated_article(api, ana, article):
    answer = api(ana).get()
    told = answer.json()
    assert answer["ETag"].startswith(f'"{article.seq}-')
    assert told["paragraphs"][2]["statements"][0]["label"] == "3.1"
    paragraph = told["paragraphs"][2]
    for statement in paragraph["statements"]:
        assert paragraph["text"][statement["start"] : statement["end"]] == statement["text"]


def test_corrects_the_facts(api, ana, rosa, article):
    answer = api(ana).patch("", byline="M. Okafor", due="2027-01-05T17:00:00Z", owner=rosa.person.email)
    assert answer.status_code == 200, answer.json()
    told = answer.json()
    assert (told["byline"], told["due"], told["owner"]) == ("M. Okafor", "2027-01-05T17:00:00Z", "Rosa")
    (listed,) = api(ana).get("/api/v1/desks/harbour/articles/").json()["results"]
    assert told == listed  # a text of thousands of statements is not sent along
    next_one = {"If-Match": answer["ETag"]}
    assert api(ana).patch("", headers=next_one, byline="Maria Okafor").status_code == 200
    assert api(ana).patch("", headers=next_one, byline="M. O.").status_code == 412
    assert api(ana).patch("", owner=None).json()["owner"] is None


def test_withdraws_an_article_and_undoes_it(api, ana):
    assert api(ana).delete("").status_code == 204
    assert api(ana).get().status_code == 404
    deed = api(ana).get("deeds/").json()["results"][0]
    assert deed["verb"] == "withdraw_article"
    assert api(ana).post(f"deeds/{deed['seq']}/undo/").status_code == 200
    assert api(ana).get().status_code == 200


def test_counts_an_article(api, ana):
    assert api(ana).get("tally/").json()["unaccounted_percent"] == 100


def test_works_on_paragraphs(api, ana, article):
    assert api(ana).patch("paragraphs/2/", kind="quotation").json()["kind"] == "quotation"
    assert api(ana).patch("paragraphs/2/", left_out=True, why="an aside").json()["rule"] == "an aside"
    assert api(ana).patch("paragraphs/2/", left_out=False).json()["left_out"] is False
    place = at(article, "2.2").placements.get(withdrawn_at=None).start
    parts = api(ana).post("paragraphs/2/cut/", at=place).json()["results"]
    assert [part["label"] for part in parts] == ["2a", "2b"]
    assert api(ana).post("paragraphs/2a/join/").json()["label"] == "2"
    assert api(ana).get("paragraphs/2/").status_code == 200
    labels = [row["label"] for row in api(ana).get("paragraphs/").json()["results"]]
    assert labels == ["1", "2", "3", "4", "5"]


def test_filters_statements(api, ana, article):
    assert [row["label"] for row in api(ana).get("statements/").json()["results"]][:3] == [
        "1.1",
        "2.1",
        "2.2",
    ]
    api(ana).post("flags/", reason="no_source", statement=uid(article, "3.1"))
    for query, labels in (
        ({"is_flagged": "true"}, ["3.1"]), ({"q": "DRIVERS"}, ["3.3"]), ({"state": "left_out"}, ["5.1"]),
        ({"status": "supported"}, []), ({"q": "berth", "is_flagged": "true"}, []),
        ({"status": "unchecked", "paragraph": "5"}, []),
        ({"status": "unchecked", "paragraph": "5", "state": "left_out"}, ["5.1"]),
    ):  # fmt: skip
        rows = api(ana).get("statements/", **query).json()["results"]
        assert [row["label"] for row in rows] == labels, query


def test_says_what_a_statement_is(api, ana, article):
    claimant = api(ana).post("/api/v1/desks/harbour/claimants/", name="The authority", role="harbour").json()
    where = f"statements/{uid(article, '3.1')}/"
    told = api(ana).patch(where, kind="quantity", plain="In 2025 …", claimant=claimant["uid"]).json()
    assert (told["kind"], told["kind_confirmed"], told["plain"]) == ("quantity", True, "In 2025 …")
    assert told["claimant"] == {"uid": claimant["uid"], "name": "The authority", "role": "harbour"}
    found = api(ana).get("/api/v1/desks/harbour/claimants/", q="auth").json()["results"]
    assert [row["uid"] for row in found] == [claimant["uid"]]
    assert api(ana).get(f"/api/v1/desks/harbour/claimants/{claimant['uid']}/").json() == claimant


def test_splits_merges_moves(api, ana, article, cut_before):
    first = at(article, "3.1")
    said = cut_before(first, " averaging")
    parts = api(ana).post(f"statements/{first.uid}/split/", **said).json()["results"]
    assert [part["label"] for part in parts] == ["3.1a", "3.1b"]
    assert parts[1]["leans_on"][0]["uid"] == str(first.uid)
    assert parts[1]["worked_out"][0]["working"] == "75,000 ÷ 365 = 205.5"
    whole = api(ana).post(f"statements/{first.uid}/merge/", other=parts[1]["uid"]).json()
    assert (whole["label"], whole["text"]) == ("3.1", first.text)
    gone = api(ana).get(f"statements/{parts[1]['uid']}/").json()
    assert gone["uid"] == str(first.uid)
    start, end = whole["start"], whole["end"] - 1
    quote = at(article, "3.1").placements.get(withdrawn_at=None).paragraph.text[start:end]
    moved = api(ana).post(f"statements/{first.uid}/ends/", start=start, end=end, quote=quote)
    assert moved.json()["text"] == quote
    refused = api(ana).post(f"statements/{first.uid}/ends/", start=start, end=end, quote="other words")
    assert refused.status_code == 422 and "quote" in refused.json()["errors"]


def test_split_takes_citations_and_counterpoints_of_its_own(api, ana, article, source, cut_before):
    first, other = at(article, "3.1"), at(article, "2.1")
    said = {"source": source["uid"], "stance": "supports"}
    mine, foreign = (
        api(ana).post("citations/", statements=[str(row.uid)], **said).json()["results"][0]["uid"]
        for row in (first, other)
    )
    where, cut = f"statements/{first.uid}/split/", cut_before(first, " averaging")
    point = api(ana).post("counterpoints/", statement=str(first.uid), text="Half were empty.").json()["uid"]
    backing = api(ana).post("citations/", counterpoint=point, **said).json()["results"][0]["uid"]
    for field, named in (("take", [mine, foreign]), ("take", [backing]), ("take_points", [point, mine])):
        refused = api(ana).post(where, **cut, **{field: named})
        assert refused.status_code == 422 and list(refused.json()["errors"]) == [field]
    parts = api(ana).post(where, **cut, take=[mine], take_points=[point]).json()["results"]
    assert [row["uid"] for row in parts[1]["citations"]] == [mine]
    assert [row["uid"] for row in parts[1]["counterpoints"]] == [point]


def test_split_cites_the_same_for_both(api, ana, article, source, cut_before):
    first = at(article, "3.1")
    api(ana).post("citations/", statements=[str(first.uid)], source=source["uid"], stance="supports")
    said = cut_before(first, " averaging") | {"cite_both": True}
    parts = api(ana).post(f"statements/{first.uid}/split/", **said).json()["results"]
    assert [len(part["citations"]) for part in parts] == [1, 1]


def test_offsets_are_code_points(api, ana, article):
    told = api(ana).get(f"statements/{uid(article, '3.3')}/").json()
    paragraph = api(ana).get("paragraphs/3/").json()["text"]
    assert "👍" in told["text"] and paragraph[told["start"] : told["end"]] == told["text"]


def test_marks_a_gap(api, ana, article):
    where = f"statements/{uid(article, '2.2')}/"
    told = api(ana).get(where).json()
    text = api(ana).get("paragraphs/2/").json()["text"]
    middle = told["start"] + told["text"].index("people")
    api(ana).post(f"{where}ends/", start=told["start"], end=middle, quote=text[told["start"] : middle])
    answer = api(ana).post(
        "statements/", paragraph="2", start=middle, end=told["end"], quote=text[middle : told["end"]]
    )
    assert answer.status_code == 201, answer.json()
    assert api(ana).get(answer["Location"]).json()["label"] == "2.3"


def test_verifies(api, ana, article):
    where = f"statements/{uid(article, '3.2')}/verifications/"
    told = api(ana).post(where, status="misleading", rationale="Half of the year only.").json()
    assert (told["status"], told["review_state"]) == ("misleading", "ready")
    api(ana).post(where, status="misstated", detail="over", rationale="By half.", as_of="2026-01-02")
    given = api(ana).get(where).json()["results"]
    assert [(row["status"], row["detail"]) for row in given] == [("misstated", "over"), ("misleading", "")]
    for rationale, kept in (("By half.", ""), ("A figure of speech.", "A figure of speech.")):
        api(ana).post(
            where, status="not_claim", rationale=rationale
        )  # what was said of a claim is not said of none
        assert api(ana).get(where).json()["results"][0]["rationale"] == kept


def test_links_statements(api, ana, article):
    a, b = uid(article, "3.1"), uid(article, "3.2")
    answer = api(ana).post("relations/", a=a, b=b, kind="leans_on")
    assert answer.status_code == 201
    assert api(ana).get("relations/", statement=b).json()["results"] == [answer.json()]
    assert api(ana).get(answer["Location"]).json()["kind"] == "leans_on"
    assert api(ana).delete(answer["Location"]).status_code == 204
    assert api(ana).get("relations/").json()["results"] == []
    told = api(ana).post(f"statements/{a}/same-as/", other=uid(article, "1.1")).json()
    assert told["same_as"]["label"] == "1.1"
    assert api(ana).post(f"statements/{a}/same-as/", other=None).json()["same_as"] is None


@pytest.fixture
def source(api, ana):
    return api(ana).post(
        "/api/v1/desks/harbour/sources/", title="Gate statistics", url="https://harbour.example/gate?utm_source=x",
        csl={"type": "report", "issued": {"date-parts": [[2025]]}},
    ).json()  # fmt: skip


def test_finds_the_same_work(api, ana, source):
    again = api(ana).post("/api/v1/desks/harbour/sources/", url="http://www.harbour.example/gate/").json()
    assert again["uid"] == source["uid"]
    found = api(ana).get("/api/v1/desks/harbour/sources/", q="https://harbour.example/gate").json()["results"]
    assert [row["uid"] for row in found] == [source["uid"]]
    where = f"/api/v1/desks/harbour/sources/{source['uid']}/"
    copy = api(ana).post("/api/v1/desks/harbour/sources/", title="A copy", derived_from=source["uid"]).json()
    assert copy["derived_from"] == source["uid"]
    told = api(ana).patch(where, archive_url="https://archive.example/1", archived_on="2026-01-01").json()
    assert (told["archived_on"], told["version"]) == ("2026-01-01", 2)
    assert api(ana).get(where).json() == told


def test_cites_one_source_for_many(api, ana, article, source):
    both = [uid(article, "3.1"), uid(article, "3.2")]
    answer = api(ana).post(
        "citations/",
        statements=both,
        source=source["uid"],
        stance="supports",
        passage="75,118",
        locator="table 4",
    )
    assert answer.status_code == 201, answer.json()
    made = answer.json()["results"]
    assert [row["statement"] for row in made] == both
    where = f"citations/{made[0]['uid']}/"
    told = api(ana).patch(where, stance="context", shows="more").json()
    assert (told["stance"], told["shows"], told["passage"]) == ("context", "more", "75,118")
    assert api(ana).get(where).json() == told
    passages = api(ana).get(f"/api/v1/desks/harbour/sources/{source['uid']}/passages/").json()["results"]
    assert [(row["text"], row["locator"]) for row in passages] == [("75,118", "table 4")]
    assert len(api(ana).get("citations/", stance="supports", source=source["uid"]).json()["results"]) == 1
    assert api(ana).delete(where).status_code == 204
    assert len(api(ana).get("citations/", statement=both[0]).json()["results"]) == 0


def test_argues(api, ana, article, source):
    answer = api(ana).post("counterpoints/", statement=uid(article, "3.2"), text="Not in winter.")
    point = answer.json()
    assert (answer.status_code, point["outcome"], point["statement"]) == (201, "open", uid(article, "3.2"))
    where = f"counterpoints/{point['uid']}/"
    cited = api(ana).post("citations/", counterpoint=point["uid"], source=source["uid"], stance="supports")
    assert cited.json()["results"][0]["counterpoint"] == point["uid"]
    assert api(ana).patch(where, text="Not in any winter.").json()["text"] == "Not in any winter."
    told = api(ana).post(f"{where}answer/", text="The reform came in spring.").json()
    assert (told["outcome"], told["answered_by"], len(told["citations"])) == ("answered", "Ana", 1)
    assert api(ana).post(f"{where}outcome/", outcome="accepted").json()["outcome"] == "accepted"
    assert api(ana).get("counterpoints/", outcome="accepted").json()["results"][0]["uid"] == point["uid"]
    assert api(ana).get(where).json()["outcome"] == "accepted"
    assert api(ana).delete(where).status_code == 204
    assert api(ana).get("citations/").json()["results"] == []


def test_flags_any_target(api, ana, article, source):
    cited = api(ana).post(
        "citations/", statements=[uid(article, "3.1")], source=source["uid"], stance="supports"
    ).json()["results"][0]  # fmt: skip
    point = api(ana).post("counterpoints/", text="And the others?").json()
    for target, said in (
        ("article", {}), ("statement", {"statement": uid(article, "3.1")}),
        ("citation", {"citation": cited["uid"]}), ("counterpoint", {"counterpoint": point["uid"]}),
    ):  # fmt: skip
        answer = api(ana).post("flags/", reason="weak_source", note="Look.", **said)
        assert (answer.status_code, answer.json()["target"]) == (201, target)
    flag = api(ana).get("flags/", is_open="true").json()["results"][0]
    where = f"flags/{flag['uid']}/"
    told = api(ana).post(f"{where}settle/", outcome="fixed", note="Done.").json()
    assert (told["is_open"], told["outcome"], told["closed_by"]) == (False, "fixed", "Ana")
    assert api(ana).post(f"{where}reopen/").json()["is_open"] is True
    assert api(ana).get(where).json()["outcome"] == ""
    assert api(ana).delete(where).status_code == 204
    assert len(api(ana).get("flags/").json()["results"]) == 3


def test_editor_decides(api, ana, rosa, article):
    where = f"statements/{uid(article, '3.2')}/"
    told = api(ana).post(f"{where}verifications/", status="misleading", rationale="Half a year.").json()
    assert api(rosa).post(f"{where}take/").json()["reviewer"] == "Rosa"
    answer = api(rosa).post(
        "decisions/", statements=[told["uid"]], verdict="approve", seen=told["content_version"]
    )
    assert answer.status_code == 201, answer.json()
    assert answer.json()["results"][0]["is_fresh"] is True
    assert api(rosa).get(where).json()["is_final"] is True
    answer = api(rosa).post(
        "decisions/", statements=[told["uid"]], verdict="send_back", reasons=["weak_source"], note="One only."
    )
    assert answer.json()["results"][0]["verdict"] == "send_back"
    assert api(ana).get("deeds/").json()["results"][0]["words"] == "Asked for changes on 3.2"
    assert api(ana).get("flags/").json()["results"][0]["reason"] == "weak_source"
    given = api(ana).get("decisions/", statement=told["uid"]).json()["results"]
    assert [row["verdict"] for row in given] == ["send_back", "approve"]


def test_refuses_one_pair_of_eyes(api, rosa, article):
    where = f"statements/{uid(article, '3.2')}/"
    told = api(rosa).post(f"{where}verifications/", status="misleading", rationale="Half a year.").json()
    answer = api(rosa).post("decisions/", statements=[told["uid"]], verdict="approve")
    assert answer.status_code == 403 and "You wrote part of this" in answer.json()["detail"]
    answer = api(rosa).post(
        "decisions/", statements=[told["uid"]], verdict="approve", override_why="Alone tonight."
    )
    assert answer.json()["results"][0]["override_why"] == "Alone tonight."


def test_notes(api, ana, article):
    answer = api(ana).post("notes/", text="Ring them.", statement=uid(article, "3.1"))
    assert (answer.status_code, answer.json()["is_private"]) == (201, True)
    where = answer["Location"]
    assert api(ana).patch(where, is_private=False).json()["is_private"] is False
    assert [row["text"] for row in api(ana).get("notes/").json()["results"]] == ["Ring them."]
    assert api(ana).get(where).json()["statement"] == uid(article, "3.1")
    assert api(ana).delete(where).status_code == 204


def test_tells_and_undoes_deeds(api, ana, article):
    api(ana).patch("", byline="Someone")
    told = api(ana).get("deeds/").json()["results"]
    assert [row["verb"] for row in told] == ["change_article", "take_in"]
    answer = api(ana).post(f"deeds/{told[0]['seq']}/undo/").json()
    assert answer["undoes"] == told[0]["seq"]
    assert api(ana).get(f"deeds/{told[0]['seq']}/").json()["undone_by"] == answer["seq"]
    assert api(ana).get().json()["byline"] == ""


def test_tells_the_deeds_on_one_statement(api, ana, article):
    api(ana).patch(f"statements/{uid(article, '2.1')}/", plain="A.")
    api(ana).patch(f"statements/{uid(article, '2.2')}/", plain="B.")
    told = api(ana).get("deeds/", statement=uid(article, "2.2")).json()["results"]
    assert [row["words"] for row in told] == ["Changed 2.2"]


def test_undoes_no_deed_that_moved_nothing(api, ana):
    refused = api(ana).post("deeds/1/undo/")
    assert refused.status_code == 422 and "from the list instead." in refused.json()["detail"]
