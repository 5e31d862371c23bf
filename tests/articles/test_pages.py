"""Holds the reader of HTML to the words of pages as the programs of publishers write them."""

import pytest

from articles.intake import Manuscript, read

LONG = "The bridge was built in 1932 by two hundred workers of the town, who were paid three marks a day."
MORE = "The council has not decided what to do with it, although it has been asked many times since then."


def page(article: str, *, head: str = "<title>The bridge closes</title>") -> Manuscript:
    return read(f"<html lang=en><head>{head}</head><body>{article}</body></html>".encode(), filename="a.html")


def of_article(article: str) -> list[tuple[str, str]]:
    """Kind and words of what an article that holds this between two paragraphs has there."""
    found = page(f"<article><h1>The bridge closes</h1><p>{LONG}</p>{article}<p>{MORE}</p></article>")
    told = [(paragraph.kind, paragraph.text) for paragraph in found.paragraphs]
    assert [told[0], told[1], told[-1]] == [("title", "The bridge closes"), ("body", LONG), ("body", MORE)]
    return told[2:-1]


@pytest.mark.parametrize(
    ("article", "paragraphs"),
    [
        ("<p>Mr<!-- -->. Lind said <!-- -->3.2<!-- --> million.</p>", ["Mr. Lind said 3.2 million."]),
        ("<!-- ad --><p>It was late<?x y?> and dark.</p><!-- end -->", ["It was late and dark."]),
        ("<ul><!-- first --><li>Steel<!-- --> and sand</li></ul>", ["Steel and sand"]),
        ("<table><tr><!-- --><td>Sand<!-- --></td><td>3</td></tr></table>", ["Sand | 3"]),
    ],
)
def test_comments_are_for_nobody(article: str, paragraphs: list[str]) -> None:
    assert [text for _, text in of_article(article)] == paragraphs


def test_words_that_stand_in_no_paragraph_are_one() -> None:
    assert of_article(
        "<section><h2>What it cost</h2>Steel, for <b>three</b> million.<br>"
        "<h2>Who pays</h2>Nobody has said so.</section>"
    ) == [
        ("heading", "What it cost"),
        ("body", "Steel, for three million."),
        ("heading", "Who pays"),
        ("body", "Nobody has said so."),
    ]


HEADLINE = "Council of Eastmarch closes the bridge"


@pytest.mark.parametrize(
    ("stated", "headings"),
    [
        (f"{HEADLINE} | Harbour Courier", f"<h1>{HEADLINE}</h1>"),
        (
            "The bridge: Eastmarch council decides",
            "<h1>Council of<br>Eastmarch <i>closes</i> the bridge</h1>",
        ),
        ("Eastmarch council shuts bridge", f"<h1>News of the day</h1><h1>{HEADLINE}</h1>"),
        (f"{HEADLINE} - Harbour Courier", f"<h1>Harbour Courier</h1><h1>{HEADLINE}</h1>"),
        (f"Harbour Courier: {HEADLINE}", f"<h1>Harbour Courier</h1><h1>{HEADLINE}</h1>"),
        (
            f"{HEADLINE} | The Harbour Courier of the Eastmarch bridge",
            f"<h1>{HEADLINE}</h1>",
        ),
    ],
)
def test_the_title_is_what_is_printed_over_the_article(stated: str, headings: str) -> None:
    found = page(f"<article>{headings}<p>{LONG}</p><p>{MORE}</p></article>", head=f"<title>{stated}</title>")
    assert found.title == HEADLINE
    assert HEADLINE not in [paragraph.text for paragraph in found.paragraphs[1:]]


@pytest.mark.parametrize(
    ("stated", "headings"),
    [
        ("The bridge closes for two years", "<h1>The day</h1>"),
        ("The bridge closes for two years", "<h1>The bridge closes today</h1><h1>A bridge closes</h1>"),
        ("The bridge closes for two years", "<h1></h1>"),
        ("The ferry of Eastmarch returns", "<h1>Eastmarch Courier</h1>"),
    ],
)
def test_the_title_is_the_stated_one_where_no_other_is_plain(stated: str, headings: str) -> None:
    head = f"<title>{stated}</title><meta property='og:title' content='{stated}'>"
    head += "<meta property='og:site_name' content='Eastmarch Courier'>"
    assert page(f"<article>{headings}<p>{LONG}</p><p>{MORE}</p></article>", head=head).title == stated
