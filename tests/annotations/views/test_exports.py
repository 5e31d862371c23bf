"""An article leaves by its export page: for whom, in what form, what to know before it goes."""

import json
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations import reading
from annotations.exports import AUDIENCES, FORMATS, slots
from annotations.models import Note
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from articles.querysets import articles_of
from tests.annotations.api.conftest import Caller
from tests.cast import at

SECRET = "the mayor told me"


@pytest.fixture
def as_lea(client, lea):
    client.force_login(lea.person)
    return client


@pytest.fixture
def worked_on(article, ana, tomas):
    verify(at(article, "3.1"), by=ana, status="contradicted", rationale="75,000 is too many.")
    raise_flag(article, by=tomas, reason="headline", note="“Winning” is nowhere")
    Note.objects.create(article=article, desk=article.desk, text=SECRET, created_by=ana.person)
    return article


def page(article, **query):
    return reverse("article-export", args=["harbour", article.slug], query=query)


def file(article, format, **query):
    return reverse("article-export-file", args=["harbour", article.slug, format], query=query)


def test_viewer_sees_what_to_know_before_it_goes(as_lea, worked_on):
    shown = as_lea.get(page(worked_on)).content.decode()
    for told in (
        "8 statements not approved: the file says so at each.",
        "1 open flag: printed with reason, note and who raised it (no note on our own work).",
        "of the words not yet accounted for.",
        "There is no summary yet.",
        "Private notes (1) stay here.",
    ):
        assert told in shown


def test_before_json_goes_it_is_told_that_all_rows_do(as_lea, worked_on):
    shown = as_lea.get(page(worked_on, **{"for": "archive"})).content.decode()
    assert (
        "Earlier verdicts, settled flags, decisions go with it" in shown and "the file says so" not in shown
    )
    assert "statements · 1 verdict · 1 flag</p>" in shown


def test_readers_come_first_and_get_a_page(as_lea, worked_on):
    shown = as_lea.get(page(worked_on)).content.decode()
    assert re.search(r'id="for-readers"[^>]*aria-current="true"', shown)
    assert re.search(r'id="as-html"[^>]*aria-current="true"', shown)
    assert f'src="{file(worked_on, "html")}?preview&amp;for=readers"' in shown


@pytest.mark.parametrize(
    ("audience", "format"), [("archive", "json"), ("author", "html"), ("nobody", "html")]
)
def test_each_audience_has_its_likeliest_form(as_lea, worked_on, audience, format):
    shown = as_lea.get(page(worked_on, **{"for": audience})).content.decode()
    assert re.search(rf'id="as-{format}"[^>]*aria-current="true"', shown)


def test_text_formats_are_shown_as_text(as_lea, worked_on):
    shown = as_lea.get(page(worked_on, **{"for": "author", "format": "markdown"})).content.decode()
    assert "<pre" in shown
    assert "**Not signed off: 0 of 8 statements approved, 1 open flag blocks it." in shown


def test_htmx_gets_the_export_alone(as_lea, worked_on):
    part = as_lea.get(page(worked_on), headers={"HX-Request": "true"}).content.decode().strip()
    assert part.startswith('<div class="export" id="export">')
    assert "<html" not in part


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_the_file_is_what_the_registry_makes(as_lea, worked_on, lea, format):
    response = as_lea.get(file(worked_on, format.slug))
    audience = "archive" if format.slug == "json" else "readers"
    read = reading.load(articles_of(lea).get(pk=worked_on.pk), audience=audience)
    assert response.content == format.render(read)
    assert response["Content-Type"] == format.media_type
    assert response["Content-Disposition"] == f'attachment; filename="{worked_on.slug}.{format.extension}"'


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("format", FORMATS)
def test_private_notes_are_in_no_file(as_lea, worked_on, audience, format):
    assert SECRET not in as_lea.get(file(worked_on, format, **{"for": audience})).content.decode()
    shown = as_lea.get(page(worked_on, **{"for": audience, "format": format}))
    assert SECRET not in shown.content.decode()


def test_a_look_at_the_file_may_stand_in_our_page_and_do_nothing(as_lea, worked_on):
    response = as_lea.get(file(worked_on, "html") + "?preview")
    assert "Content-Disposition" not in response
    policy = response["Content-Security-Policy"]
    assert {"default-src 'none'", "frame-ancestors 'self'", "sandbox"} <= set(policy.split("; "))
    assert "script-src" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_page_lets_in_its_own_frame_and_no_other(as_lea, worked_on):
    policy = as_lea.get(page(worked_on))["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_page_that_is_looked_at_is_made_once(as_lea, worked_on, monkeypatch):
    made = []
    for slug, form in FORMATS.items():
        write = replace(
            form, render=lambda read, slug=slug, form=form: made.append(slug) or form.render(read)
        )
        monkeypatch.setitem(FORMATS, slug, write)
    assert "KB</span>" not in as_lea.get(page(worked_on)).content.decode() and made == []
    as_lea.get(file(worked_on, "html") + "?preview")
    assert "KB</span>" in as_lea.get(page(worked_on, format="markdown")).content.decode()
    assert made == ["html", "markdown"]


def test_long_files_leave_room_for_others(as_lea, worked_on, lea, monkeypatch):
    """Two at a time in a process; who comes then is told so, and holds no thread."""
    monkeypatch.setattr(slots, "LONG", 8)
    asked = (page(worked_on), file(worked_on, "json"), Caller(lea, worked_on).address("exports/json/"))
    with slots.slot(8), slots.slot(9):
        for address in asked:
            answer = as_lea.get(address)
            assert (answer.status_code, answer["Retry-After"]) == (429, "10")
            assert "in ten seconds" in answer.content.decode() or "Wait 10 seconds" in answer.json()["detail"]
        monkeypatch.setattr(slots, "LONG", 9)
        assert as_lea.get(asked[0]).status_code == 200
    assert [as_lea.get(address).status_code for address in asked] == [200] * 3


def test_an_unknown_form_is_not_found(as_lea, worked_on):
    assert as_lea.get(file(worked_on, "docx")).status_code == 404


def test_a_foreign_desk_is_not_found(client, worked_on, otto):
    client.force_login(otto.person)
    assert client.get(page(worked_on)).status_code == 404
    assert client.get(file(worked_on, "json")).status_code == 404


def test_the_json_of_the_page_is_json(as_lea, worked_on):
    assert json.loads(as_lea.get(file(worked_on, "json")).content)["article"]["slug"] == worked_on.slug


def test_queries_do_not_grow_with_the_article(as_lea, worked_on, ana, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        as_lea.get(page(worked_on))
    source = make_source(by=ana, title="Gate statistics")
    for label in ("2.1", "2.2", "3.2", "3.3", "4.1"):
        statement = at(worked_on, label)
        cite(worked_on, [statement.pk], by=ana, source=source, stance="supports", passage=label)
        verify(statement, by=ana, status="supported", rationale=label)
        raise_flag(worked_on, by=ana, reason="weak_source", statement=statement)
    with django_assert_num_queries(len(few)):
        as_lea.get(page(worked_on))


@pytest.mark.parametrize(
    ("kind", "told"), [("undercuts", "what a citation shows"), ("undermines", "a source")]
)
def test_card_and_review_say_which_source_a_counterpoint_is_aimed_at(client, article, ana, rosa, kind, told):
    row = at(article, "3.1")
    for title in ("Gate statistics", "A blog"):
        source = make_source(by=ana, title=title)
        (cited,) = cite(article, [row.pk], by=ana, source=source, stance="contradicts", locator="p. 2")
    counter(article, by=ana, text="It is partisan.", statement=row, kind=kind, target=cited)
    verify(at(article, "3.1"), by=ana, status="contradicted", rationale="75,000 is too many.")
    client.force_login(rosa.person)
    for where in (
        reverse("statement", args=["harbour", article.slug, row.pk]),
        reverse("review-statement", args=["harbour", row.pk]),
    ):
        shown = client.get(where).content.decode()
        assert f"{told}: <bdi>A blog</bdi>, <bdi>p. 2</bdi>.</b>" in shown, where


def test_card_review_file_and_api_count_one_chain_of_copies_as_one(client, article, ana, rosa):
    first = make_source(by=ana, title="Wire report")
    second = make_source(by=ana, title="Harbour Courier", derived_from=first)
    third = make_source(by=ana, title="A blog", derived_from=second)
    row = at(article, "3.1")
    for source in (second, third):
        cite(article, [row.pk], by=ana, source=source, stance="contradicts", passage="57,000")
    verify(at(article, "3.1"), by=ana, status="contradicted", rationale="75,000 is too many.")
    client.force_login(rosa.person)
    for where in (
        reverse("statement", args=["harbour", article.slug, row.pk]),
        reverse("review-statement", args=["harbour", row.pk]),
        file(article, "html"),
        file(article, "markdown"),
    ):
        told = client.get(where).content.decode()
        assert "1 independent source" in told and "2 independent" not in told, where
    api = f"/api/v1/desks/harbour/articles/{article.slug}/"
    assert client.get(f"{api}statements/{row.uid}/").json()["origins"] == 1
    whole = [line for part in client.get(api).json()["paragraphs"] for line in part["statements"]]
    assert [line["origins"] for line in whole if line["uid"] == str(row.uid)] == [1]
    left = json.loads(client.get(file(article, "json", **{"for": "archive"})).content)
    assert {source["uid"]: source["derived_from"] for source in left["sources"]} == {
        str(first.uid): None,
        str(second.uid): str(first.uid),
        str(third.uid): str(second.uid),
    }
