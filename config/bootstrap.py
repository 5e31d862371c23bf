"""Builds .venv from hashed pins with nothing but the standard library."""

# Read by whichever Python the machine has, so that an old one can be told so: keep the syntax plain.

from __future__ import annotations


def enter(root, argv):
    pass
