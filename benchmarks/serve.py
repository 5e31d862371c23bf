"""Serves the product or a floor by the product's own server, on a socket that its parent listens on already."""

from __future__ import annotations

import os
import socket
import sys

from config.serving import Server


def main(name: str, listener: socket.socket) -> None:
    """``name`` is "product", "bare" or "full"."""
    if name == "product":
        from config.wsgi import application
    else:
        os.environ["FLOOR"] = name
        from benchmarks.floor import application
    Server(application, listener).run()


if __name__ == "__main__":
    main(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
