"""What a key or an act did is said where the eye is."""

from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from django.urls import reverse
from playwright.sync_api import expect
from psycopg.errors import LockNotAvailable

from annotations.services.articles import withdraw_article
from annotations.services.cutting import merge
from annotations.services.reviewing import approve
from annotations.services.statements import follow
from annotations.services.verifying import verify
from tests.browser.playing import open_statement, press, sign_in, workspace
from tests.cast import at


def test_what_is_said_is_seen_for_a_while(browser, live_server, ana, article):
    with browser.new_context(base_url=live_server.url) as context:  # of its own, since its clock is set
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.clock.install()
        page.goto(workspace(article))
        open_statement(page, at(article, "3.3"))
        page.clock.pause_at("2100-01-01")  # from here on it goes when it is told
        press(page, "o")
        live = page.locator("#live:not(.sr)")
        expect(live).to_have_text("Nothing to do with this key here.")
        keys, said = page.locator(".keys").bounding_box(), live.bounding_box()
        assert said["y"] + said["height"] <= keys["y"]
        live.hover()
        page.clock.run_for(10_000)
        expect(live).to_be_visible()
        page.mouse.move(700, 300)
        page.clock.run_for(10_000)
        expect(live).to_have_count(0)


def test_on_a_phone_the_rooms_can_be_pressed_where_words_may_come(ana_at):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    ana_at.get_by_role("navigation").get_by_role("link", name="Sources").click(timeout=5_000)
    expect(ana_at).to_have_title("Sources · Obelus")


def test_a_key_says_that_there_is_no_verdict_to_take_back(ana_at, article):
    live = ana_at.locator("#live:not(.sr)")
    ana_at.locator(f"#s{at(article, '3.2').pk}").focus()
    press(ana_at, "0")  # opens the card first
    expect(live).to_have_text("There is no verdict to clear.")
    live.click()
    expect(live).to_have_count(0)
    press(ana_at, "0")
    expect(live).to_have_text("There is no verdict to clear.")


def test_a_digit_says_where_the_verdict_is_given(ana_at, article, ana, desk):
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    row = follow(at(article, "3.1"), at(article, "2.1"), by=ana)
    ana_at.locator(f"#s{row.pk}").focus()
    press(ana_at, "3")
    live = ana_at.locator("#live:not(.sr)")
    expect(live).to_have_text("Same claim as 2.1: the verdict is given there.")
    ana_at.goto(reverse("review-statement", args=[desk.slug, row.pk]))
    press(ana_at, "3")
    expect(live).to_have_text("The same claim as 2.1, where its verdict stands.")


def test_what_is_refused_is_seen_wherever_one_is_in_the_text(ana_at, article, ana):
    row = at(article, "4.2")
    ana_at.set_viewport_size({"width": 1440, "height": 400})
    open_statement(ana_at, row)
    press(ana_at, "n")
    ana_at.fill("#id_text", "Look at the annex.")
    ana_at.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    merge(at(article, "4.1"), row, by=ana)
    ana_at.locator("#id_text").press("Control+Enter")
    told = ana_at.get_by_text("This was merged into 4.1–4.2 meanwhile.")
    expect(told).to_be_visible()
    bar = ana_at.locator(".bar").bounding_box()
    assert told.bounding_box()["y"] >= bar["y"] + bar["height"] - 1
    ana_at.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(ana_at.locator("#id_text")).to_be_focused()


def test_what_is_there_no_more_leaves_the_page_its_address(ana_at, article, ana):
    withdraw_article(article, by=ana)
    ana_at.locator(f"#s{at(article, '4.2').pk}").click()
    expect(ana_at.locator("#notice")).to_contain_text("It is not there")
    assert urlsplit(ana_at.url).path == workspace(article)


@pytest.mark.parametrize("status", [None, 500])
def test_what_was_saved_is_told_as_that_where_the_next_does_not_come(ana_at, article, status):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.fill("#id_rationale", "By a third.")
    fails = (lambda route: route.fulfill(status=status)) if status else (lambda route: route.abort())
    ana_at.route("**/statements/*/?next", fails)
    ana_at.keyboard.press("Control+Enter")
    expect(ana_at.locator("#toast")).to_have_text(
        "3.2 is saved. The next statement did not come; try again in a moment."
    )
    ana_at.unroute("**/statements/*/?next")
    assert at(article, "3.2").status == "misleading"
    press(ana_at, "j")
    expect(ana_at.locator(".card h2").first).to_have_text("3.3")
    expect(ana_at.locator(".card h2").first).to_be_focused()


def test_undo_goes_on_to_the_next_when_one_was_refused(ana_at, article, ana, rosa):
    for label in ("2.1", "2.2"):
        verify(at(article, label), by=ana, status="not_claim")
    approve(at(article, "2.2"), by=rosa)
    ana_at.reload()
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_contain_text(
        "“Approved 2.2” (Rosa) has changed the same thing since."
    )
    ana_at.wait_for_load_state()
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_contain_text("Undone: 2.1")
    ana_at.wait_for_load_state()
    press(ana_at, "u")
    expect(ana_at.locator("#live:not(.sr)")).to_have_text("Nothing of yours is left to undo here.")


def test_on_a_phone_the_menu_says_what_is_undone_and_done_again(ana_at, article, ana):
    for label in ("2.1", "2.2"):
        verify(at(article, label), by=ana, status="not_claim")
    ana_at.set_viewport_size({"width": 390, "height": 844})
    ana_at.reload()
    opener, acts = (ana_at.locator(f"#undo {each}") for each in ("summary", ".menu button"))
    for act, others in (("Undo: 2.2", "Undo: 2.1"), ("Undo: 2.1", "Redo: 2.2"), ("Redo: 2.1", "Redo: 2.1")):
        expect(opener).to_have_text(act[:4], use_inner_text=True)
        expect(ana_at.locator("#undo button:visible")).to_have_count(0)
        opener.click()
        expect(acts.filter(has_text=others)).to_be_visible()
        acts.filter(has_text=act).click()
        expect(ana_at.locator("#messages")).to_contain_text(f"{act[:2]}done: {act[6:]}")
    assert (at(article, "2.1").status, at(article, "2.2").status) == ("not_claim", "unchecked")
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_contain_text("Undone: 2.1")
    ana_at.set_viewport_size({"width": 1440, "height": 900})
    expect(ana_at.get_by_role("button", name="Redo: 2.1")).to_be_visible()


def test_what_undo_says_is_seen_in_a_page_that_is_scrolled(ana_at, article, ana):
    verify(at(article, "4.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    ana_at.set_viewport_size({"width": 1000, "height": 400})
    ana_at.reload()
    open_statement(ana_at, at(article, "4.1"))
    press(ana_at, "u")
    expect(ana_at.locator("#live:not(.sr)")).to_contain_text("Undone: ")
    expect(ana_at.locator("#messages")).not_to_be_in_viewport()


def test_what_went_wrong_is_read_whole_on_a_phone(ana_at, article):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    open_statement(ana_at, at(article, "3.3"))
    press(ana_at, "o")
    expect(ana_at.locator("#live:not(.sr)")).to_be_visible()
    ana_at.get_by_role("button", name="Open the card").click()
    ana_at.context.set_offline(True)
    ana_at.locator("#notes a.add").click()
    wrong = ana_at.locator("#toast")
    expect(wrong).to_contain_text("No answer: the connection is down.")
    expect(ana_at.locator("#live:not(.sr)")).to_have_count(0)
    assert wrong.evaluate("it => it.scrollHeight <= it.clientHeight && it.getBoundingClientRect().top >= 0")
    wrong.click()
    expect(wrong).to_be_hidden()


def test_what_keeps_a_deed_from_being_saved_is_told_by_its_name(ana_at, article, monkeypatch):
    def held(*_, **__):
        raise OperationalError from LockNotAvailable("internal words")

    monkeypatch.setattr("annotations.views.statements.verify", held)
    open_statement(ana_at, at(article, "3.2"))
    ana_at.check("input[value=misleading]")
    ana_at.fill("#id_rationale", "By a third, not by half.")
    ana_at.get_by_role("button", name="Save and stay").click()
    told = "Someone else is saving this. Nothing half-done was saved. Try again in a moment."
    expect(ana_at.locator("#toast")).to_have_text(f"{told} What you typed is still here.")
    expect(ana_at.locator("#id_rationale")).to_have_value("By a third, not by half.")


def test_a_proxys_own_words_are_not_taken_for_ours(ana_at, article):
    page = "<html><body><h1>502 Bad Gateway</h1><p>nginx</p></body></html>"
    ana_at.route(
        "**/verification/", lambda route: route.fulfill(status=502, content_type="text/html", body=page)
    )
    open_statement(ana_at, at(article, "3.2"))
    ana_at.get_by_role("button", name="Save and stay").click()
    told = "Something broke on our side. Nothing half-done was saved. What you typed is still here."
    expect(ana_at.locator("#toast")).to_have_text(told)
