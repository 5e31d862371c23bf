"""The first command builds .venv, mends it, renews it."""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from config import bootstrap
from config.bootstrap import House, Refusal

ROOT = Path(__file__).parents[2]


def put_pin(root, version: str) -> None:
    """Pin a package of one module, whose only copy lies beside the pins: no network is asked."""
    folder = root / "requirements"
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"galley-{version}-py3-none-any.whl"
    info = f"galley-{version}.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("galley.py", f"VERSION = {version!r}\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: galley\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    pinned = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "base.txt").write_text(
        f"--no-index\n--find-links .\ngalley=={version} --hash=sha256:{pinned}\n"
    )


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "it's a, b c"
    put_pin(root, "1.0")
    return root


def installed(house: House) -> str:
    command = [house.python, "-c", "import galley; print(galley.VERSION)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def no_uv(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_half_built_house_is_mended_then_follows_its_pins_and_takes_nothing_else(root, no_uv, capfd):
    house = House(root, "base")
    house.python.parent.mkdir(parents=True)
    house.python.write_text("cut short")
    house.building.parent.mkdir()
    house.building.touch()
    assert house.build()
    assert installed(house) == "1.0"
    assert not house.building.exists()
    assert not house.build()
    put_pin(root, "2.0")
    assert house.build()
    assert installed(house) == "2.0"
    put_pin(root, "3.0")
    wheel = root / "requirements" / "galley-3.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b"tampered")
    with pytest.raises(Refusal, match="could not be installed"):
        house.build()
    assert "hash" in capfd.readouterr().err.lower()
    assert not house._is_fresh()
    assert installed(house) == "2.0"


def test_python_of_the_machine_is_never_built_on(root, no_uv):
    """A Python without the pyvenv.cfg beside it is that of the machine, and pip would install there."""
    house = House(root, "base")
    house.python.parent.mkdir(parents=True)
    house.python.symlink_to(os.path.realpath(sys.executable))
    assert not house._works(needs_pip=False)
    wanted = "".join(f"{level} {pins}\n" for level, pins in house._wanted().items())
    house.built.write_text(wanted)
    assert not house._is_fresh()


def test_what_a_killed_command_left_running_is_waited_for(root, no_uv, monkeypatch):
    """``venv`` or ``pip`` goes on without its parent: a second one beside it would ruin both.

    What is left here ends after the next command has said that it waits.
    """
    house = House(root, "base")
    left, said = [], []

    def killed(command, **how):
        goes_on = ["sh", "-c", "cat; touch done"]
        left.append(subprocess.Popen(goes_on, stdin=subprocess.PIPE, cwd=root, **how))
        raise KeyboardInterrupt

    def say(words):
        said.append(words)
        threading.Timer(0.2, left[0].stdin.close).start()

    with monkeypatch.context() as cut_short, pytest.raises(KeyboardInterrupt):
        cut_short.setattr(bootstrap.subprocess, "call", killed)
        cut_short.setattr(House, "_works", lambda house, needs_pip: False)
        house.build()
    monkeypatch.setattr(bootstrap, "_say", say)
    with left[0], House(root, "base")._alone():
        assert (root / "done").exists()
    assert "waiting for it" in said[0]


def test_folder_that_cannot_be_written_is_told_in_a_sentence(root, monkeypatch):
    (root / ".data").write_text("no folder")
    with pytest.raises(SystemExit, match=r"^The folder \.venv cannot be made .*\.data"):
        bootstrap.enter(root, ["manage.py", "demo"])


def test_missing_venv_module_names_the_one_command(root, no_uv, monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match=r"Run: (sudo )?apt install python3-venv$"):
        House(root, "base").build()


def test_old_python_is_told_in_a_sentence(root, monkeypatch):
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    with pytest.raises(Refusal, match=f"needs Python 99.0 or newer; this one is {sys.version.split()[0]}"):
        House(root, "base").build()


@pytest.mark.parametrize("command", [["add_desk", b"\xff", "Desk"], ["import_article", b"f\xe9e.txt"]])
def test_an_argument_that_is_no_text_is_told_before_anything_starts(command):
    started = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert (started.returncode, started.stderr.count("\n")) == (1, 1)
    assert "is not in UTF-8" in started.stderr


def test_pins_of_the_tests_hold_those_of_the_product():
    requirements = bootstrap_root() / "requirements"
    pins = {
        name: {line for line in (requirements / name).read_text().splitlines() if "==" in line}
        for name in ("base.txt", "dev.txt")
    }
    assert pins["base.txt"] <= pins["dev.txt"]


def bootstrap_root():
    from django.conf import settings

    return settings.BASE_DIR
