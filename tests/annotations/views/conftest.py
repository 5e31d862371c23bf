"""Who is signed in; three articles of Ana’s."""

import pytest

from articles.models import Article
from tests.cast import taken_in


@pytest.fixture
def as_ana(client, ana):
    client.force_login(ana.person)
    return client


@pytest.fixture
def as_rosa(client, rosa):
    client.force_login(rosa.person)
    return client


def due(article: Article, moment: str | None) -> Article:
    Article.objects.filter(pk=article.pk).update(due=moment)
    return article


@pytest.fixture
def three(ana):
    late = due(taken_in(ana, title="Ferry cuts cost the islands"), "2026-03-01T12:00Z")
    soon = due(taken_in(ana, title="A bridge too dear"), "2026-02-01T12:00Z")
    return [soon, late, taken_in(ana, title="港の混雑は終わった")]
