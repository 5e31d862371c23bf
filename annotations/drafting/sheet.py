"""Keeps apart what a file tells of itself from what a person typed over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from annotations.drafting.corrections import Corrections, CorrectionsUnreadable
from annotations.drafting.paragraphs import Drafted, drafted
from articles.intake import ENCODINGS, IntakeRefused, Manuscript, read, read_pasted
from articles.intake.manuscript import FROM_FILE, NOT_IN_FILE
from articles.kinds import TITLE
from articles.sentences import primary

FACTS: Final = ("title", "byline", "publisher", "url", "published_on", "language")
"""What a file may tell of itself."""
YOURS: Final = "yours"
KIND: Final = "kind "
"""Begins the name of the field with a paragraph's kind; its place follows."""

_OF_A_PASTE: Final = {FROM_FILE: "from the text", NOT_IN_FILE: "not in the text"}
_OTHERS: Final = ("mode", "priority", "due", "owner", "article")
_STARTED_ANEW: Final = "The text was read anew, so the paragraphs are as they were read."
_UNREADABLE: Final = "Your corrections could not be read, so the paragraphs are as they were read."


@dataclass(frozen=True)
class Sheet:
    """One original on its way in.

    ``filename`` is empty for a pasted text, ``encoding`` where the reader found it out by itself.
    ``typed`` has the fields that differ from what the file tells.
    ``refusal`` says why another encoding was not taken.
    """

    manuscript: Manuscript
    filename: str
    encoding: str
    typed: Mapping[str, str]
    corrections: Corrections
    notes: tuple[str, ...]
    refusal: str = ""

    @classmethod
    def read(cls, data: bytes, posted: Mapping[str, str]) -> Sheet:
        """The sheet with what was posted on it: facts, kinds, corrections, another encoding.

        Raises IntakeRefused where the original cannot be read in any way.
        """
        filename = posted.get("filename", "")[:255]
        before, encoding = _known(posted.get("read_as", "")), _known(posted.get("encoding", ""))
        refusal = ""
        try:
            manuscript = read_original(data, filename, encoding)
        except IntakeRefused as refused:
            manuscript = read_original(data, filename, before)
            encoding, refusal = before, refused.message
        was_read_anew = "read_as" in posted and encoding != before
        corrections, note = _corrections(posted)
        told = _told(read_original(data, filename, before) if was_read_anew else manuscript, corrections)
        if was_read_anew:
            note = note or (_STARTED_ANEW if corrections != Corrections() else "")
            corrections = Corrections()
        sheet = cls(
            manuscript=manuscript,
            filename=filename,
            encoding=encoding,
            typed={
                name: posted[name]
                for name in (*FACTS, *_OTHERS)
                if name in posted and posted[name] != told.get(name)
            },
            corrections=corrections,
            notes=(*manuscript.notes, *([note] if note else [])),
            refusal=refusal,
        )
        return sheet if was_read_anew else sheet.corrected(_sorted(sheet, posted))

    @cached_property
    def values(self) -> dict[str, str]:
        """Name of a field → what stands in it."""
        return {
            **_told(self.manuscript, self.corrections),
            **self.typed,
            "filename": self.filename,
            "encoding": self.encoding,
            "read_as": self.encoding,
            "corrections": self.corrections.dumps(),
        }

    @property
    def language(self) -> str:
        return self.values["language"]

    @cached_property
    def paragraphs(self) -> tuple[Drafted, ...]:
        return drafted(self.manuscript.paragraphs, self.corrections, self.language)

    def corrected(self, corrections: Corrections) -> Sheet:
        return replace(self, corrections=corrections)

    def origin(self, name: str) -> str:
        """Where a fact is from, in words."""
        if name in self.typed:
            return YOURS
        told = self.manuscript.facts[name]
        if name == "title" and self.values[name]:
            told = FROM_FILE
        return told if self.filename else _OF_A_PASTE.get(told, told)

    def carried(self) -> dict[str, str]:
        """What a person added, for when the text comes back changed."""
        return {**self.typed, "corrections": self.corrections.dumps()}


def _known(encoding: str) -> str:
    return encoding if encoding in ENCODINGS else ""


@lru_cache(maxsize=4)  # every correction reads again, and a page in HTML takes a process of its own
def read_original(data: bytes, filename: str, encoding: str) -> Manuscript:
    """The text as it came: a file, or without ``filename`` what was pasted. Raises IntakeRefused."""
    if not filename:
        return read_pasted(data.decode(errors="replace"))
    return read(data, filename=filename, encoding=encoding or None)


def _told(manuscript: Manuscript, corrections: Corrections) -> dict[str, str]:
    """What the file tells of itself; where it names no title, the paragraph that was chosen to be it does."""
    day = manuscript.published_on
    language = primary(manuscript.language)
    return {
        "title": manuscript.title or _chosen_title(drafted(manuscript.paragraphs, corrections, language)),
        "byline": manuscript.byline or "",
        "publisher": manuscript.publisher or "",
        "url": manuscript.url or "",
        "published_on": day.isoformat() if day else "",
        "language": language,
    }


def _chosen_title(paragraphs: Sequence[Drafted]) -> str:
    return next((each.text for each in paragraphs if each.kind == TITLE and not each.left_out), "")


def _corrections(posted: Mapping[str, str]) -> tuple[Corrections, str]:
    """What was corrected so far, with a note where it could not be kept."""
    try:
        return Corrections.loads(posted.get("corrections", "")), ""
    except CorrectionsUnreadable:
        return Corrections(), _UNREADABLE


def _sorted(sheet: Sheet, posted: Mapping[str, str]) -> Corrections:
    """The corrections with the kinds that were chosen; most fields only repeat what they showed."""
    shown = {f"{KIND}{paragraph.start}": paragraph for paragraph in sheet.paragraphs}
    return sheet.corrections.sort(
        {
            shown[name].start: kind
            for name, kind in posted.items()
            if name in shown and shown[name].kind != kind
        }
    )
