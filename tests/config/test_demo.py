"""The demo starts with one command, and comes back after the worst."""

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError

from config.cluster import PATIENCE, Cluster
from config.management.commands.demo import Command
from config.serving import LAST_PORT, free_port

ROOT = Path(__file__).resolve().parents[2]


class Demo:
    """``manage.py demo`` in a copy of the project, in a path with a space, an apostrophe, a comma, an accent."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ours = ("DATABASE_URL", "DJANGO_", "OBELUS_", "PYTEST_")  # what this run of the tests has set
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.env["PYTHONUNBUFFERED"] = "1"
        # What a machine may say of other projects, a terminal that knows no accents.
        self.env |= {
            "PGPORT": "1",
            "PGSERVICE": "other",
            "PGDATESTYLE": "German",
            "PYTHONIOENCODING": "ascii",
        }
        self.env |= {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        self.env |= {"DJANGO_SETTINGS_MODULE": "other.settings", "ALLOWED_HOSTS": "other.example.org"}
        self.process: subprocess.Popen[str] | None = None

    def start(self, port: int) -> list[str]:
        """The links it prints, the editor's first."""
        command = [sys.executable, self.root / "manage.py", "demo", "--port", str(port)]
        self.process = subprocess.Popen(
            command,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        links, seen = [], []
        for line in self.process.stdout:
            seen.append(line)
            links += re.findall(r"http://\S+/demo/sign-in/\S+", line)
            if len(links) > 1:
                return links
        raise AssertionError("".join(seen))

    def shell(self, python: str) -> str:
        command = [sys.executable, self.root / "manage.py", "shell", "--no-imports", "-c", python]
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, check=True
        ).stdout.strip()

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=2 * PATIENCE)


def ignores(pid: int, signal_number: signal.Signals) -> bool:
    (mask,) = re.findall(r"SigIgn:\s*(\w+)", Path(f"/proc/{pid}/status").read_text())
    return bool(int(mask, 16) >> (signal_number - 1) & 1)


def opened(link: str) -> str:
    """Where the link leads, as a browser with cookies follows it."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    with urllib.request.build_opener(cookies).open(link, timeout=PATIENCE) as page:
        assert page.status == 200
        return urllib.request.urlparse(page.url).path


@pytest.fixture
def demo():
    folder = Path(tempfile.mkdtemp(prefix="obelus-demo-", dir="/tmp"))
    folder.chmod(0o755)
    root = folder / "it's été, b c"
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(
        listed, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines():
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    (root / ".venv").symlink_to(Path(sys.prefix))
    (root / ".data").mkdir()
    (root / ".data" / "secret_key").touch()  # as a start leaves it that is killed at the wrong moment
    demo = Demo(root)
    yield demo
    if demo.process and demo.process.poll() is None:
        demo.process.kill()
        demo.process.wait()
    Cluster(root / ".data").stop()
    shutil.rmtree(folder)


def test_demo_comes_back_with_every_row(demo):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        editor, other, *_ = demo.start(port)
        assert int(editor.split("/")[2].split(":")[1]) > port
        assert opened(editor) == opened(other) == "/desks/demo/"

        demo.shell("from articles.models import Desk; Desk.objects.create(slug='kept', name='Kept')")
        demo.end(signal.SIGKILL)
        assert Cluster(demo.root / ".data").is_running()

        editor, *_ = demo.start(port)
        assert opened(editor) == "/desks/demo/"
        asked = urllib.request.Request(urllib.parse.urljoin(editor, "/healthz"), method="HEAD")
        assert urllib.request.urlopen(asked, timeout=PATIENCE).status == 200
        count = "from articles.models import Desk; print(*Desk.objects.values_list('slug', flat=True))"
        assert sorted(demo.shell(count).split()) == ["demo", "kept"]
        assert demo.workers() and all(ignores(pid, signal.SIGINT) for pid in demo.workers())
        assert demo.end(signal.SIGINT) == 0
        told = demo.process.stdout.read()
        assert "WARNING" not in told
        assert "an address such as rosa@demo.example" in told
    assert not Cluster(demo.root / ".data").is_running()


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http"])
def test_what_is_no_port_is_told_before_anything_is_prepared(port):
    with pytest.raises(CommandError, match=f"{port} is no port: from 1 to 65,535"):
        Command().create_parser("manage.py", "demo").parse_args([f"--port={port}"])


def test_the_last_port_is_tried_and_none_beyond():
    with socket.create_server(("127.0.0.1", LAST_PORT)), pytest.raises(OSError, match="65535 to 65535"):
        free_port(LAST_PORT)
