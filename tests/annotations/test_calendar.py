"""A time at the edge of the calendar, which some zone cannot tell, comes in nowhere."""

from datetime import UTC, datetime

import pytest

from annotations.forms.article import ArticleForm, FactsOfArticle
from annotations.forms.tokens import TokenForm
from annotations.importing.parsing import moment
from articles.models import Article, Membership, Role

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
