"""Holds the reader of HTML to the words of pages as the programs of publishers write them."""

import pytest

from articles.intake import Manuscript, read

LONG = "The bridge was built in 1932 by two hundred workers of the town, who were paid three marks a day."
MORE = "The council has not decided what to do with it, although it has been asked many times since then."


def page(article: str, *, head: str = "<title>The bridge closes</title>") -> Manuscript:
    return read(
        f"<html lang=en><head>{head}</head><body>{article}</body></html>".encode(), filename="a.html"
    )


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
