"""The script islands by themselves: keys on many layouts, drafts that outlive what goes wrong."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.playing import forget, stroke

STATIC = settings.BASE_DIR / "config" / "static"
HTMX = Path(find_spec("django_htmx").origin).parent / "static/django_htmx/htmx-2.min.js"
BASE = Path(settings.TEMPLATES[0]["DIRS"][0], "base.html").read_text()
HTMX_RULES = re.search(r'<meta name="htmx-config"[^>]*>', BASE)[0]
FILES = {
    "/frame.js": STATIC / "js/frame.js",
    "/keys.js": STATIC / "js/keys.js",
    "/htmx.js": HTMX,
}
PAGE = """<!doctype html><html lang="en"><head><title>A page</title>{rules}
<script src="/htmx.js" defer></script><script type="module" src="/frame.js"></script>
<script type="module" src="/keys.js"></script></head>
<body data-person="7"{attributes}>
<div id="notice"></div><p id="live"></p><p id="toast" hidden></p>{body}</body></html>"""
GALLEY = """<main class="galley">
  <a class="s" id="s1" href="#1">One.</a> <a class="s" id="s2" data-todo href="#2">Two.</a>
  <span class="gap" tabindex="-1">and then</span> <a class="s" id="s3" href="#3">Three.</a></main>
  <form id="selection" hidden><b data-count>0</b><button type="reset">Clear</button></form>"""
HOLDING = """extra => document.body.dispatchEvent(
  new KeyboardEvent("keydown", {key: "c", bubbles: true, [extra]: true}))"""
ENDING = """document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key: "Escape", keyCode: 229, bubbles: true, cancelable: true}))"""  # as Safari tells it
# What is to be done later is done when the test says so.
CLOCK = """let last = 0; const late = new Map(); clearTimeout = number => late.delete(number);
  setTimeout = (act, after, ...given) => (late.set(++last, () => act(...given)), last)"""
PRESS = """([key, code, shiftKey]) => (document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent("keydown", {key, code, shiftKey, bubbles: true, cancelable: true}))"""


def whole(body, attributes=""):
    return PAGE.format(body=body, attributes=attributes, rules=HTMX_RULES)


@pytest.fixture(scope="module")
def desk_window(browser):
    with browser.new_context(base_url="http://desk.test") as context:
        yield context.new_page()


@pytest.fixture
def desk(desk_window):
    """Shows a page that holds some body; ``answers`` is what the server says to a form, by its address."""
    page = desk_window
    page.answers = {}

    def serve(route):
        path = route.request.url.removeprefix("http://desk.test")
        if path in FILES:
            route.fulfill(path=FILES[path], content_type="text/javascript")
        elif path in page.answers:
            status, text, headers = page.answers[path]
            route.fulfill(status=status, body=text, content_type="text/html", headers=headers)
        else:
            route.fulfill(body=page.shown, content_type="text/html")

    def show(body, attributes="", path="/"):
        page.shown = whole(body, attributes)
        page.goto(path)
        return page

    page.route("http://desk.test/**", serve)
    page.show = show
    yield page
    show("Empty.")
    forget(page)
    page.unroute_all()


def focused(page):
    return page.evaluate("document.activeElement.id")


LAYOUTS = {
    "British": ("c", "KeyC", False, "c"),
    "British, Shift": ("C", "KeyC", True, "C"),
    "British, Caps Lock": ("C", "KeyC", False, "c"),
    "British, Caps Lock with Shift": ("c", "KeyC", True, "C"),
    "German slash": ("/", "Digit7", True, "/"),
    "German question mark": ("?", "Minus", True, "?"),
    "German, z where y is": ("z", "KeyY", False, "z"),
    "French digit": ("1", "Digit1", True, "1"),
    "French digit without Shift": ("&", "Digit1", False, "1"),
    "Czech digit without Shift": ("ě", "Digit2", False, "2"),
    "number pad": ("5", "Numpad5", False, "5"),
    "Russian": ("с", "KeyC", False, "c"),
    "Greek, Shift": ("Ψ", "KeyC", True, "C"),
    "Arabic": ("ؤ", "KeyC", False, "c"),
    "Hindi, a vowel sign": ("\u0947", "KeyS", False, "s"),
    "Thai, a tone mark with Shift": ("\u0e49", "KeyC", True, "C"),
}


def test_a_key_is_what_the_layout_means(desk):
    keys = "c C / ? z y s 1 2 5 7".split()
    page = desk.show(
        "".join(
            f'<button data-key="{key}" onclick="document.title=this.dataset.key">{key}</button>'
            for key in keys
        )
    )
    pressed = {}
    for layout, (key, code, shift, _) in LAYOUTS.items():
        page.evaluate(PRESS, [key, code, shift])
        pressed[layout] = page.title()
    assert pressed == {layout: meant for layout, (*_, meant) in LAYOUTS.items()}


def test_modifiers_and_composing_are_left_alone(desk):
    page = desk.show('<button data-key="c" onclick="document.title=\'pressed\'">c</button>')
    for extra in ("ctrlKey", "metaKey", "altKey", "isComposing", "modifierAltGraph"):
        page.evaluate(HOLDING, extra)
    assert page.title() == "A page"


def test_the_key_that_ends_a_composition_leaves_no_field(desk):
    page = desk.show('<input id="field">')
    page.focus("#field")
    page.evaluate(ENDING)
    assert focused(page) == "field"


def test_keys_rest_while_a_field_has_the_focus(desk):
    page = desk.show('<button data-key="c" onclick="document.title=\'pressed\'">c</button><input id="field">')
    page.focus("#field")
    stroke(page, "c")
    assert page.title() == "A page"
    assert page.input_value("#field") == "c"


def test_one_setting_turns_the_keys_off(desk):
    page = desk.show(
        '<button data-key="c" onclick="document.title=\'pressed\'">c</button>', ' data-keys="off"'
    )
    stroke(page, "c")
    assert page.title() == "A page"


def test_j_and_k_walk_the_text_the_capitals_only_what_is_unfinished(desk):
    page = desk.show(GALLEY)
    walked = []
    for key in ("j", "j", "j", "k", "k", "Shift+J", "g", "j", "Shift+K"):
        stroke(page, key)
        walked.append(focused(page) or "gap")
    assert walked == ["s1", "s2", "s3", "s2", "s1", "s2", "gap", "s3", "s2"]
    for keys, words in {"Shift+K": "further up", "j j": "the last one", "k k k": "the first one"}.items():
        for key in keys.split():
            stroke(page, key)
        assert words in page.inner_text("#live")


def test_escape_leaves_a_search_as_it_is(desk):
    page = desk.show('<input type="search" id="q" value="ships">')
    page.focus("#q")
    stroke(page, "Escape")
    assert (focused(page), page.input_value("#q")) == ("", "ships")


def test_a_key_of_the_card_asks_for_a_statement_first(desk):
    page = desk.show(GALLEY)
    stroke(page, "c")
    assert page.inner_text("#live") == "Choose a statement first: press j or click one."


def test_where_there_is_no_text_j_says_nothing(desk):
    page = desk.show("<p>A list.</p>")
    stroke(page, "j")
    assert page.inner_text("#live") == ""


def test_x_selects_shift_x_a_range_and_clear_lets_go(desk):
    page = desk.show(GALLEY)
    stroke(page, "j")
    stroke(page, "x")
    stroke(page, "j")
    stroke(page, "j")
    stroke(page, "Shift+X")
    assert page.eval_on_selector_all("#selection input", "all => all.map(one => one.value)") == [
        "1",
        "2",
        "3",
    ]
    assert page.inner_text("[data-count]") == "3"
    page.click("text=Clear")
    page.wait_for_selector("#selection", state="hidden")
    assert page.locator("[data-picked]").count() == 0


def test_more_than_an_address_holds_is_refused_in_words(desk):
    marks = "".join(f'<a class="s" id="s{n}" href="#{n}">{n}.</a> ' for n in range(1, 402))
    form = '<form id="selection" method="get" action="/all" hidden><b data-count>0</b><button>Cite</button></form>'
    page = desk.show(f'<main class="galley">{marks}</main>{form}')
    stroke(page, "j")
    stroke(page, "x")
    assert page.evaluate("location.search") == "?statement=1"
    page.focus("#s401")
    stroke(page, "Shift+X")
    assert page.inner_text("[data-count]") == "401"
    page.click("text=Cite")
    assert page.inner_text("#live").startswith("At most 400 at once.")
    assert page.evaluate("location.pathname + location.search") == "/"


def test_a_button_that_may_not_be_used_says_why(desk):
    page = desk.show(
        '<button data-key="a" aria-disabled="true" aria-describedby="why" onclick="document.title=\'sent\'">'
        "Approve</button>"
        '<p id="why">Settle the flag first.</p>'
    )
    stroke(page, "a")
    assert page.inner_text("#toast") == "Settle the flag first."
    assert page.title() == "A page"


def test_what_is_refused_at_once_is_not_said_over_by_what_the_page_opens_with(desk):
    page = desk.show(
        f"<script>{CLOCK}</script>"
        '<button data-key="a" aria-disabled="true" title="Settle the flag first.">Approve</button>'
        '<div id="messages" style="position: fixed; top: -50px"><ul><li>3.2 is left out.</li></ul></div>'
    )
    assert page.evaluate("late.size") > 0
    stroke(page, "a")
    page.evaluate("late.forEach(act => act())")
    assert page.inner_text("#toast") == "Settle the flag first."
    assert page.inner_text("#live") == ""


FORM = """<form method="post" action="/save" hx-post="/save" hx-swap="outerHTML" data-draft="verdict-1">
  <label for="why">Why</label><textarea id="why" name="why"></textarea>
  <button type="submit" data-submit>Save</button></form>"""
HELP = """<button data-key="?" data-opens="#help" aria-expanded="false">?</button>
  <section id="help" tabindex="-1">Keys</section>"""


def test_what_was_typed_is_offered_again_after_the_tab_was_closed(desk):
    page = desk.show(FORM)
    page.fill("#why", "Two hours of work.")
    page = desk.show(FORM)
    assert page.input_value("#why") == "Two hours of work."
    page = desk.show(FORM.replace("></textarea>", ">Somebody else's.</textarea>"))
    assert page.input_value("#why") == "Somebody else's."
    page.click("text=Put it back")
    assert page.input_value("#why") == "Two hours of work."
    assert focused(page) == "why"


@pytest.mark.parametrize("answer", ["throw new DOMException('Denied')", "return null"])
def test_a_browser_that_keeps_nothing_still_shows_opens_and_saves(desk, answer):
    denied = "".join(
        f"Object.defineProperty(window, '{name}Storage', {{get() {{ {answer}; }}}});"
        for name in ("local", "session")
    )
    page = desk.show(f"<script>{denied}</script>{HELP}{FORM}")
    stroke(page, "?")
    assert focused(page) == "help"
    page.answers["/save"] = (200, "<p id=saved>Saved.</p>", {})
    page.fill("#why", "Two hours of work.")
    stroke(page, "Control+Enter")
    page.wait_for_selector("#saved")


def test_what_is_closed_closes_in_a_browser_that_is_full(desk):
    page = desk.show('<aside data-closable="keys"><button data-closes>Close</button></aside>')
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('Full'); })")
    page.click("text=Close")
    assert page.locator("[data-closed]").count() == 1


def test_what_was_saved_is_not_offered_again(desk):
    page = desk.show(FORM)
    page.answers["/save"] = (200, "<p id=saved>Saved.</p>", {})
    page.fill("#why", "Two hours of work.")
    stroke(page, "Control+Enter")
    page.wait_for_selector("#saved")
    assert desk.show(FORM).locator(".draft").count() == 0


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((500, "", {}), "Something broke on our side"),
        ((403, "You don’t have permission.", {}), "You don’t have permission."),
        ((200, "", {"HX-Redirect": "/accounts/login/"}), "Sign in"),
    ],
    ids=["server error", "refused", "sign-in expired"],
)
def test_what_was_typed_outlives(desk, answer, told):
    page = desk.show(FORM)
    page.answers["/save"] = answer
    page.answers["/accounts/login/"] = (200, whole("<main data-keep-drafts>Sign in</main>"), {})
    page.fill("#why", "Two hours of work.")
    page.click("text=Save")
    page.wait_for_selector(f"text={told}")
    page.wait_for_load_state()  # what that page does with the draft is done
    page = desk.show(FORM)
    assert page.input_value("#why") == "Two hours of work."


def test_one_persons_draft_is_not_anothers(desk):
    page = desk.show(FORM)
    page.fill("#why", "Two hours of work.")
    page.shown = page.shown.replace('data-person="7"', 'data-person="8"')
    page.goto("/")
    assert page.locator(".draft").count() == 0


def test_a_form_that_opens_where_its_link_stood_gets_the_caret(desk):
    card = '<aside class="card" id="card"><form><input></form><section id="flags">{}</section></aside>'
    link = '<a data-key="f" href="/flags" hx-get="/flags" hx-target="#card" hx-swap="outerHTML">Flag</a>'
    page = desk.show(card.format(link))
    page.answers["/flags"] = (
        200,
        card.format('<form><input type="hidden"><textarea id="note"></textarea></form>'),
        {},
    )
    stroke(page, "f")
    page.wait_for_selector("#note")
    assert focused(page) == "note"


def test_a_refused_form_shows_what_is_wrong_first(desk):
    page = desk.show(FORM)
    wrong = FORM.replace('id="why"', 'id="why" aria-invalid="true"').replace(
        "<label", '<input id="first"><label'
    )
    page.answers["/save"] = (422, wrong.replace('id="first"', 'id="first" autofocus'), {})
    page.click("text=Save")
    page.wait_for_selector("#first")
    assert focused(page) == "why"


def test_the_only_form_is_saved_from_wherever_the_focus_is(desk):
    page = desk.show(FORM)
    page.answers["/save"] = (200, "<p id=saved>Saved.</p>", {})
    stroke(page, "Control+Enter")
    page.wait_for_selector("#saved")


def test_a_held_key_saves_once(desk):
    page = desk.show(FORM)
    page.answers["/save"] = (200, FORM.replace('id="why"', 'id="next"').replace("/save", "/more"), {})
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.focus("#why")
    page.wait_for_load_state()
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    page.wait_for_selector("#next")
    page.keyboard.down("Enter")  # which Playwright tells as a repetition
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    page.wait_for_timeout(200)
    assert sent == ["http://desk.test/save"]


SEND = """words => {
  const [why, save] = document.querySelector("form").elements;
  why.value = words;
  save.click();
}"""


def test_a_page_that_is_slow_to_come_is_asked_for_once(desk):
    page = desk.show(FORM.replace('hx-post="/save" ', ""))
    sent = []
    page.on("request", lambda request: sent.append(request.post_data))
    page.answers["/save"] = (204, "", {})  # no page comes
    with page.expect_response("**/save"):
        page.evaluate(SEND, "Two hours.")
    page.evaluate(SEND, "Two hours.")
    page.wait_for_timeout(200)
    with page.expect_response("**/save"):
        page.evaluate(SEND, "Three hours.")
    assert sent == ["why=Two+hours.", "why=Three+hours."]


@pytest.mark.parametrize("held", ["Control", "Meta", "Shift"])
def test_a_link_that_is_to_open_elsewhere_opens_nothing_here(desk, held):
    page = desk.show('<main id="card">Here.</main><a href="/card" hx-get="/card" hx-target="#card">Cite</a>')
    page.answers["/card"] = (200, "There.", {})
    page.wait_for_load_state()
    page.evaluate("addEventListener('click', event => event.preventDefault(), true)")  # no window is opened
    page.click("text=Cite", modifiers=[held])
    page.wait_for_timeout(200)
    assert page.inner_text("#card") == "Here."


def test_what_a_page_opens_with_is_spoken(desk):
    page = desk.show('<div id="messages"><ul><li>3.2 is left out.</li></ul></div>')
    page.wait_for_function("document.getElementById('live').textContent == '3.2 is left out.'")
