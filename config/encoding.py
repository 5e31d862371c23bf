"""Reads what is sent as UTF-8."""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

UTF_8 = ("utf-8", "utf8", "us-ascii", "ascii")  # or a part of it


class Utf8Request(WSGIRequest):
    """Whatever its charset is said to be: of some that Python knows no text can be made."""

    @property
    def encoding(self) -> str:
        return "utf-8"

    @encoding.setter
    def encoding(self, said: str) -> None:
        """Django's own begins to read by it at once, before anything could refuse it."""


class Utf8Handler(WSGIHandler):
    request_class = Utf8Request
