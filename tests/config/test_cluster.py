"""A private PostgreSQL comes back with every row, whatever happened to it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from config.cluster import PATIENCE, Cluster, ClusterError
from config.database import furnish, superuser_address
from tests import servers

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home():
    """A folder that the database's account can reach when the tests run as root (pytest's own is private)."""
    folder = Path(tempfile.mkdtemp(prefix="obelus-cluster-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "it's a, b c"
    cluster = Cluster(folder / "it's a, b c")
    cluster.stop()
    if cluster.data.is_relative_to("/var/lib"):
        shutil.rmtree(cluster.data.parent)
    shutil.rmtree(folder)


def rows(cluster: Cluster) -> int:
    with psycopg.connect(superuser_address(cluster)) as connection:
        return connection.execute("SELECT count(*) FROM kept").fetchone()[0]


def keep_three_rows(cluster: Cluster) -> None:
    with psycopg.connect(superuser_address(cluster)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 3)")


def server_of(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_killed_server_comes_back_with_its_rows(home):
    with Cluster(home).in_use() as cluster:
        keep_three_rows(cluster)
        os.kill(server_of(cluster), signal.SIGKILL)
        # A second one, as the same command started again would be: the first has not buried its child,
        # so that the pid file names a zombie.
        again = Cluster(home)
        while again.is_running():
            time.sleep(0.01)
        again.start()
        assert rows(again) == 3


def test_killed_command_leaves_a_database_that_the_next_one_takes_over(home):
    script = f"""
        import pathlib, sys, time
        sys.path.insert(0, {str(ROOT)!r})
        from config.cluster import Cluster
        with Cluster(pathlib.Path({str(home)!r})).in_use():
            print("up", flush=True)
            time.sleep(60)
    """
    command = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE)
    assert command.stdout.readline() == b"up\n"
    keep_three_rows(Cluster(home))
    command.kill()
    command.wait()
    with Cluster(home).in_use() as cluster:
        assert rows(cluster) == 3
    assert not cluster.is_running()
    assert not cluster.sockets.exists()


def test_pid_file_that_names_another_program_stops_nobody(home):
    cluster = Cluster(home)
    cluster.start()
    keep_three_rows(cluster)
    left = (cluster.data / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")
    assert not cluster.is_running()
    cluster.start()
    assert rows(cluster) == 3


def test_server_that_hangs_while_it_stops_is_replaced(home):
    with Cluster(home, durable=False).in_use() as cluster:
        before = server_of(cluster)
        file = cluster.data / "postmaster.pid"
        file.write_text(file.read_text().replace("ready   ", "stopping"))
        Cluster(home, durable=False).start()
        assert cluster.is_running()
        assert server_of(cluster) != before


def test_last_user_stops_it(home):
    with Cluster(home).in_use() as first:
        with Cluster(home).in_use():
            pass
        assert first.is_running()
    assert not first.is_running()


def test_forked_child_does_not_stop_it(home):
    child = None
    try:
        with Cluster(home).in_use() as cluster:
            child = os.fork()
            if child == 0:
                raise SystemExit  # as a web server's worker ends: out of the parent's block
            os.waitpid(child, 0)
            assert cluster.is_running()
    finally:
        if child == 0:
            os._exit(0)


def test_making_it_may_be_cut_short(home):
    draft = Cluster(home).data.with_name("postgres.new")
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")
    with Cluster(home).in_use() as cluster:
        assert cluster.is_running()


def test_letters_of_all_scripts_are_seen(home):
    with (
        Cluster(home).in_use() as cluster,
        psycopg.connect(superuser_address(cluster), autocommit=True) as connection,
    ):
        connection.execute("CREATE EXTENSION pg_trgm")
        for letter in ("é", "ж", "ع", "中"):
            assert connection.execute("SELECT cardinality(show_trgm(%s))", [letter]).fetchone()[0] > 0


def test_only_the_serving_user_may_enter(home):
    with Cluster(home).in_use() as cluster:
        assert cluster.sockets.stat().st_mode & 0o077 == 0
        assert cluster.data.stat().st_mode & 0o077 == 0
        assert (cluster.sockets.stat().st_uid != 0) and len(str(cluster.sockets)) < 60


def test_socket_folder_of_somebody_else_is_not_entered(home):
    cluster = Cluster(home)
    cluster.sockets.mkdir()
    cluster.sockets.chmod(0o777)
    with pytest.raises(ClusterError, match="somebody else's"):
        cluster.start()
    cluster.sockets.rmdir()


def test_data_of_a_version_that_is_gone_is_left_alone(home):
    with Cluster(home).in_use() as cluster:
        keep_three_rows(cluster)
    made_by = (cluster.data / "PG_VERSION").read_text()
    (cluster.data / "PG_VERSION").write_text("9")
    with pytest.raises(ClusterError, match="PostgreSQL 9"):
        cluster.start()
    (cluster.data / "PG_VERSION").write_text(made_by)
    with Cluster(home).in_use() as cluster:
        assert rows(cluster) == 3


def test_database_of_another_user_is_left_alone(home, monkeypatch):
    Cluster(home).start()
    Cluster(home).stop()
    with monkeypatch.context() as somebody_else, pytest.raises(ClusterError, match="another user's"):
        somebody_else.setattr(os, "geteuid", lambda: 4711)
        Cluster(home)


def test_a_server_that_cannot_start_says_why(home):
    cluster = Cluster(home)
    cluster.start()
    cluster.stop()
    (cluster.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    begun = time.monotonic()
    with pytest.raises(ClusterError, match="no_such_setting"):
        cluster.start()
    assert time.monotonic() - begun < PATIENCE / 2


def test_why_it_does_not_start_stands_above_its_last_lines(home):
    cluster = Cluster(home)
    cluster.data.mkdir()
    said = [
        "ERROR:  could not write: No space left on device",
        "HINT:  Check free disk space.",
        *["LOG:  down"] * 5,
    ]
    (cluster.data / "server.log").write_text("".join(f"2026-11-29 UTC [1] {line}\n" for line in said))
    assert cluster._last_words().splitlines() == [f"2026-11-29 UTC [1] {line}" for line in said[:2]]
    shutil.rmtree(cluster.data)


def test_two_first_commands_at_once_find_one_database(home):
    with Cluster(home, durable=False).in_use() as cluster, ThreadPoolExecutor() as threads:
        told = [thread.result() for thread in [threads.submit(furnish, cluster) for _ in range(4)]]
        assert told == [told[0]] * 4


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand over to another account")
def test_root_keeps_the_data_where_the_other_account_reaches_it(home):
    home.parent.chmod(0o700)
    with Cluster(home).in_use() as cluster:
        keep_three_rows(cluster)
        assert cluster.data.is_relative_to("/var/lib")
    with Cluster(home).in_use() as cluster:
        assert rows(cluster) == 3


@pytest.mark.parametrize(("free", "chosen"), [(2**40, "memory"), (2**20, "folder")])
def test_a_run_of_the_tests_is_in_memory_where_there_is_room(home, monkeypatch, free, chosen):
    home.parent.joinpath("memory").mkdir()
    home.parent.joinpath("folder").mkdir()
    monkeypatch.setattr(servers, "MEMORY", home.parent / "memory")
    monkeypatch.setattr(tempfile, "tempdir", str(home.parent / "folder"))
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=free))
    monkeypatch.setattr(Cluster, "in_use", lambda cluster: nullcontext(cluster))
    with servers.throwaway() as cluster:
        assert cluster.home.parent.name == chosen
    assert not cluster.home.exists()
