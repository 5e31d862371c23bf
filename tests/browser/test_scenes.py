"""A day at the desk, played by keyboard on a German layout: annotate, split, merge, cite many, flag."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from annotations.models import Citation, Relation, Statement
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from articles.models import Membership
from tests.browser.playing import open_statement, press, stroke, workspace
from tests.cast import at


def test_j_and_k_move_through_the_text(ana_at, article):
    press(ana_at, "j")
    assert ana_at.evaluate("document.activeElement.id") == f"s{at(article, '1.1').pk}"
    press(ana_at, "j")
    press(ana_at, "j")
    press(ana_at, "k")
    assert ana_at.evaluate("document.activeElement.id") == f"s{at(article, '2.1').pk}"


def test_slash_on_shift_7_finds_while_7_is_a_verdict(ana_at, article):
    press(ana_at, "/")
    assert ana_at.evaluate("document.activeElement.id") == "find"
    stroke(ana_at, "Escape")
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "7")
    expect(ana_at.locator("input[name=status][value=unverifiable]")).to_be_checked()


def test_analyst_gives_a_verdict_and_is_taken_to_the_next(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "3")
    ana_at.keyboard.type("By a third, not by half.")
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector(f'.card[data-statement="{at(article, "3.3").pk}"]')
    assert at(article, "3.2").review_state == "ready"
    expect(ana_at.locator(f"#s{at(article, '3.2').pk}")).to_contain_class("catch")
    expect(ana_at.locator("#counts")).to_contain_text("1 checked of 8")
    expect(ana_at.locator(".margin").nth(2)).to_contain_text("Misleading")
    expect(ana_at).to_have_url(re.compile(rf"/statements/{at(article, '3.3').pk}/$"))


def test_8_writes_at_once_and_moves_on(ana_at, article):
    open_statement(ana_at, at(article, "2.1"))
    press(ana_at, "8")
    ana_at.wait_for_selector(f'.card[data-statement="{at(article, "2.2").pk}"]')
    assert at(article, "2.1").status == "not_claim"


def test_split_by_keyboard_leans_on_the_left_part(ana_at, article):
    row = at(article, "3.1")
    open_statement(ana_at, row)
    press(ana_at, "s")
    ana_at.wait_for_selector("input[name=at]")
    ana_at.locator(f"input[name=at][value='{row.text.index('averaging')}']").check()
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector("text=3.1b")
    assert at(article, "3.1b").text.startswith("averaging")
    assert Relation.objects.get().b.label == "3.1a"
    expect(ana_at.locator("#claim")).to_contain_text("75,000 ÷ 365 = 205.5: adds up, same source")
    press(ana_at, "u")
    ana_at.wait_for_selector("text=Undone: Split 3.1")
    expect(ana_at.locator(".card h2").first).to_have_text("3.1")
    assert Statement.objects.filter(article=article, withdrawn_at=None, label="3.1").exists()


def test_merge_with_the_next_asks_then_does(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "m")
    ana_at.wait_for_selector("text=Merge with 3.3")
    stroke(ana_at, "Enter")
    ana_at.wait_for_selector("text=3.2–3.3")
    assert at(article, "3.2–3.3").text.endswith("👍 entirely.")


def test_one_source_for_three_statements(ana_at, article):
    ana_at.locator(f"#s{at(article, '3.1').pk}").focus()
    for _ in range(3):
        press(ana_at, "x")
        press(ana_at, "j")
    expect(ana_at.locator("#selection [data-count]")).to_have_text("3")
    press(ana_at, "c")
    ana_at.wait_for_selector("text=One source for these")
    ana_at.fill("#id_find", "The authority’s briefing")
    ana_at.fill("#id_passage", "We cleared 75,000.")
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector("text=Cited for 3 statements")
    assert Citation.objects.count() == 3


def test_three_statements_get_their_kind_by_keyboard(ana_at, article):
    first = ana_at.locator(f"#s{at(article, '3.1').pk}")
    first.focus()
    press(ana_at, "t")  # nothing is selected: it means nothing
    for _ in range(3):
        press(ana_at, "x")
        press(ana_at, "j")
    ana_at.evaluate("window.isSame = true")
    press(ana_at, "t")
    expect(ana_at.get_by_label("What kind of statement?")).to_be_focused()
    ana_at.keyboard.type("opin")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#live")).to_have_text("3 statements: opinion.")
    expect(ana_at.locator("#counts")).to_contain_text("3 no claim, of 8")
    expect(ana_at.locator(".s[data-picked]:not([data-todo])")).to_have_count(3)
    expect(ana_at.locator("#selection [data-count]")).to_have_text("3")
    assert ana_at.evaluate("window.isSame")  # nothing was loaded anew
    said = article.statements.filter(kind="opinion", kind_confirmed=True)
    assert sorted(said.values_list("label", flat=True)) == ["3.1", "3.2", "3.3"]


def test_three_statements_get_one_verdict_by_keyboard(ana_at, article):
    open_statement(ana_at, at(article, "3.1"))  # whose own scale stands open in its card
    for _ in range(2):
        press(ana_at, "x")
        press(ana_at, "j")
    press(ana_at, "x")
    expect(ana_at.locator("#selection [data-count]")).to_have_text("3")
    expect(ana_at.locator('.card[aria-label="Statement 3.3"]')).to_be_visible()
    press(ana_at, "4")
    expect(ana_at.get_by_role("heading", name="One verdict for these")).to_be_visible()
    expect(ana_at.get_by_label("Overstated", exact=True)).to_be_focused()  # which of the two is asked first
    stroke(ana_at, "Escape")
    expect(ana_at.locator('.card[aria-label="Statement 3.3"]')).to_be_visible()
    press(ana_at, "8")  # writes nothing at once: the list is shown first
    expect(ana_at.get_by_label("Not a factual claim")).to_be_checked()
    assert article.deeds.count() == 1
    stroke(ana_at, "Escape")  # out of the field
    press(ana_at, "6")
    expect(ana_at.locator("#id_rationale")).to_be_focused()
    ana_at.keyboard.type("Neither ledger nor council knows of it.")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#live")).to_have_text("3 statements: No evidence found.")
    expect(ana_at.locator(".s[data-picked]:not([data-todo])")).to_have_count(3)
    given = article.statements.filter(status="no_evidence", review_state="ready")
    assert sorted(given.values_list("label", flat=True)) == ["3.1", "3.2", "3.3"]
    press(ana_at, "u")
    expect(ana_at.locator("#messages, #live")).to_contain_text(["Undone"])
    assert not article.statements.exclude(status="unchecked").exists()


def test_selection_stays_until_it_is_cleared(ana_at, article):
    count, there = ana_at.locator("#selection [data-count]"), ana_at.locator(f"#s{at(article, '3.3').pk}")
    ana_at.locator(f"#s{at(article, '3.1').pk}").focus()
    press(ana_at, "x")
    press(ana_at, "j")
    press(ana_at, "X")
    press(ana_at, "j")
    press(ana_at, "c")
    expect(ana_at.locator("#id_find")).to_be_focused()
    stroke(ana_at, "Escape")
    stroke(ana_at, "Escape")
    expect(there).to_be_focused()
    expect(count).to_have_text("2")
    press(ana_at, "X")  # on from the last that was selected before
    expect(count).to_have_text("3")
    press(ana_at, "c")
    ana_at.fill("#id_find", "The authority’s briefing")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#live")).to_have_text("Cited for 3 statements.")
    expect(count).to_have_text("3")
    expect(there).to_be_focused()
    press(ana_at, "k")
    stroke(ana_at, "Escape")
    expect(ana_at.locator("#selection")).to_be_hidden()
    expect(ana_at.locator("#live")).to_have_text("Nothing is selected.")
    expect(ana_at.locator(f"#s{at(article, '3.2').pk}")).to_be_focused()


def test_three_are_selected_and_made_one(ana_at, article):
    ids = [at(article, label).pk for label in ("3.1", "3.2", "3.3")]
    ana_at.locator(f"#s{ids[0]}").focus()
    for key in "xjjXm":
        press(ana_at, key)
    expect(ana_at.locator(".card [data-submit]")).to_be_focused()
    stroke(ana_at, "Enter")
    expect(ana_at.locator("#live")).to_have_text("Merged 3.1–3.3.")
    expect(ana_at.locator(f"#s{ids[0]}")).to_be_focused()
    expect(ana_at.locator(f"#s{ids[1]}")).to_have_count(0)
    expect(ana_at.locator("#selection [data-count]")).to_have_text(
        "1"
    )  # what was merged away is chosen no more
    press(ana_at, "u")
    expect(ana_at.locator(f"#s{ids[1]}")).to_be_visible()


@pytest.mark.parametrize("room", ["", "table/"])
def test_undo_keeps_the_selection_unless_it_was_cleared(ana_at, article, room):
    ana_at.goto(workspace(article) + room)
    chosen, first = ana_at.locator("#selection"), ana_at.locator(f"#s{at(article, '3.1').pk}")
    first.focus()
    press(ana_at, "x")
    press(ana_at, "e")
    ana_at.get_by_label("Why").fill("No claim of his.")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#messages" if room else "#live")).to_contain_text("1 left out.")
    expect(chosen).to_contain_text("1 selected")
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_contain_text("Undone: Left out")
    expect(chosen).to_contain_text("1 selected")
    expect(first).to_be_focused()
    stroke(ana_at, "Escape")
    expect(chosen).to_be_hidden()
    ana_at.reload()
    expect(first).to_be_focused()
    expect(chosen).to_be_hidden()


def test_table_explains_its_keys(ana_at, article):
    ana_at.goto(workspace(article) + "table/")
    press(ana_at, "?")
    expect(ana_at.get_by_role("region", name="All keys")).to_contain_text("Keys in the table")
    stroke(ana_at, "Escape")
    press(ana_at, "j")
    press(ana_at, "c")
    expect(ana_at.locator("#live")).to_have_text("Select with x first, or press Enter for the card.")
    verify(at(article, "1.1"), by=Membership.objects.get(person__name="Ana"), status="not_claim")
    ana_at.reload()
    press(ana_at, "J")
    expect(ana_at.locator(f"#s{at(article, '2.1').pk}")).to_be_focused()
    ana_at.goto(workspace(article) + "table/?q=zeppelin")
    ana_at.get_by_role("button", name="keys").click()
    expect(ana_at.get_by_role("region", name="All keys")).to_be_visible()


def test_caret_stands_where_a_citation_begins(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "c")
    ana_at.wait_for_selector("#id_find:focus")
    ana_at.fill("#id_find", "The authority’s briefing")
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector("text=Cited for 3.2")
    press(ana_at, "C")
    ana_at.wait_for_selector("#id_passage:focus")


def test_flag_and_note_and_counterpoint_from_the_card(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "f")
    ana_at.wait_for_selector("#id_reason")
    ana_at.select_option("#id_reason", "unit_or_base")
    ana_at.locator("#id_note").focus()
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector(".flag .tag")
    expect(ana_at.locator(f"#s{row.pk}")).to_contain_text("†")
    press(ana_at, "p")
    ana_at.wait_for_selector("#id_text:focus")
    ana_at.keyboard.type("Half of what? The queue was measured in two places.")
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_selector(".counter")
    assert row.counterpoints.count() == 1


def test_what_was_typed_survives_a_closed_tab(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    ana_at.fill("#id_rationale", "Half a sentence that I have not")
    ana_at.reload()
    expect(ana_at.locator("#id_rationale")).to_have_value("Half a sentence that I have not")


def test_expired_sign_in_loses_nothing(ana_at, article):
    row = at(article, "3.2")
    open_statement(ana_at, row)
    ana_at.fill("#id_rationale", "Typed before the session ended")
    ana_at.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    ana_at.check("input[value=misleading]")
    ana_at.locator("#id_rationale").focus()
    stroke(ana_at, "Control+Enter")
    ana_at.wait_for_url("**/accounts/login/**")
    assert "statements" in ana_at.url
    expect(ana_at.get_by_text("What you typed is kept")).to_be_visible()
    kept = ana_at.evaluate("JSON.stringify({...localStorage})")
    assert "Typed before the session ended" in kept


def test_who_types_on_does_not_cite_what_was_offered_before(ana_at, article, ana):
    gate = make_source(by=ana, title="Gate statistics")
    open_statement(ana_at, at(article, "3.2"))
    press(ana_at, "c")
    expect(ana_at.locator("#id_find")).to_be_focused()
    ana_at.keyboard.type("gate statistics")
    known = ana_at.locator(f"#found input[value='{gate.pk}']")
    expect(known).to_be_checked()
    ana_at.route("**/sources/found/**", lambda route: route.abort())  # slower than the fingers
    ana_at.keyboard.type(" of the customs office")
    expect(known).to_be_disabled()
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#evidence")).to_contain_text("gate statistics of the customs office")
    assert not gate.citations.exists()
