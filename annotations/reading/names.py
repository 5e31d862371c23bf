"""Tells people of one name apart, so that a name alone says who is meant in what is read as a whole."""

from collections.abc import Iterable
from itertools import count

from annotations.compiled import Row
from articles.models import Person

LONGEST = Person._meta.get_field("name").max_length or 0
# Where a row names somebody: (column of the id, column of the name).
PEOPLE = (
    ("created_by_id", "created_by__name"),
    ("owner_id", "owner__name"),
    ("closed_by_id", "closed_by__name"),
    ("answered_by_id", "answered_by__name"),
    ("source__created_by_id", "source__created_by__name"),
    ("person_id", "person__name"),
    ("verdict_by_id", "verdict_by"),
    ("reviewer_pk", "reviewer_name"),
    ("by_id", "by__name"),
)


def tell_apart(*tables: Iterable[Row]) -> dict[str, int]:
    """Number the second of a name, the third: "Ana Neves", "Ana Neves (2)", in the order in which they joined.

    Changes the rows. Returns whose name each is.
    """
    named = [
        (row[key], row, name)
        for table in tables
        for row in table
        for key, name in PEOPLE
        if row.get(key) and row[name]
    ]
    known = {person: row[name] for person, row, name in named}
    printed = _printed(known)
    if printed != known:
        for person, row, name in named:
            row[name] = printed[person]
    return {name: person for person, name in printed.items()}


def _printed(known: dict[int, str]) -> dict[int, str]:
    """Person → a name that nobody else has."""
    printed: dict[int, str] = {}
    names, taken = set(known.values()), set[str]()
    for person in sorted(known):
        name = known[person]
        if name in taken:
            name = next(n for number in count(2) if (n := _numbered(name, number)) not in names | taken)
        taken.add(name)
        printed[person] = name
    return printed


def _numbered(name: str, number: int) -> str:
    told = f" ({number})"
    return name[: LONGEST - len(told)] + told


def vouched_for(by: str, *, is_imported: bool) -> str:
    """The name of who gave a decision; nobody at the desk saw them give one that a file brought."""
    return f"{by}, as the imported file says" if is_imported else by
