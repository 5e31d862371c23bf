"""What a format gives to the preview: paragraphs, facts, notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

FROM_FILE: Final = "from the file"
NOT_IN_FILE: Final = "not in the file"
GUESSED: Final = "guessed from the text"


class IntakeRefused(ValueError):
    """Input that cannot be taken in. `field` is the form's; the message names the limit and the next step."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph as it will be stored: one line of text in normal form, its kind from `articles.kinds`.

    `rule` and `rule_sentence` say why it is proposed as left out; both are empty when it is not.
    """

    kind: str
    text: str
    left_out: bool = False
    rule: str = ""
    rule_sentence: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as read, before anything is stored. The title is the first paragraph, when there is one."""

    title: str
    byline: str | None
    published_on: date | None
    url: str | None
    publisher: str | None
    language: str
    paragraphs: tuple[DraftParagraph, ...]
    facts: Mapping[str, str]
    """For title, byline, published_on, url, publisher, language: where it is from, in words."""
    encoding: str
    notes: tuple[str, ...] = ()
    """What the reader should know of the reading, one sentence each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of one format found: paragraphs by kind, and the facts that the file states."""

    paragraphs: tuple[DraftParagraph, ...]
    byline: str | None = None
    published_on: date | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
