"""Serves the pages on this machine."""

from __future__ import annotations

import gc
import signal
import socket
from typing import Any, cast

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4
TRIES = 100  # ports, from the wanted one on
LAST_PORT = 65_535


def free_port(wanted: int) -> socket.socket:
    """A listening socket on the wanted port, else the next free one. Raises OSError where all are taken."""
    last = min(wanted + TRIES - 1, LAST_PORT)
    for port in range(wanted, last + 1):
        try:
            return socket.create_server((HOST, port), backlog=128)
        except OSError:
            continue
    raise OSError(f"Ports {wanted} to {last} are all taken: name a free one with --port.")


class Server(BaseApplication):
    """Gunicorn on a socket that listens already, so that no page asked for meanwhile is refused."""

    def __init__(self, application: WSGIHandler, listener: socket.socket) -> None:
        self.application = application
        self.listener = listener
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"fd://{self.listener.fileno()}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,  # what both workers import is in memory once
            "timeout": 60,
            "graceful_timeout": 3,
            "loglevel": "warning",
            "control_socket_disable": True,  # two servers of one user would share it
            "post_worker_init": _leave_ctrl_c_to_the_parent,
            "limit_request_line": 8190,  # the longest search, each of its letters four bytes written as %F0
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return self.application

    def run(self) -> None:
        gc.freeze()  # else the workers' collector writes to each object that they share, and so copies it
        Watch(self).run()


def _leave_ctrl_c_to_the_parent(worker: Worker) -> None:
    """A terminal tells all processes; who is stopped by the parent too would be interrupted while it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Watch(Arbiter):
    """The process that looks after the workers."""

    handle_hup = Arbiter.handle_term  # the terminal was closed: nobody could stop it any more


def let_go_of_the_database() -> None:
    """Close what must not be shared between the processes that a server is about to fork."""
    for alias in connections:
        connection = cast(DatabaseWrapper, connections[alias])
        connection.close()
        connection.close_pool()
