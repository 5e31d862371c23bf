"""Counts what a real Chromium fetches to show an article."""

from __future__ import annotations

import os
import shutil
from typing import Any
from urllib.parse import urlsplit

from benchmarks.table import Row
from config.serving import HOST

NAMES = "chromium chromium-headless-shell chromium-browser google-chrome google-chrome-stable chrome".split()
QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync"
).split()
MOST_KB, MOST_REQUESTS = 60, 6


def loads(port: int, session: str, path: str) -> list[Row]:
    """First and second load of a page: kilobytes over the wire, requests, other hosts."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        return [Row("first load in a browser", "kB", trouble="skipped: no Chromium with playwright")]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])
        context = chromium.new_context(base_url=f"http://{HOST}:{port}")
        context.add_cookies([{"name": "sessionid", "value": session, "domain": HOST, "path": "/"}])
        page = context.new_page()
        seen = [_fetched(page, path) for _ in range(2)]
        chromium.close()
    (kilobytes, addresses), (warm_kilobytes, warm_addresses) = seen
    others = {urlsplit(address).hostname for address in addresses} - {HOST}
    return [
        Row("first load in Chromium, 100 annotations", "kB", product=[kilobytes], limit=MOST_KB),
        Row("", "requests", product=[len(addresses)], limit=MOST_REQUESTS),
        Row("", "other hosts", product=[len(others)], limit=0),
        Row("second load", "kB", product=[warm_kilobytes]),
        Row("", "requests", product=[len(warm_addresses)]),
    ]


def _fetched(page: Any, path: str) -> tuple[float, list[str]]:
    """Kilobytes, addresses of what came over the wire until the page was quiet."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, float] = {}
    kept: set[str] = set()
    wire.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
    wire.on("Network.requestServedFromCache", lambda e: kept.add(e["requestId"]))
    wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    answer = page.goto(path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{path} is answered {answer and answer.status}.")
    wire.detach()
    fetched = [key for key, size in sizes.items() if size and key not in kept and key in addresses]
    return sum(sizes[key] for key in fetched) / 1000, [addresses[key] for key in fetched]
