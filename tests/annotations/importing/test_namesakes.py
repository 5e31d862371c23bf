"""Two people of one name stay two: in what people read, in the file, on the way back."""

import json

import pytest

from annotations import reading
from annotations.importing import rebuild
from annotations.reading.names import LONGEST, tell_apart
from annotations.services.articles import change_article
from annotations.services.evidence import cite
from annotations.services.notes import add_note
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from articles.models import Article, Desk, Membership, Person, Role
from tests.annotations.importing.test_round_trip import exported
from tests.cast import at, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def namesakes(article, ana, rosa) -> Article:
    """Ana Neves cites and verifies; another Ana Neves, an editor, approves."""
    Person.objects.filter(pk__in=[ana.person_id, rosa.person_id]).update(name="Ana Neves")
    source = make_source(by=ana, title="Annual gate statistics")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports", passage="75,118")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    approve(at(article, "3.1"), by=rosa)
    return article


def test_each_has_a_name_of_its_own(namesakes):
    people = reading.load(namesakes, audience="archive").people
    assert [(person.name, person.did) for person in people] == [
        ("Ana Neves", ("annotated",)),
        ("Ana Neves (2)", ("approved",)),
    ]
    told = exported(namesakes, "markdown").decode()
    assert "Analyst: Ana Neves (annotated)\n- Editor: Ana Neves (2) (approved)\n" in told


def test_an_export_comes_back_with_equal_bytes(namesakes):
    first = exported(namesakes)
    rebuilt = rebuild(first, desk=Desk.objects.create(slug="empty", name="Empty desk"))
    assert exported(rebuilt) == first
    assert at(rebuilt, "3.1").review_state == "approved"


@pytest.mark.parametrize(
    ("did", "told"),
    [
        (lambda article, by: add_note(article, by=by, text="Asked.", is_private=False), "notes"),
        (lambda article, by: change_article(article, by=by, byline="Somebody"), "changes"),
    ],
)
def test_who_did_nothing_else_has_a_name_of_their_own_too(article, ana, rosa, did, told):
    Person.objects.filter(pk__in=[ana.person_id, rosa.person_id]).update(name="Ana Neves")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    did(article, rosa)
    assert getattr(reading.load(article, audience="archive"), told)[-1].by == "Ana Neves (2)"


def test_who_came_with_another_article_stays_one_person(article, ana, tomas):
    """Both share a source that Ana made; Tomás made none."""
    second = taken_in(ana, [("body", "The quay took 5 containers.")])
    source = make_source(by=ana, title="Annual gate statistics")
    for row in (at(article, "3.1"), at(second, "1.1")):
        cite(row.article, [row.pk], by=ana, source=source, stance="supports")
        cite(row.article, [row.pk], by=tomas, source=source, stance="context")
    empty = Desk.objects.create(slug="empty", name="Empty desk")
    for one in (article, second):
        assert exported(rebuild(exported(one), desk=empty)) == exported(one)
    made = Person.objects.filter(is_placeholder=True).order_by("pk").values_list("name", flat=True)
    assert list(made) == ["Ana", "Tomás", "Tomás"]


def test_nothing_but_the_name_leaves(namesakes):
    told = exported(namesakes).decode()
    assert "@" not in told
    assert {row["by"] for row in json.loads(told)["decisions"]} == {"Ana Neves (2)"}


def test_a_third_person_may_have_such_a_name_already(namesakes, desk):
    editor = Person.objects.create_user("third@harbour.example", name="Ana Neves (2)")
    third = Membership.objects.create(desk=desk, person=editor, role=Role.EDITOR)
    verify(at(namesakes, "3.2"), by=third, status="supported", rationale="The table says so.")
    names = [person.name for person in reading.load(namesakes, audience="archive").people]
    assert names == ["Ana Neves", "Ana Neves (2)", "Ana Neves (3)"]


def test_a_numbered_name_is_no_longer_than_a_name_may_be():
    rows = [{"person_id": number, "person__name": "a" * LONGEST} for number in (2, 1)]
    tell_apart(rows)
    assert [row["person__name"] for row in rows] == ["a" * (LONGEST - 4) + " (2)", "a" * LONGEST]
