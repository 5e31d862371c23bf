"""The formats that are read: what each is called, who reads it, how its files end."""

from collections.abc import Callable
from typing import Final

from articles.intake import html, markdown, text
from articles.intake.manuscript import Reading

Reader = Callable[[str], Reading]

_READERS: Final[tuple[tuple[str, Reader, tuple[str, ...]], ...]] = (
    ("text", text.read, (".txt", ".text")),
    ("Markdown", markdown.read, (".md", ".markdown")),
    ("HTML", html.read, (".html", ".htm", ".xhtml")),
)
FORMATS: Final = {ending: reader for _, reader, endings in _READERS for ending in endings}


def in_words(joint: str) -> str:
    """What is read, for a sentence: "text, Markdown and HTML"; `joint` is the last "and"."""
    *most, last = [name for name, _, _ in _READERS]
    return f"{', '.join(most)} {joint} {last}"
