"""Asks the product and the floors for the same work, and looks whether it was done."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.client import Client
from benchmarks.generator import COMMON, RARE, Made
from benchmarks.rounds import Ask
from benchmarks.wanted import LINES, ON_PAGE

FLOORS = ("bare", "full")
SAVED_TO = range(5, 101)  # articles of the floor
VERDICT = {"status": "no_evidence", "rationale": "Neither ledger nor council knows of it."}
Asks = dict[tuple[str, str], Ask]


def saving(made: Made, writing: int) -> Asks:
    """The n-th verdict goes to the n-th article without any; one of eight clients may meet other verdicts in it."""
    desk = f"/desks/{made.desk.slug}/articles"

    def save(client: Client, slug: str, index: int) -> None:
        pk = made.statements[slug][index]
        answer = client.post(f"{desk}/{slug}/statements/{pk}/verification/", **VERDICT)
        _must_have(f'id="s{pk}"', answer)

    def save_on_floor(client: Client, n: int) -> None:
        _must_have(
            'class="no_evidence"', client.post(f"/articles/{SAVED_TO[n % len(SAVED_TO)]}/save/", **VERDICT)
        )

    return {
        ("save", "product"): lambda client, n: save(client, f"save-{n}", 0),
        ("save at 1,000", "product"): lambda client, n: save(client, "save-1000", 1000 + n),
        ("clients", "product"): lambda client, n: save(client, f"save-{n % writing}", 1 + n // writing),
        **{(name, floor): save_on_floor for name in ("save", "clients") for floor in FLOORS},
    }


def opening(made: Made) -> Asks:
    """The galley; the floor has an article of each length too."""
    desk = f"/desks/{made.desk.slug}/articles"
    marks = re.compile(r'id="s\d+"')
    asks: Asks = {}
    for pk, most in ((1, 100), (2, 1000)):
        asks[f"open {most}", "product"] = _get(f"{desk}/open-{most}/", marks, most)
        for floor in FLOORS:
            asks[f"open {most}", floor] = _get(f"/articles/{pk}/", marks, most)
    return asks


def listing(made: Made, last: int) -> Asks:
    """Lists by key, in the middle of a long one too. ``last``: the id that the last page begins after."""
    desk = f"/desks/{made.desk.slug}"
    middle = made.statements["rail"][2500]
    lines, marks = re.compile(r'href="[^"]*/articles/[^/]+/statements/\d+/"'), re.compile(r'id="s\d+"')
    rail = re.compile(r'href="[^"]*/review/statements/\d+/"')
    found = min(made.found, ON_PAGE)
    asks: Asks = {
        ("rail", "product"): _get(f"{desk}/review/statements/{middle}/", rail, LINES),
        ("flagged", "product"): _get(f"{desk}/statements/?flagged=yes", lines, ON_PAGE),
        ("flagged, last page", "product"): _get(
            f"{desk}/statements/?flagged=yes&after={last}", lines, ON_PAGE
        ),
        ("search", "product"): _get(f"{desk}/statements/?q={RARE}", lines, found),
        ("search, common", "product"): _get(f"{desk}/statements/?q={COMMON}", lines, ON_PAGE),
    }
    for floor in FLOORS:
        asks["rail", floor] = _get("/rail/?after=3600", marks, LINES)
        asks["flagged", floor] = _get(f"/flagged/?after={2**62}", marks, ON_PAGE)
        asks["search", floor] = _get(f"/found/?q={RARE}", marks, found)
        asks["search, common", floor] = _get(f"/found/?q={COMMON}", marks, ON_PAGE)
    return asks


def _get(path: str, thing: re.Pattern[str], most: int) -> Callable[[Client, int], None]:
    """Ask for the page; there are ``most`` different things on it."""

    def ask(client: Client, n: int) -> None:
        seen = len(set(thing.findall(client.get(path))))
        if seen != most:
            raise RuntimeError(f"{path} shows {seen} of {most}.")

    return ask


def _must_have(mark: str, answer: str) -> None:
    if mark not in answer:
        raise RuntimeError(f"{mark} is not in the answer: {answer[:300]}")
