"""Runs what is compared in rounds, in another order each time."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from time import perf_counter
from typing import TypeVar

from benchmarks.client import Client

T = TypeVar("T")
Ask = Callable[[Client, int], None]  # one request, the n-th of its kind; raises where the answer is not right
CLIENTS = 8


def rotated(things: Sequence[T], by: int) -> list[T]:
    by %= len(things)
    return [*things[by:], *things[:by]]


class Contest:
    """``asks``: (operation, contestant) → how it asks. ``figures``: the same → a figure of each round."""

    def __init__(self, new_client: Callable[[str], Client], requests: int) -> None:
        self.new_client, self.requests = new_client, requests
        self.asks: dict[tuple[str, str], Ask] = {}
        self.figures: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.sent: dict[tuple[str, str], int] = defaultdict(int)
        self.trouble: dict[str, str] = {}  # of an operation: its figures would mean nothing

    def run_round(self, number: int) -> None:
        """One figure of everything, in an order that ``number`` says."""
        for operation, contestant in rotated(list(self.asks), by=number * 5):
            measure = self._throughput if operation == "clients" else self._latency
            try:
                self.figures[operation, contestant].append(measure(operation, contestant))
            except (RuntimeError, OSError, HTTPException) as trouble:
                self.trouble[operation] = f"wrong: {contestant}: {trouble}"[:200]

    def _next(self, key: tuple[str, str]) -> int:
        self.sent[key] += 1
        return self.sent[key] - 1

    def _latency(self, *key: str) -> float:
        """Median milliseconds of one client on a connection that stays open; its first request does not count."""
        operation, contestant = key
        client, took = self.new_client(contestant), []
        for _ in range(self.requests + 1):
            self.asks[operation, contestant](client, self._next((operation, contestant)))
            took.append(client.took)
        client.close()
        return statistics.median(took[1:])

    def _throughput(self, *key: str) -> float:
        """Requests a second of eight clients at once."""
        operation, contestant = key
        each = max(1, self.requests // 2)
        clients = [self.new_client(contestant) for _ in range(CLIENTS)]
        numbers = [[self._next((operation, contestant)) for _ in range(each)] for _ in clients]

        def work(client: Client, mine: list[int]) -> None:
            for number in mine:
                self.asks[operation, contestant](client, number)

        began = perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(work, clients, numbers))
        took = perf_counter() - began
        for client in clients:
            client.close()
        return CLIENTS * each / took
