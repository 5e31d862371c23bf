"""The same jobs without JavaScript, then by thumb on a phone."""

from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Flag
from tests.browser.playing import sign_in
from tests.cast import at

# The line ends above what came up below it: its sheet, the bar of the selection.
IN_SIGHT = """([id, below]) => document.getElementById(id).getBoundingClientRect().bottom
    <= document.getElementById(below).getBoundingClientRect().top"""


def here(article, name, *args):
    return reverse(name, args=[article.desk.slug, article.slug, *args])


def test_without_javascript_analyst_annotates_and_editor_approves(browser, live_server, article, ana, rosa):
    row = at(article, "3.2")
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(here(article, "article"))
        page.click(f"#s{row.pk}")
        page.click("#evidence a:has-text('Cite')")
        page.fill("#id_find", "The authority’s log")
        page.fill("#id_passage", "Waiting times fell by a third.")
        page.check("input[name=stance][value=contradicts]")
        with page.expect_navigation():
            page.click(".cite-form button.primary")
        page.check("input[name=status][value=contradicted]")
        page.fill("#id_rationale", "By a third, not by half.")
        with page.expect_navigation():
            page.click("button:has-text('Save and stay')")
        expect(page.locator("#verification")).to_contain_text("Contradicted")
        page.goto(here(article, "article-table"))
        assert page.get_by_role("button", name="Leave out").is_visible()
        assert page.get_by_role("button", name="Select all here").is_hidden()  # it is the script's
    assert at(article, "3.2").review_state == "ready"
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        sign_in(context, live_server, rosa.person)
        page = context.new_page()
        page.goto(reverse("review-statement", args=[article.desk.slug, row.pk]))
        with page.expect_navigation():
            page.click("footer button:has-text('Approve')")
    assert at(article, "3.2").review_state == "approved"


def test_without_javascript_a_statement_and_its_forms_open_where_it_stands(
    browser, live_server, article, ana
):
    size = {"width": 1280, "height": 420}
    with browser.new_context(base_url=live_server.url, viewport=size, java_script_enabled=False) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(here(article, "article"))
        mark = page.locator(f"#s{at(article, '4.2').pk}")
        expect(mark).not_to_be_in_viewport()
        mark.click()
        expect(page.locator(".card h2").first).to_have_text("4.2")
        expect(mark).to_be_in_viewport(ratio=1)
        page.keyboard.press("Tab")
        expect(mark).to_be_focused()
        page.click("#evidence a:has-text('Cite')")
        expect(page.locator("#id_find")).to_be_focused()
        expect(mark).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_card_is_a_sheet_that_leaves_its_line_in_sight(browser, live_server, article, ana):
    row = at(article, "4.1")
    phone = {"width": 390, "height": 844}
    with browser.new_context(
        base_url=live_server.url, viewport=phone, has_touch=True, is_mobile=True
    ) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(here(article, "article"))
        page.tap(f"#s{row.pk}")
        page.wait_for_selector(f'.card[data-statement="{row.pk}"]')
        page.wait_for_function(IN_SIGHT, arg=[f"s{row.pk}", "card"])
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.tap(".peek a:has-text('Flag')")
        page.wait_for_selector("#id_reason")
        page.select_option("#id_reason", "loaded_wording")
        page.tap("button:has-text('Flag it')")
        page.wait_for_selector(f"#s{row.pk} .d")
    assert Flag.objects.get().statement_id == row.pk


def test_on_a_phone_what_is_selected_stays_in_sight_until_it_is_cleared(browser, live_server, article, ana):
    phone = {"width": 390, "height": 844}
    with browser.new_context(
        base_url=live_server.url, viewport=phone, has_touch=True, is_mobile=True
    ) as context:
        sign_in(context, live_server, ana.person)
        page = context.new_page()
        page.goto(here(article, "article"))
        page.tap(f"#s{at(article, '3.1').pk}")
        page.get_by_role("button", name="Select").tap()
        page.get_by_role("button", name="Next statement").tap()
        expect(page.locator(".card h2").first).to_have_text("3.2")
        page.get_by_role("button", name="Select").tap()
        page.get_by_role("button", name="Open the card").tap()
        expect(page.locator("#verification")).to_be_visible()
        bar, card = (page.locator(part).bounding_box() for part in ("#selection", ".card"))
        assert bar["y"] > 0 and bar["y"] + bar["height"] <= card["y"]
        page.wait_for_function(IN_SIGHT, arg=[f"s{at(article, '3.2').pk}", "selection"])
        page.get_by_role("link", name="Close").tap()
        expect(page.locator(".empty-card")).to_be_attached()
        expect(page.locator("#selection [data-count]")).to_have_text("2")
        expect(page.locator(".s[data-picked]")).to_have_count(2)
        page.get_by_role("button", name="Clear").tap()
        expect(page.locator("#selection")).to_be_hidden()
