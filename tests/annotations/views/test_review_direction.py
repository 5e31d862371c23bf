"""Words of either direction stand in Review with their own."""

from annotations.services.articles import change_article
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.sources import make_source
from tests.annotations.views.test_review import ready, url

URDU = "وزیرِ اعظم"


def test_what_is_chosen_turns_with_its_words(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "4.2", rationale=URDU)
    page = as_rosa.post(url("review-selected", desk), {"statement": row.pk}).content.decode()
    assert f'<bdi lang="en">{row.text}</bdi>' in page and f"<bdi>{URDU}</bdi>" in page


def test_the_article_as_a_whole_turns_with_its_words(as_rosa, desk, article, ana):
    change_article(article, by=ana, summary=URDU)
    flag = raise_flag(article, by=ana, reason="headline")
    page = as_rosa.get(url("review-flag", desk, flag.pk)).content.decode()
    assert f'<p dir="auto">{URDU}</p>' in page
    assert f'<h2 class="para" lang="en" dir="auto">{article.title}</h2>' in page


def test_a_citation_turns_with_its_words(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    cite(article, [row.pk], by=ana, source=make_source(by=ana, title=URDU), stance="context", shows=URDU)
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert f"<bdi>{URDU}</bdi></a>" in page and f'<p dir="auto">{URDU}</p>' in page
