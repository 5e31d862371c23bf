"""The desk's lists over the API: what is corrected, merged, taken off, put back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest
from django.db import OperationalError, connection

from annotations.models import Claimant, Deed, Source
from annotations.services import merging
from annotations.services.claimants import make_claimant
from annotations.services.evidence import cite
from annotations.services.sources import make_source
from annotations.services.statements import set_claimant
from tests.annotations.api.conftest import DESK, Caller
from tests.cast import at, taken_in


def uid(article, label: str) -> str:
    return str(at(article, label).uid)


def test_source_is_merged_put_back_taken_off(api, ana, article):
    desk = "/api/v1/desks/harbour/sources/"
    gate, yearbook = (api(ana).post(desk, title=title).json()["uid"] for title in ("Gate", "Yearbook"))
    api(ana).post(
        "citations/", statements=[uid(article, "3.1")], source=gate, stance="supports", passage="75,118"
    )
    told = api(ana).delete(f"{desk}{gate}/")
    assert told.status_code == 422 and told.json()["detail"].startswith("It is cited once.")
    assert api(ana).post(f"{desk}{gate}/merge/", into=gate).status_code == 422
    assert api(ana).post(f"{desk}{gate}/merge/", into=yearbook).json()["cited"] == 1
    assert [row["uid"] for row in api(ana).get(desk).json()["results"]] == [yearbook]
    assert api(ana).post(f"{desk}{gate}/merge/", into=yearbook).status_code == 409
    assert api(ana).post(f"{desk}{gate}/restore/").json()["cited"] == 0
    assert api(ana).delete(f"{desk}{gate}/").status_code == 204
    assert api(ana).get(f"{desk}{gate}/").status_code == 404
    assert api(ana).post(f"{desk}{gate}/restore/").status_code == 200


@pytest.mark.parametrize(("what", "name"), [("sources", "title"), ("claimants", "name")])
def test_what_was_merged_is_read_in_what_took_it(api, ana, what, name):
    desk = f"{DESK}{what}/"
    gone, kept = (api(ana).post(desk, **{name: called}).json()["uid"] for called in ("Gate", "Harbour"))
    assert api(ana).post(f"{desk}{gone}/merge/", into=kept).json()["uid"] == kept
    assert api(ana).get(f"{desk}{gone}/").json()["uid"] == kept
    refused = api(ana).patch(f"{desk}{gone}/", **{name: "Gates"})
    assert refused.status_code == 409 and "This was merged into “Harbour”" in refused.json()["detail"]
    assert api(ana).get(f"{desk}{kept}/").json()[name] == "Harbour"


@pytest.mark.parametrize("what", ["sources", "claimants"])
def test_merge_that_breaks_off_keeps_what_is_done(api, ana, article, what, monkeypatch):
    """No lot is locked any longer than it takes; the same request goes on, and is answered once."""
    articles = [article, taken_in(ana, title="No. 2"), taken_in(ana, title="No. 3")]
    make = {
        "sources": lambda name: make_source(by=ana, title=name),
        "claimants": lambda name: make_claimant(by=ana, name=name),
    }[what]
    one, into = make("Gate"), make("Yearbook")
    for row in articles:
        if what == "sources":
            cite(row, [at(row, "3.1").pk], by=ana, source=one, stance="supports")
        else:
            set_claimant(row, [at(row, "3.1").pk], by=ana, claimant=one)
    monkeypatch.setattr(merging, "MOST_HELD", 1)
    numbered = merging.deed

    def broken(row, *args, **kwargs):
        if row == articles[2]:
            raise OperationalError("The connection was lost.")
        return numbered(row, *args, **kwargs)

    def merge():
        return api(ana).post(f"{DESK}{what}/{one.uid}/merge/", {"Idempotency-Key": "one"}, into=str(into.uid))

    for deed, done, fails in ((broken, 2, pytest.raises(OperationalError)), (numbered, 3, nullcontext())):
        monkeypatch.setattr(merging, "deed", deed)
        with fails:
            assert merge().status_code == 200
        merged = Deed.objects.filter(verb__startswith="merge_").values_list("article", flat=True)
        assert sorted(merged) == [row.pk for row in articles[:done]]
    again = merge()
    assert (again["Idempotent-Replayed"], again.json()["uid"]) == ("true", str(into.uid))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("what", "name"), [("sources", "title"), ("claimants", "name")])
def test_merges_at_the_same_moment_are_done_once(ana, article, monkeypatch, what, name):
    """Who comes later waits for all lots, not only for the first: the answer is kept with the last."""
    monkeypatch.setattr(merging, "MOST_HELD", 1)
    desk, makes = f"{DESK}{what}/", Caller(ana)
    one, into = (makes.post(desk, **{name: called}).json()["uid"] for called in ("Gate", "Yearbook"))
    for row in (article, taken_in(ana, title="No. 2"), taken_in(ana, title="No. 3")):
        if what == "sources":
            cite(row, [at(row, "3.1").pk], by=ana, source=Source.objects.get(uid=one), stance="supports")
        else:
            set_claimant(row, [at(row, "3.1").pk], by=ana, claimant=Claimant.objects.get(uid=one))

    def merge(_):
        try:
            return Caller(ana).post(f"{desk}{one}/merge/", {"Idempotency-Key": "one"}, into=into)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as at_once:
        answers = list(at_once.map(merge, range(4)))
    assert [(answer.status_code, answer.json()["uid"]) for answer in answers] == [(200, into)] * 4
    assert sum("Idempotent-Replayed" in answer for answer in answers) == 3
    assert Deed.objects.filter(verb__startswith="merge_").count() == 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND d.datname = current_database()"
        )
        assert cursor.fetchone() == (0,)


def test_what_a_known_work_does_not_say_is_refused_with_that_work(api, ana):
    desk = "/api/v1/desks/harbour/sources/"
    said = {"title": "Gate", "url": "https://port.example/gate", "csl": {"type": "report"}}
    known = api(ana).post(desk, **said).json()
    for more in ({}, {"title": "", "csl": {}}, {"csl": {"publisher": ""}, "archived_on": None}):
        again = api(ana).post(desk, **said | more)
        assert (again.status_code, again.json()["uid"]) == (200, known["uid"])
    more = {"title": "Gate statistics", "csl": {"type": "book"}, "archived_on": "2026-01-31"}
    answer = api(ana).post(desk, {"Idempotency-Key": "one"}, **said | more)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert told["detail"].startswith("The desk already has this work: “Gate”. Correct that record")
    assert (told["code"], list(told["errors"])) == ("known", ["title", "archived_on", "csl.type"])
    assert told["current"] == known
    where = f"{desk}{told['current']['uid']}/"
    assert api(ana).patch(where, {"If-Match": answer["ETag"]}, **more).json()["title"] == "Gate statistics"
    assert api(ana).post(desk, {"Idempotency-Key": "one"}, **said | more).json()["uid"] == known["uid"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("sources/", {"title": "Gate", "url": "https://harbour.example/gate"}),
        ("claimants/", {"name": "The authority"}), ("claimants/", {"name": "The authority", "role": "pilot"}),
        ("sources/{}/passages/", {"text": "75,118"}),
    ],
)  # fmt: skip
def test_what_was_there_already_is_told_from_what_was_made(api, ana, article, where, said):
    where = DESK + where.format(make_source(by=ana, title="Yearbook").uid)
    made, known = (api(ana).post(where, **said) for _ in range(2))
    assert (made.status_code, known.status_code) == (201, 200)
    assert (made.json(), made["ETag"]) == (known.json(), known["ETag"])
    assert "Location" in made and "Location" not in known


def test_one_address_is_one_work_after_a_merge_too(api, ana, article):
    def add(**record):
        return api(ana).post(f"{DESK}sources/", **record)

    one = {"title": "Gate", "url": "https://harbour.example/gate"}
    gone, kept = (
        add(**one).json()["uid"],
        add(title="Gates", url="https://harbour.example/gates").json()["uid"],
    )
    taken = api(ana).patch(f"{DESK}sources/{gone}/", url="https://harbour.example/gates/")
    assert (taken.status_code, taken.json()["current"]["uid"]) == (409, kept)
    assert list(taken.json()["errors"]) == ["url"]
    assert api(ana).patch(f"{DESK}sources/{gone}/", title="Gate").status_code == 200
    api(ana).post(f"{DESK}sources/{gone}/merge/", into=kept)
    again = add(**one)
    assert (again.status_code < 300, again.json()["uid"]) == (True, kept)
    assert add(**one, archive_url="https://archive.example/1").json()["current"]["uid"] == kept
    assert api(ana).get(f"{DESK}sources/{gone}/").json()["uid"] == kept
    refused = api(ana).patch(f"{DESK}sources/{gone}/", title="G.")
    assert (refused.status_code, refused.json()["current"]["uid"]) == (409, kept)
    assert kept in refused.json()["detail"]
    refused = api(ana).post(
        "citations/", source=gone, stance="supports", statements=[str(at(article, "3.1").uid)]
    )
    assert (refused.status_code, kept in refused.json()["errors"]["source"][0]) == (422, True)
    assert api(ana).post(f"{DESK}sources/{gone}/restore/").json()["uid"] == gone
    assert add(**one).json()["uid"] == gone


def test_passage_is_kept_once_and_cited(api, ana, article):
    desk = "/api/v1/desks/harbour/sources/"
    gate, yearbook = (api(ana).post(desk, title=title).json()["uid"] for title in ("Gate", "Yearbook"))
    there = f"{desk}{gate}/passages/"
    answer = api(ana).post(there, text="75,118\nin all", locator="table 4")
    made = answer.json()
    assert (answer.status_code, made["text"], made["source"], made["by"]) == (
        201,
        "75,118\nin all",
        gate,
        "Ana",
    )
    read = api(ana).get(answer["Location"])
    assert (read.json(), read["ETag"]) == (made, answer["ETag"])
    assert api(ana).post(there, text=" 75,118\nin all ", locator="table 4").json()["uid"] == made["uid"]
    said = {"statements": [uid(article, "3.1")], "source": gate, "stance": "supports"}
    cited = api(ana).post("citations/", passage="75,118\nin all", locator="table 4", **said).json()["results"]
    assert cited[0]["passage_uid"] == made["uid"]
    assert list(api(ana).post(there).json()["errors"]) == ["text"]
    assert api(ana).get(f"{desk}{yearbook}/passages/{made['uid']}/").status_code == 404
    api(ana).post(f"{desk}{gate}/merge/", into=yearbook)
    assert api(ana).post(there, text="More.").status_code == 409


def test_claimant_is_corrected_merged_put_back(api, ana, article):
    desk = "/api/v1/desks/harbour/claimants/"
    office, drivers = (api(ana).post(desk, name=name).json()["uid"] for name in ("Ofice", "Drivers"))
    assert api(ana).patch(f"{desk}{office}/", name="Office").json()["name"] == "Office"
    api(ana).patch(f"statements/{uid(article, '3.1')}/", claimant=office)
    assert api(ana).delete(f"{desk}{office}/").status_code == 422
    assert api(ana).post(f"{desk}{office}/merge/", into=drivers).json()["name"] == "Drivers"
    assert api(ana).get(f"statements/{uid(article, '3.1')}/").json()["claimant"]["uid"] == drivers
    assert api(ana).get(f"{desk}{office}/").json()["uid"] == drivers
    assert api(ana).post(f"{desk}{office}/restore/").json()["name"] == "Office"
    assert api(ana).get(f"{desk}{office}/").json()["uid"] == office
    assert api(ana).delete(f"{desk}{office}/").status_code == 204
