"""A desk has words of its own for the verdicts; an article keeps those that it began with."""

import lxml.html
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from annotations.exports import FORMATS
from annotations.reading import load
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.scales import labels_of, set_labels
from annotations.services.verifying import verify
from articles.models import Article, Membership, Scale
from tests.cast import at, taken_in


def as_admin(ines: Membership, **labels: str) -> None:
    ines.desk = set_labels(ines.desk, by=ines, labels=labels)


def test_an_article_keeps_the_words_it_began_with(ines, ana):
    first = taken_in(ana)
    as_admin(ines, misleading="Half true", over="Too high")
    ana.desk.refresh_from_db()
    second = taken_in(ana)
    as_admin(ines, misleading="Half the truth")
    told = [Article.objects.get(pk=article.pk).scale for article in (first, second)]
    assert told[0] is None and told[1].labels == {"misleading": "Half true", "over": "Too high"}
    assert labels_of(ines.desk) == {"misleading": "Half the truth", "over": "Too high"}


def test_they_stand_in_the_workspace_and_in_what_leaves(ines, ana, client):
    as_admin(ines, misleading="Half true")
    ana.desk.refresh_from_db()
    article = taken_in(ana)
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="The quay is one of three.")
    article = Article.objects.get(pk=article.pk)
    assert all(b"Half true" in format.render(load(article)) for format in FORMATS.values())
    client.force_login(ana.person)
    page = client.get(reverse("statement", args=[ana.desk.slug, article.slug, at(article, "2.1").pk]))
    assert "Half true" in page.content.decode() and "Misleading" not in page.content.decode()


def test_the_standard_words_are_not_stored_as_ones_own(ines):
    as_admin(ines, supported="Supported", mostly="  ", misleading=" Half\n true ")
    assert labels_of(ines.desk) == {"misleading": "Half true"}
    as_admin(ines, misleading="Half true")
    assert Scale.objects.count() == 1
    as_admin(ines, misleading="")
    assert labels_of(ines.desk) == {}


@pytest.mark.parametrize(
    ("labels", "sentence", "field"),
    [
        ({"mostly": "supported"}, "“Supported” and for “Mostly supported”", "mostly"),
        ({"misleading": "Wrong", "contradicted": "wrong"}, "nobody could tell them apart", "contradicted"),
        ({"gone": "Gone"}, "“gone” is no verdict", "labels"),
    ],
)
def test_two_verdicts_need_two_names(ines, labels, sentence, field):
    with pytest.raises(Refused, match=sentence) as refused:
        as_admin(ines, **labels)
    assert refused.value.field == field
    assert not Scale.objects.exists()


def test_a_word_is_short_and_of_letters(ines):
    for word in ("x" * 41, "a\0"):
        with pytest.raises(ValidationError, match="Misleading: "):
            as_admin(ines, misleading=word)


def test_two_words_may_be_exchanged(ines):
    as_admin(ines, misleading="Contradicted", contradicted="Misleading")
    assert labels_of(ines.desk) == {"misleading": "Contradicted", "contradicted": "Misleading"}


def test_only_an_admin_of_this_desk_chooses_them(ines, rosa, otto):
    for by in (rosa, otto):
        with pytest.raises(NotAllowed):
            set_labels(ines.desk, by=by, labels={"misleading": "Half true"})
    assert not Scale.objects.exists()


def test_words_of_another_admin_are_not_written_over(ines):
    as_admin(ines, misleading="Half true")
    with pytest.raises(Stale):
        set_labels(ines.desk, by=ines, labels={"misleading": "Half so"}, seen={"misleading": ""})
    set_labels(ines.desk, by=ines, labels={"mostly": "Largely so"}, seen={"mostly": ""})
    ines.desk.refresh_from_db()
    assert labels_of(ines.desk) == {"misleading": "Half true", "mostly": "Largely so"}


def test_the_page_keeps_both_and_takes_what_is_sent_again(client, ines, desk):
    client.force_login(ines.person)
    here = reverse("verdict-labels", args=[desk.slug])
    began = typed(client.get(here))
    assert set(began.values()) == {""} and len(began) == 28
    assert client.post(here, began | {"misleading": "Half true", "over": "Too high"}).status_code == 302
    answer = client.post(here, began | {"misleading": "Half so", "mostly": "Largely so"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ines changed this since you opened it. Yours is kept below" in page
    assert "<b>Misleading, as it is now</b>" in page and page.count("as it is now</b>") == 2
    kept = typed(answer)
    assert (kept["misleading"], kept["over"], kept["mostly"]) == ("Half so", "Too high", "Largely so")
    answer = client.post(here, kept, follow=True)
    assert "The words for the verdicts are saved" in answer.content.decode()
    desk.refresh_from_db()
    assert labels_of(desk) == {"misleading": "Half so", "over": "Too high", "mostly": "Largely so"}


def typed(answer) -> dict[str, str]:
    """What a browser would send of the page."""
    (form,) = (form for form in lxml.html.fromstring(answer.content).forms if "misleading" in form.fields)
    return {name: value or "" for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}


def test_the_page_names_the_field_to_blame(client, ines, desk):
    client.force_login(ines.person)
    answer = client.post(reverse("verdict-labels", args=[desk.slug]), {"mostly": "Supported"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Give one of them other words." in page
    assert 'id="id_mostly_error"' in page and 'value="Supported"' in page
