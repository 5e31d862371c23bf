"""What Firefox and Safari do in another way, which the Chromium that runs this is made to do."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.playing import open_statement, press, workspace
from tests.cast import at

TEMPLATES = settings.BASE_DIR.glob("templates/**/*.html")
SHEETS = [
    *settings.BASE_DIR.glob("config/static/css/*.css"),
    settings.BASE_DIR / "annotations/exports/article.css",
]
AS_SAFARI = """Object.defineProperty(HTMLLabelElement.prototype, "innerText", {
  get() { return `${this.textContent.trim()}\\n`; }
})"""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_safari_knows_each_line_under_the_words(sheet):
    """To Safari ``text-decoration`` is the line alone: of one that says more, as its style, nothing is drawn."""
    said = re.findall(r"[{;]\s*text-decoration:\s*([^;}]+)", sheet.read_text())
    assert set(said) <= {"none", "underline"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_telephone_turned_around_keeps_its_letters_as_large_as_they_are(sheet):
    text = sheet.read_text()
    assert len(re.findall(r"(?<!-)text-size-adjust", text)) == text.count("-webkit-text-size-adjust")


def test_firefox_leaves_it_to_us_to_offer_what_was_typed():
    """It would fill each field as it was left when the page is loaded anew, over what others have saved since.

    It reads the attribute when the form comes: no script can add it. The filters of a list say what is listed.
    """
    forms = re.findall(
        r"<form\b[^>]* (?:data-draft=|class=\"over\")[^>]*>", "".join(map(Path.read_text, TEMPLATES))
    )
    assert len(forms) > 10
    assert [form for form in forms if ' autocomplete="off"' not in form] == []


def test_safari_says_the_verdict_without_its_key(ana_at, article):
    ana_at.evaluate(AS_SAFARI)
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "2")
    expect(ana_at.locator("#live")).to_have_text("Mostly supported")


def test_j_goes_on_from_the_statement_that_is_open_whatever_the_address_named(ana_at, article):
    ana_at.goto(f"{workspace(article)}#s{at(article, '2.1').pk}")
    open_statement(ana_at, at(article, "3.1"))
    expect(ana_at.locator(".card-head h2")).to_be_focused()
    press(ana_at, "j")
    expect(ana_at.locator(f"#s{at(article, '3.2').pk}")).to_be_focused()
