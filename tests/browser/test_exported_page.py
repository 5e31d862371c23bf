"""The exported file as it is seen: on the screen, by keyboard, on paper."""

from dataclasses import replace

import pytest

from annotations.exports import html_page
from annotations.reading.change_log import ChangeLine
from annotations.reading.model import ClaimantLine
from tests.annotations.exports.builders import MORNING, citation, flag, paragraph, statement, uid, verdict
from tests.annotations.exports.sample import ARTICLE, TABLE, YEARBOOK

MANY = tuple(
    paragraph(str(number), "It ran.", statement(f"{number}.1", "It ran.")) for number in range(10, 1250)
)
LONG = replace(ARTICLE, paragraphs=(*ARTICLE.paragraphs, *MANY))
ENDLESS = "Donaudampfschifffahrts" * 8
OF_ENDLESS_WORDS = replace(
    ARTICLE,
    paragraphs=(
        paragraph(
            "1",
            f"The {ENDLESS} ran.",
            statement(
                "1.1",
                f"The {ENDLESS} ran.",
                "supported",
                plain=f"Of {ENDLESS}.",
                claimant=ClaimantLine(uid(901), ENDLESS, ENDLESS),
                verdict=verdict(1, "supported", f"See https://docs.example/{ENDLESS} there.", by=ENDLESS),
                flags=(flag(1, "weak_source", note=ENDLESS, by=ENDLESS),),
                contributors=(ENDLESS,),
            ),
        ),
    ),
    flags=(flag(2, "headline", note=ENDLESS, by=ENDLESS),),
    changes=(ChangeLine(f"Said {ENDLESS}", MORNING, ENDLESS),),
)


@pytest.fixture
def shown(browser):
    """Opens the file of an article, without a server."""
    pages = []

    def opened(article=ARTICLE, **options):
        pages.append(browser.new_page(**options))
        pages[-1].set_content(html_page.render(article).decode())
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def test_a_short_sentence_without_blanks_fills_its_lines(shown):
    """It begins where the last one ends, and goes on below."""
    first, second = "港は去年七万五千個のコンテナを扱った。", "しかし船員組合は数字に反対している。"
    row = paragraph("1", first + second, statement("1.1", first), statement("1.2", second), language="ja")
    page = shown(replace(ARTICLE, paragraphs=(row,)), viewport={"width": 390, "height": 844})
    begins, ends = (
        page.locator(".text .s").nth(1).evaluate("e => [...e.getClientRects()].map(r => r.left)")[:2]
    )
    assert begins > ends


def test_counts_stand_in_one_column_each_on_one_line(shown):
    page = shown(LONG, viewport={"width": 390, "height": 844})
    boxes = [b.bounding_box() for b in page.locator(".numbers li b").all()]
    assert page.locator(".numbers li b").last.inner_text() == "1,241"
    assert len({round(box["height"]) for box in boxes}) == 1
    assert len({round(box["x"] + box["width"]) for box in boxes}) == 1


def test_margins_are_heard_beside_their_text_and_are_no_landmarks(shown):
    page = shown()
    assert page.get_by_role("complementary").count() == 0
    notes = page.get_by_role("group", name="Notes on paragraph 3")
    assert "Open flag: Doesn’t add up" in notes.text_content()


def test_the_focus_is_seen_on_every_statement(shown):
    page = shown()
    for link in page.locator(".go").all():
        link.focus()
        box = link.bounding_box()
        assert min(box["width"], box["height"]) > 3
        around = "link => getComputedStyle(link.closest('.s')).outlineStyle"
        assert link.evaluate(around) == "solid"


@pytest.mark.parametrize(
    ("larger", "smaller"),
    [
        (".text:not(.caption)", ".text.caption"),
        (".works p", ".works q"),
        (".works q", ".works ul .soft"),
        (".facts dd", "code"),
        ("td", "td .refs"),
    ],
)
def test_sizes_on_paper_follow_those_on_the_screen(shown, larger, smaller):
    captioned = (
        *ARTICLE.paragraphs,
        paragraph("9", "The tram.", statement("9.1", "The tram."), kind="caption"),
    )
    page = shown(replace(ARTICLE, paragraphs=captioned))
    page.emulate_media(media="print")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert page.locator(larger).first.evaluate(size) > page.locator(smaller).first.evaluate(size)


def test_no_heading_is_the_last_of_its_page(shown):
    headed = paragraph("8", "The queue", statement("8.1", "The queue"), kind="heading")
    page = shown(replace(ARTICLE, paragraphs=(*ARTICLE.paragraphs, headed)))
    page.emulate_media(media="print")
    kept = "element => getComputedStyle(element).breakAfter"
    assert page.locator("#p-8").evaluate(kept) == "avoid" == page.locator("#statements").evaluate(kept)
    room = "row => [getComputedStyle(row).paddingBottom, getComputedStyle(row).marginBottom].map(parseFloat)"
    below, back = page.locator("#p-8").evaluate(room)
    assert below == -back > 50


def test_a_work_of_many_uses_may_go_on_to_the_next_page(shown):
    """It would leave half a page empty before it; no line of it is cut, nor left without what it is of."""
    page = shown()
    page.emulate_media(media="print")
    told = "it => [getComputedStyle(it).breakInside, getComputedStyle(it).breakAfter].join()"
    assert page.locator(".works > li").first.evaluate(told) == "auto,auto"
    assert page.locator(".works > li > p").first.evaluate(told) == "avoid,avoid"
    assert page.locator(".works li li").first.evaluate(told) == "avoid,auto"


def test_what_is_copied_are_the_words_of_the_article(shown):
    page = shown()
    page.keyboard.press("Control+A")
    copied = " ".join(page.evaluate("getSelection().toString()").split())
    assert all(paragraph.text in copied for paragraph in ARTICLE.kept)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("kind", ["body", "title"])
def test_the_sign_of_a_flag_stands_beside_the_number(shown, width, kind):
    flagged = paragraph(
        "28", "It ran.", statement("28.1", "It ran.", flags=(flag(1, "no_source"),)), kind=kind
    )
    page = shown(replace(ARTICLE, paragraphs=(flagged,)), viewport={"width": width, "height": 844})
    inked = """n => { const r = document.createRange(); r.selectNodeContents(n);
                      const { left, right } = r.getBoundingClientRect(); return [left, right]; }"""
    number, dagger, text = (
        page.locator(f"#p-28 {part}").first.evaluate(inked) for part in (".n", ".dagger", ".nb")
    )
    assert number[1] <= dagger[0] and dagger[1] <= text[0] + 1


@pytest.mark.parametrize("end", [".", "。"])
def test_the_number_of_a_source_never_begins_a_line(shown, end):
    points = [
        statement(
            f"1.{n}",
            f"It ran {n}.",
            "supported",
            verdict=verdict(n, "supported", f"It is {'i' * n}{end}"),
            citations=(citation(n, YEARBOOK),),
        )
        for n in range(1, 50)
    ]
    row = paragraph("1", " ".join(point.text for point in points), *points)
    page = shown(replace(ARTICLE, paragraphs=(row,)), viewport={"width": 1024, "height": 844})
    lines = """refs => { const r = document.createRange(), t = refs.previousSibling;
                         r.setStart(t, t.length - 1); r.setEnd(t, t.length);
                         return [r, refs.lastElementChild].map(it => it.getBoundingClientRect().bottom); }"""
    for refs in page.locator("td .refs").all():
        word, link = refs.evaluate(lines)
        assert link <= word + 2


@pytest.mark.parametrize("width", [1440, 390])
def test_what_runs_from_the_right_begins_at_one_edge(shown, width):
    title = "لائبریری جو شام کو بھی کھلی ہے"
    rows = [
        paragraph(str(number), title, statement(f"{number}.1", title), kind=kind, language="ur")
        for number, kind in ((1, "title"), (2, "body"))
    ]
    page = shown(replace(ARTICLE, paragraphs=tuple(rows)), viewport={"width": width, "height": 844})
    edges = [page.locator(f"#p-{n} .s").evaluate("s => s.getBoundingClientRect().right") for n in (1, 2)]
    assert abs(edges[0] - edges[1]) < 2


def test_a_blank_parts_an_arabic_title_from_its_address(shown):
    work = replace(YEARBOOK, title="سالانہ رپورٹ", csl={}, archive_url="")
    cited = statement("1.1", "It ran.", citations=(citation(1, work),))
    page = shown(replace(ARTICLE, paragraphs=(paragraph("1", "It ran.", cited),), sources=(work,)))
    title, address = (page.locator(f".works p {part}").first.bounding_box() for part in ("bdi", "a"))
    assert address["x"] - title["x"] - title["width"] > 2 or address["y"] > title["y"] + 10
    cite = page.locator(".works cite").first.bounding_box()
    assert cite["x"] - title["x"] < 10


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_passage_keeps_its_lines(shown, media):
    page = shown()
    page.emulate_media(media=media)
    passage = page.locator(".works q").first
    assert passage.inner_text().strip('“”"').splitlines() == TABLE.splitlines()


def test_a_word_without_end_pushes_nothing_off_the_page(shown):
    page = shown(OF_ENDLESS_WORDS)
    paper = 680  # what the margins leave of a sheet of A4
    for media, width in (("screen", 1440), ("screen", 1024), ("screen", 390), ("print", paper)):
        page.emulate_media(media=media)
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width, (media, width)


def test_what_is_listed_and_what_is_quoted_are_told_apart_at_a_glance(shown):
    kinds = ("body", "list_item", "quotation")
    added = [
        paragraph(str(n), "The tram.", statement(f"{n}.1", "The tram."), kind=kind)
        for n, kind in enumerate(kinds, start=30)
    ]
    page = shown(replace(ARTICLE, paragraphs=(*ARTICLE.paragraphs, *added)))
    drawn = (
        "node => [getComputedStyle(node, '::before').content, getComputedStyle(node).borderInlineStartWidth]"
    )
    marks = [page.locator(f"#p-{n} .text").evaluate(drawn) for n in (30, 31, 32)]
    assert marks == [["none", "0px"], ['"–" / ""', "0px"], ["none", "2px"]]
    assert "–" not in page.locator("#p-31 p").aria_snapshot()  # nor is the dash heard


def test_words_that_run_from_the_right_are_paragraphs_of_their_own(shown):
    """Ours beside them keep their order."""
    arabic = "قالت رئيسة البلدية إن العدد المزروع ليس هو العدد الباقي، وإن التقرير لم يذكر السبب قط."
    said = statement(
        "1.1",
        arabic,
        "misleading",
        plain=arabic,
        verdict=verdict(1, "misleading", arabic),
        citations=(citation(1, YEARBOOK, passage=arabic),),
        flags=(flag(1, "figure_differs", note=arabic, by="Ana Ruiz"),),
    )
    row = paragraph("1", arabic, said, language="ar")
    page = shown(replace(ARTICLE, paragraphs=(row,)), viewport={"width": 390, "height": 844})
    ragged = "all => all.filter(e => getComputedStyle(e).display !== 'block').map(e => e.outerHTML)"
    from_the_right = page.locator("body :is(.lines, .quote):dir(rtl)")
    assert from_the_right.count() > 5
    assert from_the_right.evaluate_all(ragged) == []
    note = page.locator("section", has=page.locator("#flags")).locator("dd .soft").last
    assert "\nabout the article’s claim, raised by Ana Ruiz" in note.inner_text()
    assert note.evaluate("told => getComputedStyle(told).direction") == "ltr"
    assert page.locator("tbody tr .lines:dir(rtl) .refs").count() == 1
