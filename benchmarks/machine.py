"""Holds what a run of measurements needs of the machine: a PostgreSQL that waits for its disk, three servers."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.client import Client
from config.cluster import Cluster
from config.database import WEB, WEB_URL, address, furnish, superuser_address
from config.serving import HOST, THREADS, WORKERS

ROOT = Path(__file__).resolve().parent.parent
FLOOR_URL = "FLOOR_DATABASE_URL"
PATIENCE = 30  # seconds


@contextlib.contextmanager
def cluster() -> Iterator[dict[str, str]]:
    """The addresses of a private PostgreSQL for one run, with ``fsync`` on as in the product."""
    home = Path(tempfile.mkdtemp(prefix="obelus-bench-"))
    made = Cluster(home)
    try:
        with made.in_use():
            yield furnish(made) | {FLOOR_URL: _floor_database(made)}
    finally:
        shutil.rmtree(made.data.parent if made.data.parent != home else home, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def _floor_database(made: Cluster) -> str:
    with psycopg.connect(superuser_address(made), autocommit=True) as server:
        server.execute(f"CREATE DATABASE floor OWNER {WEB}")
    return address(user=WEB, host=str(made.sockets), name="floor")


@dataclass(frozen=True)
class Served:
    """A server that answers. ``started``: seconds from its launch to its first answer."""

    name: str
    port: int
    pid: int
    started: float

    @property
    def memory(self) -> float:
        """MiB that the machine would have back without it: its process, its workers, what they share once."""
        latest = time.monotonic() + PATIENCE
        while (
            len(workers := self._workers()) != WORKERS
        ):  # the first may have answered before the last was born
            if time.monotonic() > latest:
                raise RuntimeError(f"{self.name} has {len(workers)} workers, not {WORKERS}.")
            time.sleep(0.01)
        return sum(map(_proportional, [self.pid, *map(int, workers)])) / 1024

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()


def _proportional(pid: int) -> int:
    """kB of a process; of a page that several share, its part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:")))


@contextlib.contextmanager
def served(name: str) -> Iterator[Served]:
    """Serve ``name`` ("product", "bare", "full") inside the block."""
    listener = socket.create_server((HOST, 0), backlog=128)
    port = listener.getsockname()[1]
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.serve", name, str(listener.fileno())]
    process = subprocess.Popen(command, cwd=ROOT, pass_fds=[listener.fileno()])
    listener.close()
    try:
        Client(port, timeout=PATIENCE).get("/healthz")  # waits in the backlog until somebody answers
        yield Served(name, port, process.pid, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def fsync_ms(times: int = 50) -> float:
    """Median milliseconds to write 8 kB where the database stands, until the disk has them."""
    took = []
    with tempfile.TemporaryFile() as file:
        for _ in range(times):
            file.write(bytes(8192))
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def conditions() -> list[str]:
    """What a reader of the figures must know of the machine, line by line."""
    with psycopg.connect(os.environ[WEB_URL]) as database:
        version = database.execute("SHOW server_version").fetchone()
        told = [database.execute(f"SHOW {name}").fetchone() for name in ("fsync", "shared_buffers")]
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return [
        f"{os.cpu_count()} cores, load {load}; fsync takes {fsync_ms():.2f} ms",
        f"PostgreSQL {version[0].split()[0]}: fsync {told[0][0]}, shared_buffers {told[1][0]}",
        f"gunicorn gthread, {WORKERS} workers, {THREADS} threads, preloaded; answers not compressed",
    ]
