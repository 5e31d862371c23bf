"""For somebody who enlarges the page, has no colours of its own in it, or wants no single keys."""

from playwright.sync_api import expect

from articles.models import Person
from tests.browser.playing import open_statement, press, stroke, workspace
from tests.cast import at


def test_enlarged_four_times_the_text_keeps_lines_above_what_is_fixed(ana_at, article):
    ana_at.set_viewport_size({"width": 320, "height": 256})
    ana_at.goto(workspace(article) + f"statements/{at(article, '3.1').pk}/")
    mark = ana_at.locator(f"#s{at(article, '3.1').pk}")
    mark.focus()
    press(ana_at, "x")
    selection, card = ana_at.locator("#selection"), ana_at.locator("#card")
    expect(selection).to_be_visible()
    assert ana_at.locator(".bar").evaluate("bar => getComputedStyle(bar).position") == "static"
    room = selection.bounding_box()
    assert room["y"] >= 96 and room["y"] + room["height"] <= card.bounding_box()["y"] + 1
    ana_at.get_by_role("button", name="Open the card").click()
    assert card.bounding_box()["height"] >= 160


def test_the_keys_are_shown_at_any_width(ana_at, article):
    for room in ("", "table/"):
        ana_at.goto(workspace(article) + room)
        ana_at.set_viewport_size({"width": 640, "height": 512})
        press(ana_at, "?")
        expect(ana_at.locator("#help-keys kbd").first).to_be_visible()
        expect(ana_at.get_by_role("link", name="Turn single keys off")).to_be_visible()
        stroke(ana_at, "Escape")
        expect(ana_at.locator("#help-keys")).to_be_hidden()


def test_without_single_keys_their_buttons_stay(ana_at, article, ana):
    Person.objects.filter(pk=ana.person_id).update(uses_keys=False)
    ana_at.reload()
    open_statement(ana_at, at(article, "3.1"))
    ana_at.get_by_role("button", name="Select", exact=True).click()
    expect(ana_at.locator("#selection [data-count]")).to_have_text("1")
    ana_at.get_by_role("button", name="Next unfinished").click()
    ana_at.wait_for_selector(f'.card[data-statement="{at(article, "3.2").pk}"]')
    ana_at.get_by_role("button", name="Previous statement").click()
    ana_at.wait_for_selector(f'.card[data-statement="{at(article, "3.1").pk}"]')
    expect(ana_at.get_by_role("button", name="Open the card")).to_be_hidden()


def test_without_colours_what_is_selected_and_where_it_is_cut_are_seen(ana_at, article):
    marks = [ana_at.locator(f"#s{at(article, label).pk}") for label in ("3.1", "3.2")]
    marks[0].focus()
    press(ana_at, "x")
    ana_at.emulate_media(forced_colors="active")
    chosen, other = (mark.evaluate("mark => getComputedStyle(mark).backgroundColor") for mark in marks)
    assert chosen != other
    ana_at.goto(workspace(article) + f"statements/{at(article, '3.1').pk}/split/")
    line = "label => getComputedStyle(label).borderInlineStartColor"
    words = ana_at.locator(".cuts label")
    words.nth(2).locator("input").check()
    lines = [words.nth(number).evaluate(line) for number in range(4)]
    assert lines[0] == lines[1] == lines[3] != lines[2]
    ana_at.emulate_media(forced_colors="none")
