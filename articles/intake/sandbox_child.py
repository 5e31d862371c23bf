"""The first deed of a confined process: it gives up what a reader of untrusted files does not need."""

import contextlib
import ctypes
import resource
import runpy
import sys
from typing import Final

CPU_SECONDS: Final = 15
MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space."""
_NO_NETWORK: Final = 0x10000000 | 0x40000000
"""CLONE_NEWUSER | CLONE_NEWNET of linux/sched.h."""


def confine() -> None:
    """Bound the time and memory of this process, its files to none, its network where the system lets it."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(_NO_NETWORK)


if __name__ == "__main__":
    confine()
    runpy.run_path(sys.argv[1], run_name="__main__")
