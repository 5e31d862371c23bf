"""A short page, which the library reads without its tags, keeps its paragraphs, headings, lists, quotations."""

import pytest

from articles.intake import read

pytestmark = pytest.mark.usefixtures("in_this_process")

ENGLISH = """
<h1>Night libraries</h1><p class="byline">{by}Jane Wang</p>
<p>In 2024 the libraries had over 75,000 visitors, 20% more than the year before. “Enough?” she asked.</p>
<h2>Figures</h2><p>200 a day.</p><ul><li>Longer hours</li><li>More seats</li></ul>
<blockquote>We did not expect this.</blockquote>"""
CHINESE = """
<h1>夜间图书馆</h1><p class="byline">王小明</p>
<p>2024年，图书馆接待了超过75,000名读者，比上一年增长20%。馆长李华说：“人数超出预期。”</p>
<h2>数字</h2><p>工作日平均每天200人。</p><ul><li>更长的开放时间</li><li>更多的座位</li></ul>
<blockquote>我们没想到会这样。</blockquote>"""
KINDS = ["title", "body", "heading", "body", "list_item", "list_item", "quotation"]


def page(article: str, author: str, around: str = "article") -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="author" content="{author}">'
        f"<title>Night libraries</title></head><body><nav><a href='/'>Home</a></nav><{around}>{article}"
        f"<aside>Sign up for more</aside></{around}><footer>© 2026</footer></body></html>"
    ).encode()


@pytest.mark.parametrize("around", ["article", "main"])
@pytest.mark.parametrize("by", ["", "By ", "Written by "])
def test_a_short_page_keeps_its_paragraphs(by, around):
    taken = read(page(ENGLISH.format(by=by), "Jane Wang", around), filename="night.html")
    assert [each.kind for each in taken.paragraphs] == KINDS
    assert [each.text for each in taken.paragraphs][2:] == [
        "Figures", "200 a day.", "Longer hours", "More seats", "We did not expect this.",
    ]  # fmt: skip
    assert (taken.title, taken.byline) == ("Night libraries", "Jane Wang")
    assert "Home" not in str(taken.paragraphs) and "Sign up" not in str(taken.paragraphs)


def test_so_does_one_in_chinese():
    taken = read(page(CHINESE, "王小明"), filename="night.html")
    assert [each.kind for each in taken.paragraphs] == KINDS
    assert taken.paragraphs[1].text.startswith("2024年")


def test_other_words_than_those_of_its_tags_are_read_as_they_came():
    """As where a page brings its text along for machines, and its article is a teaser."""
    told = "The port was slow in the year before the reform, by all accounts of those who came."
    told += " It is faster now, says the town, by a half of what it was."
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{told}"}}</script>'
    html = f"<html><head>{data}</head><body><article><p>Read on.</p><p>Pay first.</p></article></body></html>"
    assert [each.text for each in read(html.encode(), filename="port.html").paragraphs] == [told]
