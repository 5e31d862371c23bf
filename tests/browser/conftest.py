"""A real browser, looking at the pages as people do.

``page`` is a fresh Playwright page at the live server; ``browser`` makes contexts of one's own choosing.
Everything in this folder is marked ``browser`` and commits to the database (Django's live server needs that).
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started

HERE = Path(__file__).parent
# First the same engine without the windows and menus around it, which take as much time as our pages do.
NAMES = "chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome".split()
SKETCH = {"width": 1440, "height": 900}  # as the look was drawn
PATIENCE = 20_000  # milliseconds: a page may wait 15 s for a connection to the database
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


UNDER_WAY: set[int] = set()  # threads of the live server that are about an answer


def begins(**told):
    if threading.current_thread() is not threading.main_thread():
        UNDER_WAY.add(threading.get_ident())


def ends(**told):
    UNDER_WAY.discard(threading.get_ident())


request_started.connect(begins)
request_finished.connect(ends)


@pytest.fixture(autouse=True)
def answered():
    """What a page asked for before it was left is answered before the database is emptied."""
    yield
    latest = time.monotonic() + PATIENCE / 1000
    while UNDER_WAY and time.monotonic() < latest:
        time.sleep(0.01)


@pytest.fixture(scope="session")
def browser():
    """The machine's own Chromium or Chrome, without a window."""
    program = found_browser()
    if not program:
        pytest.skip("no Chromium or Chrome on the PATH")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    # Playwright's event loop stands in this thread, so Django takes every query here for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(
            executable_path=program, args=[*QUIET, *as_root], timeout=6 * PATIENCE
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def window(browser, live_server):
    """What shows one page after the other: to open a window takes longer than most tests."""
    with browser.new_context(base_url=live_server.url, viewport=SKETCH) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def page(window):
    """A window that knows nothing of the test before; relative addresses lead to the live server."""
    from tests.browser.playing import forget

    yield window
    window.context.set_offline(False)
    window.set_viewport_size(SKETCH)
    window.unroute_all()
    window.goto("/healthz")  # leaving is when a page of the workspace keeps its place
    forget(window)


@pytest.fixture
def ana_at(page, live_server, ana, article):
    """Ana, signed in, with the article before her."""
    from tests.browser.playing import sign_in, workspace

    sign_in(page.context, live_server, ana.person)
    page.goto(workspace(article))
    return page


@pytest.fixture
def queue(page, client, live_server, desk, article, ana, rosa):
    """Rosa's page of the queue: 2.1, 3.1 (flagged), 3.2 wait for her."""
    from django.urls import reverse

    from annotations.services.flags import raise_flag
    from annotations.services.verifying import verify
    from tests.cast import at

    for label in ("2.1", "3.1", "3.2"):
        verify(at(article, label), by=ana, status="misleading", rationale=f"Half of {label} is left out.")
    raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.1"))
    client.force_login(rosa.person)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(reverse("review", args=[desk.slug]))
    return page
