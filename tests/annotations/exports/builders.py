"""Lines of the reading model, filled but for what a test cares about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from annotations.models import CounterpointKind, CounterpointOutcome, FlagOutcome
from annotations.models.verification import is_said_only
from annotations.reading.model import (
    AnnotatedParagraph,
    AnnotatedStatement,
    CitationLine,
    CounterpointLine,
    DecisionLine,
    FlagLine,
    Link,
    NoteLine,
    SourceLine,
    VerdictLine,
)
from annotations.reasons import BY_CODE

MORNING = datetime(2026, 1, 14, 9, 5, 7, 120000, tzinfo=UTC)


def uid(number):
    return UUID(int=0x0BE1_0000_0000_4000_8000_0000_0000_0000 + number)


def source(number, title, **fields):
    return SourceLine(
        id=number,
        uid=uid(100 + number),
        title=title,
        number=number,
        created_at=MORNING,
        by="Ana Ruiz",
        **fields,
    )


def citation(number, work, stance="supports", **fields):
    fields = {
        "locator": "p. 12",
        "passage": "Total boardings: 75,118",
        "passage_uid": uid(200 + number),
    } | fields
    return CitationLine(
        id=number, uid=uid(300 + number), source=work, stance=stance, by="Ana Ruiz", at=MORNING, **fields
    )


def counterpoint(number, text, *, kind="plain", outcome="open", **fields):
    return CounterpointLine(
        id=number,
        uid=uid(400 + number),
        kind=kind,
        kind_label=str(CounterpointKind(kind).label),
        text=text,
        outcome=outcome,
        outcome_label=str(CounterpointOutcome(outcome).label),
        by="Tomás Vega",
        at=MORNING,
        **fields,
    )


def flag(number, reason, *, outcome="", is_blocking=True, **fields):
    known = BY_CODE[reason]
    closing = (
        {"outcome": outcome, "outcome_label": str(FlagOutcome(outcome).label), "closed_by": "Rosa Lind"}
        if outcome
        else {}
    )
    return FlagLine(
        id=number,
        uid=uid(500 + number),
        reason=reason,
        label=known.label,
        about=known.about,
        is_blocking=is_blocking,
        at=MORNING,
        closed_at=MORNING if outcome else None,
        **({"by": "Tomás Vega"} | closing | fields),
    )


def verdict(number, status, rationale, detail="", by="Ana Ruiz", given_for=""):
    """Given for the words of the statement that it is put on, unless said."""
    return VerdictLine(
        id=number,
        uid=uid(600 + number),
        status=status,
        detail=detail,
        rationale=rationale,
        as_of=date(2026, 1, 14),
        given_for=given_for,
        by=by,
        at=MORNING,
    )


def decision(number, kind="approve", *, is_fresh=True, **fields):
    return DecisionLine(
        uid=uid(700 + number),
        ruling=kind,
        by="Rosa Lind",
        at=MORNING,
        is_fresh=is_fresh,
        content_hash=f"{number:064x}",
        **fields,
    )


def note(number, text, *, is_private=False):
    return NoteLine(
        id=number, uid=uid(800 + number), text=text, is_private=is_private, by="Ana Ruiz", at=MORNING
    )


def statement(label, quote, status="unchecked", **fields):
    """Placed by ``paragraph``; its id and uid follow from the label."""
    number = int("".join(c for c in label if c.isdigit()))
    given, said_only = fields.pop("verdict", None), fields.pop("said_only", None)
    given = given and replace(given, given_for=given.given_for or quote)
    plain = {
        "kind": "fact",
        "kind_confirmed": False,
        "is_quotation": False,
        "claimant": None,
        "claimant_unclear": False,
        "plain": "",
        "checked_said": False,
        "checked_so": True,
        "detail": given.detail if given else "",
        "review_state": "open" if status == "unchecked" else "ready",
        "reviewer": "",
        "left_out": False,
        "left_out_why": "",
        "one_origin_why": "",
        "version": 3,
        "content_version": 4,
        "kind_proposed": "fact",
        "kind_rules": "number",
        "created_at": MORNING,
        "contributors": ("Ana Ruiz",) if given else (),
    }
    facts = plain | fields
    asked = {name: facts[name] for name in ("checked_said", "checked_so")}
    return AnnotatedStatement(
        id=number,
        uid=uid(1000 + number),
        label=label,
        start=0,
        end=0,
        text=quote,
        words=len(quote.split()),
        status=status,
        verdict=given,
        said_only=is_said_only(status, **asked) if said_only is None else said_only,
        **facts,
    )


def paragraph(label, text, *statements, kind="body", language="en", left_out=False, rule=""):
    placed = tuple(
        replace(s, start=text.index(s.text), end=text.index(s.text) + len(s.text)) for s in statements
    )
    return AnnotatedParagraph(
        id=int(label),
        label=label,
        kind=kind,
        text=text,
        language=language,
        direction="rtl" if language in ("ar", "ur") else "ltr",
        left_out=left_out,
        rule=rule,
        version=1,
        statements=placed,
        words=len(text.split()),
    )


def link(label, text):
    number = int("".join(c for c in label if c.isdigit()))
    return Link(number, uid(1000 + number), label, text, 1, uid(1100), by="Ana Ruiz", at=MORNING)
