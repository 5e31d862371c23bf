"""The other scenes of the day: opinions in bulk, who says them, said but not so, what lies beyond the sentence."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from annotations.services.claimants import make_claimant
from annotations.services.evidence import cite
from annotations.services.sources import make_source
from annotations.services.statements import change_statement
from tests.browser.playing import open_statement, press, sign_in, stroke, workspace
from tests.cast import at


def test_opinions_are_confirmed_in_bulk_but_for_what_is_unticked(ana_at, article):
    opinions = [at(article, label).pk for label in ("2.1", "2.2", "4.1")]
    article.statements.filter(withdrawn_at=None).update(kind="fact", kind_confirmed=False)
    article.statements.filter(pk__in=opinions).update(kind="opinion", kind_rules="")
    ana_at.reload()
    ana_at.get_by_role("link", name="About 3 look like opinion").press("Enter")
    expect(ana_at.get_by_role("checkbox").first).to_be_focused()
    stroke(ana_at, "Tab")
    stroke(ana_at, "Space")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#messages")).to_contain_text("2 kinds confirmed.")
    expect(ana_at.locator("#counts")).to_contain_text("0 checked, 2 no claim, of 8")
    assert [at(article, label).status for label in ("2.1", "2.2", "4.1")] == [
        "not_claim",
        "unchecked",
        "not_claim",
    ]
    press(ana_at, "u")
    expect(ana_at.locator("#messages")).to_contain_text("Undone: Confirmed 2 kinds")
    assert not article.statements.exclude(status="unchecked").exists()


def test_without_javascript_several_are_chosen_for_one_act_after_the_other(
    browser, live_server, article, ana
):
    rows = [at(article, label) for label in ("3.1", "3.2")]
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(workspace(article) + "table/?q=the")
        for row in rows:
            page.check(f"[data-select][value='{row.pk}']")
        page.click("button:has-text('Who says it')")
        page.fill("#id_name", "The harbour authority")
        page.click("button:has-text('Set for all')")
        page.click("#selection button:has-text('Cite')")
        page.fill("#id_find", "The authority’s briefing")
        page.fill("#id_passage", "Over 75,000 were cleared.")
        page.click("summary:has-text('A passage of its own')")
        page.fill(f"#id_passage-{rows[1].pk}", "They wait half as long.")
        page.click(".cite-form button.primary")
        assert page.is_checked(f"[data-select][value='{rows[1].pk}']")
        page.click(f"#s{rows[1].pk}")
        for words in ("They wait half as long.", "1 independent source · the desk asks for 2"):
            expect(page.locator("#evidence")).to_contain_text(words)
        expect(page.locator("#claim")).to_contain_text("said by The harbour authority")


def test_what_a_table_brought_along_chosen_is_cleared_with_the_rest(ana_at, article):
    ana_at.goto(f"{workspace(article)}table/?statement={at(article, '3.1').pk}")
    box = ana_at.get_by_label("Select 3.1", exact=True)
    expect(box).to_be_checked()
    stroke(ana_at, "Escape")
    expect(ana_at.locator("#selection")).to_be_hidden()
    expect(box).not_to_be_checked()


def test_on_a_phone_it_was_said_but_nobody_can_tell_whether_it_is_so(browser, live_server, article, ana):
    row = at(article, "3.2")
    cite(article, [row.pk], by=ana, source=make_source(by=ana, title="The briefing"), stance="context")
    change_statement(at(article, "3.2"), by=ana, kind="quantity")
    phone = {"width": 390, "height": 844}
    with browser.new_context(
        base_url=live_server.url, viewport=phone, has_touch=True, is_mobile=True
    ) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(workspace(article))
        page.tap(f"#s{row.pk}")
        page.get_by_role("button", name="Open the card").tap()
        page.tap("#claim a:has-text('Change')")
        page.get_by_label("that it was said").tap()
        page.tap("#claim button:has-text('Save')")
        expect(page.locator("#claim")).to_contain_text("to check that it was said and that it is so")
        page.tap("label:has-text('Can’t be verified')")
        page.tap("label:has-text('Nobody counts it')")
        page.fill("#id_rationale", "The authority alone keeps a log.")
        page.tap("button:has-text('Save and stay')")
        said = "The author said so (confirmed). Whether it is so could not be verified: nobody counts it."
        expect(page.locator("#verification")).to_contain_text(said)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert at(article, "3.2").review_state == "ready"


def test_claimants_are_found_as_one_types_on_the_card_and_for_several(ana_at, article, ana, monkeypatch):
    monkeypatch.setattr("annotations.views.parts.MOST_CLAIMANTS", 0)
    make_claimant(by=ana, name="Zofia Weber", role="spokeswoman")
    row = at(article, "3.2")
    open_statement(ana_at, row)
    press(ana_at, "w")
    for label in ("#id_claimant_name", "#id_name"):
        ana_at.locator(label).press_sequentially("weber")
        expect(ana_at.locator("#claimants option")).to_have_attribute("value", "Zofia Weber, spokeswoman")
        expect(ana_at.locator(label)).to_be_focused()
        ana_at.goto(
            reverse("selection-claimant", args=[ana.desk.slug, article.slug]) + f"?statement={row.pk}"
        )


def test_what_no_sentence_is_to_blame_for_and_what_hangs_on_two(ana_at, article):
    ana_at.get_by_role("link", name="Article", exact=True).press("Enter")
    ana_at.wait_for_selector("#summary")
    press(ana_at, "f")
    expect(ana_at.get_by_label("Find a reason")).to_be_focused()
    ana_at.keyboard.type("missing context")
    expect(ana_at.locator("#id_reason")).to_have_value("context_missing")
    expect(ana_at.get_by_label("Find a reason")).to_be_focused()
    ana_at.fill("#id_note", "Nothing of the strikes.")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#flags")).to_contain_text("Nothing of the strikes.")
    stroke(ana_at, "Escape")
    first, second = at(article, "3.1"), at(article, "3.2")
    open_statement(ana_at, second)
    press(ana_at, "p")
    ana_at.wait_for_selector("#id_text:focus")
    ana_at.keyboard.type("Half of the queue moved to the other gate.")
    stroke(ana_at, "Control+Enter")
    ana_at.get_by_role("link", name="Cite for it").press("Enter")
    ana_at.fill("#id_find", "The union’s log")
    ana_at.fill("#id_passage", "They queue at the other gate.")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator(".counter")).to_contain_text("Supports the counterpoint.")
    for label, kind, other in (("1.1", "same_as", first), ("3.3", "clashes_with", second)):
        open_statement(ana_at, at(article, label))
        press(ana_at, "l")
        ana_at.check(f"input[name=kind][value={kind}]")
        ana_at.fill("#id_find", other.text[:20] if kind == "clashes_with" else other.label)
        if kind == "clashes_with":
            ana_at.locator("#found").get_by_label(other.label).check()
        stroke(ana_at, "Control+Enter")
        expect(ana_at.locator("#links dd")).to_contain_text(re.compile(rf"^\s*{other.label}"))
    for row, told in ((first, "Repeated in"), (second, "Clashes with")):
        open_statement(ana_at, row)
        expect(ana_at.locator("#links")).to_contain_text(told)
