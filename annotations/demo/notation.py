"""The words in which the demo's annotations are written down."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Colleague:
    """Someone at the demo desk. ``role`` is a value of ``articles.models.Role``."""

    name: str
    email: str
    role: str


@dataclass(frozen=True)
class Speaker:
    """Who says it: becomes a claimant of the desk."""

    name: str
    role: str


@dataclass(frozen=True)
class Work:
    """A source. ``document`` is the file that carries it whole; works without one exist in the world."""

    title: str
    csl: dict[str, Any]
    url: str = ""
    document: str = ""
    derived_from: str = ""


@dataclass(frozen=True)
class Cites:
    """A key of ``WORKS``, where in it, its words. Equal ones by one person are cited in one act."""

    work: str
    locator: str
    passage: str = ""
    stance: str = "supports"
    shows: str = ""


@dataclass(frozen=True)
class Finds:
    status: str
    rationale: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Against:
    """A counterpoint; ``aims_at`` is the key of the cited work whose citation it speaks against."""

    by: Colleague
    text: str
    kind: str = "plain"
    aims_at: str = ""
    cites: Cites | None = None
    answer: str = ""
    answered_by: Colleague | None = None
    outcome: str = "open"


@dataclass(frozen=True)
class Bothers:
    """A flag, settled where it has an ``outcome``."""

    reason: str
    by: Colleague
    note: str = ""
    is_blocking: bool = True
    outcome: str = ""
    outcome_note: str = ""
    settled_by: Colleague | None = None


@dataclass(frozen=True)
class Remark:
    by: Colleague
    text: str
    is_private: bool = True


@dataclass(frozen=True)
class Approves:
    """``override_why`` is the printed reason for one pair of eyes."""

    by: Colleague
    override_why: str = ""


@dataclass(frozen=True)
class SendsBack:
    by: Colleague
    reason: str
    note: str


@dataclass(frozen=True)
class Later:
    """What ``by`` changed after the approval."""

    by: Colleague
    cites: Cites
    finds: Finds


@dataclass(frozen=True)
class On:
    """All that is said of the statement that begins with ``words``.

    ``plain_by`` wrote the claim in plain words, where it was not ``by``; ``first`` is the verdict that
    ``finds`` replaced. ``leans_on`` and ``clashes_with`` hold the first words of other statements.
    """

    words: str
    by: Colleague
    kind: str
    speaker: Speaker | None = None
    speaker_unclear: bool = False
    said: bool = False
    so: bool = True
    plain: str = ""
    plain_by: Colleague | None = None
    one_origin_why: str = ""
    cites: tuple[Cites, ...] = ()
    first: Finds | None = None
    finds: Finds | None = None
    against: tuple[Against, ...] = ()
    leans_on: tuple[str, ...] = ()
    clashes_with: tuple[str, ...] = ()
    flags: tuple[Bothers, ...] = ()
    remarks: tuple[Remark, ...] = ()
    review: Approves | SendsBack | None = None
    later: Later | None = None


@dataclass(frozen=True)
class Cut:
    """A statement is split before ``words``; ``leans`` where the second part leans on the first."""

    by: Colleague
    words: str
    leans: bool = True


@dataclass(frozen=True)
class Answers:
    """Kinds confirmed in bulk, first words → kind: what is no factual claim is answered by that."""

    by: Colleague
    kinds: dict[str, str]
    approved_by: Colleague | None = None


@dataclass(frozen=True)
class Story:
    """The annotations of one article, each part in the order in which it is done."""

    merges: tuple[tuple[Colleague, str, str], ...] = ()
    cuts: tuple[Cut, ...] = ()
    left_out: tuple[tuple[Colleague, str, str], ...] = ()
    answers: tuple[Answers, ...] = ()
    statements: tuple[On, ...] = ()
    same_claim: tuple[tuple[Colleague, str, str], ...] = ()
    summary: tuple[Colleague, str] | None = None
    against: tuple[Against, ...] = ()
    flags: tuple[Bothers, ...] = ()
    remarks: tuple[Remark, ...] = ()
