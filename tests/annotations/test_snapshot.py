"""Others go on while something is read: what is told stood there at one moment."""

import json
from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from annotations.api import exports as api_exports
from annotations.api import handlers
from annotations.reading import loading, snapshot
from annotations.services.cutting import merge
from annotations.services.evidence import cite
from annotations.services.sources import make_source
from annotations.views import exports
from tests.annotations.api.conftest import Caller
from tests.cast import at, taken_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def article(ana):
    return taken_in(ana)


@pytest.fixture
def meanwhile(monkeypatch):
    """``meanwhile(module, "name", act)``: somebody else's ``act``, once, before ``name`` is called, or ``after`` it."""

    def arrange(module, name, act, *, after=False):
        real, left = getattr(module, name), [act]

        def run():
            left.pop()()
            connection.close()

        def elsewhere():
            if left:
                thread = Thread(target=run)
                thread.start()
                thread.join()

        def called(*args, **options):
            if not after:
                elsewhere()
            result = real(*args, **options)
            elsewhere()
            return result

        monkeypatch.setattr(module, name, called)
        return left

    return arrange


def cited(article, by):
    source = make_source(by=by, title="Gate statistics")
    return lambda: cite(article, [at(article, "3.2").pk], by=by, source=source, stance="supports")


def test_list_outlives_a_merge(article, ana, tomas, meanwhile):
    both = [at(article, label) for label in ("3.1", "3.2")]
    left = meanwhile(handlers, "page_of", lambda: merge(*both, by=tomas), after=True)
    told = Caller(ana, article).get("statements/")
    assert told.status_code == 200, told.content
    assert not left and {str(row.uid) for row in both} <= {row["uid"] for row in told.json()["results"]}
    assert str(both[1].uid) not in Caller(ana, article).get("statements/").content.decode()


def test_version_that_is_approved_is_that_of_the_evidence_that_was_told(article, ana, tomas, meanwhile):
    where = f"statements/{at(article, '3.2').uid}/"
    before = Caller(ana, article).get(where).json()
    left = meanwhile(loading, "Evidence", cited(article, tomas), after=True)
    told = Caller(ana, article).get(where).json()
    assert not left and (told["citations"], told["content_version"]) == ([], before["content_version"])
    assert len(Caller(ana, article).get(where).json()["citations"]) == 1


def test_card_shows_no_version_newer_than_its_evidence(article, tomas, meanwhile):
    row = at(article, "3.2")
    meanwhile(loading, "Evidence", cited(article, tomas))
    shown = loading.load_statement(article, row.pk)
    assert (shown.content_version, len(shown.citations)) == (row.content_version, 1)


@pytest.mark.parametrize("module", [exports, api_exports], ids=["page", "api"])
def test_what_leaves_is_of_one_moment(article, ana, tomas, client, meanwhile, module):
    left = meanwhile(module, "load", cited(article, tomas))
    if module is exports:
        client.force_login(ana.person)
        file = client.get(reverse("article-export-file", args=["harbour", article.slug, "json"]))
    else:
        file = Caller(ana, article).get("exports/json/")
    assert (file.status_code, left) == (200, [])
    assert json.loads(file.content)["citations"] == []


def test_nothing_is_written_meanwhile(article, ana):
    with pytest.raises(Exception, match="read-only transaction"), snapshot():
        make_source(by=ana, title="Gate statistics")
