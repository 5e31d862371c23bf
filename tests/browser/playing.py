"""What the scenes share: coming in as somebody, keys as a German keyboard sends them, what axe finds."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

# The sign, the place of the key, whether Shift is held.
GERMAN = {"/": ("Digit7", True), "?": ("Minus", True), "z": ("KeyY", False), "y": ("KeyZ", False)}

PRESS = """([key, code, shift]) => {
  const at = document.activeElement ?? document.body;
  at.dispatchEvent(new KeyboardEvent("keydown", {key, code, shiftKey: shift, bubbles: true, cancelable: true}));
}"""

# Without what axe found good: to hand that over takes longer than most pages take to load.
FINDINGS = "([within, asked]) => axe.run(within ?? document, asked).then(found => found.violations)"

# Ten pictures in a row that show the page at one place: a busy machine draws few in the same time.
STILL = """() => new Promise(resolve => {
  let at = scrollY, same = 0;
  const look = () => {
    same = scrollY === at ? same + 1 : 0;
    at = scrollY;
    if (same < 10) requestAnimationFrame(look);
    else resolve();
  };
  requestAnimationFrame(look);
})"""


def sign_in(context, live_server, person) -> None:
    """Give the browser a session of ``person``'s."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def forget(page) -> None:
    """Let a browser know nothing any more of the place that ``page`` shows."""
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()


def stroke(page, key: str) -> None:
    """One key, or several at once, when the page is loaded: before that its scripts are not there to hear it."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def press(page, key: str) -> None:
    """One key as a German keyboard sends it, when the page is loaded."""
    page.wait_for_load_state()
    code, shift = GERMAN.get(key, (f"Digit{key}" if key.isdigit() else f"Key{key.upper()}", key.isupper()))
    page.evaluate(PRESS, [key, code, shift])


def press_once_it_stands(page, key: str) -> None:
    """The letter as soon as what is asked for next stands there, before anything of it is said."""
    event = f"new KeyboardEvent('keydown', {{key: '{key}', bubbles: true, cancelable: true}})"
    page.evaluate(
        f"document.addEventListener('htmx:afterSettle', () => document.body.dispatchEvent({event}), {{once: true}})"
    )


def let_be_read(page) -> None:
    """What came up has been there for a moment, before which no key decides on it; then the page's clock stands."""
    page.evaluate("{ const now = performance.now() + 1_000; performance.now = () => now; }")


def stand_still(page) -> None:
    """Wait until a page that scrolls, which it does smoothly, has come to its end."""
    page.evaluate(STILL)


def workspace(article) -> str:
    return reverse("article", args=[article.desk.slug, article.slug])


def open_statement(page, row) -> None:
    page.locator(f"#s{row.pk}").focus()
    stroke(page, "Enter")
    page.wait_for_selector(f'.card[data-statement="{row.pk}"]')


def violations(page, within: str | None = None) -> list[dict]:
    """What axe finds, in the whole page or in what a selector names; it tells at length of nothing else."""
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(FINDINGS, [within, {"resultTypes": ["violations"]}])
