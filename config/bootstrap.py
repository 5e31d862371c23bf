"""Builds .venv from hashed pins with nothing but the standard library."""

# Whichever Python the machine has reads this first, so that an old one can be told so: keep the syntax plain.

import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
PINS = {"test": "dev"}  # command → what it needs; every other command needs "base"
ALWAYS_OURS = ("demo", "test")  # run in .venv even where the caller's Python has a Django


class Refusal(Exception):
    """The house cannot be built; the message is one sentence that says what to do."""


def enter(root, argv):
    """Go on in ``root/.venv`` with everything installed, or in the caller's own environment if that will do.

    May replace this process. Exits with one sentence where the house cannot be built.
    """
    command = argv[1] if len(argv) > 1 else "help"
    inside = os.path.realpath(sys.prefix) == os.path.realpath(str(root / ".venv"))
    if command not in ALWAYS_OURS and importlib.util.find_spec("django"):
        return
    try:
        changed = House(root, PINS.get(command, "base")).build()
    except Refusal as refusal:
        sys.exit(str(refusal))
    except OSError as trouble:  # a folder that may only be read, a full disk
        sys.exit(f"The folder .venv cannot be made or looked at: {trouble}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command takes it up again.")
    if changed or not inside:
        python = str(root / ".venv" / "bin" / "python")
        if not changed and sys.executable == python:  # it would hand over to itself for ever
            sys.exit(
                "The Python of .venv looks for its packages elsewhere: unset PYTHONHOME, then start again."
            )
        os.execv(python, [python, str(root / "manage.py"), *argv[1:]])


class House:
    """The environment ``root/.venv`` with the packages of ``requirements/<level>.txt``."""

    def __init__(self, root, level):
        self.root = root
        self.level = level
        self.venv = root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.built = self.venv / "built-from"  # one line a level: its name, the hash of its pins
        # There while a build is under way, or was cut short: outside of what a new start clears away.
        self.building = root / ".data" / "building-venv"
        self._lock = None

    def build(self):
        """Make, mend or renew it where needed; True if anything was done. Raises Refusal."""
        if self._is_fresh():
            return False
        if sys.version_info < OLDEST:
            raise Refusal(
                f"Obelus needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this one is {sys.version.split()[0]}."
            )
        with self._alone() as self._lock:
            if self._is_fresh():  # built by another command, while this one waited
                return True
            uv = shutil.which("uv")
            is_cut_short = self.building.exists()
            self.building.touch()
            if is_cut_short or not self._works(needs_pip=not uv):
                self._make(uv)
            self._install(uv)
            self.built.write_text("".join(f"{level} {pins}\n" for level, pins in self._wanted().items()))
            self.building.unlink()
        return True

    def _wanted(self):
        levels = ("base", "dev") if self.level == "dev" else ("base",)  # dev.txt holds all of base.txt
        return {level: hashlib.sha256(self._pins(level).read_bytes()).hexdigest() for level in levels}

    def _pins(self, level):
        return self.root / "requirements" / f"{level}.txt"

    def _is_fresh(self):
        ours = (self.built, self.python, self.venv / "pyvenv.cfg")
        if self.building.exists() or not all(path.exists() for path in ours):
            return False
        built = dict(line.split() for line in self.built.read_text().splitlines())
        return all(built.get(level) == pins for level, pins in self._wanted().items())

    def _alone(self):
        """A lock, so that two commands started together do not build the same house."""
        import fcntl

        folder = self.root / ".data"
        folder.mkdir(exist_ok=True)
        lock = open(folder / "bootstrap.lock", "w")  # noqa: SIM115  closed by the caller's "with"
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Another command is building .venv; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        return lock

    def _works(self, needs_pip):
        """Whether its Python runs, has pip, and is a house of its own: without pyvenv.cfg it is the machine's."""
        asked = [["-c", "import sys; sys.exit(sys.prefix == sys.base_prefix)"]]
        if needs_pip:
            asked.append(["-m", "pip", "--version"])
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        try:
            return not any(subprocess.call([str(self.python), *what], **quiet) for what in asked)
        except OSError:
            return False

    def _held(self):
        """For a program that builds: where this command is killed, the next one waits until that has ended, too."""
        return {"pass_fds": (self._lock.fileno(),)}

    def _make(self, uv):
        _say("Making .venv …")
        if uv:
            command = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(self.venv)]
        elif importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
            command = [sys.executable, "-m", "venv", "--clear", str(self.venv)]
        else:
            raise Refusal(f"Python's venv module is not installed. Run: {_sudo()}apt install python3-venv")
        if subprocess.call(command, **self._held()):
            raise Refusal("The folder .venv could not be made; what went wrong stands above.")

    def _install(self, uv):
        pins = self._pins(self.level)
        total = sum("==" in line for line in pins.read_text().splitlines())
        _say(f"Installing {total} packages; the first time this takes a minute …")
        if uv:
            pip, install = [uv, "pip", "install", "--python", str(self.python)], subprocess.call
        else:
            pip = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
            install = functools.partial(_watched, total=total)
        # The pins name every package, so there is nothing to resolve; pip would only warn of extras spelled otherwise.
        failed = install([*pip, "--no-deps", "--require-hashes", "-r", str(pins)], **self._held())
        if failed:
            raise Refusal("The packages could not be installed; what went wrong stands above.")


def _watched(command, total, **how):
    """Run pip with one line of progress instead of its hundreds; its complaints pass through."""
    done = 0
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, errors="replace", **how)
    for line in pip.stdout:
        if line.startswith(("Collecting", "Requirement already satisfied")):
            done += 1
            name = (
                line.replace("Requirement already satisfied:", "")
                .replace("Collecting", "")
                .split("==")[0]
                .strip()
            )
            _progress(f"{done:3} of {total}  {name}", done == 1 or done % 10 == 0)
        elif line.startswith("Installing"):
            _progress("Unpacking …", True)
    if sys.stderr.isatty():
        _say("")
    return pip.wait()


def _progress(words, is_milestone):
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K  " + words)
        sys.stderr.flush()
    elif is_milestone:
        _say("  " + words)


def _say(words):
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def _sudo():
    return "" if os.geteuid() == 0 else "sudo "
