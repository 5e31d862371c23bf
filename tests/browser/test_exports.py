"""An article leaves by keyboard, without JavaScript, on a phone; its file opens with the network cut."""

from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.exports import html_page
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from tests.annotations.exports.builders import paragraph, statement
from tests.annotations.exports.sample import ARTICLE
from tests.browser.playing import sign_in, stroke, violations
from tests.cast import at

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LOOKS = ((DESK, "light"), (PHONE, "dark"))


@pytest.fixture
def worked_on(article, ana, tomas):
    source = make_source(by=ana, title="Gate statistics", url="https://example.org/gate")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="contradicts", passage="70,118")
    verify(at(article, "3.1"), by=ana, status="contradicted", rationale="70,118 it was.")
    raise_flag(article, by=tomas, reason="adds_up_not", statement=at(article, "3.1"))
    return article


@pytest.fixture
def open_page(browser, live_server, worked_on, rosa):
    """Opens the export page as Rosa, in a context of one's own choosing."""
    contexts = []

    def opened(**options):
        contexts.append(browser.new_context(base_url=live_server.url, accept_downloads=True, **options))
        sign_in(contexts[-1], live_server, rosa.person)
        page = contexts[-1].new_page()
        page.goto(reverse("article-export", args=["harbour", worked_on.slug]))
        return page

    yield opened
    for context in contexts:
        context.close()


def test_by_keyboard(open_page):
    page = open_page(viewport=DESK)
    page.locator("#for-archive").focus()
    stroke(page, "Enter")
    expect(page.locator("pre")).to_contain_text('"format": "obelus-article"')
    expect(page.locator("#for-archive")).to_be_focused()
    assert "?for=archive" in page.url


def test_the_file_can_be_fetched_before_the_way_leads_through_it(open_page):
    page = open_page(viewport=DESK)
    page.locator("#for-readers").focus()
    passed = []
    while page.evaluate("document.activeElement.tagName") != "IFRAME":
        passed.append(page.evaluate("document.activeElement.innerText"))
        stroke(page, "Tab")
        page.wait_for_function(
            "() => document.activeElement !== document.body"
        )  # a frame takes its time to be entered
    assert passed[-1] == "Download the HTML page"


def test_what_leaves_is_seen_in_a_frame_that_runs_nothing(open_page):
    page = open_page(viewport=DESK)
    frame = page.frame_locator("iframe")
    assert "Not signed off" in frame.locator(".standing").inner_text()
    assert page.locator("iframe").get_attribute("sandbox") == ""


def test_the_page_is_as_wide_as_the_window(open_page):
    for size, scheme in LOOKS:
        page = open_page(viewport=size, color_scheme=scheme)
        page.frame_locator("iframe").locator(".standing").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_without_javascript_the_file_comes_and_opens_offline(open_page, browser, tmp_path):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.get_by_text("The author").click()
    page.wait_for_url("**?for=author")
    with page.expect_download() as coming:
        page.get_by_text("Download the HTML page").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    with browser.new_context(offline=True, java_script_enabled=False, viewport=PHONE) as context:
        asked = []
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert asked == [path.as_uri()]
        assert "Contradicted, proposed, not signed off, 1 open flag" in page.locator("main").text_content()


def test_how_the_file_is_drawn(browser):
    """Arabic has no line beneath even where its paragraph counts as English; a heading stands beside its number."""
    arabic = "حافلات الليل نقلت 150,000 راكب."
    rtl = replace(paragraph("2", arabic, statement("2.1", arabic)), direction="rtl")
    head = paragraph("1", "A heading", statement("1.1", "A heading"), kind="heading")
    made = replace(ARTICLE, paragraphs=(*ARTICLE.paragraphs[:1], head, rtl, *ARTICLE.paragraphs[5:]))
    with browser.new_context(viewport=DESK) as context:
        page = context.new_page()
        page.set_content(html_page.render(made).decode())
        assert page.locator("[dir=rtl] .s").evaluate("s => getComputedStyle(s).textDecorationLine") == "none"
        assert page.locator("h3 .s").evaluate("s => getComputedStyle(s).textDecorationLine") == "underline"
        number, words = page.locator(".row:has(h3) > .n").bounding_box(), page.locator("h3").bounding_box()
        assert abs(number["y"] - words["y"]) < 5
        page.emulate_media(media="print")
        assert page.locator(".pair.even").evaluate("pair => getComputedStyle(pair).breakInside") == "auto"


def test_axe_finds_nothing_in_the_file(open_page, browser, tmp_path):
    page = open_page(viewport=DESK)
    with page.expect_download() as coming:
        page.get_by_text("Download the HTML page").click()
    path = tmp_path / "article.html"
    coming.value.save_as(path)
    for size, scheme in LOOKS:
        # The file forbids every script, so axe has to be let in.
        with browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True) as context:
            page = context.new_page()
            page.goto(path.as_uri())
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
