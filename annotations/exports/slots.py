"""Sees to it that files of long articles leave room for everybody else who is served."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from annotations.refusals import Refused

LONG = 500  # statements: a shorter article is written in a moment
WAIT = 10  # seconds, until which one of them is likely to be done
_SLOTS = BoundedSemaphore(2)  # of the threads of this process


class Busy(Refused):
    """As many long files as may be are being made."""

    def __init__(self) -> None:
        super().__init__(
            "Several long files are being made at this moment. Try again in ten seconds.", code="busy"
        )


@contextmanager
def slot(statements: int) -> Iterator[None]:
    """Inside a file of so many statements may be made. Raises Busy: who waited here would hold a thread as well."""
    if statements < LONG:
        yield
        return
    if not _SLOTS.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _SLOTS.release()
