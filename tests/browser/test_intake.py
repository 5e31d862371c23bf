"""Taking in, as in the first minute at the desk: by keyboard, without JavaScript, in dark."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Paragraph
from tests.browser.playing import sign_in, stand_still, stroke, violations

TEXT = """The port is winning its war on waiting

For this city, the queue is not a figure of speech. It is what people see. It is what they hear.
In 2025 the harbour authority cleared over 75,000 containers, averaging more than 200 a day.
It should not have taken a decade.
Sign up for our harbour newsletter
"""


SLOWLY = """() => {
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...body) { setTimeout(() => send.apply(this, body), 700); };
}"""


@pytest.fixture
def at_the_desk(live_server, ana):
    """Show a page the form for taking in, as Ana."""

    def opened(page):
        sign_in(page.context, live_server, ana.person)
        page.goto(reverse("article-take-in", args=["harbour"]))
        return page

    return opened


def wait_for_focus(page, name):
    page.wait_for_function("name => document.activeElement.id === name", arg=name)


def test_ana_takes_in_by_keyboard(page, at_the_desk):
    at_the_desk(page)
    wait_for_focus(page, "id_text")
    page.keyboard.insert_text(TEXT)
    stroke(page, "Control+Enter")
    page.wait_for_selector("#facts")

    page.locator("[id='split-1.0']").focus()
    stroke(page, "Enter")
    page.wait_for_selector(".cut")
    wait_for_focus(page, "seam-1.52")
    stroke(page, "Enter")
    page.wait_for_selector("[id='p-1.52']")
    wait_for_focus(page, "seam-1.52")  # the button that joins them again

    page.locator("[id='out-1.52']").focus()
    stroke(page, "Enter")
    page.wait_for_selector(".row.out[id='p-1.52']")
    wait_for_focus(page, "out-1.52")

    page.locator("#id_byline").fill("M. Okafor")
    stroke(page, "Control+Enter")
    page.wait_for_url("**/articles/the-port-is-winning-its-war-on-waiting/")
    article = Article.objects.get()
    assert article.byline == "M. Okafor"
    stored = Paragraph.objects.filter(revision=article.revision).order_by("position")
    assert [p.left_out for p in stored] == [False, False, True, False, False, True]


def test_a_chosen_kind_is_kept_and_the_place_in_the_text_too(page, at_the_desk):
    at_the_desk(page)
    lines = "\n".join(f"Line {n} of a long report says something." for n in range(60))
    page.locator("#id_text").fill(lines)
    page.locator("[data-submit]").click()
    page.wait_for_selector("#facts")
    chosen = page.locator("[id='kind-50.0']")
    chosen.scroll_into_view_if_needed()
    stand_still(page)
    before = page.evaluate("scrollY")
    with page.expect_response(lambda response: response.request.method == "POST"):
        chosen.select_option("heading")
    page.wait_for_selector("[id='p-50.0'] > .para.heading")
    stand_still(page)
    assert before > 0 and page.evaluate("scrollY") == pytest.approx(before, abs=60)


def test_a_refused_fact_has_the_focus(page, at_the_desk):
    at_the_desk(page)
    page.locator("#id_text").fill(TEXT)
    page.locator("[data-submit]").click()
    page.locator("#id_url").fill("the paper")
    page.locator("button[value=take]").click()
    page.wait_for_selector("#facts .errorlist")
    wait_for_focus(page, "id_url")
    assert not Article.objects.exists()


def test_it_works_without_javascript(browser, live_server, at_the_desk):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = at_the_desk(context.new_page())
        page.locator("#id_text").fill(TEXT)
        for button in ("[data-submit]", "[id='split-1.0']", ".cut >> nth=1", "[id='out-1.0']"):
            with page.expect_navigation():  # the next one may stand on this page, too
                page.locator(button).click()
        page.locator("[id='kind-3.0']").select_option("quotation")
        for button in ("button[value=back]", "[data-submit]", "button[value=take]"):
            with page.expect_navigation():
                page.locator(button).click()
        page.wait_for_url("**/articles/the-port-is-winning-its-war-on-waiting/")
    stored = Paragraph.objects.filter(revision=Article.objects.get().revision).order_by("position")
    assert [(p.kind, p.left_out) for p in stored] == [
        ("title", False),
        ("body", True),
        ("body", False),
        ("body", False),
        ("quotation", False),
        ("body", True),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_it_is_taken_in(browser, live_server, at_the_desk, scheme):
    with browser.new_context(base_url=live_server.url, color_scheme=scheme, bypass_csp=True) as context:
        page = at_the_desk(context.new_page())
        page.locator("#id_text").fill(TEXT)
        page.locator("[data-submit]").click()
        page.locator("[id='split-1.0']").click()
        page.wait_for_selector(".cut")
        assert violations(page) == []


def test_facts_that_were_typed_survive_a_step_and_a_reload(page, at_the_desk):
    at_the_desk(page)
    page.fill("#id_text", TEXT)
    stroke(page, "Control+Enter")
    page.wait_for_selector("#facts")
    page.fill("#id_byline", "Nora Quay")
    page.locator("select[name^=kind]").first.select_option("quotation")
    page.wait_for_selector(".row > .para.quotation")  # the step is done
    expect(page.locator("#id_byline")).to_have_value("Nora Quay")
    expect(page.locator(".draft")).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#id_byline")).to_have_value("Nora Quay")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/articles/the-port-is-winning-its-war-on-waiting/")
    expect(page.locator("#galley")).to_contain_text("Nora Quay")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('take-in-'))") == []


def test_corrections_survive_a_reload(page, at_the_desk):
    at_the_desk(page)
    page.get_by_label("The text").fill(TEXT)
    stroke(page, "Control+Enter")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#live")).to_have_text("Kept.")
    page.locator("[id='out-1.0']").click()
    expect(page.locator("#live")).to_have_text("Left out.")
    page.reload()
    expect(page.get_by_role("button", name="Keep")).to_have_count(1)
    page.evaluate(SLOWLY)  # what is pressed meanwhile waits for the step that shows them
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("button", name="Take it in")).to_be_disabled()
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/articles/the-port-is-winning-its-war-on-waiting/")
    stored = Paragraph.objects.order_by("position").values_list("left_out", flat=True)
    assert list(stored) == [False, True, False, False, False]
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('take-in-'))") == []


def test_what_a_step_brought_along_is_not_offered_again(page, at_the_desk):
    at_the_desk(page)
    page.get_by_label("The text").fill(TEXT)
    stroke(page, "Control+Enter")
    page.get_by_label("Byline").fill("M. Okafor")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#live")).to_have_text("Kept.")
    page.get_by_role("button", name="Leave out").first.click()
    expect(page.locator(".row.out")).to_have_count(1)
    expect(page.get_by_label("Byline")).to_have_value("M. Okafor")
    expect(page.locator(".draft")).to_have_count(0)


def test_what_is_typed_and_chosen_while_a_step_is_on_its_way_stays(page, at_the_desk):
    at_the_desk(page)
    page.get_by_label("The text").fill(TEXT)
    stroke(page, "Control+Enter")
    expect(page.locator("#facts")).to_be_visible()
    page.evaluate(SLOWLY)
    page.get_by_role("button", name="Leave out").first.click()
    page.get_by_label("Byline").click()
    page.keyboard.type("M. Oka")
    kinds = page.locator("select[name^=kind]")
    kinds.last.select_option("quotation")
    page.get_by_label("Byline").click()
    expect(page.locator(".row.out")).to_have_count(2)
    expect(page.locator(".row > .para.quotation")).to_have_count(1)
    expect(page.get_by_label("Byline")).to_have_value("M. Oka")
    page.evaluate(SLOWLY)
    page.get_by_role("button", name="Keep").first.click()
    page.get_by_label("Byline").click()
    page.keyboard.type("for")
    expect(page.locator(".row.out")).to_have_count(1)
    expect(page.get_by_label("Byline")).to_be_focused()
    page.keyboard.type(" II")
    expect(page.get_by_label("Byline")).to_have_value("M. Okafor II")


def test_the_browsers_back_loses_neither_the_text_nor_what_was_corrected(page, at_the_desk):
    at_the_desk(page)
    page.locator("#id_text").fill(TEXT)
    page.get_by_role("button", name="Look at it").click()
    page.locator("select[name^=kind]").first.select_option("quotation")
    page.wait_for_selector(".row > .para.quotation")
    page.get_by_label("Byline").fill("Nora Quay")
    page.go_back()
    expect(page.locator("#id_text")).to_have_value(TEXT)
    expect(page.locator(".draft")).to_contain_text("it is not saved")
    line, box = page.locator(".draft").bounding_box(), page.locator("main.paste").bounding_box()
    assert line["y"] + line["height"] <= box["y"] and box["x"] < 200  # above all columns
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Put it back").click()
    page.wait_for_selector(".row > .para.quotation")
    expect(page.get_by_label("Byline")).to_have_value("Nora Quay")
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#id_text")).to_have_value(TEXT)
    expect(page.locator(".draft")).to_have_count(0)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/articles/the-port-is-winning-its-war-on-waiting/")
    expect(page.locator("#galley")).to_contain_text("Nora Quay")
    at_the_desk(page)
    expect(page.locator("#id_text")).to_have_value("")
    expect(page.locator(".draft")).to_have_count(0)
