"""Asks for pages as a browser with a session does, over one connection that stays open."""

from __future__ import annotations

import http.client
import time
from urllib.parse import urlencode

from config.serving import HOST

TOKEN = "a" * 32


class Client:
    """``took`` is the time of the last answer, in milliseconds."""

    def __init__(self, port: int, session: str = "", *, timeout: float = 30) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=timeout)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Host": f"{HOST}:{port}"}
        self.took = 0.0

    def get(self, path: str) -> str:
        return self._ask("GET", path, None, self.headers)

    def post(self, path: str, **data: str) -> str:
        """As htmx does it."""
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
            "X-CSRFToken": TOKEN,
        }
        return self._ask("POST", path, urlencode(data), self.headers | form)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> str:
        """The body of an answer 200. Raises RuntimeError for any other: its time would mean nothing."""
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.took = 1000 * (time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{method} {path} is answered {answer.status}: {text[:300]}")
        return text

    def close(self) -> None:
        self.connection.close()
