"""A work as a line of a bibliography."""

from dataclasses import dataclass
from typing import Any

from annotations.reading.model import SourceLine

MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """``before`` the title (who), then the title, then what comes ``after`` (where, by whom, when)."""

    before: str
    title: str
    after: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.before, f"{self.title}.", self.after)))


def reference(source: SourceLine) -> Reference:
    """Plain and the same for every kind of work: Names. Title. Container, publisher, year.

    Reads CSL-JSON (author or editor, container-title, publisher, issued), passing over other shapes.
    """
    csl = source.csl if isinstance(source.csl, dict) else {}
    names = _names(csl.get("author")) or _names(csl.get("editor"))
    where = [_text(csl.get(key)) for key in ("container-title", "publisher")]
    after = ", ".join(filter(None, (*where, _year(csl.get("issued")))))
    return Reference(f"{names}." if names else "", source.title, f"{after}." if after else "")


def _text(value: Any) -> str:
    return value.strip().rstrip(".") if isinstance(value, str) else ""


def _names(people: Any) -> str:
    found = [name for person in people if (name := _name(person))] if isinstance(people, list) else []
    return ", ".join(found[:MOST_NAMES]) + (" and others" if len(found) > MOST_NAMES else "")


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return ""
    parts = (person.get("given"), person.get("non-dropping-particle"), person.get("family"))
    return _text(person.get("literal")) or " ".join(filter(None, map(_text, parts)))


def _year(issued: Any) -> str:
    match issued:
        case {"date-parts": [[int() | str() as year, *_], *_]}:
            return str(year)
        case {"literal": str() as words} | {"raw": str() as words}:
            return words
    return ""
