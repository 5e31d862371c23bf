"""The exported file as it is seen: on the screen, by keyboard, on paper."""

from dataclasses import replace

import pytest

from annotations.exports import html_page
from tests.annotations.exports.builders import paragraph, statement
from tests.annotations.exports.sample import ARTICLE, TABLE

MANY = tuple(
    paragraph(str(number), "It ran.", statement(f"{number}.1", "It ran.")) for number in range(10, 1250)
)
LONG = replace(ARTICLE, paragraphs=(*ARTICLE.paragraphs, *MANY))


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


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_passage_keeps_its_lines(shown, media):
    page = shown()
    page.emulate_media(media=media)
    passage = page.locator(".works q").first
    assert passage.inner_text().strip('“”"').splitlines() == TABLE.splitlines()
