"""Review by keyboard: read, refuse, settle, approve, next, undo, without leaving the keys."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Decision
from annotations.services.flags import raise_flag
from annotations.services.verifying import verify
from tests.browser.playing import let_be_read, press, stand_still, stroke
from tests.cast import at


def test_editor_works_through_an_article_by_keyboard(queue, article):
    read = queue.get_by_role("main")
    expect(read).to_contain_text("Half of 2.1 is left out.")
    stroke(queue, "a")
    expect(read).to_contain_text("Half of 3.1 is left out.")
    expect(queue.locator(".rows .done .no")).to_have_text("2.1")
    expect(queue.locator("#waiting")).to_have_text("2")
    expect(read).to_be_focused()

    let_be_read(queue)
    stroke(queue, "a")
    expect(queue.locator("#toast")).to_contain_text("Settle the flag first.")
    assert Decision.objects.count() == 1
    queue.get_by_role("button", name="The verdict says so").click()
    expect(queue.locator("#why-not")).to_have_text("No evidence is cited.")
    stroke(queue, "a")
    expect(read).to_contain_text("Half of 3.2 is left out.")

    stroke(queue, "u")
    expect(queue.locator("#messages")).to_contain_text("Undone: Approved 3.1")
    expect(read).to_contain_text("Half of 3.1 is left out.")
    assert at(article, "3.1").review_state == "ready"
    expect(queue).to_have_title(re.compile(r"^3\.1 "))


def test_editor_settles_a_flag_by_keyboard(queue, article):
    stroke(queue, "j")
    read = queue.get_by_role("main").filter(has_text="Half of 3.1 is left out.")
    expect(read).to_be_focused()
    press(queue, "f")
    expect(queue.get_by_role("button", name="The verdict says so")).to_be_focused()
    press(queue, "3")
    expect(queue.locator("#messages")).to_contain_text("Settled: not a problem.")
    expect(read).to_be_focused()
    press(queue, "3")  # now it is the verdict's again
    expect(queue.get_by_role("radio", name="Misleading")).to_be_checked()


def test_what_was_typed_of_a_flag_stands_there_again_where_it_can_be_seen(queue):
    stroke(queue, "j")
    flag = queue.get_by_role("main").filter(has_text="Half of 3.1 is left out.").locator(".flag")
    flag.get_by_text("Say more").click()
    flag.get_by_role("textbox").fill("See the annex.")
    queue.reload()
    expect(flag.get_by_role("textbox")).to_be_visible()
    expect(flag.get_by_role("textbox")).to_have_value("See the annex.")
    flag.get_by_role("button", name="Not a problem").click()
    expect(queue.locator("#messages")).to_contain_text("Settled: not a problem.")
    assert not queue.evaluate("Object.keys(localStorage).some(key => key.includes('flag-'))")


def test_a_key_says_why_it_has_nothing_to_do(queue):
    live = queue.locator("#live:not(.sr)")
    press(queue, "f")
    expect(live).to_have_text("No flag is open here.")
    press(queue, "d")
    expect(live).to_have_text("No approval stands to compare it with.")


def test_the_ends_of_the_queue_and_what_cannot_be_chosen_say_so(queue, article, desk, ana, live_server):
    live = queue.locator("#live:not(.sr)")
    read = queue.get_by_role("main")
    press(queue, "k")
    expect(live).to_have_text("That was the first one.")
    press(queue, "A")
    expect(live).to_have_text("Choose statements first (x).")
    for label in ("3.1", "3.2"):
        stroke(queue, "j")
        expect(read).to_contain_text(f"Half of {label} is left out.")
    press(queue, "j")
    expect(live).to_have_text("That was the last one.")
    let_be_read(queue)
    stroke(queue, "a")
    expect(read).to_contain_text("Half of 2.1 is left out.")
    queue.get_by_role("navigation", name="Waiting for review").get_by_role("link", name="3.2").click()
    expect(read).to_contain_text("Half of 3.2 is left out.")
    press(queue, "x")
    expect(live).to_have_text("This is decided already.")
    queue.goto(live_server.url + reverse("review-statement", args=[desk.slug, at(article, "4.1").pk]))
    press(queue, "x")
    expect(live).to_have_text("This one does not wait here, so it cannot be chosen.")
    flag = raise_flag(article, by=ana, reason="headline")
    queue.goto(live_server.url + reverse("review-flag", args=[desk.slug, flag.pk]))
    press(queue, "X")
    expect(live).to_have_text("The article as a whole is decided on its own.")


def test_in_half_a_window_x_says_where_rows_are_chosen(queue):
    queue.set_viewport_size({"width": 720, "height": 900})
    for key in "xX":
        press(queue, key)
        expect(queue.locator("#live:not(.sr)")).to_have_text("Open the queue first: rows are chosen there.")


def test_f_leads_from_flag_to_flag(queue, article, ana):
    raise_flag(article, by=ana, reason="unit_or_base", statement=at(article, "3.1"))
    stroke(queue, "j")
    read = queue.get_by_role("main").filter(has_text="Half of 3.1 is left out.")
    expect(read).to_be_focused()
    queue.set_viewport_size({"width": 1440, "height": 640})
    for flag in (0, 1, 0):
        press(queue, "f")
        expect(read.locator(".flag").nth(flag).locator("button:focus")).to_have_count(1)
        expect(read.locator(".flag").nth(flag).get_by_text("Say more")).to_be_in_viewport(ratio=1)


def test_on_a_phone_one_may_pass_over(queue):
    queue.set_viewport_size({"width": 390, "height": 844})
    queue.get_by_label("Next").click()
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    stroke(queue, "k")
    expect(queue.get_by_role("main")).to_contain_text("Half of 2.1 is left out.")


def test_asking_for_changes_begins_in_the_list_of_reasons(queue, article):
    stroke(queue, "r")
    expect(queue.get_by_label("Find a reason")).to_be_focused()
    stroke(queue, "Tab")
    expect(queue.get_by_label("No source")).to_be_focused()
    stroke(queue, "Space")
    queue.get_by_label("Note").fill("Which half?")
    stroke(queue, "Control+Enter")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    assert at(article, "2.1").flags.get().note == "Which half?"


def test_reasons_are_found_as_one_types_and_stay_once_ticked(queue, article):
    stroke(queue, "r")
    for typed, reason in (
        ("other side", "Other side missing"),
        ("base", "Unit, period or base missing or mixed"),
    ):
        queue.get_by_label("Find a reason").fill(typed)
        expect(queue.get_by_label("Loaded wording")).to_have_count(0)
        queue.get_by_label(reason).check()
    expect(queue.locator("#reasons :checked")).to_have_count(2)
    expect(queue.locator("#reasons label")).to_have_count(2)
    stroke(queue, "Control+Enter")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    assert {flag.reason for flag in at(article, "2.1").flags.all()} == {"other_side", "unit_or_base"}


def test_a_digit_opens_the_verdict_and_picks_it(queue, article):
    stroke(queue, "5")
    expect(queue.get_by_label("Rationale")).to_be_focused()
    queue.get_by_label("Rationale").fill("It is not so.")
    stroke(queue, "Control+Enter")
    expect(queue.locator(".readers")).to_contain_text("Contradicted.")
    assert at(article, "2.1").verification.rationale == "It is not so."


def test_several_are_chosen_by_x_then_decided_together(queue, article):
    bar = queue.locator("#selection")
    expect(bar).to_be_hidden()
    stroke(queue, "x")
    expect(bar).to_contain_text("1 chosen")
    stroke(queue, "j")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    stroke(queue, "j")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.2 is left out.")
    stroke(queue, "x")
    expect(queue.locator("#live")).to_have_text("Chosen. 2 in all.")
    stroke(queue, "Shift+A")
    expect(queue.get_by_role("heading", name="2 chosen")).to_be_visible()
    expect(queue.get_by_role("main")).to_be_focused()
    let_be_read(queue)
    stroke(queue, "a")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    assert {at(article, label).review_state for label in ("2.1", "3.2")} == {"approved"}


def test_ctrl_enter_in_the_reasons_sends_back_what_is_ticked(queue, article):
    stroke(queue, "x")
    stroke(queue, "Shift+A")
    expect(queue.get_by_role("heading", name="1 chosen")).to_be_visible()
    expect(queue.get_by_role("main")).to_be_focused()
    stroke(queue, "r")
    queue.get_by_label("Weak source only").check()
    queue.get_by_label("Weak source only").press("a")
    queue.get_by_label("Note").press("Control+Enter")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    assert at(article, "2.1").review_state == "sent_back"


def test_the_question_mark_explains_the_keys_of_review(queue):
    help_keys = queue.get_by_role("region", name="All keys")
    press(queue, "?")
    expect(help_keys).to_contain_text("decide on the chosen together")
    expect(help_keys).to_be_focused()
    stroke(queue, "Escape")
    expect(help_keys).to_be_hidden()


def test_enter_on_a_reason_approves_nothing(queue):
    stroke(queue, "x")
    queue.get_by_role("button", name="Decide together").click()
    queue.get_by_text("Or ask for changes on them").click()
    queue.get_by_label("Weak source only").press("Enter")
    queue.wait_for_timeout(500)
    assert not Decision.objects.exists()


def test_enter_behind_a_note_settles_no_flag(queue, article):
    stroke(queue, "j")
    queue.get_by_text("Say more").click()
    queue.get_by_label("Note to the outcome").fill("Asked the port.")
    queue.get_by_label("Note to the outcome").press("Enter")
    expect(queue.locator(".flag .errors")).to_have_text("Choose an outcome to settle the flag.")
    assert at(article, "3.1").flags.get().closed_at is None


def test_a_risk_is_accepted_with_its_reason_by_keyboard(queue, article):
    stroke(queue, "j")
    expect(queue.get_by_role("main").filter(has_text="Half of 3.1 is left out.")).to_be_focused()
    press(queue, "f")
    expect(queue.get_by_role("button", name="The verdict says so")).to_be_focused()
    press(queue, "4")
    expect(queue.locator(".flag .errors")).to_contain_text("Say why the risk is accepted")
    expect(queue.get_by_label("Note to the outcome")).to_be_focused()
    queue.keyboard.type("The lawyers know.")
    queue.keyboard.press("Enter")
    expect(queue.locator("#messages")).to_contain_text("Settled: accepted risk.")
    flag = at(article, "3.1").flags.get()
    assert (flag.outcome, flag.outcome_note) == ("accepted_risk", "The lawyers know.")


IN_SIGHT = """field => {
  const { top, bottom } = field.getBoundingClientRect();
  return top > document.querySelector(".strip").getBoundingClientRect().bottom - 1
    && bottom < document.querySelector(".decide").getBoundingClientRect().top + 1;
}"""


def test_on_a_phone_the_next_row_begins_at_its_head_and_a_refused_field_is_in_sight(queue, article):
    queue.set_viewport_size({"width": 390, "height": 844})
    queue.evaluate("scrollTo(0, 400)")
    queue.get_by_role("link", name="Next").click()
    expect(queue.get_by_role("main").filter(has_text="Half of 3.1 is left out.")).to_be_focused()
    stand_still(queue)
    assert queue.locator(".crumb").evaluate(IN_SIGHT)
    queue.get_by_role("button", name="Accept the risk").click()
    expect(queue.get_by_label("Note to the outcome")).to_be_focused()
    stand_still(queue)
    assert queue.get_by_label("Note to the outcome").evaluate(IN_SIGHT)


def test_back_returns_to_the_row_that_was_read(queue):
    stroke(queue, "j")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    queue.go_back()
    expect(queue.get_by_role("main")).to_contain_text("Half of 2.1 is left out.")


def test_without_javascript_the_same_buttons_do_the_same(browser, queue, live_server, article):
    cookies = queue.context.cookies()
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as plain:
        plain.add_cookies(cookies)
        page = plain.new_page()
        page.goto(queue.url)
        page.get_by_role("button", name="Approve").click()
        expect(page.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
        page.get_by_role("link", name="Ask for changes").click()
        page.get_by_label("Weak source only").check()
        page.get_by_role("button", name="Send 3.1 back").click()
        expect(page.get_by_role("main")).to_contain_text("Half of 3.2 is left out.")
    assert at(article, "3.1").review_state == "sent_back"


def test_letters_typed_on_a_reason_decide_nothing(queue, article):
    read = queue.get_by_role("main")
    stroke(queue, "r")
    expect(queue.locator(".send-back input:focus")).to_have_count(1)
    stroke(queue, "Tab")
    stroke(queue, "Space")
    for key in "aj8":
        stroke(queue, key)
    expect(queue.locator(".send-back input:checked")).to_have_count(1)
    expect(read).to_contain_text("Half of 2.1 is left out.")
    assert not Decision.objects.exists()


def test_several_are_chosen_by_range_and_all_at_once(queue):
    read, count = queue.get_by_role("main"), queue.locator("[data-count]")
    stroke(queue, "x")
    expect(count).to_have_text("1")
    for words in ("Half of 3.1", "Half of 3.2"):
        stroke(queue, "j")
        expect(read).to_contain_text(words)
    stroke(queue, "Shift+X")
    expect(count).to_have_text("3")
    stroke(queue, "x")
    expect(count).to_have_text("2")
    queue.get_by_role("button", name="Choose all here").click()
    expect(count).to_have_text("3")
    stroke(queue, "Escape")
    expect(queue.locator("#live")).to_have_text("Nothing is selected.")
    expect(queue.locator("#selection")).to_be_hidden()
    queue.reload()
    expect(read).to_contain_text("Half of 3.2")
    expect(queue.locator("#selection")).to_be_hidden()
    assert queue.locator(".rail :checked").count() == 0


def test_what_was_chosen_stays_so_out_of_sight_and_on_the_way_back(queue, article, ana):
    rest = ("1.1", "2.2", "3.3", "4.1", "4.2")
    for label in rest:
        verify(at(article, label), by=ana, status="misleading", rationale=f"Half of {label} is left out.")
    queue.reload()
    labels = ("1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2")
    read = queue.get_by_role("main")
    expect(read).to_contain_text("Half of 1.1 is left out.")
    stroke(queue, "x")
    for label in labels[1:]:
        stroke(queue, "j")
        expect(read).to_contain_text(f"Half of {label} is left out.")
    expect(queue.locator(".rows .no").first).to_have_text("2.1")
    stroke(queue, "x")
    for _ in "12":
        expect(queue.locator("#selection [data-count]")).to_have_text("2")
        queue.reload()
    stroke(queue, "Shift+A")
    expect(queue.get_by_role("heading", name="2 chosen")).to_be_visible()
    stroke(queue, "r")
    queue.get_by_label("Weak source only").check()
    queue.goto(queue.url)  # as a browser does that was closed
    expect(queue.get_by_label("Weak source only")).to_be_checked()
    queue.get_by_role("button", name="Drop it").click()
    queue.goto(queue.url)
    expect(read).to_be_focused()
    stroke(queue, "Escape")
    expect(read).to_contain_text("Half of 4.2 is left out.")
    expect(queue.locator("#selection [data-count]")).to_have_text("2")
    stroke(queue, "Shift+A")
    expect(queue.get_by_role("heading", name="2 chosen")).to_be_visible()
    expect(read).to_be_focused()
    let_be_read(queue)
    stroke(queue, "a")
    expect(queue.locator("#messages")).to_contain_text("2 approved.")
    expect(queue.locator("#selection")).to_be_hidden()
    assert {at(article, label).review_state for label in ("1.1", "4.2")} == {"approved"}


def test_the_reasons_stand_in_sight_also_on_a_page_of_their_own(queue, article, desk, live_server):
    queue.set_viewport_size({"width": 1440, "height": 640})
    queue.goto(live_server.url + reverse("review-changes", args=[desk.slug, at(article, "3.2").pk]))
    first = queue.get_by_role("checkbox", name="No source")
    expect(queue.get_by_label("Find a reason")).to_be_focused()
    stand_still(queue)
    send = queue.get_by_role("button", name="Send 3.2 back")
    assert first.bounding_box()["y"] + 200 < send.bounding_box()["y"]  # it covers none of them
