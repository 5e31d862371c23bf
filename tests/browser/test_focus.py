"""The focus is where the person goes on, also on a page that is loaded anew."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.services.flags import raise_flag
from annotations.services.reviewing import ask_for_changes
from annotations.services.verifying import verify
from tests.browser.playing import open_statement, press, sign_in, stroke, workspace
from tests.cast import at


def test_on_the_mark_of_its_own_page_after_back_and_after_undo(ana_at, article, ana):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="Half of it is left out.")
    mark = ana_at.locator(f"#s{at(article, '3.2').pk}")
    ana_at.goto(workspace(article) + f"statements/{at(article, '3.2').pk}/")
    expect(mark).to_be_focused()
    ana_at.goto(workspace(article))
    open_statement(ana_at, at(article, "3.2"))
    ana_at.go_back()
    expect(ana_at.locator(".empty-card")).to_be_visible()
    expect(mark).to_be_focused()
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_contain_text("Undone: ")
    expect(mark).to_be_focused()


def test_on_the_chosen_verdict_with_its_whole_form_in_sight(ana_at, article, ana):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="Half of it is left out.")
    ana_at.goto(workspace(article) + f"statements/{at(article, '3.2').pk}/verification/")
    expect(ana_at.get_by_role("radio", name="Misleading")).to_be_focused()
    expect(ana_at.locator("#verification form .actions")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("closes", ["Escape", "Enter"])
def test_on_what_opened_the_panel_once_that_is_closed(ana_at, closes):
    opener = ana_at.get_by_role("link", name="Article", exact=True)
    opener.press("Enter")
    expect(ana_at.locator(".card h2").first).to_be_focused()
    ana_at.get_by_role("link", name="Close").press(closes)
    expect(ana_at.locator(".empty-card")).to_be_visible()
    expect(opener).to_be_focused()


def test_by_j_in_the_paragraph_that_a_link_leads_to(ana_at, article):
    ana_at.locator("#p-3 > .no").click()
    ana_at.get_by_role("link", name="Back to the text").click()
    expect(ana_at.locator("#p-3")).to_be_in_viewport()
    for label in ("3.1", "3.2"):
        press(ana_at, "j")
        expect(ana_at.locator(f"#s{at(article, label).pk}")).to_be_focused()


def test_on_the_flags_that_a_link_leads_to(ana_at, article, rosa):
    ask_for_changes(at(article, "3.2"), by=rosa, reasons=["no_source"])
    open_statement(ana_at, at(article, "3.2"))
    ana_at.get_by_role("link", name="the flag").press("Enter")
    expect(ana_at.locator("#flags")).to_be_focused()
    press(ana_at, "j")
    expect(ana_at.locator(".card h2").first).to_have_text("3.3")


@pytest.mark.parametrize("room", ["", "table/"])
def test_on_what_was_found(ana_at, article, room):
    ana_at.goto(f"{workspace(article)}{room}?q=waiting+times")
    expect(ana_at.locator(f"#s{at(article, '3.2').pk}")).to_be_focused()
    ana_at.goto(f"{workspace(article)}{room}?q=zeppelin")
    expect(ana_at.locator("[type=search]")).to_be_focused()


def test_from_hit_to_hit_while_a_search_is_on(ana_at, article):
    hits = [at(article, label).pk for label in ("1.1", "3.1", "3.2", "4.2")]
    ana_at.goto(f"{workspace(article)}?q=in")
    for pk in hits:
        expect(ana_at.locator(f"#s{pk}")).to_be_focused()
        press(ana_at, "j")
    open_statement(ana_at, at(article, "3.1"))
    press(ana_at, "8")  # draws the paragraph anew
    expect(ana_at.locator(".card h2").first).to_have_text("3.2")
    expect(ana_at.locator(".s.hit")).to_have_count(len(hits))
    press(ana_at, "j")
    expect(ana_at.locator(".card h2").first).to_have_text("4.2")


def test_on_the_hit_that_one_was_at_once_all_is_shown_again(ana_at, article):
    ana_at.goto(f"{workspace(article)}?q=in")
    expect(ana_at.locator(f"#s{at(article, '1.1').pk}")).to_be_focused()
    press(ana_at, "g")
    expect(ana_at.locator("#live")).to_have_text("Every word shown is in a statement.")
    press(ana_at, "j")
    stroke(ana_at, "Escape")
    expect(ana_at.locator("#found-words")).to_have_count(0)
    expect(ana_at.locator(f"#s{at(article, '3.1').pk}")).to_be_focused()


def test_in_review_on_what_is_read(ana_at, article, ana):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="Half of it is left out.")
    ana_at.goto(reverse("review-statement", args=[article.desk.slug, at(article, "3.2").pk]))
    expect(ana_at.locator(".read")).to_be_focused()


def test_on_the_link_of_an_invitation(page, live_server, desk, ines):
    sign_in(page.context, live_server, ines.person)
    page.goto(reverse("people", args=[desk.slug]))
    page.get_by_label("E-mail").fill("new@desk.example")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_label("On its way to new@desk.example")).to_be_focused()


def test_enter_behind_the_reason_that_was_asked_for_accepts_the_risk(ana_at, article, ana):
    raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.2"))
    open_statement(ana_at, at(article, "3.2"))
    ana_at.get_by_role("button", name="Accept the risk").click()
    expect(ana_at.locator("#flags .errors")).to_contain_text("Say why the risk is accepted")
    expect(ana_at.get_by_label("What was done")).to_be_focused()
    ana_at.keyboard.type("They know.")
    ana_at.keyboard.press("Enter")
    expect(ana_at.locator("#live")).to_have_text("Settled: accepted risk.")


def test_a_bar_of_keys_that_was_closed_comes_back_when_it_is_asked_for(ana_at, article):
    key = ana_at.locator(".keys").get_by_role("button", name="counterpoint")
    ana_at.locator(".keys").get_by_role("button", name="Hide").click()
    ana_at.reload()
    expect(key).to_be_hidden()
    ana_at.goto("/me/")
    ana_at.get_by_label("The bar that lists the keys").check()
    ana_at.get_by_role("button", name="Save").click()
    ana_at.goto(workspace(article))
    expect(key).to_be_visible()
