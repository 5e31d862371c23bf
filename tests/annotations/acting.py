"""Everything that people can do to an article, driven by numbers: the moves of the property test."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.models import (
    Citation,
    Claimant,
    Counterpoint,
    CounterpointOutcome,
    Deed,
    Flag,
    FlagOutcome,
    Note,
    Relation,
    RelationKind,
    Source,
    Stance,
    Statement,
    StatementKind,
    Status,
)
from annotations.models.verification import DETAILS_OF
from annotations.querysets import cited_for
from annotations.reasons import REASONS
from annotations.services import (
    claimants,
    counterpoints,
    cutting,
    evidence,
    flags,
    judging,
    merging,
    notes,
    paragraphs,
    reviewing,
    sources,
    statements,
    undoing,
    verifying,
)
from articles.models import Article, Membership, Paragraph, ParagraphKind

CODES = [reason.code for reason in REASONS]


class NothingThere(Exception):
    """There is no such row yet to act on."""


@dataclass
class Move:
    """One act: who does it, on the ``a``-th row, with two further choices."""

    article: Article
    by: Membership
    a: int
    b: int
    c: int

    def pick(self, rows, number: int | None = None):
        found = list(rows)
        if not found:
            raise NothingThere
        return found[(self.a if number is None else number) % len(found)]

    @property
    def live(self):
        return Statement.objects.filter(article=self.article, withdrawn_at=None).order_by("reading_order")

    def statement(self, number: int | None = None) -> Statement:
        return self.pick(self.live.select_related("article", "verification"), number)

    def some(self) -> list[int]:
        """Ids of up to three statements."""
        ids = list(self.live.values_list("pk", flat=True))
        return ids[self.a % len(ids) :][: self.b % 3 + 1]

    def paragraph(self) -> Paragraph:
        rows = Paragraph.objects.filter(revision=self.article.revision_id, withdrawn_at=None)
        return self.pick(rows.order_by("position"))

    def row(self, model):
        rows = model.objects.filter(article=self.article, withdrawn_at=None).order_by("pk")
        return self.pick(rows.select_related("article"))

    def source(self) -> Source:
        return sources.make_source(
            by=self.by, title=f"Source {self.c % 3}", url=f"https://{self.c % 3}.example/"
        )

    def choice(self, values, number: int | None = None):
        return self.pick(values, self.b if number is None else number)


def split(m: Move) -> None:
    row = m.statement()
    taken = row.citations.values_list("pk", flat=True)[: m.c % 3]
    cutting.split(
        row,
        by=m.by,
        at=row.text.rfind(" ", 0, m.b % (len(row.text) + 1)) + 1,  # before a word
        leans=m.c % 2 == 0,
        take=frozenset(taken),
        take_points=frozenset(row.counterpoints.values_list("pk", flat=True)[: m.a % 2]),
        cite_both=m.c % 3 == 0,
    )


def merge(m: Move) -> None:
    row = m.statement()
    cutting.merge(row, (m.b % 4 and cutting.next_in_paragraph(row)) or m.statement(m.b), by=m.by)


def move_ends(m: Move) -> None:
    row = m.statement()
    place = row.placements.select_related("paragraph").get(withdrawn_at=None)
    start = max(0, place.start + m.b % 9 - 4)
    cutting.move_ends(row, by=m.by, start=start, end=max(start + 1, place.end + m.c % 21 - 18))


def mark_gap(m: Move) -> None:
    """Words that no statement covers, if there are some in the paragraph."""
    paragraph = m.paragraph()
    places = paragraph.placements.filter(withdrawn_at=None).order_by("start").values_list("start", "end")
    ends = [0, *(end for _, end in places)]
    starts = [*(start for start, _ in places), len(paragraph.text)]
    start, end = m.choice(list(zip(ends, starts, strict=True)))
    cutting.mark_gap(m.article, paragraph, by=m.by, start=start, end=end)


def verify(m: Move) -> None:
    status = m.choice(Status.values)
    detail = m.choice(DETAILS_OF.get(status, ("",)), m.c)
    rationale = "Seen." if m.c % 4 and status != Status.UNCHECKED else ""
    verifying.verify(m.statement(), by=m.by, status=status, detail=detail, rationale=rationale)


def support(m: Move) -> None:
    """The common case: cite, then say that it is supported."""
    row = m.statement()
    evidence.cite(m.article, [row.pk], by=m.by, source=m.source(), stance="supports", passage="So it is.")
    verifying.verify(m.statement(), by=m.by, status="supported", rationale="The source says so.")


def cite(m: Move) -> None:
    passage = ("", "As counted.", "By sea.")[m.c % 3]
    stance = m.choice(Stance.values, m.c)
    evidence.cite(m.article, m.some(), by=m.by, source=m.source(), stance=stance, passage=passage)


def change_citation(m: Move) -> None:
    evidence.change_citation(
        m.row(Citation), by=m.by, stance=m.choice(Stance.values), locator=f"p. {m.c % 3}"
    )


def counter(m: Move) -> None:
    row = m.statement() if m.c % 4 else None
    target = row and m.c % 3 == 1 and cited_for(row).first()
    counterpoints.counter(
        m.article, by=m.by, text="And yet.", statement=row, kind="undercuts" if target else "plain",
        target=target or None,
    )  # fmt: skip


def change_statement(m: Move) -> None:
    values = (
        {"plain": f"Plainly {m.c % 3}"},
        {"kind": m.choice(StatementKind.values, m.c)},
        {"checked_said": m.c % 2 == 0, "checked_so": True},
        {"one_origin_why": "Only one can count." if m.c % 2 else ""},
        {"claimant": claimants.make_claimant(by=m.by, name=f"Body {m.c % 2}")},
        {"claimant_unclear": True},
    )
    statements.change_statement(m.statement(), by=m.by, **m.choice(values))


def shared(m: Move, model, number: int | None = None):
    """Any of the desk's, off the list too."""
    return m.pick(model.objects.filter(desk=m.by.desk).order_by("pk"), number)


def change_source(m: Move) -> None:
    row = shared(m, Source)
    url = {"url": f"https://{m.c % 3}.example/{m.b % 2}"} if m.b % 2 else {"title": f"Better {m.c % 3}"}
    sources.change_source(row, by=m.by, **url)


def follow(m: Move) -> None:
    row = m.statement()
    statements.follow(row, m.statement(m.b) if m.c % 3 else None, by=m.by)


def approve(m: Move) -> None:
    waiting = m.live.filter(review_state__in=["ready", "changed"])
    row = m.pick(waiting.select_related("article", "verification"))
    reviewing.approve(row, by=m.by, override_why="Nobody else is in." if m.c % 5 == 0 else "")


def cut_paragraph(m: Move) -> None:
    paragraph = m.paragraph()
    ends = paragraph.placements.filter(withdrawn_at=None).values_list("end", flat=True)
    at = m.pick(ends, m.b) if m.c % 4 else m.b % (len(paragraph.text) + 1)
    paragraphs.cut_paragraph(m.article, paragraph, by=m.by, at=at)


def undo(m: Move) -> None:
    """Any deed of the article, mostly a late one; undos too."""
    done = Deed.objects.filter(article=m.article, undone_by=None).order_by("-seq").select_related("article")
    undoing.undo(m.pick(done[: 3 if m.b % 3 else None]), by=m.by)


ACTS: dict[str, Callable[[Move], object]] = {
    "split": split,
    "merge": merge,
    "move the ends": move_ends,
    "mark a gap": mark_gap,
    "verify": verify,
    "support": support,
    "cite": cite,
    "cite for a counterpoint": lambda m: evidence.cite_for_counterpoint(
        m.row(Counterpoint), by=m.by, source=m.source()
    ),
    "change a citation": change_citation,
    "withdraw a citation": lambda m: evidence.withdraw_citation(m.row(Citation), by=m.by),
    "change a source": change_source,
    "withdraw a source": lambda m: sources.withdraw_source(shared(m, Source), by=m.by),
    "restore a source": lambda m: sources.restore_source(shared(m, Source), by=m.by),
    "merge sources": lambda m: merging.merge_source(shared(m, Source), shared(m, Source, m.b), by=m.by),
    "withdraw a claimant": lambda m: claimants.withdraw_claimant(shared(m, Claimant), by=m.by),
    "restore a claimant": lambda m: claimants.restore_claimant(shared(m, Claimant), by=m.by),
    "merge claimants": lambda m: merging.merge_claimant(
        shared(m, Claimant), shared(m, Claimant, m.b), by=m.by
    ),
    "counter": counter,
    "answer": lambda m: counterpoints.answer(m.row(Counterpoint), by=m.by, text="No." if m.c % 3 else ""),
    "settle a counterpoint": lambda m: counterpoints.settle(
        m.row(Counterpoint), by=m.by, outcome=m.choice(CounterpointOutcome.values)
    ),
    "withdraw a counterpoint": lambda m: counterpoints.withdraw_counterpoint(m.row(Counterpoint), by=m.by),
    "change a statement": change_statement,
    "confirm kinds": lambda m: statements.confirm_kinds(
        m.article, dict.fromkeys(m.some(), m.choice(StatementKind.values, m.c)), by=m.by
    ),
    "judge some": lambda m: judging.judge(
        m.article, m.some(), by=m.by, status=m.choice(Status.values, m.c), rationale="So the ledger says."
    ),
    "leave out": lambda m: statements.leave_out(m.article, m.some(), by=m.by, why="A transition"),
    "restore": lambda m: statements.restore(m.article, m.some(), by=m.by),
    "relate": lambda m: statements.relate(
        m.statement(), m.statement(m.b), by=m.by, kind=m.choice(RelationKind.values, m.c)
    ),
    "unrelate": lambda m: statements.unrelate(m.row(Relation), by=m.by),
    "follow": follow,
    "flag": lambda m: flags.raise_flag(
        m.article, by=m.by, reason=m.choice(CODES), note="Look.", is_blocking=m.c % 2 == 0,
        statement=m.statement() if m.c % 4 else None,
    ),
    "flag a citation": lambda m: flags.raise_flag(
        m.article, by=m.by, reason=m.choice(CODES), note="Look.", citation=m.row(Citation)
    ),
    "flag a counterpoint": lambda m: flags.raise_flag(
        m.article, by=m.by, reason=m.choice(CODES), note="Look.", counterpoint=m.row(Counterpoint)
    ),
    "settle a flag": lambda m: flags.settle_flag(
        m.row(Flag), by=m.by, outcome=m.choice(FlagOutcome.values), note=m.choice(["", "They know."])
    ),
    "reopen a flag": lambda m: flags.reopen_flag(m.row(Flag), by=m.by),
    "withdraw a flag": lambda m: flags.withdraw_flag(m.row(Flag), by=m.by),
    "note": lambda m: notes.add_note(m.article, by=m.by, text="By the way.", statement=m.statement()),
    "withdraw a note": lambda m: notes.withdraw_note(m.row(Note), by=m.by),
    "approve": approve,
    "approve many": lambda m: reviewing.approve_many(m.article, m.some(), by=m.by),
    "send back": lambda m: reviewing.ask_for_changes(
        m.statement(), by=m.by, reasons=[m.choice(CODES)], note="Again."
    ),
    "take for review": lambda m: reviewing.take_for_review(m.statement(), by=m.by),
    "paragraph's kind": lambda m: paragraphs.set_paragraph_kind(
        m.article, m.paragraph(), by=m.by, kind=m.choice(ParagraphKind.values)
    ),
    "leave out a paragraph": lambda m: paragraphs.leave_out_paragraph(m.article, m.paragraph(), by=m.by),
    "keep a paragraph": lambda m: paragraphs.keep_paragraph(m.article, m.paragraph(), by=m.by),
    "cut a paragraph": cut_paragraph,
    "join paragraphs": lambda m: paragraphs.join_paragraph(m.article, m.paragraph(), by=m.by),
    "undo": undo,
}  # fmt: skip
# Moves that take nothing away, nor put anything new beside: what was live stays live.
KEEPING = {"split", "merge", "move the ends", "mark a gap", "cut a paragraph", "join paragraphs"}
