"""Nobody's change is lost; nothing is done twice."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.api.schema import document
from annotations.models import Deed, IdempotencyKey
from annotations.services.verifying import verify
from articles.models import Membership, Role
from tests.annotations.api.conftest import DESK, Caller
from tests.annotations.api.routes import ROUTES
from tests.annotations.api.world import build, filled
from tests.cast import at, join

pytestmark = pytest.mark.django_db


def test_stale_version_is_refused_with_what_stands_there_now(api, ana, tomas, article):
    where = f"statements/{at(article, '3.1').uid}/"
    read = api(ana).get(where)
    assert read["ETag"].startswith('"1-')
    written = api(tomas).patch(where, plain="Tomás says.", headers={"If-Match": read["ETag"]})
    assert (written.status_code, written["ETag"]) == (200, api(ana).get(where)["ETag"])
    refused = api(ana).patch(where, plain="Ana says.", headers={"If-Match": read["ETag"]})
    assert refused.status_code == 412
    assert (refused["ETag"], refused.json()["current"]["plain"]) == (written["ETag"], "Tomás says.")
    again = api(ana).patch(where, plain="Ana says.", headers={"If-Match": refused["ETag"]})
    assert again.json()["plain"] == "Ana says."


@pytest.mark.parametrize("asked", ["application/json; indent=2", "application/json;q=0.5", "*/*"])
def test_bytes_are_the_same_however_they_are_asked_for(api, ana, article, asked):
    where = f"statements/{at(article, '3.1').uid}/"
    usual = api(ana).get(where)
    read = api(ana).client.get(api(ana).address(where), headers={"Accept": asked})
    assert (read.content, read["ETag"]) == (usual.content, usual["ETag"])
    written = {"If-Match": read["ETag"], "Accept": asked}
    assert b'"plain":"Yes."' in api(ana).patch(where, plain="Yes.", headers=written).content


def test_what_is_meant_for_a_statement_is_not_done_to_the_one_that_took_it(api, ana, article):
    gone, kept = at(article, "3.2").uid, at(article, "3.1").uid
    api(ana).post(f"statements/{kept}/merge/", other=str(gone))
    verdict = {"status": "misleading", "rationale": "Half of it is left out."}
    refused = api(ana).post(f"statements/{gone}/verifications/", **verdict)
    assert refused.status_code == 409
    assert f"This was merged into 3.1–3.2 ({kept}). Name that one." in refused.content.decode()
    assert at(article, "3.1–3.2").status == "unchecked"
    assert api(ana).get(f"statements/{gone}/").json()["uid"] == str(kept)
    assert api(ana).post(f"statements/{kept}/verifications/", **verdict).status_code == 200


def test_what_hangs_on_a_row_counts_unless_the_version_alone_is_asked_for(api, ana, tomas, article):
    where = f"statements/{at(article, '3.1').uid}/"
    read = api(ana).get(where)
    api(tomas).post("flags/", reason="no_source", statement=read.json()["uid"])
    now = api(ana).get(where)
    assert now.json()["version"] == read.json()["version"] and now["ETag"] != read["ETag"]
    refused = api(ana).patch(where, plain="Late.", headers={"If-Match": read["ETag"]})
    assert (refused.status_code, refused["ETag"]) == (412, now["ETag"])
    assert [flag["reason"] for flag in refused.json()["current"]["flags"]] == ["no_source"]
    version = f'"{read.json()["version"]}"'
    assert api(ana).patch(where, plain="Row only.", headers={"If-Match": version}).status_code == 200


def test_tag_names_the_bytes(api, ana, article):
    world = build(article, ana)
    source = f"{DESK}sources/{world['source']}/"
    places = [
        "",
        "tally/",
        "exports/",
        "exports/html/",
        "exports/json/",
        f"citations/{world['citation']}/",
        source,
    ]
    before = {where: api(ana).get(where) for where in places}
    assert all(api(ana).get(where)["ETag"] == before[where]["ETag"] for where in places)
    api(ana).patch(source, title="Gate counts")
    for where in places:
        now = api(ana).get(where)
        assert (now["ETag"] == before[where]["ETag"]) is (now.content == before[where].content), where
    changed = {where for where in places if api(ana).get(where)["ETag"] != before[where]["ETag"]}
    assert changed == set(places) - {"tally/", "exports/"}


def test_what_one_has_already_is_not_sent_again(api, ana, article):
    caller = api(ana)
    for where in (
        "",
        "tally/",
        "exports/markdown/",
        "statements/",
        f"{DESK}sources/",
        f"statements/{at(article, '3.1').uid}/",
    ):
        shown = caller.get(where)
        tag = shown["ETag"]
        for known in (tag, f'"1", W/{tag}', "*"):
            same = caller.client.get(caller.address(where), headers={"If-None-Match": known})
            assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag), where
            assert same["Cache-Control"] == "private, no-cache"
            assert (same["Vary"], "Content-Type" in same) == (shown["Vary"], False), where
            assert "Accept-Encoding" in same["Vary"]
        packed = caller.client.get(caller.address(where), headers={"Accept-Encoding": "gzip"})["ETag"]
        asked = {"Accept-Encoding": "gzip", "If-None-Match": packed}
        assert caller.client.get(caller.address(where), headers=asked)["ETag"] == packed, where
    other = caller.client.get(caller.address(""), headers={"If-None-Match": '"1"'})
    assert other.status_code == 200


@pytest.mark.parametrize("version", ["*", '"9", "1"', 'W/"1"'])
def test_version_may_be_any_of_several_or_marked_weak(api, ana, article, version):
    where = f"statements/{at(article, '3.1').uid}/"
    assert api(ana).patch(where, plain="Yes.", headers={"If-Match": version}).status_code == 200


def test_every_change_of_a_row_honours_its_version(api, ana, article):
    world = build(article, ana)
    of_rows = [row for row in ROUTES if row[1] != "GET" and row[4] < 300 and row[5] == "annotates"]
    tried = set()
    for name, method, where, body, *_ in of_rows:
        if where.count("{") + where.count("paragraphs/2/") > where.count("{at}") and name != "deed-undo":
            said = filled(body or {}, world)
            answer = api(ana).send(method, filled(where, world), said, {"If-Match": '"77"'})
            assert answer.status_code == 412, (name, method)
            assert answer.json()["current"], (name, method)
            tried.add((name, method))
    assert len(tried) > 20


def test_a_verdict_whose_answer_was_lost_is_answered_as_saved(api, ana, tomas, article):
    where = f"statements/{at(article, '3.1').uid}/"
    old = {"If-Match": api(ana).get(where)["ETag"]}
    verdict = {"status": "misleading", "rationale": "By a third."}
    first, again = (api(ana).post(f"{where}verifications/", **verdict, headers=old) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert (first.json(), first["ETag"]) == (again.json(), again["ETag"])
    assert Deed.objects.filter(verb="verify").count() == 1
    for by, said in ((tomas, verdict), (ana, verdict | {"rationale": "By half."})):
        assert api(by).post(f"{where}verifications/", **said, headers=old).status_code == 412


@pytest.mark.parametrize("told", ["1", '1, "1"', "'1'", "", '"1', 'w/"1"'])
def test_what_is_no_etag_is_refused_as_such(api, ana, article, told):
    where = f"statements/{at(article, '3.1').uid}/"
    assert api(ana).get(where).json()["version"] == 1
    refused = api(ana).patch(where, plain="Yes.", headers={"If-Match": told})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["If-Match"])
    assert "in quotation marks" in refused.json()["detail"]


@pytest.mark.parametrize("where", ["", f"{DESK}articles/"])
def test_the_version_of_an_article_is_the_one_of_its_etag(api, ana, article, where):
    api(ana).post("flags/", reason="headline")
    told = api(ana).get(where).json()
    version = (told["results"][0] if where else told)["version"]
    assert api(ana).patch("", summary="So.", headers={"If-Match": f'"{version}"'}).status_code == 200


def test_article_speaks_of_all_that_hangs_on_it(api, ana, article):
    tag = api(ana).get()["ETag"]
    api(ana).post("flags/", reason="headline", headers={"If-Match": tag})
    refused = api(ana).post("flags/", reason="no_source", headers={"If-Match": tag})
    assert refused.status_code == 412
    assert api(ana).delete("", headers={"If-Match": tag}).status_code == 412
    assert api(ana).delete("", headers={"If-Match": api(ana).get()["ETag"]}).status_code == 204


@pytest.mark.parametrize(
    ("where", "name"), [("articles", "title"), ("sources", "title"), ("claimants", "name")]
)
def test_version_of_what_has_none_is_refused(api, ana, where, name):
    refused = api(ana).post(f"{DESK}{where}/", headers={"If-Match": '"99999"'}, **{name: "T."})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["If-Match"])
    told = document()["paths"][f"/api/v1/desks/{{desk}}/{where}/"]["post"]
    assert "If-Match" not in [row["name"] for row in told["parameters"]]
    assert "412" not in told["responses"]


def test_approval_of_other_content_is_refused(api, ana, rosa, article):
    world = build(article, ana)
    said = {"statements": [world["second"]], "verdict": "approve"}
    refused = api(rosa).post("decisions/", seen=world["seen"] - 1, **said)
    assert refused.status_code == 409
    assert "changed while you were reading" in refused.json()["detail"]
    assert api(rosa).post("decisions/", seen=world["seen"], **said).status_code == 201


@pytest.mark.parametrize("verdict", ["approve", "send_back"])
@pytest.mark.parametrize("many", [False, True])
def test_decision_is_on_what_was_read(api, ana, tomas, rosa, article, verdict, many):
    rows = [at(article, label) for label in ("3.1", "3.2")[: 1 + many]]
    for row in rows:
        verify(row, by=ana, status="not_claim")
    uids = [str(row.uid) for row in rows]
    more = {"reasons": ["no_source"]} if verdict == "send_back" else {}
    said = {"statements": uids, "verdict": verdict, **more}
    read = {row["uid"]: row["content_version"] for row in api(rosa).get("statements/").json()["results"]}
    seen = {uid: read[uid] for uid in uids}
    wrong = api(rosa).post("decisions/", seen=dict.fromkeys(seen, 77), **said)
    assert (wrong.status_code, "changed while you were reading" in wrong.json()["detail"]) == (409, True)
    for odd in ({}, {uids[0]: 1, str(at(article, "2.1").uid): 1}, {"x": 1}, *([1] if many else [])):
        answer = api(rosa).post("decisions/", seen=odd, **said)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["seen"]), odd
    since = api(rosa).get().json()["seq"]
    if verdict == "approve":
        api(tomas).post("flags/", reason="legal_risk", is_blocking=False, statement=uids[0])
    else:
        api(tomas).post("notes/", text="N.")
        Membership.objects.filter(pk=tomas.pk).update(role="editor")
        api(tomas).post("decisions/", statements=uids, verdict="approve")
    late = api(rosa).post("decisions/", seen=seen, since=since, **said)
    assert (late.status_code, "Tomás" in late.json()["detail"]) == (409, True)
    now = api(rosa).get().json()["seq"]
    assert api(rosa).post("decisions/", seen=seen, since=now, **said).status_code == 201


def test_what_changed_since_the_approval_is_told(api, ana, rosa, article):
    row = at(article, "3.2")
    verify(row, by=ana, status="misleading", rationale="Half of it.")
    where = f"statements/{row.uid}/since-approval/"
    api(rosa).post("decisions/", statements=[str(row.uid)], verdict="approve")
    told = api(ana).get(where).json()
    assert (told["by"], told["was"], told["columns"], told["parts"]) == ("Rosa", None, [], [])
    api(ana).patch(f"statements/{row.uid}/", plain="Half of the year only.")
    api(ana).post("counterpoints/", text="But.", statement=str(row.uid))
    verify(at(article, "3.2"), by=ana, status="not_claim")
    told = api(ana).get(where).json()
    assert [(line["was"], line["now"]) for line in told["columns"]] == [("nothing", "Half of the year only.")]
    assert (told["was"]["status"], told["was"]["rationale"]) == ("misleading", "Half of it.")
    assert told["parts"] == ["1 counterpoint added"]


def test_who_was_quicker_is_told_with_what_stands_there(api, ana, tomas, rosa, article):
    first, second = (at(article, label) for label in ("3.1", "3.2"))
    read, tag = api(rosa).get(f"statements/{second.uid}/").json(), api(rosa).get()["ETag"]
    verify(first, by=rosa, status="not_claim")
    verify(second, by=ana, status="not_claim")
    api(tomas).patch(f"statements/{second.uid}/", plain="Half of it.")
    said = {"statements": [str(second.uid)], "verdict": "approve", "seen": read["content_version"]}
    late = api(rosa).post("decisions/", **said).json()
    assert late["current"]["plain"] == "Half of it."
    assert "Tomás was the last to work on it." in late["detail"]
    late = api(rosa).post("flags/", reason="headline", headers={"If-Match": tag})
    assert (late.status_code, late.json()["current"]["seq"]) == (412, api(rosa).get().json()["seq"])
    assert "Tomás changed this (“Changed 3.2”)" in late.json()["detail"]
    both = {"statements": [str(first.uid), str(second.uid)], "verdict": "approve"}
    assert api(rosa).post("decisions/", **both).json()["detail"].startswith("3.1: You wrote part of this.")
    source = api(ana).post(f"{DESK}sources/", title="Gate")
    api(tomas).patch(source["Location"], title="Gates")
    late = api(ana).patch(source["Location"], title="G.", headers={"If-Match": source["ETag"]}).json()
    assert late["detail"].startswith("Tomás changed this since you read it.")
    assert late["detail"].endswith("then send yours again under its ETag.")


def test_taking_from_another_editor_names_them(api, rosa, article):
    ines = join(article.desk, "Ines", Role.EDITOR)
    where = f"statements/{at(article, '3.1').uid}/take/"
    assert api(rosa).post(where).json()["reviewer"] == "Rosa"
    assert api(rosa).post(where).status_code == 200
    for said in ({}, {"instead_of": "Tomás"}):
        refused = api(ines).post(where, **said)
        assert (refused.status_code, refused.json()["current"]["reviewer"]) == (409, "Rosa")
    assert api(ines).post(where, instead_of="Rosa").json()["reviewer"] == "Ines"
    assert api(rosa).post(where, instead_of=ines.person.email).json()["reviewer"] == "Rosa"


def test_request_sent_twice_is_done_once(api, ana, article):
    key = {"Idempotency-Key": "a1"}
    first = api(ana).post("notes/", text="Once.", headers=key)
    second = api(ana).post("notes/", text="Once.", headers=key)
    assert second["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert (first["Location"], first["ETag"]) == (second["Location"], second["ETag"])
    assert len(api(ana).get("notes/").json()["results"]) == 1


def test_every_post_is_done_once(api, ana, rosa, article):
    world = build(article, ana)
    article.refresh_from_db()
    for name, method, where, body, ok, who in ROUTES:
        if method == "POST" and ok < 300 and name != "articles":
            caller = api(rosa if who == "reviews" else ana)
            with transaction.atomic():
                sent = [
                    caller.send(method, filled(where, world), filled(body, world), {"Idempotency-Key": name})
                    for _ in range(2)
                ]
                transaction.set_rollback(True)
            assert [answer.status_code for answer in sent] == [ok, ok], (name, sent[1].content)
            assert sent[0].content == sent[1].content, name
            own, again = (dict(answer.items()) for answer in sent)
            assert again == own | {"Idempotent-Replayed": "true"}, name


def test_file_sent_twice_is_taken_in_once(api, ana):
    for _ in range(2):
        file = SimpleUploadedFile("port.txt", b"A port\n\nIt is slow. It was fast.", "text/plain")
        answer = api(ana).client.post(
            f"{DESK}articles/", {"file": file}, format="multipart", headers={"Idempotency-Key": "a1"}
        )
        assert (answer.status_code, answer.json()["title"]) == (201, "A port")
    assert len(api(ana).get(f"{DESK}articles/").json()["results"]) == 2


def test_key_of_another_request_is_refused(api, ana, tomas):
    key = {"Idempotency-Key": "a1"}
    api(ana).post("notes/", text="Once.", headers=key)
    refused = api(ana).post("notes/", text="Other.", headers=key)
    assert refused.status_code == 422 and "Idempotency-Key" in refused.json()["errors"]
    assert api(tomas).post("notes/", text="Other.", headers=key).status_code == 201


def test_refused_request_may_be_sent_again_with_its_key(api, ana):
    key = {"Idempotency-Key": "a1"}
    assert api(ana).post("flags/", reason="other", headers=key).status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert api(ana).post("flags/", reason="other", note="This.", headers=key).status_code == 201


def test_key_has_a_length_and_can_be_printed(api, ana):
    for key in ("", "x" * 101, "a\0", "a\x1b"):
        assert api(ana).post("notes/", text="Once.", headers={"Idempotency-Key": key}).status_code == 422


def test_nobody_waits_for_a_lock_while_a_body_comes_in(api, ana, article, monkeypatch):
    held = []
    read = WSGIRequest.body.fget

    def body(request):
        if not hasattr(request, "_body"):
            held.append([query for query in asked.captured_queries if "FOR NO KEY UPDATE" in query["sql"]])
        return read(request)

    monkeypatch.setattr(WSGIRequest, "body", property(body))
    with CaptureQueriesContext(connection) as asked:
        assert api(ana).post("notes/", text="A note.").status_code == 201
    assert held == [[]]
    assert any("FOR NO KEY UPDATE" in query["sql"] for query in asked.captured_queries)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_done_once(ana, article):
    answers = []

    def send():
        try:
            caller = Caller(ana, article)
            answers.append(caller.post("notes/", text="Once.", headers={"Idempotency-Key": "a1"}).json())
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4 and all(answer == answers[0] for answer in answers)
    assert Deed.objects.filter(verb="note").count() == 1
