"""What was typed and not saved stands there again, or is told where one comes back to."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from annotations.services.counterpoints import counter
from annotations.services.cutting import merge
from annotations.services.evidence import cite
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from tests.browser.playing import open_statement, press, sign_in, stroke, workspace
from tests.cast import at

# The page that says it is saved has dropped it; its words are there before its scripts have run.
NONE_KEPT = "() => !Object.keys(localStorage).some(key => key.startsWith('obelus:draft:'))"


def test_what_was_typed_in_a_form_that_is_closed_is_told_on_the_card(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "n")
    ana_at.fill("#id_text", "Look at the annex.")
    ana_at.goto(f"{workspace(article)}statements/{row.pk}/")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator("#id_text")).to_have_value("Look at the annex.")
    ana_at.locator("#id_text").focus()
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#notes")).to_contain_text("Look at the annex.")
    ana_at.reload()
    expect(ana_at.locator(".card h2").first).to_have_text("3.2")
    expect(ana_at.locator(".draft")).to_have_count(0)


def test_what_was_typed_of_the_article_is_told_on_its_panel(ana_at, article, ana):
    point = counter(article, by=ana, text="Nobody asked the port.")
    panel = f"{workspace(article)}panel/"
    for path, name in ((f"{point.pk}/", "Answer"), (f"{point.pk}/citations/", "Passage")):
        ana_at.goto(f"{workspace(article)}counterpoints/{path}")
        ana_at.locator(".card").get_by_role("textbox", name=name).fill("It was asked in May.")
        ana_at.goto(panel)
        ana_at.locator(".draft").get_by_role("link", name="Show it").click()
        expect(ana_at.locator(".card").get_by_role("textbox", name=name)).to_have_value(
            "It was asked in May."
        )
        ana_at.evaluate("localStorage.clear()")


def test_why_it_is_left_out_is_told_on_the_card(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "e")
    ana_at.locator("#id_why").fill("Said twice.")
    ana_at.goto(f"{workspace(article)}statements/{row.pk}/")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator("#id_why")).to_have_value("Said twice.")


def test_what_another_statement_was_looked_for_by_is_told_on_the_card(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "l")
    ana_at.locator("#id_find").fill("4.1")
    ana_at.goto(f"{workspace(article)}statements/{row.pk}/")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator("#id_find")).to_have_value("4.1")
    ana_at.locator(".card").get_by_role("button", name="Link", exact=True).click()
    expect(ana_at.locator("#links")).to_contain_text("4.1")
    ana_at.reload()
    expect(ana_at.locator(".card h2").first).to_have_text("3.2")
    expect(ana_at.locator(".draft")).to_have_count(0)


def test_what_is_typed_on_while_a_slow_line_saves_is_kept(ana_at, article):
    under_way = []
    ana_at.route("**/verification/", lambda route: under_way.append(route))
    ana_at.reload()  # a page that stands already may ask past what is held from now on
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.keyboard.type("By a third")
    with ana_at.expect_request("**/verification/"):
        ana_at.keyboard.press("Alt+Enter")
    ana_at.keyboard.type(", says the annex.")
    under_way.pop().continue_()
    expect(ana_at.locator("#live")).to_contain_text("3.2 saved.")
    ana_at.unroute("**/verification/")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator("#id_rationale")).to_have_value("By a third")
    ana_at.get_by_role("button", name="Put it back").click()
    expect(ana_at.locator("#id_rationale")).to_have_value("By a third, says the annex.")


def test_a_verdict_that_was_picked_and_left_was_not_typed(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "4")
    expect(ana_at.get_by_role("radio", name="Overstated or understated")).to_be_checked()
    assert ana_at.evaluate(NONE_KEPT)
    ana_at.locator("#id_rationale").fill("By a third.")
    ana_at.get_by_role("radio", name="Misleading").check()
    ana_at.reload()
    expect(ana_at.locator("#id_rationale")).to_have_value("By a third.")
    expect(ana_at.get_by_role("radio", name="Misleading")).to_be_checked()


def test_8_is_no_claim_also_where_another_verdict_was_begun_before(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.fill("#id_rationale", "By a third.")
    ana_at.reload()
    expect(ana_at.locator("#id_rationale")).to_have_value("By a third.")
    ana_at.get_by_role("button", name="Not a factual claim").click()
    expect(ana_at.locator("#live")).to_contain_text("3.2 saved.")
    assert at(article, "3.2").status == "not_claim"


@pytest.mark.parametrize(("key", "field"), [("n", "#id_text"), ("c", "#id_passage")])
def test_what_was_typed_for_what_was_merged_away_is_told_where_it_went(ana_at, article, ana, key, field):
    row, before = at(article, "3.3"), at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, key)
    ana_at.fill(field, "Look at the annex.")
    merge(before, row, by=ana)
    ana_at.goto(f"{workspace(article)}statements/{row.pk}/")
    expect(ana_at.locator(".card h2").first).to_have_text("3.2–3.3")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator(field)).to_have_value("Look at the annex.")
    ana_at.get_by_role("button", name="Drop it").click()
    assert ana_at.evaluate(NONE_KEPT)


def test_a_verdict_typed_for_what_was_merged_away_yields_to_that_of_the_one_that_took_it(
    ana_at, article, ana
):
    texts = {"3.2": "By a third.", "3.3": "I met none of them."}
    for label, text in texts.items():
        open_statement(ana_at, at(article, label))
        press(ana_at, "3")
        ana_at.locator("#id_rationale").fill(text)
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    for text in texts.values():
        ana_at.goto(f"{workspace(article)}statements/{at(article, '3.2–3.3').pk}/verification/")
        expect(ana_at.locator("#id_rationale")).to_have_value(text)
        ana_at.get_by_role("button", name="Drop it").click()


@pytest.mark.parametrize(("key", "field"), [("c", "#id_passage"), ("1", "#id_rationale")])
def test_what_was_typed_for_several_is_told_where_one_comes_back_to(ana_at, article, key, field):
    marks = [ana_at.locator(f"#s{at(article, label).pk}") for label in ("3.2", "3.3", "4.1")]
    for mark in marks[:2]:
        mark.focus()
        press(ana_at, "x")
    press(ana_at, key)
    ana_at.fill(field, "Look at the annex.")
    ana_at.reload()
    expect(ana_at.locator(".draft")).to_contain_text("You typed for several statements on ")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator(field)).to_have_value("Look at the annex.")
    ana_at.goto(workspace(article))
    for mark in marks[1:]:
        mark.focus()
        press(ana_at, "x")
    press(ana_at, key)  # of others than before
    expect(ana_at.locator(".card[data-several] .draft")).to_be_visible()
    if key == "c":
        ana_at.get_by_role("button", name="Put it back").click()
    expect(ana_at.locator(field)).to_have_value("Look at the annex.")


def test_looking_for_a_source_or_leaving_the_form_drops_nothing_that_was_typed(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "c")
    ana_at.fill("#id_passage", "Waiting times fell by a third.")
    with ana_at.expect_response("**/found/**"):
        ana_at.locator("#id_find").press_sequentially("Gate")
    ana_at.locator("#id_find").focus()
    for _ in range(2):  # out of the field, out of the form
        ana_at.keyboard.press("Escape")
    ana_at.locator(".draft").get_by_role("link", name="Show it").click()
    expect(ana_at.locator("#id_passage")).to_have_value("Waiting times fell by a third.")
    expect(ana_at.locator("#id_find")).to_have_value("Gate")


def test_another_source_keeps_what_was_typed_for_the_first(ana_at, article, ana):
    source = make_source(by=ana, title="Gate statistics")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "C")
    ana_at.fill("#id_passage", "Waiting times fell by a third.")
    ana_at.get_by_role("link", name="Another source").click()
    expect(ana_at.locator("#id_find")).to_have_value("")
    expect(ana_at.locator("#id_passage")).to_have_value("Waiting times fell by a third.")
    expect(ana_at.locator(".errorlist")).to_have_count(0)


def test_what_was_sent_to_a_server_that_broke_stands_there_again(ana_at, desk):
    there = reverse("article-take-in", args=[desk.slug])
    ana_at.goto(there)
    ana_at.fill("[name=text]", "Two hours of work.")
    ana_at.route("**/take-in/", lambda route: route.fulfill(status=500, body="<a href='/'>To the desk</a>"))
    ana_at.get_by_role("button", name="Look at it").click()
    ana_at.get_by_role("link", name="To the desk").click()
    ana_at.unroute("**/take-in/")
    ana_at.goto(there)
    expect(ana_at.locator("[name=text]")).to_have_value("Two hours of work.")
    ana_at.get_by_role("button", name="Look at it").click()
    ana_at.wait_for_url("**/take-in/*-*/**")
    ana_at.fill("#id_title", "Two hours")
    ana_at.get_by_role("button", name="Take it in").click()
    expect(ana_at.locator("#messages")).to_contain_text("Taken in: ")
    ana_at.wait_for_function(NONE_KEPT)
    ana_at.goto(there)
    expect(ana_at.get_by_role("button", name="Look at it")).to_be_visible()
    expect(ana_at.locator(".draft")).to_have_count(0)


def test_settings_invitations_and_tokens_outlive_an_expired_sign_in(page, live_server, desk, ines):
    pages = {
        reverse("people", args=[desk.slug]): (
            "email",
            "mara@paper.example\npat@paper.example",
            "are invited",
        ),
        reverse("desk-settings", args=[desk.slug]): ("name", "Quay desk", "settings are saved"),
        reverse("me"): ("name", "Ines of the quay", "Saved."),
        reverse("tokens", args=[desk.slug]): ("name", "Nightly export", "is ready"),
    }
    for there, (field, typed, told) in pages.items():
        sign_in(page.context, live_server, ines.person)
        page.goto(there)
        page.fill(f"[name={field}]", typed)
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        stroke(page, "Control+Enter")
        page.wait_for_url("**/accounts/login/**")
        expect(page.get_by_text("What you typed is kept")).to_be_visible()
        sign_in(page.context, live_server, ines.person)
        page.goto(there)
        expect(page.locator(f"[name={field}]")).to_have_value(typed)
        page.locator(f"[name={field}]").focus()
        stroke(page, "Control+Enter")
        expect(page.locator("main, #messages").filter(has_text=told)).not_to_have_count(0)
        page.wait_for_function(NONE_KEPT)
        page.goto(there)
        expect(page.locator(".draft")).to_have_count(0)


def test_a_rationale_outlives_every_other_form_of_the_card_and_the_way_round(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "1")
    ana_at.keyboard.type("Half of it, ")
    ana_at.locator(".card").get_by_role("link", name="Cite").click()
    expect(ana_at.locator("#id_find")).to_be_focused()
    expect(ana_at.locator("#id_rationale")).to_have_value("Half of it, ")
    expect(ana_at.locator("input[name=status][value=supported]")).to_be_checked()
    open_statement(ana_at, at(article, "3.3"))
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.keyboard.type("says the annex.")
    ana_at.reload()
    expect(ana_at.locator("#id_rationale")).to_have_value("Half of it, says the annex.")
    expect(ana_at.locator("input[name=status][value=misleading]")).to_be_checked()
    ana_at.get_by_role("button", name="Drop it").click()
    expect(ana_at.locator("#id_rationale")).to_have_value("")
    expect(ana_at.locator("input[name=status]:checked")).to_have_count(0)
    assert ana_at.evaluate("localStorage.length") == 0


def test_what_is_offered_is_not_lost_to_what_is_typed_beside_it(ana_at, article, ana):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "1")
    ana_at.keyboard.type("Two hours of work.")
    ana_at.wait_for_function("localStorage.length == 1")
    verify(row, by=ana, status="misleading", rationale="A third of it is left out.")
    there = f"{workspace(article)}statements/{row.pk}/verification/"
    for _ in range(2):
        ana_at.goto(there)
        expect(ana_at.locator("#id_rationale")).to_have_value("A third of it is left out.")
        ana_at.locator("#id_rationale").fill("Another word.")
    ana_at.goto(there)
    ana_at.get_by_role("button", name="Put it back").click()
    expect(ana_at.locator("#id_rationale")).to_have_value("Two hours of work.")


def test_who_signs_out_drops_what_they_typed_once_they_say_so(ana_at, article):
    others = ["obelus:draft:0:note-1"]
    ana_at.evaluate(
        "key => localStorage.setItem(key, JSON.stringify({at: Date.now(), values: []}))", others[0]
    )
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "n")
    ana_at.fill("#id_text", "Look at the annex.")
    ana_at.locator(".menu .who").click()
    ana_at.once("dialog", lambda asked: asked.dismiss())
    ana_at.get_by_role("button", name="Sign out").click()
    expect(ana_at.locator("#id_text")).to_have_value("Look at the annex.")
    ana_at.once("dialog", lambda asked: asked.accept())
    ana_at.get_by_role("button", name="Sign out").click()
    ana_at.wait_for_url("**/accounts/login/**")
    assert ana_at.evaluate("Object.keys(localStorage)") == others
