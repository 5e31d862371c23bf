"""Says how fast is fast enough, operation by operation."""

from __future__ import annotations

from benchmarks.rounds import Contest
from benchmarks.table import Row

ON_PAGE = 50  # lines of a list's page
LINES = 46  # rows of a rail in the middle of a long article

# operation: (name in the table, what it is divided by, limit)
OF_PAGES: dict[str, tuple[str, tuple[str, str], float]] = {
    "save": ("save a verdict, article with 0", ("save", "full"), 1.5),
    "save at 1,000": ("save a verdict, article with 1,000 (÷ with 0)", ("save", "product"), 1.1),
    "clients": ("save, 8 clients", ("clients", "full"), 0.7),
    "open 100": ("open an article, 100 annotations", ("open 100", "full"), 1.0),
    "open 1000": ("open an article, 1,000 annotations", ("open 1000", "full"), 0.5),
    "rail": ("review rail, article of 5,000", ("rail", "full"), 1.5),
    "flagged": ("flagged statements, first page", ("flagged", "full"), 1.5),
    "flagged, last page": ("flagged statements, last page (÷ first)", ("flagged", "product"), 1.2),
    "search": ("search the statements, rare word", ("search", "full"), 1.5),
    "search, common": ("search the statements, common word", ("search, common", "full"), 1.5),
}


def rows_of(contest: Contest) -> list[Row]:
    """A row for each operation that the contest was about."""
    figures = contest.figures
    return [
        Row(
            name,
            "requests/s" if operation == "clients" else "ms",
            product=figures.get((operation, "product"), ()),
            bare=figures.get((operation, "bare"), ()),
            full=figures.get((operation, "full"), ()),
            against=figures.get(against, ()),
            limit=limit,
            is_least=operation == "clients",
            trouble=contest.trouble.get(operation, ""),
        )
        for operation, (name, against, limit) in OF_PAGES.items()
        if (operation, "product") in contest.asks
    ]
