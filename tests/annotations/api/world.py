"""One of each thing at the desk, for tables that go through every address."""

from typing import Any

from annotations.models import Note
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.notes import add_note
from annotations.services.sources import make_source
from annotations.services.statements import relate
from annotations.services.verifying import verify
from articles.models import Article, Membership
from tests.cast import at


def build(article: Article, ana: Membership) -> dict[str, Any]:
    """Name → uid (label, number) of a row; the words in braces of the tables."""
    first, second = at(article, "3.1"), at(article, "3.2")
    source = make_source(by=ana, title="Gate statistics", url="https://harbour.example/gate")
    [citation] = cite(article, [first.pk], by=ana, source=source, stance="supports", passage="75,118")
    verify(second, by=ana, status="misleading", rationale="Half of the year only.")
    flag = raise_flag(article, by=ana, reason="weak_source", statement=first)
    settled = raise_flag(article, by=ana, reason="weak_source", is_blocking=False, statement=first)
    settle_flag(settled, by=ana, outcome="fixed")
    note: Note = add_note(article, by=ana, text="Ring them.")
    rows = {
        "first": first, "second": second, "next": at(article, "3.3"), "other": at(article, "2.1"),
        "source": source, "citation": citation, "passage": citation.passage,
        "flag": flag, "settled": settled, "note": note,
        "claimant": make_claimant(by=ana, name="The authority"),
        "namesake": make_claimant(by=ana, name="Authority"),
        "uncited": make_source(by=ana, title="Yearbook"),
        "relation": relate(first, second, by=ana, kind="leans_on"),
        "counterpoint": counter(article, by=ana, text="Not in winter.", statement=first),
    }  # fmt: skip
    article.refresh_from_db()
    return {
        **{name: str(row.uid) for name, row in rows.items()},
        "seq": article.seq,
        "seen": at(article, "3.2").content_version,
        "cut": at(article, "2.2").placements.get(withdrawn_at=None).start,
        "inside": first.text.index(" averaging"),
        "left": first.text.partition(" averaging")[0],
        "at": f"/api/v1/desks/harbour/articles/{article.slug}/",
    }


def filled(said: Any, world: dict[str, Any]) -> Any:
    """``said`` with every "{name}" put in."""
    match said:
        case str() if said.startswith("{") and said.endswith("}") and said[1:-1] in world:
            return world[said[1:-1]]
        case str():
            return said.format_map(world)
        case dict():
            return {filled(name, world): filled(value, world) for name, value in said.items()}
        case list():
            return [filled(value, world) for value in said]
    return said
