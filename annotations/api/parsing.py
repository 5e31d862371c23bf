"""JSON as it is told: nothing in it lost unseen, nothing that a database cannot hold."""

import json
import math
from collections import Counter
from typing import Any

from rest_framework.exceptions import ParseError

from annotations.api.fields import legible

DEEPEST = 20
MOST_VALUES = 1_000_000  # in Python's memory each takes twenty times its room in the body


def read_json(body: bytes) -> Any:
    """JSON in UTF-8: finite numbers, no name twice, no deeper than people write. Raises ParseError in words."""
    try:
        if sum(map(body.count, (b",", b"[", b"{"))) > MOST_VALUES:
            raise ParseError(f"Send no more than {MOST_VALUES:,} values at once.")
        value = json.loads(
            body.decode("utf-8-sig"), parse_float=_finite, parse_constant=_refuse, object_pairs_hook=_once
        )
    except UnicodeDecodeError as error:
        raise ParseError(f"Byte {error.start} is not UTF-8. Save it as UTF-8.") from error
    except RecursionError as error:
        raise ParseError("Send one JSON object, not nested this deep.") from error
    except ValueError as error:
        raise ParseError(f"This is not JSON: {_about(error)}.") from error
    if _is_deeper(value, DEEPEST):
        raise ParseError(f"Nest objects no deeper than {DEEPEST}.")
    return value


def _about(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, character {error.colno}: {error.msg.lower()}"
    return "a number is too long, or is no number"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: of two alike the first would be lost unseen."""
    told = dict(pairs)
    if len(told) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ParseError(f"“{legible(twice)}” stands twice in one object. Say it once.")
    return told


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _is_deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)
