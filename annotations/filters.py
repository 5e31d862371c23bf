"""Which statements of an article are shown, as its address says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotations.models import ReviewState, StatementKind, Status
from annotations.reading.model import MarkedParagraph, MarkedStatement
from annotations.scale import VerdictLabels
from articles.normal import sought
from articles.spelling import is_in, terms

LEFT_OUT = "left_out"
STATES = [*ReviewState.choices, (LEFT_OUT, "Left out")]


@dataclass(frozen=True)
class StatementFilter:
    """Empty means all. ``flagged`` asks for an open flag; ``q`` for words, in any order.

    A ``status`` is that of what counts: of what is left out it is not said, unless that is the ``state`` asked for.
    """

    status: str = ""
    state: str = ""
    kind: str = ""
    flagged: bool = False
    q: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "StatementFilter":
        """What an address asks for; unknown values are no filter."""
        return cls(
            status=_known(query.get("status", ""), Status.values),
            state=_known(query.get("state", ""), dict(STATES)),
            kind=_known(query.get("kind", ""), StatementKind.values),
            flagged=bool(query.get("flagged")),
            q=sought(query.get("q", "")),
        )

    def __bool__(self) -> bool:
        return self != StatementFilter()

    def takes(self, statement: MarkedStatement) -> bool:
        state = LEFT_OUT if statement.left_out else statement.review_state
        has_one = not statement.left_out or self.state == LEFT_OUT
        return (
            (not self.status or (has_one and statement.status == self.status))
            and (not self.state or state == self.state)
            and (not self.kind or statement.kind == self.kind)
            and (not self.flagged or bool(statement.open_flags))
            and (not self.q or self._is_worded(_shown(statement)))
        )

    def _is_worded(self, texts: tuple[str, ...]) -> bool:
        """As ``lists.worded`` finds them: each word, or quotation, in any of the texts."""
        return all(any(is_in(word, text) for text in texts) for word in terms(self.q))

    def statements(self, statements: Iterable[MarkedStatement]) -> tuple[MarkedStatement, ...]:
        return tuple(statement for statement in statements if self.takes(statement))

    def hits(self, statements: Iterable[MarkedStatement]) -> frozenset[int]:
        """Ids of those that fit; empty while nothing is asked for."""
        return frozenset(statement.id for statement in self.statements(statements)) if self else frozenset()

    def paragraphs(
        self, paragraphs: tuple[MarkedParagraph, ...], hits: frozenset[int]
    ) -> tuple[MarkedParagraph, ...]:
        """Paragraphs in which one of the ``hits`` stands, whole, so that each is read in its place."""
        if not self:
            return paragraphs
        return tuple(p for p in paragraphs if any(statement.id in hits for statement in p.statements))

    def words(self, scale: VerdictLabels) -> str:
        """What is asked for: "misleading, flagged statements with “berth”"."""
        return self._told("statements", scale)

    def counted(self, number: int, scale: VerdictLabels) -> str:
        """ "1 flagged statement with “berth”"."""
        return f"{number:,} {self._told('statement' if number == 1 else 'statements', scale)}"

    def _told(self, noun: str, scale: VerdictLabels) -> str:
        parts = [
            scale.label(self.status).lower() if self.status else "",
            str(dict(STATES)[self.state]).lower() if self.state else "",
            str(StatementKind(self.kind).label).lower() if self.kind else "",
            "flagged" if self.flagged else "",
        ]
        told = f"{', '.join(part for part in parts if part)} {noun}".strip()
        return f"{told} with “{self.q}”" if self.q else told

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is asked for as the address says it: a filter is a URL."""
        return [(name, "1" if value is True else value) for name, value in vars(self).items() if value]


def _shown(statement: MarkedStatement) -> tuple[str, ...]:
    """The words of a statement that its row shows: in the table its plain words too."""
    return statement.text, getattr(statement, "plain", "")


def _known(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""
