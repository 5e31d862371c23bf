"""How a deed is refused, in words that say what to do next."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

PROBLEM = "application/problem+json"
# How a refusal is headed, by its status: on a page as in the API. A 503 says why (config/errors.py).
TITLES: dict[int, str] = {
    400: "The request could not be read",
    401: "Sign in first",
    403: "You don’t have permission",
    404: "Not found",
    405: "Not possible at this address",
    406: "That format is not available",
    409: "Someone else changed this first",
    411: "Length missing",
    412: "This has changed since you read it",
    413: "Too much at once",
    415: "That format is not accepted",
    422: "Something needs correcting",
    429: "Too many requests",
    503: "Not possible at this moment",
}

# What a program is told besides, where a status has several reasons.
CODES: list[tuple[str, str]] = [
    ("refused", "Not as things stand"),
    ("blocked", "Not to be decided on yet"),
    ("constraint", "The database stands against it"),
    ("known", "It is there already and says something else"),
]

# What Django says of a column, in our words: to a program, and to who starts a command.
PLAIN: dict[str, str] = {
    "Enter a valid URL.": "Send a whole address, like https://desk.example/page.",
    "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.": (
        "Send plain letters, digits and hyphens alone, such as harbour-courier."
    ),
    "Enter a valid email address.": "Send an e-mail address, like rosa@desk.example.",
    "This field cannot be blank.": "This is empty. Send some text.",
}

# What somebody at a page does next, and what a program does.
_OF_PAGES: list[tuple[str, str]] = [
    (r" \([lmsx]\)", ""),  # keys
    (r"Reload the page\b", "Read it again"),
    (r"Open the statement again and read it\b", "Read the statement again"),
    (r"Open that one instead", "Name that one instead"),
    (r"Open one to change it", "Change one by itself"),
    (r"Select (?=two statements|at least one|fewer of them)", "Name "),
    (r"and select again", "and name them again"),
    (r"Tick (?=what was)", "Say "),
    (r"tick (?=“)", "say "),
    (r"Paste (?:it|the article), or choose (?=a)", "Send its text, or "),
    (r"Copy (?:its|the article's) text and paste it", "Send its text"),
    (r"copy its text and paste it", "send its text"),
    (r"Paste its address to add it", "Add it first"),
    (r"or paste its address", "or its address"),
    (r"Look at that, then approve", "Look at that, then approve with the article’s new seq as “since”"),
    (r"Send again (?=to )", "Send the article’s new seq as “since” "),
]

# What is missing, as the form of the page, the API and the deed itself ask for it.
NO_TITLE = "An article needs a title."
NO_STATUS = "Choose a status from the list."
NO_WHY = "Say why it is left out; the reason is printed."
NO_SOURCE_TITLE = "Give the source a title."
NO_COUNTERPOINT = "What would the other side say? Write it down."
NO_REASON = "Choose a reason from the list."
NO_REASONS = "Choose at least one reason, so that it is clear what to change."
NO_OUTCOME = "Choose an outcome to settle the flag."
NO_NOTE = "Write the note first."
NO_NOTE_LEFT = "Write the note first, or remove it."
NO_SCOPE = "Tick what the token may do."


class Refused(Exception):
    """The deed cannot be done as things stand. ``field`` names the input to correct, if one is to blame."""

    def __init__(self, message: str, *, field: str | None = None, code: str = "refused") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code


class NotAllowed(Refused):
    """This person may not do it; the message says who may."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="not_allowed")


class Stale(Refused):
    """Someone changed the row since it was read. ``row`` is what was read; nothing was written."""

    def __init__(self, row: models.Model, message: str = "") -> None:
        super().__init__(
            message
            or "Someone changed this since you opened it. What you typed is kept: compare the two, then save again.",
            code="stale",
        )
        self.row = row
        self.says_more = bool(message)


class Known(Stale):
    """What was to be added is there already, as ``row``, and says something else in ``fields``."""

    def __init__(self, row: models.Model, message: str, fields: Sequence[str]) -> None:
        super().__init__(row, message)
        self.code = "known"
        self.fields = fields


# What the guards of the database refuse (annotations/migrations/0003_guards.py, 0006, 0007, 0013, 0018, 0019, 0027).
GUARDS: dict[str, str] = {
    "decision_four_eyes": "You wrote part of this. Someone else must approve it.",
    "decision_content_seen": "This changed while you were reading it. Read it again before you decide.",
    "decision_on_leader": "It repeats another statement: approve that one instead.",
    "decision_by_someone": "Only a person can decide. Sign in, then decide.",
    "statement_approved_by_decision": "Only an editor’s decision on exactly this content approves it.",
    "statement_content_version_rises": "Only an editor’s decision on exactly this content approves it.",
    "statement_status_of_verdict": "The status comes from the current verdict. Give a new verdict instead.",
    "statement_begins_alone": "A new statement cannot share another’s verdict yet. Save it first, then link it.",
    "statement_has_its_place": "A statement must have a place in the text. Move it or merge it instead.",
    "statement_follows_a_leader": "One of the two already shares another statement’s verdict. Remove that link first.",
    "statement_follows_one": "A statement that shows another’s verdict has none of its own. Remove that link first.",
    "verdict_in_force": "This verdict is the current one, or has been cleared. Give a new one instead.",
    "statement_is_live": "This statement was merged into another, or removed. Reload the page.",
    "statement_carries_nothing": "Someone has worked on this statement since. Undo that first.",
    "statement_merged_is_gone": "What is merged into another stands no more. Reload the page.",
    "counterpoint_takes_citations": "This counterpoint’s citations go where it goes. Move them together.",
    "counterpoint_carries_nothing": "This counterpoint has citations or flags. Remove them together.",
    "counterpoint_of_live": "The citation that this speaks against was removed. Restore it first.",
    "citation_carries_nothing": "This citation has a flag or a counterpoint. Remove the citation instead.",
    "flag_of_live": "What this flag refers to was removed. Restore it first.",
    "claimant_on_list": "This claimant was removed from the desk’s list. Restore it first.",
    "source_on_list": "This source was removed from the desk’s list. Restore it first.",
    "citation_of_live_counterpoint": "This counterpoint was removed. Restore it first.",
    "paragraph_text_kept": "The text of a paragraph cannot be changed. Take in a new revision instead.",
    "paragraph_carries_nothing": "Someone has marked a statement here since. Undo that first.",
    "placement_quote_stands": "The words and their place do not match. Reload the page and mark them again.",
    "placement_no_overlap": "Two statements would cover the same words. Move one end first.",
    "placement_once": "This statement already has a place in this text. Reload the page.",
    "article_text_stays": "An article keeps the text its statements are marked in. Take in another article instead.",
    "article_seq_rises": "The log can only grow. Reload the page and try again.",
    "article_seq_logged": "The log would have a gap. Reload the page and try again.",
    "row_keeps_its_name": "A record’s number, desk, author and time cannot be changed. Add a new record instead.",
    "token_stays_shut": "A withdrawn token cannot be used again. Make a new one.",
    "decision_hash_whole": "The decision does not match what you saw. Reload the page and decide again.",
    "deed_seq_of_article": "Someone else saved at the same moment. Try again.",
    "deed_seq_once": "Someone else saved at the same moment. Try again.",
    "deed_undoes_its_article": "This was done to another article. Reload the page and undo it there.",
    "revision_original_of_desk": "The original belongs to another desk. Take the text in at this one.",
    "paragraph_continues_its_article": "This continues a paragraph of another article. Reload the page.",
    "annotations_deed_undoes_id_key": "This has already been undone.",
    "articles_person_email_key": "Someone with this e-mail address is here already. Sign in, or use another.",
    "paragraph_position_once": "Another paragraph is there now. Reload the page.",
}


@cache
def _sentences() -> dict[str, str]:
    """Constraint name → sentence, from every model's own ``violation_error_message``."""
    found = {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
    return found | GUARDS


def constraint_of(error: IntegrityError) -> str:
    """The constraint that the database named; empty where it named none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def sentence_for(error: IntegrityError) -> str:
    """The sentence of the constraint that the database named, or a general one."""
    name = constraint_of(error)
    if name.endswith("_append_only"):
        return "This cannot be changed once it is written. Add a new one."
    if name.endswith("_own"):  # a key over two columns (annotations/migrations/0002_keys.py)
        return "These do not belong to the same desk or article. Reload the page and choose again."
    return _sentences().get(
        name, "The database refused this, and nothing was changed. Reload the page and try again."
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the database refuses into a ``Refused`` with its sentence."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(sentence_for(error), code="constraint") from error


def for_program(sentence: str) -> str:
    """The sentence as a program is told it, which has neither page nor keys."""
    for of_page, told in _OF_PAGES:
        sentence = re.sub(of_page, told, sentence)
    return sentence


def messages_of(error: ValidationError) -> dict[str, list[str]]:
    """Field → sentences, ``""`` for what concerns the whole."""
    if hasattr(error, "error_dict"):
        return {("" if field == "__all__" else field): texts for field, texts in error.message_dict.items()}
    return {"": error.messages}
