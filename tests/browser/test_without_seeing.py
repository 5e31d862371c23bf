"""For somebody who hears the page, enlarges it, or has no colours of its own in it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.services.counterpoints import counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.notes import add_note
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from tests.browser.playing import open_statement, press, sign_in, stroke, workspace
from tests.cast import at

# What a screen reader is told to say: changes of whatever is live, as they come.
HEAR = """() => {
  window.heard = [];
  for (const live of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
    if (live.ariaLive === "off") continue;
    new MutationObserver(() => live.innerText && heard.push(live.innerText.trim())).observe(live, {childList: true});
  }
}"""
# Names that two controls have which do not do the same.
SAME_NAME = """within => {
  const does = {};
  for (const one of document.querySelectorAll(`${within} :is(a[href], button:not([aria-hidden]), input[type=text])`)) {
    const heard = (one.labels?.[0] ?? one).cloneNode(true);
    for (const hidden of heard.querySelectorAll("[aria-hidden=true]")) hidden.remove();
    const name = one.ariaLabel ?? heard.textContent;
    const act = one.href ?? one.form?.action ?? one.dataset.press ?? one.outerHTML;
    (does[name.replace(/\\s+/g, " ").trim()] ??= new Set()).add(act);
  }
  return Object.keys(does).filter(name => does[name].size > 1);
}"""

CARET_IN = "part => part.contains(getSelection().anchorNode)"


@pytest.fixture
def queue(page, live_server, desk, article, ana, rosa):
    """Rosa's page of the queue: 2.1, 3.1 wait for her."""
    for label in ("2.1", "3.1"):
        verify(at(article, label), by=ana, status="misleading", rationale=f"Half of {label} is left out.")
    sign_in(page.context, live_server, rosa.person)
    page.goto(reverse("review", args=[desk.slug]))
    return page


@pytest.mark.parametrize("height", [844, 300])
def test_what_was_decided_is_heard_once(queue, height):
    queue.set_viewport_size({"width": 390, "height": height})
    queue.evaluate(HEAR)
    queue.evaluate("scrollTo(0, 300)")
    stroke(queue, "a")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1")
    queue.wait_for_function("() => heard.length > 0")
    queue.wait_for_timeout(400)
    assert queue.evaluate("heard") == ["2.1 approved."]


def test_a_key_is_no_part_of_the_name_of_its_button(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    cite_it = ana_at.get_by_role("link", name="Cite", exact=True)
    expect(cite_it).to_have_attribute("aria-keyshortcuts", "c")
    again = ana_at.get_by_role("link", name="Last source again", exact=True)
    expect(again).to_have_attribute("aria-keyshortcuts", "Shift+C")
    expect(ana_at.get_by_role("radio", name="Contradicted", exact=True)).to_have_count(1)
    in_the_bar = ana_at.get_by_role("button", name="next unfinished", exact=True)
    expect(in_the_bar).to_have_attribute("aria-keyshortcuts", "Shift+J")


def test_the_button_that_shows_the_keys_has_a_name_at_any_width(queue):
    for width in (1440, 1100):
        queue.set_viewport_size({"width": width, "height": 900})
        expect(queue.get_by_role("button", name="All keys")).to_be_visible()


def test_undo_shows_its_key_only_where_that_is_heard(ana_at, article, ana):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    ana_at.reload()
    expect(ana_at.locator("#undo kbd").first).to_be_visible()
    ana_at.goto(workspace(article) + "export/")
    expect(ana_at.get_by_role("button", name="Undo", exact=True)).to_be_visible()


def test_a_flag_is_heard_as_one(ana_at, live_server, desk, article, ana, rosa):
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="Half of it is left out.")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    open_statement(ana_at, row)
    ana_at.reload()
    expect(ana_at.get_by_role("link", name="3.1 Flag: No source")).to_have_count(1)
    expect(ana_at.locator(".standing")).to_contain_text("1 flag open")
    sign_in(ana_at.context, live_server, rosa.person)
    ana_at.goto(reverse("review-statement", args=[desk.slug, row.pk]))
    expect(ana_at.locator(".flag header")).to_contain_text("Flag: No source")


def test_that_no_reason_is_given_is_told_where_the_reasons_begin(queue):
    stroke(queue, "r")
    queue.get_by_role("button", name="Send 2.1 back").click()
    find = queue.get_by_label("Find a reason")
    expect(find).to_be_focused()
    why = "Choose at least one reason, so that it is clear what to change."
    expect(find).to_have_accessible_description(why)


def test_what_is_wrong_with_a_choice_is_told_with_the_choice(ana_at, article):
    open_statement(ana_at, at(article, "3.1"))
    ana_at.get_by_role("button", name="Save and stay").click()
    supported = ana_at.get_by_role("radio", name="Supported", exact=True)
    expect(supported).to_be_focused()
    expect(supported).to_have_accessible_description("Choose a status (1 to 8).")


def test_the_statement_in_review_is_found_by_its_heading(queue):
    expect(queue.get_by_role("main").get_by_role("heading", name="Statement 2.1")).to_have_count(1)


def test_enlarged_four_times_review_leaves_half_the_window_to_read_in(queue):
    queue.set_viewport_size({"width": 320, "height": 256})
    stays = """all => all.filter(one => ["fixed", "sticky"].includes(getComputedStyle(one).position))
      .reduce((high, one) => high + one.offsetHeight, 0)"""
    assert queue.locator(".bar, .rail, .decide").evaluate_all(stays) <= 128
    queue.get_by_role("button", name="Approve").click()
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1")


def test_the_box_that_chooses_a_row_is_large_enough_to_hit(queue):
    boxes = [box.bounding_box() for box in queue.locator(".rows input").all()]
    assert boxes and all(min(box["width"], box["height"]) >= 24 for box in boxes)


def test_escape_closes_a_menu_and_leaves_the_focus_on_what_opened_it(ana_at):
    menu = ana_at.locator("summary.who")
    menu.focus()
    stroke(ana_at, "Enter")
    stroke(ana_at, "Tab")
    expect(ana_at.get_by_role("link", name="Your settings")).to_be_focused()
    stroke(ana_at, "Escape")
    expect(menu).to_be_focused()
    expect(ana_at.get_by_role("link", name="Your settings")).to_be_hidden()


def test_a_menu_that_the_focus_has_left_covers_nothing(ana_at):
    ana_at.locator("summary.who").focus()
    stroke(ana_at, "Enter")
    for _ in range(5):
        stroke(ana_at, "Tab")
    expect(ana_at.get_by_role("button", name="Sign out")).to_be_hidden()


def test_each_control_says_what_it_is_of(ana_at, article, desk, ana):
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="Half of it is left out.")
    for title in ("Yearbook 2025", "Yearbook 2024"):
        source = make_source(by=ana, title=title, url=f"https://works.example/{title[-4:]}")
        cite(article, [row.pk], by=ana, source=source, stance="supports")
        counter(article, by=ana, text=f"The {title} says less.", statement=row)
        add_note(article, by=ana, text=f"Ask for the {title}.", statement=row)
    for reason in ("no_source", "adds_up_not"):
        raise_flag(article, by=ana, reason=reason, statement=at(article, "3.1"))
    ana_at.reload()
    open_statement(ana_at, row)
    outcomes = ana_at.get_by_role("group", name="Settle this flag: No source")
    expect(outcomes.get_by_role("button", name="Fixed")).to_be_visible()
    assert set(ana_at.evaluate(SAME_NAME, "#card")) <= set(OUTCOMES)  # each in a group that has a name
    assert ana_at.evaluate(SAME_NAME, "#galley .margin") == []


OUTCOMES = ("The verdict says so", "Fixed", "Not a problem", "Accept the risk", "Looked at, no action")


def test_without_colours_what_is_not_checked_is_told_from_what_is_no_claim(ana_at, article, ana):
    verify(at(article, "3.2"), by=ana, status="not_claim")
    ana_at.reload()
    ana_at.locator(".para").evaluate_all("all => all.forEach(one => one.setAttribute('dir', 'rtl'))")
    ana_at.emulate_media(forced_colors="active")
    line = "mark => getComputedStyle(mark).borderBottomStyle"
    assert ana_at.locator(f"#s{at(article, '3.1').pk}").evaluate(line) == "dotted"
    assert ana_at.locator(f"#s{at(article, '3.2').pk}").evaluate(line) == "none"
    ana_at.emulate_media(forced_colors="none")


def test_the_article_as_a_whole_says_what_it_waits_for(page, live_server, desk, article, ana, rosa):
    raise_flag(article, by=ana, reason="other_side")
    sign_in(page.context, live_server, rosa.person)
    page.goto(reverse("review", args=[desk.slug]))
    press(page, "a")
    expect(page.locator("#live")).to_have_text("Settle the flag with an outcome.")


def test_one_kind_is_one(ana_at, article):
    ana_at.goto(workspace(article) + "kinds/")
    boxes = ana_at.get_by_role("checkbox").all()
    for box in boxes[1:]:
        box.uncheck()
    boxes[0].check()
    ana_at.get_by_role("button", name="Confirm").click()
    expect(ana_at.locator("#messages")).to_have_text("1 kind confirmed.")


@pytest.mark.parametrize(
    ("words", "heard"), [("port", "1 shown."), ("zeppelin", "No article in work is like that.")]
)
def test_what_a_search_found_is_heard(ana_at, desk, words, heard):
    ana_at.goto(reverse("article-list", args=[desk.slug]))
    ana_at.get_by_label("Search the titles").fill(words)
    expect(ana_at.locator("#live.sr")).to_have_text(heard)
    expect(ana_at.get_by_label("Search the titles")).to_be_focused()


def test_known_sources_come_into_a_part_that_was_listened_to_before(ana_at, article, ana):
    make_source(by=ana, title="Gate statistics")
    ana_at.goto(workspace(article) + f"statements/{at(article, '3.1').pk}/citations/")
    ana_at.locator("#found").evaluate("it => it.wasHere = true")
    ana_at.get_by_label("Source").first.press_sequentially("Gate")
    expect(ana_at.get_by_role("radio", name="Gate statistics")).to_be_visible()
    assert ana_at.locator("#found").evaluate("it => it.wasHere")
    ana_at.get_by_label("Source").first.fill("Zeppelin")
    expect(ana_at.get_by_role("radio", name="Gate statistics")).to_have_count(0)


def test_the_focus_goes_to_why_nobody_is_signed_in(page):
    page.goto(reverse("account_login"))
    page.get_by_label("Email").fill("nobody@desk.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").filter(has_text="is not right")).to_be_focused()


def test_what_is_said_comes_into_a_region_that_was_there_before(ana_at):
    """Firefox makes a region anew whose box turns into one of another kind, and tells nobody of its words."""
    box = "it => ['display', 'position', 'overflow'].map(each => getComputedStyle(it)[each])"
    live = ana_at.locator("#live")
    before = live.evaluate(box)
    assert before[0] != "none"
    press(ana_at, "c")
    expect(live).to_have_text("Choose a statement first: press j or click one.")
    assert live.evaluate(box) == before
    live.click()
    assert live.evaluate(box) == before


def test_who_reads_on_after_a_save_begins_at_the_card_that_came(ana_at, article):
    open_statement(ana_at, at(article, "3.1"))
    press(ana_at, "8")
    expect(ana_at.locator("#live")).to_have_text("3.1 saved.")
    expect(ana_at.locator(".card-head h2")).to_be_focused()
    ana_at.wait_for_function(CARET_IN, arg=ana_at.locator(".card-head h2").element_handle())


def test_what_is_selected_says_so(ana_at, article):
    mark = ana_at.locator(f"#s{at(article, '3.1').pk}")
    mark.focus()
    press(ana_at, "x")
    press(ana_at, "j")
    press(ana_at, "k")
    expect(mark).to_be_focused()
    expect(mark).to_have_accessible_description("selected")
    press(ana_at, "x")
    expect(mark).to_have_accessible_description("")


def test_who_has_looked_at_the_keys_goes_on_where_they_were(ana_at, article):
    mark = ana_at.locator(f"#s{at(article, '3.1').pk}")
    mark.focus()
    for close in ("Escape", "Enter"):
        press(ana_at, "?")
        expect(ana_at.locator("#help-keys")).to_be_focused()
        if close == "Enter":
            ana_at.get_by_role("button", name="Close the keys").focus()
        stroke(ana_at, close)
        expect(mark).to_be_focused()
    ana_at.get_by_role("button", name="Hide the keys").click()
    expect(ana_at.locator(".keys [data-opens]")).to_be_focused()


@pytest.mark.parametrize(
    ("where", "typed", "heard"),
    [
        ("citations", "statistics", "1 known source below, first: Gate statistics."),
        ("citations", "Zeppelin", "No known source."),
        ("flags", "our work source", "3 reasons: “No source (our work)” is chosen."),
    ],
)
def test_what_comes_with_each_letter_is_heard_once(ana_at, article, ana, where, typed, heard):
    make_source(by=ana, title="Gate statistics")
    ana_at.goto(workspace(article) + f"statements/{at(article, '3.1').pk}/{where}/")
    ana_at.evaluate(HEAR)
    ana_at.locator("#id_find").fill(typed[:-3])
    ana_at.locator("#id_find").press_sequentially(typed[-3:], delay=300)
    ana_at.wait_for_function("() => heard.length > 0")
    ana_at.wait_for_timeout(1_000)
    assert ana_at.evaluate("heard") == [heard]
    expect(ana_at.locator("#id_find")).to_be_focused()


def test_a_refusal_is_put_away_by_a_key_and_goes_by_itself(browser, live_server, desk, article, ana, rosa):
    """In a window of its own: a clock that was installed in one stays in it."""
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="Half of it is left out.")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    with browser.new_context(base_url=live_server.url) as context:
        sign_in(context, live_server, rosa.person)
        page = context.new_page()
        page.clock.install()
        page.goto(reverse("review-statement", args=[desk.slug, row.pk]))
        for goes in (lambda: stroke(page, "Escape"), lambda: page.clock.run_for(8_000)):
            press(page, "a")
            expect(page.get_by_role("alert").filter(has_text="Settle the flag")).to_be_visible()
            assert "†" not in page.locator("#toast").inner_text()
            goes()
            expect(page.locator("#toast")).to_be_hidden()
        expect(page.get_by_role("main")).to_have_accessible_name("Statement 3.1")


def test_asking_for_changes_on_several_begins_at_the_reasons(queue):
    press(queue, "x")
    press(queue, "A")
    expect(queue.get_by_role("main")).to_have_accessible_name(re.compile("^1 chosen The port"))
    press(queue, "r")
    expect(queue.get_by_label("Find a reason")).to_be_focused()


def test_what_was_saved_is_heard_though_words_are_kept_for_the_next(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    ana_at.get_by_label("Rationale").fill("Half since when?")
    open_statement(ana_at, at(article, "3.1"))
    press(ana_at, "8")
    expect(ana_at.locator(".card .draft")).to_be_visible()
    expect(ana_at.locator("#live:not(.sr)")).to_have_text(re.compile("^3.1 saved. You typed this"))


def test_a_folded_card_says_that_it_is(ana_at, article):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    open_statement(ana_at, at(article, "3.1"))
    for name, is_open in (("Open the card", "false"), ("Fold the card", "true"), ("Open the card", "false")):
        toggle = ana_at.get_by_role("button", name=name)
        expect(toggle).to_have_attribute("aria-expanded", is_open)
        toggle.click()
    press(ana_at, "J")
    expect(ana_at.locator(".card[data-sheet=open] [aria-expanded=true]")).to_have_count(1)


def test_a_single_reason_is_chosen_as_one_types_and_stands_after_a_refusal(queue, article):
    said = []
    queue.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    stroke(queue, "r")
    find = queue.get_by_label("Find a reason")
    find.press_sequentially("other (", delay=20)
    expect(queue.locator("#reasons :checked")).to_have_value("other")
    expect(queue.locator("#live")).to_have_text("1 reason: “Other (say what, for the desk)” is chosen.")
    assert said == []
    stroke(queue, "Control+Enter")
    expect(queue.locator(".errors, .errorlist")).to_have_count(1)
    expect(find).to_have_value("other (")
    expect(queue.locator("#reasons :checked")).to_have_value("other")
    expect(queue.locator(".draft")).to_have_count(0)
    queue.get_by_label("Note").fill("Which half?")
    stroke(queue, "Control+Enter")
    expect(queue.get_by_role("main")).to_contain_text("Half of 3.1 is left out.")
    assert at(article, "2.1").flags.get().reason == "other"
