"""Regular expressions that are compiled when something is first looked for with them.

Those that read an article are long: compiled where they are written, they took a third of the time in which the house
starts, whether anybody takes in a text or not.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of it, at its first use. Raises re.error there, not here."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Stands for a compiled pattern, whose methods are its own from the first use on: a call then costs no more."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
