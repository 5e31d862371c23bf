"""The people and the article that most tests play with.

Ana and Tomás are analysts, Rosa and Viktor editors, Ines the admin, Lea reads only; Otto is at another desk.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import Statement
from annotations.services.taking_in import Draft, Facts, take_in
from articles.models import Article, Desk, Membership, Person, Role
from tests.ground import laid

PARAGRAPHS = (
    ("title", "The port is winning its war on waiting"),
    (
        "body",
        "For this city, the queue is not a figure of speech. It is what people see from their kitchens.",
    ),
    (
        "body",
        "In 2025 the harbour authority cleared over 75,000 containers, averaging more than 200 a day. "
        "Waiting times have fallen by half since the reform. The drivers I met agree 👍 entirely.",
    ),
    ("body", "It should not have taken a decade. The second berth will open in spring, says وزیرِ اعظم."),
    ("body", "Sign up for our harbour newsletter"),
)


def join(desk: Desk, name: str, role: str) -> Membership:
    person = Person.objects.create_user(f"{name.lower()}@{desk.slug}.example", "correct horse", name=name)
    return Membership.objects.create(desk=desk, person=person, role=role)


@laid
def desk() -> Desk:
    return Desk.objects.create(slug="harbour", name="Harbour desk")


@laid
def ana(desk) -> Membership:
    return join(desk, "Ana", Role.ANALYST)


@laid
def tomas(desk) -> Membership:
    return join(desk, "Tomás", Role.ANALYST)


@laid
def rosa(desk) -> Membership:
    return join(desk, "Rosa", Role.EDITOR)


@laid
def viktor(desk) -> Membership:
    return join(desk, "Viktor", Role.EDITOR)


@laid
def ines(desk) -> Membership:
    return join(desk, "Ines", Role.ADMIN)


@laid
def lea(desk) -> Membership:
    return join(desk, "Lea", Role.VIEWER)


@laid
def otto() -> Membership:
    return join(Desk.objects.create(slug="elsewhere", name="Another desk"), "Otto", Role.ADMIN)


def taken_in(by: Membership, paragraphs=PARAGRAPHS, title: str = PARAGRAPHS[0][1], **came) -> Article:
    """``came``: the original, its encoding."""
    drafts = tuple(Draft(kind, text, left_out=text.startswith("Sign up")) for kind, text in paragraphs)
    return take_in(by=by, drafts=drafts, facts=Facts(title=title, language="en"), **came)


@pytest.fixture
def clock_set_back(monkeypatch):
    """Sets the server's clock back by an hour, each time that it is called."""

    def set_back() -> None:
        now = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: now() - timedelta(hours=1))

    return set_back


@laid
def article(ana) -> Article:
    return taken_in(ana)


def at(article: Article, label: str) -> Statement:
    """The live statement with this label, fresh from the database."""
    return Statement.objects.select_related("article", "verification").get(
        article=article, label=label, withdrawn_at=None
    )
