"""How a deed is refused, in words that say what to do next."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

PROBLEM = "application/problem+json"
# How a refusal is headed, by its status: on a page as in the API.
TITLES: dict[int, str] = {
    400: "That could not be read",
    401: "Sign in first",
    403: "Not yours to do",
    404: "Nothing here",
    405: "This address does not do that",
    406: "Not in that form",
    409: "Someone was here before you",
    411: "How long is it?",
    412: "It has changed since you read it",
    413: "Too much at once",
    415: "Not in this form",
    422: "Something needs correcting",
    429: "A little slower",
}

# What Django says of a column, in our words: to a program, and to who starts a command.
PLAIN: dict[str, str] = {
    "Enter a valid URL.": "Send a whole address, like https://desk.example/page.",
    "This field cannot be blank.": "This is empty. Send some text.",
}


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
            or "Someone changed this since you opened it. Yours is kept; look at both and save again.",
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


# What the guards of the database refuse (annotations/migrations/0003_guards.py, 0006, 0007, 0013, 0018).
GUARDS: dict[str, str] = {
    "decision_four_eyes": "You wrote part of this. Someone else must approve it.",
    "decision_content_seen": "This changed while you were reading it. Look again before you decide.",
    "decision_by_someone": "A decision needs a person who stands for it.",
    "statement_approved_by_decision": "Only an editor’s decision on exactly this content approves it.",
    "statement_content_version_rises": "Only an editor’s decision on exactly this content approves it.",
    "statement_status_of_verdict": "The status is that of the verdict in force. Give a verdict instead.",
    "statement_begins_alone": "A new statement stands for itself. Mark it first, then link it.",
    "statement_has_its_place": "A statement stands in the text as long as it is there. Move it, or merge it.",
    "statement_follows_a_leader": "One of the two leads or follows another statement. Unlink it first.",
    "verdict_in_force": "This verdict is in force, or was taken back. Give another one instead.",
    "statement_is_live": "This statement was merged into another, or taken back. Reload the page.",
    "statement_carries_nothing": "Someone has worked on this statement since. Take that away first.",
    "counterpoint_carries_nothing": "Citations or flags stand on this counterpoint. Take it away with them.",
    "counterpoint_of_live": "The citation that this speaks against was taken away. Bring that back first.",
    "citation_carries_nothing": "A flag or a counterpoint stands on this citation. Take the citation away instead.",
    "flag_of_live": "What this flag stands on was taken away. Bring that back first.",
    "claimant_on_list": "This claimant is off the desk’s list. Put it back there first.",
    "source_on_list": "This source is off the desk’s list. Put it back there first.",
    "citation_of_live_counterpoint": "This counterpoint was taken away. Bring it back first.",
    "paragraph_text_kept": "The text of a paragraph is never rewritten. Take in a new revision instead.",
    "paragraph_carries_nothing": "Someone has marked a statement here since. Take that back first.",
    "placement_quote_stands": "The words and their place do not agree. Reload the page and mark them again.",
    "placement_no_overlap": "Two statements would cover the same words. Move one end first.",
    "placement_once": "This statement has a place in this text already. Reload the page.",
    "article_text_stays": "Statements stand in the text that this article has. Take in another article instead.",
    "article_seq_rises": "The log only grows. Reload the page and try again.",
    "article_seq_logged": "The log has no gap. Reload the page and try again.",
    "row_keeps_its_name": "What is written keeps its number, its desk, who wrote it and when. Add a new one instead.",
    "token_stays_shut": "A token that was withdrawn opens nothing again. Make a new one.",
    "decision_hash_whole": "A decision says exactly what was seen. Reload the page and decide again.",
    "deed_seq_of_article": "Someone did something at the same moment. Try once more.",
    "deed_seq_once": "Someone did something at the same moment. Try once more.",
    "annotations_deed_undoes_id_key": "This has been undone already.",
    "articles_person_email_key": "Someone with this e-mail address is here already. Sign in, or use another.",
    "paragraph_position_once": "Another paragraph stands there now. Reload the page.",
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
        return "This is written once and cannot be changed. Add a new one."
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


def messages_of(error: ValidationError) -> dict[str, list[str]]:
    """Field → sentences, ``""`` for what concerns the whole."""
    if hasattr(error, "error_dict"):
        return {("" if field == "__all__" else field): texts for field, texts in error.message_dict.items()}
    return {"": error.messages}
