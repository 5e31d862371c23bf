"""Holds that no word of HTML which stands inside Markdown is lost, and that what is not read is named."""

import time

import pytest

from articles.intake import Manuscript, commonmark, read, read_pasted

pytestmark = pytest.mark.usefixtures("in_this_process")

NOTE = "HTML inside the Markdown was not read: {}."


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in manuscript.paragraphs]


def taken(markdown: str) -> list[tuple[str, str]]:
    found = read(f"# Notes\n\n{markdown}".encode(), filename="a.md")
    assert found.notes == ()
    return kinds(found)[1:]


MIXED = """# Notes

The council met.

<p>Costs rose by 14% in 2025.</p>

<div>The mayor said that 62% were late.</div>

- One **item**
"""


@pytest.mark.parametrize("found", [lambda: read(MIXED.encode(), filename="a.md"), lambda: read_pasted(MIXED)])
def test_words_in_blocks_of_html_are_paragraphs_in_their_place(found) -> None:
    assert kinds(found()) == [
        ("title", "Notes"),
        ("body", "The council met."),
        ("body", "Costs rose by 14% in 2025."),
        ("body", "The mayor said that 62% were late."),
        ("list_item", "One item"),
    ]
    assert not any("not read" in note for note in found().notes)


@pytest.mark.parametrize(
    ("block", "paragraphs"),
    [
        ("<p>It rose\nby <b>14%</b>.</p>", ["body: It rose by 14%."]),
        ("<P CLASS=a data-x>One.<br>Two.</P>", ["body: One.", "body: Two."]),
        ("<p>One.<p>Two.\n<div>Three.", ["body: One.", "body: Two.", "body: Three."]),
        ("<p>R&amp;D &lt;b&gt; CO<sub>2</sub> <q>so</q></p>", ["body: R&D <b> CO₂ “so”"]),
        ("<h2>The<br>head</h2>\nText", ["heading: The head", "body: Text"]),
        ("<blockquote><p>Said.</p></blockquote>\nSo.", ["quotation: Said.", "body: So."]),
        ("> <p>Said.</p>", ["quotation: Said."]),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>d", ["list_item: a", "list_item: b", "list_item: c", "body: d"]),
        ("- <div>a</div>", ["list_item: a"]),
        ("<dl><dt>a<dd>b</dl>", ["list_item: a", "list_item: b"]),
        (
            "<table><tr><th>a<th>b\n<tr><td>c<br>d<td></table>e",
            ["list_item: a | b", "list_item: c d", "body: e"],
        ),
        ("<figure><img alt='x'><figcaption>The <i>bridge</i></figcaption></figure>", ["caption: The bridge"]),
        ("<figure><img src=a alt='The &amp; x'></figure>\ny", ["caption: The & x", "body: y"]),
        ('<img alt="The bridge">', ["caption: The bridge"]),
        ("<details><summary>More</summary>\n\nIt *fell*.\n\n</details>", ["body: More", "body: It fell."]),
        ("<pre>one\ntwo</pre>", ["body: one", "body: two"]),
        ("<!-- later --> It fell.", ["body: It fell."]),
        ("<style>p {}</style> It fell.", ["body: It fell."]),
    ],
)
def test_a_block_of_html(block: str, paragraphs: list[str]) -> None:
    assert [f"{kind}: {text}" for kind, text in taken(block)] == paragraphs


def test_a_cell_that_holds_a_part_of_the_article_is_no_cell() -> None:
    long = "It was built of stone. " * 8
    assert taken(f"<table><tr><td><p>{long}<p>{long}</table>") == [("body", long.strip())] * 2


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("<div>\n\nIt *fell*.\n\n</div>", "It fell."),
        ("</div></td></li></h2></figure>", ""),
        ("<table><tr></table><tr>", ""),
        ("<div class='x\nIt fell.</div>", "<div class='x It fell."),
        ("<p>If a<b and c>d, 3 < 5 <name></p>", "If a<b and c>d, 3 < 5 <name>"),
        ("<name>\nIt fell.\n</name>", "<name> It fell. </name>"),
        ("<!-- It fell.\n\nIt rose.", "<!-- It fell. It rose."),
        ("<div><!x", "<!x"),
        ("<script>\nIt fell.\n\nIt rose.", "It fell. It rose."),
        (f"<p>&#{'9' * 5000};</p>", f"&#{'9' * 5000};"),
    ],
)
def test_broken_markup_loses_no_word(block: str, words: str) -> None:
    assert " ".join(text for _, text in taken(f"{block}\n")) == words


@pytest.mark.parametrize(
    ("markdown", "words", "unread"),
    [
        ("<script>\n\nx<b('</p>')\n</script> It fell.", "It fell.", "<script>"),
        ("<div><SCRIPT src=x>alert(1)</SCRIPT ></div>It fell.", "It fell.", "<script>"),
        ("The **end** <b>of</b> it <script>alert(1)</script>", "The end of it", "<script>"),
        ("<iframe src='x'/>\n<svg><text>x</text></svg><iframe>y</iframe>", "", "<iframe>, <svg>"),
        ("It <video>None.</video>fell.", "It fell.", "<video>"),
        ("It <?php late?>fell.", "It fell.", "<?…>"),
        ("<![CDATA[x]]> It fell.", "It fell.", "<!…>"),
        ("<embed src=x> It fell.", "It fell.", "<embed>"),
    ],
)
def test_what_is_not_read_is_named(markdown: str, words: str, unread: str) -> None:
    found = read(f"# Notes\n\n{markdown}".encode(), filename="a.md")
    assert " ".join(text for _, text in kinds(found)[1:]) == words
    assert found.notes == (NOTE.format(unread),)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("If a<b and c>d then x.", "If a<b and c>d then x."),
        ("Write <name> or </name> here.", "Write <name> or </name> here."),
        ("It is <!-- not --> late.", "It is late."),
        ("It is <b>very</b> late.", "It is very late."),
        ('It is <A HREF="x" title=y>late</A>.', "It is late."),
        ("It is<br/>late.", "It is late."),
        ("It is <script> late.", "It is late."),
        ("See <img src=x alt='the plan'> here.", "See the plan here."),
        ("In 2019<sup>3</sup> CO<SUB class=x>2</SUB> fell.", "In 2019³ CO₂ fell."),
        ("The 1<sup>st</sup>, m<sup>*2*</sup>, </sup>`<sup>`<sub>.", "The 1st, m², <sup>."),
        ("He said <q>not **now**</q>.", "He said “not now”."),
    ],
)
def test_tags_in_a_line_are_taken_away_what_is_none_is_text(line: str, text: str) -> None:
    assert taken(line) == [("body", text)]


def test_a_block_in_a_line_ends_it() -> None:
    assert taken("Costs<div>62%</div>late") == [("body", "Costs"), ("body", "62%"), ("body", "late")]


@pytest.mark.parametrize(
    "unit",
    [
        "<!-- ",
        "<script>",
        "<a x='",
        "<a x=\"<a x=' ",
        "<a x=1 x=<a ",
        "<li>",
        "</div>",
        "<![CDATA[ ",
        "<pre>\n",
    ],
)
def test_what_nothing_closes_takes_linear_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        began = time.thread_time()
        commonmark.blocks("<script>" + unit * (characters // len(unit)))
        return time.thread_time() - began

    short, long = (min(seconds(length) for _ in range(2)) for length in (10_000, 80_000))
    assert long < 32 * max(short, 0.005)
