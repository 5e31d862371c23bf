"""The annotated article as frozen data: what a reader, a page, a program or a file may see of it.

Offsets are code points inside the paragraph. Times are aware, in UTC. Tuples are in reading order, then oldest first.
People appear by the name they are printed with: in the article as a whole no two have the same ("Ana Neves (2)").
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from annotations.arithmetic import Sum, worked_out
from annotations.models.evidence import Stance
from annotations.models.statement import UNFINISHED, WAITING, ReviewState
from annotations.models.verification import NEEDS_STANCE
from annotations.premises import FailedPremise
from annotations.reading.change_log import ChangeLine
from annotations.reading.counts import Counts
from annotations.reading.names import vouched_for
from annotations.scale import Mark, VerdictLabels, mark_of
from articles.models.text import POSITION_STEP


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A work. ``number`` is its place in the article's bibliography (order of first citation), from 1; ``derived_from``
    what it is a copy of, ``root`` the first of that chain, where it is known.
    """

    id: int
    uid: UUID
    title: str
    url: str = ""
    csl: dict[str, Any] = field(default_factory=dict)
    archive_url: str = ""
    archived_on: date | None = None
    derived_from: UUID | None = None
    root: UUID | None = None
    created_at: datetime | None = None
    by: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class CitationLine:
    """Without a ``passage`` it is a link, and is shown as weaker."""

    id: int
    uid: UUID
    source: SourceLine
    stance: str
    locator: str = ""
    passage: str = ""
    passage_uid: UUID | None = None
    shows: str = ""
    by: str = ""
    at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CounterpointLine:
    id: int
    uid: UUID
    kind: str
    kind_label: str
    text: str
    outcome: str
    outcome_label: str
    answer: str = ""
    answered_by: str = ""
    target: UUID | None = None
    citations: tuple[CitationLine, ...] = ()
    by: str = ""
    at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class FlagLine:
    """``target`` is "statement", "citation", "counterpoint" or "article"; ``about`` is "claim" or "work".

    ``owner`` sees to it.
    """

    id: int
    uid: UUID
    reason: str
    label: str
    about: str
    is_blocking: bool
    note: str = ""
    by: str = ""
    by_id: int | None = None
    rule: str = ""
    owner: str = ""
    target: str = "article"
    target_uid: UUID | None = None
    at: datetime | None = None
    outcome: str = ""
    outcome_label: str = ""
    outcome_note: str = ""
    closed_by: str = ""
    closed_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A verification as it was given, ``given_for`` the words that stood there."""

    id: int
    uid: UUID
    status: str
    detail: str
    rationale: str
    as_of: date
    given_for: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """``is_fresh``: the content is still the one that was seen. ``is_imported``: nobody here saw who gave it."""

    uid: UUID
    ruling: str
    by: str
    at: datetime
    is_fresh: bool
    content_hash: str
    why: str = ""
    override_why: str = ""
    is_imported: bool = False

    @property
    def given_by(self) -> str:
        return vouched_for(self.by, is_imported=self.is_imported)


@dataclass(frozen=True, slots=True)
class NoteLine:
    id: int
    uid: UUID
    text: str
    is_private: bool
    by: str = ""
    by_id: int | None = None
    at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ClaimantLine:
    uid: UUID
    name: str
    role: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Link:
    """Another statement of the same article, linked ``by``. ``claimant`` says it; None is the byline, or unclear."""

    id: int
    uid: UUID
    label: str
    text: str
    relation_id: int = 0
    relation_uid: UUID | None = None
    claimant: UUID | None = None
    by: str = ""
    at: datetime | None = None
    language: str = ""  # of its paragraph


def state_in_words(state: str, *, left_out: bool, why: str, leader: str, reviewer: str) -> str:
    """Where the work is: "Left out (reason)", "Same claim as 3.1", "With Rosa", "Sent back"."""
    if left_out:
        return f"Left out ({why})" if why else "Left out"
    if leader:
        return f"Same claim as {leader}"
    if state in WAITING and reviewer:
        return f"With {reviewer}"
    return str(ReviewState(state).label)


@dataclass(frozen=True, slots=True)
class MarkedStatement:
    """What the galley shows of a statement: its words, its mark, what stands in the margin.

    ``fallen``: what it leans on that fell since it was looked at. ``said_only``: the verdict is on whether it was
    said, not on whether it is so.
    """

    id: int
    label: str
    start: int
    end: int
    text: str
    kind: str
    kind_confirmed: bool
    status: str
    detail: str
    review_state: str
    left_out: bool
    said_only: bool = False
    rationale: str = ""
    flags: tuple[FlagLine, ...] = ()
    counterpoints: tuple[CounterpointLine, ...] = ()
    fallen: tuple[FailedPremise, ...] = ()

    @property
    def mark(self) -> Mark:
        """Line family, glyph and fill."""
        return mark_of(self.status, self.detail, self.review_state)

    @property
    def is_unfinished(self) -> bool:
        """Work for an analyst; what repeats another is in the state of that one."""
        return self.review_state in UNFINISHED and not self.left_out

    @property
    def open_flags(self) -> tuple[FlagLine, ...]:
        return tuple([flag for flag in self.flags if flag.is_open]) if self.flags else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TabledStatement(MarkedStatement):
    """With what its row in the table shows; ``language`` is that of its words."""

    claimant: ClaimantLine | None
    claimant_unclear: bool
    plain: str
    left_out_why: str
    reviewer: str
    language: str = ""
    same_as: Link | None = None

    @property
    def state(self) -> str:
        return state_in_words(
            self.review_state, left_out=self.left_out, why=self.left_out_why, reviewer=self.reviewer,
            leader=self.same_as.label if self.same_as else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedStatement(TabledStatement):
    """With all that hangs on it. ``paragraph`` is the label of the one in which it stands. ``verdict`` and
    ``decision`` are in force; ``verdicts`` and ``decisions`` hold the earlier ones too.
    """

    uid: UUID
    words: int
    is_quotation: bool
    checked_said: bool
    checked_so: bool
    one_origin_why: str
    version: int
    content_version: int
    kind_proposed: str = ""
    kind_rules: str = ""
    claimant_proposed: str = ""
    paragraph: str = ""
    created_at: datetime | None = None
    verdict: VerdictLine | None = None
    repeated_by: tuple[Link, ...] = ()
    leans_on: tuple[Link, ...] = ()
    leaned_on_by: tuple[Link, ...] = ()
    clashes_with: tuple[Link, ...] = ()
    citations: tuple[CitationLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    decision: DecisionLine | None = None
    verdicts: tuple[VerdictLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    contributors: tuple[str, ...] = ()

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Its figures, worked out from what it says itself, or from the total of a statement that it leans on."""
        claimant = self.claimant.uid if self.claimant else None
        return worked_out(self.text, [(link.text, link.claimant == claimant) for link in self.leans_on])

    @property
    def is_final(self) -> bool:
        """Approved, and unchanged since: the only verdict that may look final."""
        return self.review_state == ReviewState.APPROVED

    @property
    def origins(self) -> int:
        """Independent origins among the sources that bear the verdict: a copy counts with its original.

        "Supported" rests on what supports it, "contradicted" on what contradicts it, others on both.
        """
        stance = NEEDS_STANCE.get(self.status)
        bearing = (stance,) if stance else (Stance.SUPPORTS, Stance.CONTRADICTS)
        works = [c.source for c in self.citations if c.stance in bearing]
        return len({work.root or work.derived_from or work.uid for work in works})


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    id: int
    label: str
    kind: str
    text: str
    language: str
    direction: str
    left_out: bool
    rule: str
    version: int
    statements: tuple[MarkedStatement, ...] = ()
    words: int = 0
    position: int = POSITION_STEP


@dataclass(frozen=True, slots=True)
class AnnotatedParagraph(MarkedParagraph):
    statements: tuple[AnnotatedStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person, what they did ("annotated", "approved"), their role at the desk, empty for who is not there."""

    name: str
    did: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """The article with its marks: what the workspace shows before a card is opened."""

    id: int
    uid: UUID
    slug: str
    title: str
    byline: str
    publisher: str
    url: str
    published_on: date | None
    language: str
    summary: str
    mode: str
    stage: str
    priority: int
    due: datetime | None
    desk: str
    origins_wanted: int
    revision: int
    text_sha256: str
    taken_in_at: datetime
    seq: int
    version: int
    counts: Counts
    scale: VerdictLabels
    paragraphs: tuple[MarkedParagraph, ...] = ()
    encoding: str = ""
    original_sha256: str = ""

    @property
    def statements(self) -> tuple[MarkedStatement, ...]:
        return tuple(statement for paragraph in self.paragraphs for statement in paragraph.statements)


@dataclass(frozen=True, slots=True)
class AnnotatedArticle(MarkedArticle):
    """``sources`` are cited; ``origins`` are works that these are copies of, without being cited themselves.
    ``changes`` are those that may leave the house, and are read for what leaves it.
    """

    paragraphs: tuple[AnnotatedParagraph, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    origins: tuple[SourceLine, ...] = ()
    flags: tuple[FlagLine, ...] = ()
    counterpoints: tuple[CounterpointLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()

    @property
    def statements(self) -> tuple[AnnotatedStatement, ...]:
        return tuple(statement for paragraph in self.paragraphs for statement in paragraph.statements)

    @property
    def kept(self) -> tuple[AnnotatedParagraph, ...]:
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.left_out)

    @property
    def left_out(self) -> tuple[AnnotatedParagraph, ...]:
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.left_out)
