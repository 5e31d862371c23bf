"""Who is signed in; three articles of Ana’s."""

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article, Membership
from tests.cast import taken_in
from tests.ground import laid


def key_of(by: Membership) -> str:
    """The key of a session in which somebody is signed in."""
    client = Client()
    client.force_login(by.person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@laid
def key_of_ana(ana):
    return key_of(ana)


@laid
def key_of_rosa(rosa):
    return key_of(rosa)


@pytest.fixture
def as_ana(client, key_of_ana):
    client.cookies[settings.SESSION_COOKIE_NAME] = key_of_ana
    return client


@pytest.fixture
def as_rosa(client, key_of_rosa):
    client.cookies[settings.SESSION_COOKIE_NAME] = key_of_rosa
    return client


def due(article: Article, moment: str | None) -> Article:
    Article.objects.filter(pk=article.pk).update(due=moment)
    return article


@laid
def three(ana):
    late = due(taken_in(ana, title="Ferry cuts cost the islands"), "2026-03-01T12:00Z")
    soon = due(taken_in(ana, title="A bridge too dear"), "2026-02-01T12:00Z")
    return [soon, late, taken_in(ana, title="港の混雑は終わった")]
