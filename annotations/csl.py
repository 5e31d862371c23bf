"""A bibliographic record as plain lines that a person can type, kept as CSL-JSON.

Keys, names (family, given, literal), dates (date-parts): https://docs.citationstyles.org.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

KINDS: dict[str, str] = {
    "": "Not said",
    "article-journal": "Journal article",
    "article-newspaper": "Newspaper article",
    "book": "Book",
    "broadcast": "Broadcast",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "interview": "Interview",
    "legislation": "Law",
    "personal_communication": "Letter, mail or call",
    "report": "Report",
    "speech": "Speech",
    "webpage": "Web page",
}
# field of a form: key of CSL-JSON
PLAIN = {
    "type": "type",
    "publisher": "publisher",
    "container": "container-title",
    "doi": "DOI",
    "isbn": "ISBN",
}
LARGEST = 10**15  # a number in a record is smaller: beyond, two machines may read two numbers
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def cleaned(value: Any, text: Callable[[str], str]) -> Any:
    """A record, or a part of one, with every text in it as ``text`` makes it. Raises ValueError in words."""
    match value:
        case str():
            return text(value)
        case dict():
            kept = {text(name): cleaned(inner, text) for name, inner in value.items()}
            if len(kept) < len(value):
                twice, _ = Counter(map(text, value)).most_common(1)[0]
                raise ValueError(f"“{twice[:60]}” stands there twice. Send it once.")
            return kept
        case list():
            return [cleaned(inner, text) for inner in value]
        case int() | float() if abs(value) >= LARGEST:
            raise ValueError(f"A number in a record is below {LARGEST:,}. Send it as text.")
    return value


def fields(csl: Any) -> dict[str, str]:
    """What a form shows of a record; shapes that it cannot show stay empty, and stay in the record."""
    record = csl if isinstance(csl, dict) else {}
    plain = {name: record.get(key, "") for name, key in PLAIN.items()}
    return {
        **{name: value if isinstance(value, str) else "" for name, value in plain.items()},
        "authors": "\n".join(_line(name) for name in _list(record.get("author"))).strip(),
        "issued": _date_text(record.get("issued")),
    }


def record(csl: Any, typed: dict[str, str]) -> dict[str, Any]:
    """``csl`` with what was typed in its place; what was left as it was shown stays as it was."""
    made = dict(csl) if isinstance(csl, dict) else {}
    shown = fields(csl)
    for name, value in typed.items():
        if value == shown[name]:
            continue
        key = {"authors": "author", "issued": "issued", **PLAIN}[name]
        made[key] = {"authors": _names, "issued": date_parts}.get(name, str)(value)
        if not value:
            del made[key]
    return made


def date_parts(text: str) -> dict[str, Any]:
    """ "2025", "2025-03" or "2025-03-14"; anything else is kept as words."""
    if found := _DATE.fullmatch(text):
        return {"date-parts": [[int(part) for part in found.groups() if part]]}
    return {"literal": text}


def _date_text(issued: Any) -> str:
    match issued:
        case {"date-parts": [[int() | str(), *_] as parts, *_]}:
            return "-".join(str(part).zfill(2) for part in parts[:3])
        case {"literal": str() as words} | {"raw": str() as words}:
            return words
    return ""


def _names(text: str) -> list[dict[str, str]]:
    """One a line: "Family, Given", or a body by its whole name."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        family, comma, given = line.partition(",")
        found.append({"family": family.strip(), "given": given.strip()} if comma else {"literal": line})
    return found


def _line(name: Any) -> str:
    match name:
        case {"literal": str() as whole}:
            return whole
        case {"family": str() as family, "given": str() as given}:
            return f"{family}, {given}"
        case {"family": str() as family}:
            return family
    return ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
