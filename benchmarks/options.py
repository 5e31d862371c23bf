"""Says what can be asked of a run of measurements."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from typing import Any

SIZES = {"small": 500, "full": 25_000}  # ordinary articles, of 40 statements each
MOST = 10_000  # rounds, or requests of a kind in each
OPERATIONS = "start save clients open list import export browser".split()


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--rounds", type=_some, default=5, help="rounds, each in another order (5)")
    parser.add_argument("--requests", type=_some, default=20, help="requests of a kind in a round (20)")
    parser.add_argument(
        "--size", choices=SIZES, default="small", help="20,000 statements, or with “full” 1,000,000"
    )
    parser.add_argument("--only", nargs="+", choices=OPERATIONS, default=OPERATIONS, help="leave out others")


def _some(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= MOST and len(text) < 9):
        raise ArgumentTypeError(f"{text[:20]} cannot be counted: from 1 to {MOST:,}")
    return int(text)


def as_arguments(options: Mapping[str, Any]) -> list[str]:
    """The opposite of add_options()."""
    plain = [f"--{name}={options[name]}" for name in ("rounds", "requests", "size")]
    return [*plain, "--only", *options["only"]]
