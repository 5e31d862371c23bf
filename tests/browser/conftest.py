"""A real browser, looking at the pages as people do.

``page`` is a fresh Playwright page with its own cookies, at the live server; ``browser`` makes more of them.
Everything in this folder is marked ``browser`` and commits to the database (Django's live server needs that).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync"
).split()


def found_browser() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser():
    """The machine's own Chromium or Chrome, without a window."""
    program = found_browser()
    if not program:
        pytest.skip("no Chromium or Chrome on the PATH")
    from playwright.sync_api import sync_playwright

    # Playwright's event loop stands in this thread, so Django takes every query here for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server):
    """A page at the size of the sketches; relative addresses lead to the live server."""
    with browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}) as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


@pytest.fixture
def ana_at(page, live_server, ana, article):
    """Ana, signed in, with the article before her."""
    from tests.browser.playing import sign_in, workspace

    sign_in(page.context, live_server, ana.person)
    page.goto(workspace(article))
    return page
