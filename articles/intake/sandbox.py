"""Runs a reader of untrusted files in a process of its own, bounded in time and memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

CONFINED: Final = Path(__file__).with_name("confined.py")
SECONDS: Final = 20
LARGEST_ANSWER: Final = 64 * 1024 * 1024
"""Bytes."""


class Failed(Exception):
    """The reader took too long, used too much or broke; the message says which, as the end of a sentence."""


def run(script: Path, data: bytes, *, seconds: float = SECONDS) -> Any:
    """What `script` of this package answers to `data`, from JSON.

    It gets no environment, no files, and this interpreter without the project's modules. Raises Failed.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CONFINED), str(script)],
            input=data,
            capture_output=True,
            timeout=seconds,
            env={},
            cwd="/",
            close_fds=True,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Failed("took too long to read") from None
    if done.returncode < 0:
        raise Failed("took too long to read")
    if done.returncode or len(done.stdout) > LARGEST_ANSWER:
        raise Failed("could not be read")
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise Failed("could not be read") from None
