"""Says what can be asked of a run of measurements."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

SIZES = {"small": 500, "full": 25_000}  # ordinary articles, of 40 statements each
OPERATIONS = "start save clients open list import export browser".split()


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each in another order (5)")
    parser.add_argument("--requests", type=int, default=20, help="requests of a kind in a round (20)")
    parser.add_argument(
        "--size", choices=SIZES, default="small", help="20,000 statements, or with “full” 1,000,000"
    )
    parser.add_argument("--only", nargs="+", choices=OPERATIONS, default=OPERATIONS, help="leave out others")


def as_arguments(options: Mapping[str, Any]) -> list[str]:
    """The opposite of add_options()."""
    plain = [f"--{name}={options[name]}" for name in ("rounds", "requests", "size")]
    return [*plain, "--only", *options["only"]]
