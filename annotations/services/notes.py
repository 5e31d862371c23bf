"""Deeds on notes: words beside the text."""

from typing import Any

from annotations.models import Note, Statement, Verb
from annotations.permissions import require
from annotations.refusals import NO_NOTE, NO_NOTE_LEFT, NotAllowed, Refused
from annotations.services.deed import check_version, deed, must_be_of
from articles.models import Article, Membership, Role


def add_note(
    article: Article,
    *,
    by: Membership,
    text: str,
    is_private: bool = True,
    statement: Statement | None = None,
) -> Note:
    """Note something on the article or a statement. A private note never leaves the house."""
    require(by, "annotate")
    must_be_of(article, statement=statement)
    if not text.strip():
        raise Refused(NO_NOTE, field="text")
    where = statement.label if statement else "the article"
    with deed(article, Verb.NOTE, by=by, words=f"Added a note on {where}", statement=statement) as act:
        note = Note(article=article, statement=statement, text=text.strip(), is_private=is_private)
        refused = Refused(
            "You already added this note here. Change it or write a different one.", field="text"
        )
        return act.add_once(note, "statement", "text", refused=refused)


def change_note(note: Note, *, by: Membership, version: int | None = None, **values: Any) -> Note:
    """Reword a note, or say whether it leaves the house: one's own, or any for an editor."""
    _own(note, by)
    check_version(note, version, **values)
    if "text" in values and not values["text"].strip():
        raise Refused(NO_NOTE_LEFT, field="text")
    with deed(note.article, Verb.CHANGE_NOTE, by=by, words="Changed a note", statement=note.statement) as act:
        act.change(note, **values)
    return note


def withdraw_note(note: Note, *, by: Membership) -> None:
    """Take a note of one's own away; undo brings it back."""
    _own(note, by)
    with deed(
        note.article, Verb.WITHDRAW_NOTE, by=by, words="Removed a note", statement=note.statement
    ) as act:
        act.withdraw(note)


def _own(note: Note, by: Membership) -> None:
    require(by, "annotate")
    if note.created_by_id != by.person_id and not by.is_at_least(Role.EDITOR):
        raise NotAllowed("This is someone else’s note. Only they or an editor can change it.")
