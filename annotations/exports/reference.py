"""A work as a line of a bibliography."""

import re
from dataclasses import dataclass
from typing import Any

from annotations.exports.words import MONTHS
from annotations.reading.model import SourceLine
from annotations.source_keys import doi_address, doi_key
from articles.sentences import ends_sentence

MOST_NAMES = 3
NAME = "given dropping-particle non-dropping-particle family suffix".split()  # of CSL, in the order of speech
_RANGE = re.compile(r"(?<=\d)--?(?=\d)")


@dataclass(frozen=True, slots=True)
class Reference:
    """``before`` the title (who), then the title, then what comes ``after`` (where, by whom, when, ISBN).

    ``doi`` is its address.
    """

    before: str
    title: str
    after: str
    doi: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.before, f"{self.title}{self.stop}", self.after, self.doi)))

    @property
    def stop(self) -> str:
        """What ends the title, unless it has an end of its own: "Is it so?" """
        return stop(self.title)


def reference(source: SourceLine) -> Reference:
    """Plain and the same for every kind of work: Names. Title. Container, vol. 12, pp. 4–9, publisher, date. ISBN.

    Reads CSL-JSON (author or editor, container-title, volume, issue, page, publisher, issued, ISBN, DOI), passing
    over other shapes. A DOI that is the work's own address is not told again.
    """
    csl = source.csl if isinstance(source.csl, dict) else {}
    names = _names(csl.get("author")) or _names(csl.get("editor"))
    container, publisher, isbn = (_text(csl.get(key)) for key in ("container-title", "publisher", "ISBN"))
    volume, issue, pages = (_number(csl.get(key)) for key in ("volume", "issue", "page"))
    place = (volume and f"vol. {volume}", issue and f"no. {issue}", _pages(pages))
    where = ", ".join(filter(None, (container, *place, publisher, _date(csl.get("issued")))))
    after = " ".join(f"{told}{stop(told)}" for told in (where, isbn and f"ISBN {isbn}") if told)
    return Reference(
        f"{names.rstrip('.')}." if names else "", source.title, after, _doi(csl.get("DOI"), source.url)
    )


def stop(text: str) -> str:
    """What ends ``text``, unless it has an end of its own."""
    return "" if ends_sentence(text) else "."


def _text(value: Any) -> str:
    return value.strip().rstrip(".") if isinstance(value, str) else ""


def _number(value: Any) -> str:
    """A number as a record may have it: 12, "12", "12b"."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)


def _pages(pages: str) -> str:
    """ "p. 12", "pp. 45–67", "pp. 3, 9"."""
    told = _RANGE.sub("–", pages)
    return f"{'pp' if re.search(r'[–,&]', told) else 'p'}. {told}" if told else ""


def _doi(value: Any, url: str) -> str:
    told = value if isinstance(value, str) else ""
    return doi_address(told) if doi_key(told) != doi_key(url) else ""


def _names(people: Any) -> str:
    found = [name for person in people if (name := _name(person))] if isinstance(people, list) else []
    return ", ".join(found[:MOST_NAMES]) + (" and others" if len(found) > MOST_NAMES else "")


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return ""
    if literal := _text(person.get("literal")):
        return literal
    parts = (person.get(part) for part in NAME)
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())  # "J. R. Lee"


def _date(issued: Any) -> str:
    """As much of the day as is known: "14 March 2025", "March 2025", "2025"."""
    match issued:
        case {"date-parts": [[int() | str() as year, *rest], *_]}:
            day = [int(part) for part in rest[:2] if isinstance(part, int) or str(part).isdecimal()]
            known = [str(year)]
            if day and 1 <= day[0] <= 12:
                known = [
                    *(str(number) for number in day[1:] if 1 <= number <= 31),
                    MONTHS[day[0] - 1],
                    *known,
                ]
            return " ".join(known)
        case {"literal": str() as words} | {"raw": str() as words}:
            return words
    return ""
