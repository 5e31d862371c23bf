"""Measures everything that was asked for in one run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from contextlib import ExitStack
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  models want the settings first

from benchmarks import asks, browser, generator, inside, product, wanted  # noqa: E402
from benchmarks.client import Client  # noqa: E402
from benchmarks.generator import STATEMENTS, Made  # noqa: E402
from benchmarks.machine import ROOT, Served, conditions, served  # noqa: E402
from benchmarks.options import SIZES, add_options  # noqa: E402
from benchmarks.rounds import Contest, rotated  # noqa: E402
from benchmarks.table import Row, table  # noqa: E402

SERVED = ("product", "bare", "full")
STARTS = 3


def main() -> None:
    parser = ArgumentParser(prog="bench")
    add_options(parser)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    call_command("migrate", verbosity=0)
    print(f"\n{report(asked)}\n")


def report(asked: Namespace) -> str:
    """Everything that was asked for, measured, as it is printed."""
    began = perf_counter()
    writing = asked.rounds * (asked.requests + 1)
    tell(f"Writing {STATEMENTS * SIZES[asked.size]:,} statements …")
    made = generator.fill(SIZES[asked.size], writing)
    session = floor_session(SIZES[asked.size])
    rows = starts(asked.rounds) if "start" in asked.only else []
    with ExitStack() as stack:
        servers = {name: stack.enter_context(served(name)) for name in SERVED}
        rows += pages(asked, made, writing, servers, session)
        rows += inside_and_browser(asked, made, servers["product"])
        if "start" in asked.only:
            memory = {name: [server.memory] for name, server in servers.items()}
            rows.append(Row("memory, two workers", "MiB", **memory, limit=150))
    size = (
        f"{asked.rounds} rounds of {asked.requests} requests; {STATEMENTS * SIZES[asked.size]:,} statements"
    )
    lines = [*conditions(), f"{size}; {perf_counter() - began:.0f} s in all", ""]
    return "\n".join([*lines, table(rows)])


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def floor_session(articles: int) -> str:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.floor", str(articles)],
        env={**os.environ, "FLOOR": "full"}, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return made.stdout.strip()


def starts(rounds: int) -> list[Row]:
    """Seconds from launch to the first answer, its database being there."""
    tell("Starting servers …")
    took: dict[str, list[float]] = defaultdict(list)
    for number in range(min(rounds, STARTS)):
        for name in rotated(SERVED, number):
            with served(name) as server:
                took[name].append(server.started)
    return [Row("cold start", "s", **took, against=took["full"], limit=1.7)]


def pages(asked: Namespace, made: Made, writing: int, servers: dict[str, Served], floor: str) -> list[Row]:
    """What is asked for over HTTP. Figures of saving stand only where every verdict is stored."""
    sessions = {"product": product.session_of(made.reader), "full": floor, "bare": ""}
    contest = Contest(lambda name: Client(servers[name].port, sessions[name]), asked.requests)
    saving = asks.saving(made, writing)
    if "save" in asked.only:
        contest.asks.update({key: ask for key, ask in saving.items() if key[0] != "clients"})
    if "clients" in asked.only:
        contest.asks.update({key: ask for key, ask in saving.items() if key[0] == "clients"})
    if "open" in asked.only:
        contest.asks.update(asks.opening(made))
    if "list" in asked.only:
        contest.asks.update(asks.listing(made, product.last_page(made.reader)))
    before = product.verdicts()
    for number in range(asked.rounds if contest.asks else 0):
        tell(f"Round {number + 1} of {asked.rounds} …")
        contest.run_round(number)
    sent = sum(contest.sent[key] for key in saving if key[1] == "product")
    stored = product.verdicts() - before
    if stored != sent:
        contest.trouble.update({key[0]: f"wrong: {stored} of {sent} verdicts are stored" for key in saving})
    return wanted.rows_of(contest)


def inside_and_browser(asked: Namespace, made: Made, server: Served) -> list[Row]:
    """What is timed without a server, what a browser sees of one."""
    rows = []
    if "import" in asked.only:
        rows.append(inside.imports(made, asked.rounds))
    if "export" in asked.only:
        rows += inside.exports(made, asked.rounds)
    if "browser" in asked.only:
        session = product.session_of(made.reader)
        path = f"/desks/{made.desk.slug}/articles/open-100/"
        rows += browser.loads(server.port, session, path)
    return rows


if __name__ == "__main__":
    main()
