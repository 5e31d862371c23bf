"""Runs a reader of untrusted files in a process of its own, bounded in time and memory."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

from articles.intake.manuscript import IntakeRefused

CONFINED: Final = Path(__file__).with_name("sandbox_child.py")
SECONDS: Final = 20
LARGEST_ANSWER: Final = 64 * 1024 * 1024
"""Bytes."""


class Failed(Exception):
    """The reader took too long, used too much or broke; the message says which, as the end of a sentence."""


def read(script: Path, text: str, *, name: str) -> Any:
    """What `script` answers to `text`; `name` is what a person calls it: "page". Raises IntakeRefused."""
    try:
        return run(script, text.encode())
    except Failed as failure:
        raise IntakeRefused(
            "file", f"This {name} {failure}. Copy the article's text and paste it."
        ) from failure


def run(script: Path, data: bytes, *, seconds: float = SECONDS) -> Any:
    """What `script` of this package answers to `data`, from JSON.

    It gets no environment, no files, and this interpreter without the project's modules. Raises Failed.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", str(CONFINED), str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )
    stop = threading.Timer(seconds, _end, [process])
    feeding = threading.Thread(target=_feed, args=[process, data])
    with process:
        stop.start()
        feeding.start()
        answer = process.stdout.read(LARGEST_ANSWER + 1)  # type: ignore[union-attr]  # it is a pipe
        if len(answer) > LARGEST_ANSWER:
            _end(process)
        feeding.join()
    stop.cancel()
    if process.returncode < 0 and len(answer) <= LARGEST_ANSWER:
        raise Failed("took too long to read")
    if process.returncode:
        raise Failed("could not be read")
    try:
        return json.loads(answer)
    except ValueError:
        raise Failed("could not be read") from None


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError), process.stdin as way:  # type: ignore[union-attr]  # it may not listen
        way.write(data)


def _end(process: subprocess.Popen[bytes]) -> None:
    """With whatever it has started: that would hold its answer open."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
