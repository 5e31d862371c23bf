"""A time at the edge of the calendar, which some zone cannot tell, comes in nowhere; nor does a day of long ago."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from annotations.forms.article import ArticleForm, FactsOfArticle
from annotations.forms.sources import SourceForm
from annotations.forms.statement import VerdictForm
from annotations.forms.tokens import TokenForm
from annotations.importing.parsing import moment
from annotations.refusals import Refused
from annotations.services.articles import change_article
from articles.models import Article, Membership, Role
from tests.annotations.api.conftest import Caller
from tests.annotations.views.intake_pages import press, preview_of
from tests.cast import at

TOLD = "Give a year between 1900 and 9000."
EDGES = ("0001-01-01T00:10", "1899-12-31T12:00", "9001-01-01T12:00", "9999-12-31T23:30")


def token_form(data):
    return TokenForm(data, by=Membership(role=Role.ADMIN))


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize("time", EDGES)
def test_forms_refuse_it(settings, time, zone):
    settings.TIME_ZONE = zone
    for form, field in ((FactsOfArticle, "due"), (token_form, "expires_at")):
        assert form({field: time}).errors[field] == [TOLD]
        assert field not in form({field: "1900-01-02T00:00"}).errors


@pytest.mark.parametrize(
    ("time", "zone"), [("1900-01-01T00:10", "Europe/Berlin"), ("9000-12-31T23:30", "America/New_York")]
)
def test_the_year_is_that_of_the_export(settings, time, zone):
    settings.TIME_ZONE = zone
    assert FactsOfArticle({"due": time}).errors["due"] == [TOLD]


@pytest.mark.parametrize(("form", "field"), [(FactsOfArticle, "due"), (token_form, "expires_at")])
def test_hour_that_comes_twice_is_the_first_one_that_is_leapt_over_is_told(settings, form, field):
    settings.TIME_ZONE = "Europe/Berlin"
    autumn = form({field: "2026-10-25T02:30"})
    assert field not in autumn.errors
    assert autumn.cleaned_data[field] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    spring = form({field: "2027-03-28T02:30"})
    assert spring.errors[field] == ["The clocks leap over 02:30 on that day. Give another time."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "due",
    [datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 11, 3, 9, 30, 59, tzinfo=UTC)],
    ids=["the second of two hours", "seconds, which no page shows"],
)
def test_a_time_that_nobody_touched_stays(settings, article, due):
    settings.TIME_ZONE = "Europe/Berlin"
    article.due = due
    shown = ArticleForm.of(article)
    data = {field.html_name: "" if field.value() is None else field.value() for field in shown}
    data["due"] = shown["due"].field.widget.format_value(shown["due"].value())
    for title, wanted in (("Another title", due), ("Another title", datetime(2026, 11, 4, 8, 0, tzinfo=UTC))):
        form = ArticleForm.of(article, data | {"title": title})
        assert form.is_valid(), form.errors
        assert form.values()["due"] == wanted
        data["due"] = "2026-11-04T09:00"


@pytest.mark.django_db
@pytest.mark.parametrize("time", EDGES)
def test_a_program_is_refused_it(client, ana, article, time):
    client.force_login(ana.person)
    answer = client.patch(
        f"/api/v1/desks/harbour/articles/{article.slug}/", {"due": f"{time}:00Z"}, "application/json"
    )
    assert (answer.status_code, answer.json()["errors"]) == (422, {"due": [TOLD]})
    assert Article.objects.get(pk=article.pk).due is None


@pytest.mark.parametrize("time", EDGES)
def test_an_import_refuses_it(time):
    with pytest.raises(ValueError, match="give a year between 1900 and 9000"):
        moment(f"{time}:00Z")


LONG_AGO = {
    "0026-11-30": "30 November 0026: write the year with four digits.",
    "0001-01-01": "1 January 0001: write the year with four digits.",
    "1899-12-31": "31 December 1899: give a year from 1900 on.",
}


@pytest.mark.parametrize("day", LONG_AGO)
def test_a_day_of_long_ago_is_read_out_and_refused(day):
    source_form = partial(SourceForm, by=Membership(role=Role.ANALYST))
    for form, field in (
        (VerdictForm, "as_of"),
        (FactsOfArticle, "published_on"),
        (source_form, "archived_on"),
    ):
        assert form({field: day}).errors[field] == [LONG_AGO[day]]
        assert field not in form({field: "1900-01-01"}).errors
        assert field not in form({field: ""}).errors


@pytest.mark.django_db
@pytest.mark.parametrize("day", LONG_AGO)
def test_a_program_is_refused_a_day_of_long_ago(ana, article, day):
    row = at(article, "3.1")
    for where, said in (
        (
            f"articles/{article.slug}/statements/{row.uid}/verifications/",
            {"status": "misleading", "as_of": day},
        ),
        ("sources/", {"title": "Gate", "archived_on": day}),
        ("articles/", {"text": "A\n\nB.", "published_on": day}),
    ):
        answer = Caller(ana).post(where, **said)
        assert (answer.status_code, [*answer.json()["errors"].values()]) == (422, [[LONG_AGO[day]]])


@pytest.fixture
def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


@pytest.mark.django_db
def test_what_is_out_already_was_not_published_tomorrow(ana, article, tomorrow):
    with pytest.raises(
        Refused, match=r"is still to come\. Correct it, or choose “Before publication”\."
    ) as refused:
        change_article(article, by=ana, published_on=tomorrow)
    assert refused.value.field == "published_on"
    change_article(article, by=ana, published_on=tomorrow, mode="before")
    change_article(article, by=ana, title="Another")
    with pytest.raises(Refused, match="still to come"):
        change_article(article, by=ana, mode="after")
    change_article(article, by=ana, mode="after", published_on=timezone.localdate())


@pytest.mark.django_db
def test_nothing_is_taken_in_as_published_tomorrow(client, ana, tomorrow):
    client.force_login(ana.person)
    address, page = preview_of(client)
    refused = press(client, address, page, "take", published_on=tomorrow.isoformat())
    assert "is still to come" in refused.context["form"].errors["published_on"][0]
    assert press(client, address, refused, "take", mode="before").status_code == 302
    assert Article.objects.get().published_on == tomorrow
    said, articles = (
        {"text": "A title\n\nB.", "published_on": tomorrow.isoformat()},
        "articles/",
    )
    answer = Caller(ana).post(articles, **said)
    assert answer.status_code == 422 and "is still to come" in answer.json()["errors"]["published_on"][0]
    assert Caller(ana).post(articles, **said, mode="before").json()["published_on"] == tomorrow.isoformat()
    found = {"text": f"A title\n\n{tomorrow:%d %B %Y}\n\nThe port is slow. It was not."}
    days = [
        Caller(ana).post(articles, **found, mode=mode).json()["published_on"] for mode in ("before", "after")
    ]
    assert days == [tomorrow.isoformat(), None]  # nobody typed it


@pytest.mark.django_db
def test_a_due_time_of_another_year_is_told_with_it(client, ana, article):
    client.force_login(ana.person)
    for due in (timezone.localtime().replace(month=7), timezone.localtime().replace(year=2035, month=7)):
        change_article(article, by=ana, due=due)
        page = client.get(f"/desks/harbour/articles/{article.slug}/").content.decode()
        year = "" if due.year == timezone.localdate().year else " 2035"
        assert f"due {due.day} July{year}, {due:%H:%M}" in page
