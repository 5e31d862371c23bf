"""Haste decides nothing that nobody has seen: a key pressed twice, a second click, a key before the answer is there."""

import pytest
from playwright.sync_api import expect

from annotations.models import Decision, Flag
from annotations.services.flags import settle_flag
from annotations.services.notes import add_note
from annotations.services.verifying import verify
from tests.browser.conftest import PATIENCE
from tests.browser.playing import let_be_read, open_statement, press, press_once_it_stands, stroke
from tests.cast import at, taken_in

STROKE = """repeat => document.body.dispatchEvent(
  new KeyboardEvent("keydown", {key: "j", repeat, bubbles: true, cancelable: true}))"""


@pytest.mark.parametrize("is_quick", [False, True])
def test_a_key_for_one_article_decides_nothing_in_the_next(queue, article, ana, is_quick):
    other = taken_in(ana, title="The second berth")
    verify(at(other, "2.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    settle_flag(Flag.objects.get(), by=ana, outcome="fixed")
    queue.reload()
    read = queue.get_by_role("main")
    for label in ("2.1", "3.1", "3.2"):
        expect(read).to_contain_text(f"Half of {label} is left out.")
        let_be_read(queue)
        if label == "3.2" and is_quick:
            press_once_it_stands(queue, "a")
        stroke(queue, "a")
    expect(queue.locator("#messages")).to_contain_text("On to “The second berth”.")
    expect(read).to_be_focused()
    let_be_read(queue)
    if not is_quick:
        stroke(queue, "a")
    queue.wait_for_timeout(200)  # by then the message would have been said over it
    expect(
        queue.locator("#toast, #live").filter(has_text="This is “The second berth”.").first
    ).to_be_visible()
    assert at(other, "2.1").review_state == "ready"
    stroke(queue, "a")
    expect(queue.get_by_text("All clear: 4 decided today.")).to_be_visible()


def test_a_step_past_the_end_of_an_article_is_told_then_taken_and_decides_nothing(queue, article, ana):
    other = taken_in(ana, title="The second berth")
    for label in ("2.1", "2.2"):
        verify(at(other, label), by=ana, status="misleading", rationale=f"There {label} is left out.")
    read, live = queue.get_by_role("main"), queue.locator("#live:not(.sr)")
    queue.reload()
    for label in ("3.1", "3.2"):
        stroke(queue, "j")
        expect(read).to_contain_text(f"Half of {label} is left out.")
    queue.evaluate(STROKE, True)  # a key that is held stays
    stroke(queue, "j")
    expect(live).to_have_text("That was the last one here. Press j once more for “The second berth”.")
    queue.evaluate(STROKE, True)
    expect(read).to_contain_text("Half of 3.2 is left out.")
    stroke(queue, "j")
    expect(read).to_contain_text("There 2.1 is left out.")
    let_be_read(queue)
    stroke(queue, "a")
    expect(live).to_have_text("This is “The second berth”. Read it, then press a once more.")
    assert not Decision.objects.exists()
    stroke(queue, "k")
    expect(live).to_have_text(
        f"That was the first one here. Press k once more for the last in “{article.title}”."
    )
    stroke(queue, "k")
    expect(read).to_contain_text("Half of 3.2 is left out.")


def hold(page, nth):
    page.keyboard.down("a")  # sent again while it is down


def double_click(page, nth):
    box = page.get_by_role("button", name="Approve").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down(click_count=nth)
    page.mouse.up(click_count=nth)


@pytest.mark.parametrize("twice", [hold, double_click])
def test_what_comes_in_the_place_of_the_first_is_not_approved_unread(queue, article, rosa, twice):
    settle_flag(at(article, "3.1").flags.get(), by=rosa, outcome="verdict_says_so")
    queue.reload()
    twice(queue, 1)
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    twice(queue, 2)
    queue.wait_for_timeout(500)
    queue.keyboard.up("a")  # the window is the next test's, too
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("again", ["the key", "a click"])
def test_what_came_just_now_is_not_approved(queue, article, ana, again):
    read, button = queue.get_by_role("main"), queue.get_by_role("button", name="Approve")
    settle_flag(at(article, "3.1").flags.get(), by=ana, outcome="fixed")
    queue.reload()
    let_be_read(queue)  # from here on the page's clock stands, however slow the machine
    stroke(queue, "a")
    expect(read).to_contain_text("Half of 3.1 is left out.")
    stroke(queue, "a") if again == "the key" else button.click()
    expect(queue.locator("#live:not(.sr)")).to_have_text("This came just now. Read it, then press once more.")
    assert Decision.objects.count() == 1
    let_be_read(queue)
    stroke(queue, "a") if again == "the key" else button.click()
    expect(read).to_contain_text("Half of 3.2 is left out.")


def let_go(page, held):
    """Answer the request that is held, when it has come."""
    for _ in range(PATIENCE // 10):
        if held:
            return held.pop().continue_()
        page.wait_for_timeout(10)
    raise AssertionError("The request did not come to be held.")


def test_a_key_before_the_next_is_there_approves_nothing(queue, article):
    read, held = queue.get_by_role("main"), []
    queue.route("**/review/statements/**", lambda route: held.append(route))
    queue.reload()  # a page that stands already may ask past what is held from now on
    stroke(queue, "j")
    expect(queue.locator(".htmx-request").first).to_be_attached()
    press(queue, "a")
    expect(queue.locator("#live:not(.sr)")).to_have_text("Wait for it, then press a once more.")
    let_go(queue, held)
    expect(read).to_contain_text("Half of 3.1 is left out.")
    queue.wait_for_timeout(200)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("is_held", "label"), [(False, "3.3"), (True, "3.1")])
def test_each_press_of_j_is_a_step_but_for_those_of_a_key_that_is_held(queue, article, ana, is_held, label):
    for more in ("2.2", "3.3"):
        verify(at(article, more), by=ana, status="misleading", rationale=f"Half of {more} is left out.")
    read, held = queue.get_by_role("main"), []
    queue.route("**/review/statements/**", lambda route: held.append(route), times=1)
    queue.reload()
    stroke(queue, "j")
    expect(queue.locator(".htmx-request").first).to_be_attached()
    for _ in range(3):
        queue.evaluate(STROKE, is_held)
    let_go(queue, held)
    expect(read).to_contain_text(f"Half of {label} is left out.")
    queue.wait_for_load_state("networkidle")
    expect(read).to_contain_text(f"Half of {label} is left out.")


def test_what_is_no_claim_is_said_of_one_at_a_time(ana_at, article):
    open_statement(ana_at, at(article, "3.1"))
    let_be_read(ana_at)
    press(ana_at, "8")
    expect(ana_at.locator(".card[data-statement]")).to_have_attribute(
        "data-statement", str(at(article, "3.2").pk)
    )
    press(ana_at, "8")
    expect(ana_at.locator("#live:not(.sr)")).to_have_text(
        "This came just now. Read it, then press once more."
    )
    assert at(article, "3.2").status == "unchecked"
    let_be_read(ana_at)
    press(ana_at, "8")
    expect(ana_at.locator(".card[data-statement]")).to_have_attribute(
        "data-statement", str(at(article, "3.3").pk)
    )
    assert at(article, "3.2").status == "not_claim"


def test_words_that_are_sent_before_they_found_a_reason_are_that_reason(ana_at, article):
    open_statement(ana_at, at(article, "3.1"))
    press(ana_at, "f")
    expect(ana_at.get_by_label("Find a reason")).to_be_focused()
    ana_at.route("**/flags/?find=**", lambda route: None)  # the list that they leave does not come in time
    ana_at.keyboard.type("headline")
    ana_at.keyboard.press("Control+Enter")
    expect(ana_at.locator("#toast, #live").filter(has_text="Flagged 3.1.").first).to_be_visible()
    assert list(at(article, "3.1").flags.values_list("reason", flat=True)) == ["headline"]


def test_what_is_being_saved_is_answered_before_what_was_asked_for_next(ana_at, article):
    first, second, held = at(article, "3.1"), at(article, "3.2"), []
    open_statement(ana_at, first)
    press(ana_at, "n")
    ana_at.get_by_label("Note", exact=True).fill("Ring the harbour master.")
    ana_at.route("**/notes/", lambda route: held.append(route))
    ana_at.keyboard.press("Control+Enter")
    ana_at.locator(f"#s{second.pk}").click()
    ana_at.wait_for_timeout(300)
    let_go(ana_at, held)
    expect(ana_at.locator(f'.card[data-statement="{second.pk}"]')).to_be_attached()
    expect(ana_at.get_by_role("button", name="Undo")).to_have_attribute("title", "Added a note on 3.1")
    assert not ana_at.evaluate("Object.keys(localStorage).some(each => each.startsWith('obelus:draft'))")


@pytest.mark.parametrize("first", [0, -1])
def test_of_two_that_are_being_saved_each_moves_what_it_has_to(ana_at, article, ana, first):
    row, held = at(article, "3.1"), []
    for words in ("Ring the harbour master.", "Ask for the annex."):
        add_note(article, by=ana, text=words, statement=row)
    open_statement(ana_at, row)
    ana_at.route("**/withdraw/", lambda route: held.append(route))
    remove = ana_at.locator("#notes").get_by_role("button", name="Remove")
    remove.nth(0).click()
    remove.nth(1).click()
    ana_at.wait_for_timeout(200)
    for _ in "12":
        with ana_at.expect_response("**/withdraw/"):
            held.pop(first).continue_()
        ana_at.wait_for_timeout(100)
    expect(remove).to_have_count(0)
    undo = ana_at.locator("#undo")
    expect(undo.locator("details form").filter(has_text="Undo: Removed a note")).to_have_count(2)
