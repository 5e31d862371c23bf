"""For somebody who enlarges the page, has no colours of its own in it, or wants no single keys."""


from tests.browser.playing import press, workspace
from tests.cast import at


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
