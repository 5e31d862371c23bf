"""What PostgreSQL has planned it keeps for the tests to come.

At each ROLLBACK psycopg forgets what it prepared, since a table could be another one afterwards. Each test ends in one,
so that planning took half of the server's time. No test makes a table anew; where one is altered or dropped, all is
forgotten as ever.
"""

from collections.abc import Sequence
from typing import Any

from psycopg._preparing import PrepareManager

KEPT = 1_000  # statements; by itself psycopg keeps a hundred

_forget = PrepareManager.clear


def pytest_configure() -> None:
    PrepareManager.prepared_max = KEPT
    PrepareManager.clear = lambda manager: False
    PrepareManager._should_discard = _forget_if_remade


def _forget_if_remade(manager: PrepareManager, prep: Any, results: Sequence[Any]) -> bool:
    done = [result.command_status or b"" for result in results]
    return any(what.startswith((b"ALTER ", b"DROP ")) for what in done) and _forget(manager)
