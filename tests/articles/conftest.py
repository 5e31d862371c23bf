"""Reads pages without a process of their own, which takes half a second to begin: for tests of what is read."""

import io
import json
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from articles.intake import sandbox


def _run(script: Path, data: bytes, **_: Any) -> Any:
    """What the script's own last lines answer."""
    told = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        patch.setattr(sys, "stdout", SimpleNamespace(buffer=told))
        runpy.run_path(str(script), run_name="__main__")
    return json.loads(told.getvalue())


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "run", _run)
