"""Nobody gets lost: where the focus is, how one gets back, what the page says of it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Claimant
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.sources import make_source
from articles.models import Person
from tests.browser.playing import open_statement, press, sign_in, stand_still, stroke, workspace
from tests.cast import at


@pytest.mark.parametrize("key, field", [("w", "plain"), ("c", "find"), ("f", "find"), ("n", "text")])
def test_escape_goes_one_step_back_each_time(ana_at, article, key, field):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, key)
    expect(ana_at.locator(f"#id_{field}")).to_be_focused()
    stroke(ana_at, "Escape")
    expect(ana_at.locator(".card h2").first).to_be_focused()
    stroke(ana_at, "Escape")
    expect(ana_at.locator(f"#id_{field}")).to_have_count(0)
    expect(ana_at.locator(".card h2").first).to_be_focused()
    stroke(ana_at, "Escape")
    expect(ana_at.locator(".empty-card")).to_be_visible()


def test_a_merge_that_cannot_be_is_told_where_the_focus_is(ana_at, article):
    open_statement(ana_at, at(article, "3.3"))
    press(ana_at, "m")
    expect(ana_at.get_by_text("there is none to merge it with")).to_be_focused()
    stroke(ana_at, "Escape")
    expect(ana_at.locator(".card h2").first).to_be_focused()


def test_what_an_address_opens_is_where_the_focus_is(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    ana_at.goto(f"{ana_at.url}history/")
    expect(ana_at.locator("#history")).to_be_focused()
    expect(ana_at.locator("#history")).to_be_in_viewport()


def test_the_caret_stands_behind_the_rationale_that_is_there(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.keyboard.type("By a third.")
    stroke(ana_at, "Alt+Enter")
    ana_at.wait_for_selector("text=Back to not checked")
    press(ana_at, "5")
    expect(ana_at.locator("#id_rationale")).to_be_focused()
    ana_at.keyboard.type(" At most.")
    expect(ana_at.locator("#id_rationale")).to_have_value("By a third. At most.")


def test_a_verdict_that_lacks_something_says_what_and_goes_on(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "7")
    stroke(ana_at, "Tab")
    ana_at.keyboard.type("Nobody else counts it.")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#live")).to_contain_text("Before review it needs why it can’t be verified.")
    expect(ana_at.locator("#card h2").first).to_have_text("3.3")
    press(ana_at, "k")
    stroke(ana_at, "Enter")
    expect(ana_at.locator("#verification .warn")).to_contain_text("why it can’t be verified")


def test_a_verdict_with_a_detail_asks_for_it_before_the_rationale(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "7")
    first, second = ana_at.get_by_label("No access"), ana_at.get_by_label("Nobody counts it")
    expect(first).to_be_focused()
    gap = second.bounding_box()["x"] - ana_at.get_by_text("No access").bounding_box()["x"]
    assert gap > ana_at.get_by_text("No access").bounding_box()["width"] + 8
    stroke(ana_at, "ArrowRight")
    expect(second).to_be_checked()
    stroke(ana_at, "Tab")
    expect(ana_at.locator("#id_rationale")).to_be_focused()
    ana_at.keyboard.type("We asked the port.")
    stroke(ana_at, "Alt+Enter")
    ana_at.wait_for_selector("text=Back to not checked")
    press(ana_at, "7")
    expect(ana_at.locator("#id_rationale")).to_be_focused()


def test_a_digit_moves_the_card_not_the_page(ana_at, article):
    ana_at.set_viewport_size({"width": 1440, "height": 760})
    open_statement(ana_at, at(article, "3.2"))
    stand_still(ana_at)
    before = ana_at.evaluate("scrollY")
    press(ana_at, "5")
    expect(ana_at.locator("#id_rationale")).to_be_in_viewport(ratio=1)
    stand_still(ana_at)
    assert ana_at.evaluate("scrollY") == before


@pytest.fixture
def slow(ana_at):
    """Answers to an address come when the returned function is called: so many as were asked for."""
    held = []

    def hold(address):
        ana_at.route(address, lambda route: held.append(route))
        return let_come

    def let_come(number=1):
        for _ in range(100):
            ana_at.wait_for_timeout(200)
            if len(held) == number:
                break
        while held:
            held.pop(0).continue_()

    return hold


def test_a_key_pressed_early_is_for_the_card_that_comes(ana_at, article, slow):
    first, second = at(article, "2.1"), at(article, "2.2")
    open_statement(ana_at, first)
    let_come = slow(f"**/statements/{second.pk}/")
    press(ana_at, "j")
    press(ana_at, "8")
    let_come()
    expect(ana_at.locator("#live")).to_have_text("2.2 saved.")
    assert (at(article, "2.1").status, at(article, "2.2").status) == ("unchecked", "not_claim")


def test_of_two_answers_the_one_that_was_asked_for_last_is_shown(ana_at, article, slow):
    first, second = at(article, "2.1"), at(article, "3.2")
    open_statement(ana_at, first)
    let_come = slow(re.compile(r"/citations/$|/statements/\d+/$"))
    ana_at.get_by_role("link", name="Cite", exact=False).first.click()
    ana_at.locator(f"#s{second.pk}").click()
    let_come(2)
    expect(ana_at.locator(".card h2").first).to_have_text("3.2")
    expect(ana_at).to_have_url(re.compile(rf"/statements/{second.pk}/$"))
    expect(ana_at.locator(".s[aria-current=true]")).to_have_id(f"s{second.pk}")
    expect(ana_at.locator("#id_find")).to_have_count(0)


def test_what_is_typed_before_its_field_is_there_does_nothing_else(ana_at, article, slow):
    open_statement(ana_at, at(article, "3.2"))
    let_come = slow("**/citations/")
    press(ana_at, "c")
    ana_at.keyboard.type("just the")
    let_come()
    expect(ana_at.locator("#id_find")).to_be_focused()
    ana_at.wait_for_timeout(300)
    expect(ana_at.locator("#id_find")).to_be_visible()
    expect(ana_at.locator(".card h2").first).to_have_text("3.2")


def test_what_is_typed_before_its_card_is_there_leads_nowhere_else(ana_at, article, slow):
    second = at(article, "2.2")
    open_statement(ana_at, at(article, "2.1"))
    let_come = slow(f"**/statements/{second.pk}/")
    press(ana_at, "j")
    press(ana_at, "n")
    ana_at.keyboard.type("jotted")
    let_come()
    expect(ana_at.get_by_label("Note")).to_be_focused()
    expect(ana_at.locator(".card h2").first).to_have_text("2.2")


def test_enter_in_a_field_saves_the_verdict_that_was_chosen(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.keyboard.type("By a third.")
    ana_at.locator("#id_as_of").press("Enter")
    expect(ana_at.locator("#live")).to_have_text("3.2 saved.")
    assert at(article, "3.2").status == "misleading"


def test_enter_behind_a_note_settles_no_flag(ana_at, article, ana):
    raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.2"))
    open_statement(ana_at, at(article, "3.2"))
    ana_at.get_by_label("What was done").fill("Asked the port.")
    ana_at.get_by_label("What was done").press("Enter")
    expect(ana_at.locator("#flags .errors")).to_have_text("Choose an outcome to settle the flag.")
    expect(ana_at.get_by_label("What was done")).to_have_value("Asked the port.")
    ana_at.get_by_role("button", name="Not a problem").click()
    expect(ana_at.locator("#live")).to_have_text("Settled: not a problem.")


def test_what_is_selected_stays_so_from_one_act_to_the_next(ana_at, article):
    first = at(article, "3.1")
    ana_at.locator(f"#s{first.pk}").focus()
    press(ana_at, "x")
    press(ana_at, "j")
    press(ana_at, "x")
    press(ana_at, "w")
    expect(ana_at.get_by_label("Who says it?")).to_be_focused()
    ana_at.keyboard.type("Marta Reyes")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#live")).to_have_text("Who says it is set for 2.")
    expect(ana_at.locator(".s[data-picked]")).to_have_count(2)
    press(ana_at, "c")
    ana_at.wait_for_selector("#id_find:focus")
    ana_at.keyboard.type("The authority’s briefing")
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector("text=Cited for 2 statements")
    expect(ana_at.locator(f"#s{at(article, '3.2').pk}")).to_be_focused()
    assert Claimant.objects.get().statements.count() == 2


def test_undo_shows_that_it_is_done_also_after_a_card_was_closed(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "n")
    ana_at.wait_for_selector("#id_text:focus")
    ana_at.keyboard.type("Look at the annex.")
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector("text=Noted on 3.2")
    stroke(ana_at, "Escape")
    ana_at.wait_for_url("**#s*")
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_have_text("Undone: Added a note on 3.2.")
    expect(ana_at.locator("#undo [data-key=u]")).to_have_count(0)


def test_a_link_too_long_for_its_field_is_told_not_cut(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "c")
    ana_at.wait_for_selector("#id_find:focus")
    ana_at.keyboard.insert_text("https://example.org/" + "x" * 2000)
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#evidence .errorlist")).to_contain_text("2,020 characters, but 2,000 is the limit")


def test_a_sheet_stays_open_while_one_works_in_it(browser, live_server, article, ana):
    size = {"width": 390, "height": 844}
    with browser.new_context(base_url=live_server.url, viewport=size, has_touch=True) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(workspace(article))
        page.locator(f"#s{at(article, '3.2').pk}").tap()
        page.get_by_role("button", name="Open the card").tap()
        expect(page.get_by_role("button", name="Fold the card")).to_be_visible()
        page.locator("#notes a.add").tap()
        page.fill("#id_text", "Look at the annex.")
        page.get_by_role("button", name="Note it").tap()
        expect(page.locator("#notes")).to_contain_text("Look at the annex.")
        expect(page.locator("#verification")).to_be_visible()
        page.get_by_role("radio", name="Misleading").check()
        page.fill("#id_rationale", "Half of it is left out.")
        page.get_by_role("button", name="Save, then 3.3").tap()
        expect(page.locator(".card h2").first).to_have_text("3.3")
        bar, said = (page.locator(part).bounding_box() for part in (".bar", "#live:not(.sr)"))
        expect(page.locator("#verification")).to_be_visible()
        assert said["y"] + said["height"] <= bar["y"] + bar["height"]  # over no line of the text


def test_nothing_is_wider_than_a_small_phone_or_smaller_than_a_thumb(
    browser, live_server, article, ana, rosa
):
    address = "https://example.org/" + "annex" * 30
    source = make_source(by=ana, url=address)
    cite(article, [at(article, "3.2").pk], by=ana, source=source, stance="supports")
    desk = article.desk.slug
    sources = reverse("source-list", args=[desk]), reverse("source", args=[desk, source.pk])
    size = {"width": 320, "height": 640}
    with browser.new_context(base_url=live_server.url, viewport=size) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        for place in (*sources, workspace(article)):
            page.goto(place)  # what the keys press is there too, unseen
            assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.locator("summary.who").click()
        for link in page.locator(".bar .mark, .bar .menu a").all():
            box = link.bounding_box()
            assert min(box["width"], box["height"]) >= 24


def test_a_key_means_the_statement_that_has_the_focus(ana_at, article):
    here, beside = at(article, "3.1"), at(article, "3.3")
    open_statement(ana_at, here)
    ana_at.locator(f"#s{beside.pk}").focus()
    press(ana_at, "3")
    expect(ana_at.locator(f'.card[data-statement="{beside.pk}"]')).to_be_visible()
    expect(ana_at.get_by_role("radio", name="Misleading")).to_be_checked()
    ana_at.locator(f"#s{here.pk}").focus()
    press(ana_at, "8")
    expect(ana_at.locator("#live")).to_contain_text("3.1 saved.")
    assert [at(article, label).status for label in ("3.1", "3.3")] == ["not_claim", "unchecked"]


def test_a_key_opens_the_folded_card_of_a_small_window(ana_at, article):
    ana_at.set_viewport_size({"width": 720, "height": 450})
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "f")
    expect(ana_at.get_by_label("Find a reason")).to_be_focused()
    ana_at.goto(f"{workspace(article)}statements/{row.pk}/")
    press(ana_at, "4")
    expect(ana_at.get_by_role("radio", name="Overstated", exact=True)).to_be_in_viewport()
    ana_at.goto(f"{workspace(article)}statements/{row.pk}/")
    ana_at.locator(f"#s{row.pk}").focus()
    stroke(ana_at, "Enter")
    expect(ana_at.locator(".card[data-sheet=open]")).to_be_visible()


def test_who_writes_on_behind_a_verdict_with_a_detail_writes_its_rationale(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "7")
    ana_at.keyboard.type("Nobody else counts it.")
    expect(ana_at.locator("#id_rationale")).to_have_value("Nobody else counts it.")
    assert ana_at.locator("[name=detail]:checked").count() == 0


def test_who_only_reads_is_told_why_a_key_does_nothing(page, live_server, article, ana, lea):
    sign_in(page.context, live_server, lea.person)
    page.goto(workspace(article))
    open_statement(page, at(article, "3.2"))
    press(page, "f")
    expect(page.locator("#live")).to_contain_text("Ana can")


def test_what_keys_do_has_buttons_on_a_phone(ana_at, article):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    open_statement(ana_at, at(article, "3.1"))
    ana_at.get_by_role("button", name="Select").click()
    ana_at.get_by_role("button", name="Next statement").click()
    expect(ana_at.locator(".card h2").first).to_have_text("3.2")
    ana_at.get_by_role("button", name="Select").click()
    expect(ana_at.locator("#selection [data-count]")).to_have_text("2")
    bar, card = (ana_at.locator(part).bounding_box() for part in ("#selection", ".card"))
    assert bar["y"] + bar["height"] <= card["y"]
    ana_at.get_by_role("button", name="Previous statement").click()
    expect(ana_at.locator(".card h2").first).to_have_text("3.1")


def test_keys_that_are_off_are_not_told(ana_at, article, ana):
    hint = ana_at.get_by_text("shows all keys")
    expect(hint).to_be_visible()
    Person.objects.filter(pk=ana.person_id).update(uses_keys=False)
    ana_at.reload()
    expect(hint).to_be_hidden()
    expect(ana_at.locator(".keys")).to_be_hidden()


def test_the_first_hint_opens_a_card(ana_at):
    for place in (ana_at.get_by_text("Follow any marked words"), ana_at.locator(".keys")):
        expect(place).to_contain_text("Enter")
    for key in ("j", "Enter"):
        stroke(ana_at, key)
    expect(ana_at.locator(".card h2").first).to_have_text("1.1")
    strip = ana_at.locator(".keys")
    for width in (1440, 1409, 1408, 1201, 1200, 961):
        ana_at.set_viewport_size({"width": width, "height": 900})
        assert strip.evaluate("keys => keys.scrollWidth <= keys.clientWidth"), width


def test_title_of_the_window_goes_along_with_the_card(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    expect(ana_at).to_have_title(re.compile(r"^3\.2 Waiting times .* · Obelus$"))
    press(ana_at, "j")
    expect(ana_at).to_have_title(re.compile(r"^3\.3 The drivers .* · Obelus$"))
    ana_at.get_by_role("link", name="Article", exact=True).click()
    expect(ana_at).to_have_title(f"{article.title} · Obelus")


@pytest.mark.parametrize("name", ["article-list", "source-list", "claimant-list", "statement-list"])
def test_a_facet_of_a_list_keeps_what_is_searched_for(ana_at, desk, name):
    ana_at.goto(reverse(name, args=[desk.slug]))
    with ana_at.expect_response("**q=harbour**"):
        ana_at.get_by_role("searchbox").press_sequentially("harbour")
    facet = ana_at.locator(".facets").get_by_role("link").nth(1)
    expect(facet).to_have_attribute("href", re.compile("q=harbour"))
    facet.click()
    expect(ana_at.get_by_role("searchbox")).to_have_value("harbour")


@pytest.mark.parametrize("name", ["article-list", "source-list", "claimant-list", "statement-list"])
def test_a_search_is_one_step_of_the_way_back_however_it_was_typed(ana_at, article, desk, name):
    ana_at.goto(reverse(name, args=[desk.slug]))
    for part in ("har", "bour"):
        with ana_at.expect_response("**q=har**"):
            ana_at.get_by_role("searchbox").press_sequentially(part)
    with ana_at.expect_response("**q=harbour**"):
        ana_at.keyboard.press("Enter")
    expect(ana_at).to_have_url(re.compile("q=harbour"))
    ana_at.go_back()
    expect(ana_at).to_have_url(re.compile(re.escape(workspace(article)) + "$"))


def test_with_a_mouse_alone_a_statement_is_selected_from_its_card(ana_at, article):
    ana_at.get_by_role("button", name="Hide the keys").click()
    open_statement(ana_at, at(article, "3.1"))
    ana_at.get_by_role("button", name="Select").click()
    expect(ana_at.locator("#selection")).to_contain_text("1")
    for media in ({"width": 390, "height": 844}, {"width": 1440, "height": 900}):
        ana_at.set_viewport_size(media)
        expect(ana_at.get_by_role("button", name="Select")).to_have_count(1)
