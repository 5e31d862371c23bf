"""Holds the reader of HTML to the words of pages as the programs of publishers write them."""

import json
import re

import pytest

from articles.intake import Manuscript, page_authors, page_headline, read

pytestmark = pytest.mark.usefixtures("in_this_process")

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


LINED_REST = "市议会还没有决定如何处理这座桥，尽管已经被问过很多次，而且居民都在等待。"
LINED = "桥在一九三二年建成，\n当时\n<b>三名</b>\n<a href=x>工人</a>\n<a href=y>受伤</a>。\n" + LINED_REST
LINED_TEXT = "桥在一九三二年建成，当时三名工人 受伤。" + LINED_REST


@pytest.mark.parametrize(
    ("article", "paragraphs"),
    [
        (
            "<div>The mayor\n<b>Lena Holt</b>\nsaid so\n<a href=x>in May</a>\n. Nobody\nheard her.</div>",
            ["The mayor Lena Holt said so in May . Nobody heard her."],
        ),
        (
            "<div>It fell.\nNobody saw it.<br>It was late\n</div>",
            ["It fell. Nobody saw it.", "It was late"],
        ),
        ("<div>Ports\nRivers\nTowns of the day</div>", ["Ports", "Rivers", "Towns of the day"]),
        (
            "<div>" + "Ports\n" * 24 + "It fell. It is late.</div>",
            ["Ports"] * 24 + ["It fell. It is late."],
        ),
        (
            "<div>" + "the pier\n,\n" * 12 + "\nfell in May.</div>",
            ["the pier , " * 12 + "fell in May."],
        ),
        ("<pre>It fell.\nNobody\nsaw it.</pre>", ["It fell.", "Nobody", "saw it."]),
        (f"<p>{LINED}</p>", [LINED_TEXT]),
        ("<p>桥在\n1932 年\n建成 了。다리는\n무너졌다.</p>", ["桥在 1932 年建成 了。다리는 무너졌다."]),
        ("<ul><li><b>港口</b>\n<b>河流</b></li></ul>", ["港口 河流"]),
    ],
)
def test_a_line_of_the_source_ends_no_sentence(article: str, paragraphs: list[str]) -> None:
    """Nor is its end a blank between the characters of a script that has none."""
    assert [text for _, text in of_article(article)] == paragraphs


TOWNS = "<a href=x>{}</a>{comma}<a href=y>{}</a>"


@pytest.mark.parametrize(
    ("line", "then", "is_read"),
    [
        (f"In the north: {TOWNS.format('Lund', 'Kiel', comma=', ')}", MORE, True),
        (TOWNS.format("北の県", "港町市", comma="："), MORE, True),
        (TOWNS.format("Ports", "Rivers", comma=" "), MORE, False),
        ("On <a href=x>The old bridge</a>", MORE, False),
        (f"Topics: {TOWNS.format('Lund', 'Kiel', comma=', ')}", "", False),
    ],
)
def test_a_list_of_links_between_paragraphs_is_read(line: str, then: str, is_read: bool) -> None:
    """As a reader of the page sees it; what stands at its end is the page's."""
    before = "".join(f"<p>{number} years ago. {LONG} {MORE}</p>" for number in range(4))
    found = page(
        f"<article><h1>The bridge closes</h1>{before}<p>{line}</p>{then and f'<p>{then}</p>'}</article>"
    )
    told = [paragraph.text for paragraph in found.paragraphs][5:]
    assert told == [re.sub("<[^>]+>", "", line)] * is_read + [then] * bool(then)


def test_a_page_without_paragraphs_keeps_its_lines() -> None:
    found = page("<section>The bridge fell.</section><section>Nobody saw it. It was late.</section>", head="")
    assert [paragraph.text for paragraph in found.paragraphs] == [
        "The bridge fell.",
        "Nobody saw it. It was late.",
    ]


def test_a_caption_stays_apart_from_the_words_around_it() -> None:
    assert of_article("<p>It fell.\n<figure><img src=a><figcaption>The pier</figcaption></figure></p>") == [
        ("body", "It fell."),
        ("caption", "The pier"),
    ]


def test_boxes_in_boxes_keep_their_paragraphs_apart() -> None:
    """A short page is found in another way, with the boxes around its paragraphs."""
    found = page(
        f"<div><div><h2>The bridge closes</h2><p>{LONG}</p><div><p>{MORE}</p></div></div></div>", head=""
    )
    assert [paragraph.text for paragraph in found.paragraphs] == ["The bridge closes", LONG, MORE]


def test_an_article_in_a_cell_of_a_table_has_its_paragraphs() -> None:
    cell = (
        f"<h2>What it cost</h2><p>{LONG}</p><p>{MORE}</p><p>{LONG[:-1]}, they say.</p><ul><li>Steel</li></ul>"
    )
    assert of_article(f"<table><tr><td>Ports</td><td>{cell}</td></tr></table>") == [
        ("body", "Ports"),
        ("heading", "What it cost"),
        ("body", LONG),
        ("body", MORE),
        ("body", f"{LONG[:-1]}, they say."),
        ("list_item", "Steel"),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>Steel</p><p>Sand</p>", "Steel Sand"),
        (f"<p>{LONG} {MORE} {LONG} {MORE}</p>", f"{LONG} {MORE} {LONG} {MORE}"),
    ],
)
def test_a_row_of_data_is_one_item(cell: str, text: str) -> None:
    assert of_article(f"<table><tr><td>1932</td><td>{cell}</td></tr></table>") == [
        ("list_item", f"1932 | {text}")
    ]


@pytest.mark.parametrize(
    ("article", "text"),
    [
        (
            "<p>It fell on <time datetime=2026-05-12>12 May</time> of that year.</p>",
            "It fell on 12 May of that year.",
        ),
        ("<ul><li><time>In May</time> it fell</li></ul>", "In May it fell"),
        ("<p>It is <output>4</output> <label>tons <b>of</b> steel</label>.</p>", "It is 4 tons of steel."),
        ("<p>It lost <del>three</del> <ins>four</ins> piers.</p>", "It lost four piers."),
        ("<p>It lost <del>three</del> or <ins>four</ins> piers.</p>", "It lost three or four piers."),
    ],
)
def test_a_sentence_has_no_hole(article: str, text: str) -> None:
    assert [words for _, words in of_article(article)] == [text]


def test_the_day_in_a_line_of_its_own_is_the_pages() -> None:
    day = "<p>Published <time datetime=2026-05-12>12 May 2026</time>, at noon</p><time>13 May 2026</time>"
    found = page(f"<article><h1>The bridge closes</h1>{day}<p>{LONG}</p><p>{MORE}</p></article>")
    assert str(found.published_on) == "2026-05-12"
    assert "13 May 2026" not in [paragraph.text for paragraph in found.paragraphs]


HEADLINE = "Council of Eastmarch closes the bridge"


@pytest.mark.parametrize(
    ("title", "headings"),
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
def test_the_title_is_what_is_printed_over_the_article(title: str, headings: str) -> None:
    found = page(f"<article>{headings}<p>{LONG}</p><p>{MORE}</p></article>", head=f"<title>{title}</title>")
    assert found.title == HEADLINE
    assert HEADLINE not in [paragraph.text for paragraph in found.paragraphs[1:]]


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("The bridge closes for two years", "<h1>The day</h1>"),
        ("The bridge closes for two years", "<h1>The bridge closes today</h1><h1>A bridge closes</h1>"),
        ("The bridge closes for two years", "<h1></h1>"),
        ("The ferry of Eastmarch returns", "<h1>Eastmarch Courier</h1>"),
    ],
)
def test_the_title_is_the_stated_one_where_no_other_is_plain(title: str, headings: str) -> None:
    head = f"<title>{title}</title><meta property='og:title' content='{title}'>"
    head += "<meta property='og:site_name' content='Eastmarch Courier'>"
    assert page(f"<article>{headings}<p>{LONG}</p><p>{MORE}</p></article>", head=head).title == title


def test_a_section_before_the_headline_is_not_of_the_title() -> None:
    assert page_headline.headline([f"Towns and rivers {HEADLINE}"], HEADLINE, None) == HEADLINE
    assert page_headline.headline(["The long bridge"], "Bridge", None) == "The long bridge"


def data(*authors: object) -> str:
    """The head of a page whose data name these authors."""
    graph = [{"@type": "WebSite", "author": "Nobody"}, {"@type": "NewsArticle", "author": authors}]
    graph.append({"@type": ["Person"], "@id": "#lena", "name": "Lena M. Holt"})
    return f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        (data({"@type": "Person", "name": "Lena M. Holt"}), "Lena M. Holt"),
        (data({"@id": "#lena"}, {"@type": "Person", "name": "By Jan&nbsp;Wolf"}), "Lena M. Holt, Jan Wolf"),
        (data({"@id": "#lena"}, {"@id": "#lena"}), "Lena M. Holt"),
        (data({"@id": "#lena"}, {"@type": "Organization", "name": "Harbour Media"}), "Lena M. Holt"),
        (data({"@id": "#lena"}) + "<meta name=author content='Harbour Media'>", "Lena M. Holt"),
        (
            "<script type='application/ld+json'>{[</script><meta name=author content='Lena M. Holt'>",
            "Lena M. Holt",
        ),
        (data(None, 5, {"@id": 5}, {"@type": "Person", "name": ["x"]}, {"@id": "#none"}), None),
        (f"<script type='application/ld+json'>{'[' * 100_000}</script>", None),
    ],
)
def test_who_a_page_says_wrote_it(head: str, byline: str | None) -> None:
    article = f"<article><h1>The bridge closes</h1><p>{LONG}</p><p>{MORE}</p></article>"
    assert page(article, head=f"<title>The bridge closes</title>{head}").byline == byline


@pytest.mark.parametrize(
    ("found", "byline"),
    [
        ("Lena Holt; Ap Sports Writer", "Lena Holt"),
        ("Lena Holt; PhD", "Lena Holt"),
        ("Lena Holt; Jan Wolf; LENA HOLT", "Lena Holt, Jan Wolf"),
        ("Lena Holt; JAN WOLF Associated Press", "Lena Holt, JAN WOLF"),
        ("Lena Holt November", "Lena Holt"),
        ("Lena Holt Monday; November", "Lena Holt"),
        ("Lena Holt News reporter", "Lena Holt"),
        ("Lena Holt is a reporter", "Lena Holt"),
        ("Von Lena Holt", "Lena Holt"),
        ("Harbour Courier; Lena Holt", "Lena Holt"),
        ("Harbour Courier", "Harbour Courier"),
        ("Theresa May", "Theresa May"),
        ("The Associated Press", "The Associated Press"),
        ("Our Foreign Staff", "Our Foreign Staff"),
        ("Username", None),
        ("Follow Author", None),
        ("作者", None),
        (None, None),
    ],
)
def test_what_is_found_for_a_byline_is_cut_to_the_names(found: str | None, byline: str | None) -> None:
    assert page_authors.byline([], [], found, "Harbour Courier") == byline


def test_a_name_as_it_is_written_goes_before_what_is_found() -> None:
    assert page_authors.byline(["Bo Y. Lee"], [], "Bo Y Lee; Jan Wolf", None) == "Bo Y. Lee, Jan Wolf"
    assert page_authors.byline(["Bo Lee"], ["Harbour Media"], "Harbour Media; Bo Lee", None) == "Bo Lee"
    assert page_authors.byline([], ["Bo Y. Lee"], "Bo Y Lee", None) == "Bo Y. Lee"
    assert page_authors.byline([], ["Harbour Courier"], "Bo Lee", "Harbour Courier") == "Bo Lee"


BOX = "".join(f"<p>{number}. {LONG} {MORE}</p>" for number in range(3))
NOTE = "3 long paragraphs of the page were not read. If the article has them, copy its text and paste it."


@pytest.mark.parametrize(
    ("unread", "notes"),
    [
        (f"<form><div>{BOX}</div></form>", ()),
        (f"<div class=comments>{BOX}</div>", ()),
        (f"<article class=teaser>{BOX}</article>", ()),
        (f"<a href=x><article>{BOX}</article></a>", ()),
        (f"<div class=mol-factbox>{BOX}</div>", (NOTE,)),
        (f"<div class=mol-factbox>{BOX[: len(BOX) // 2]}</div>", ()),
        (
            f"<div class=mol-factbox>{BOX.replace('<p>', '<p><a href=x>').replace('</p>', '</a></p>')}</div>",
            (),
        ),
        (f"<div class=mol-factbox>{BOX.replace(MORE, '')}</div>", ()),
    ],
)
def test_long_paragraphs_that_were_not_read_are_told(unread: str, notes: tuple[str, ...]) -> None:
    """The library takes such a box for something else; what it found looks complete."""
    read_all = "".join(f"<p>{number} years ago. {LONG} {MORE}</p>" for number in range(9))
    other = f"<article>{BOX.replace('bridge', 'harbour')}</article>"
    found = page(f"<main><article><h1>The bridge closes</h1>{read_all}</article>{unread}</main>{other}")
    assert len(found.paragraphs) == 10
    assert found.notes == notes
