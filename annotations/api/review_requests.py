"""What a request may say in a review: flags, decisions, notes."""

from annotations.api.fields import Ask, Choice, List, Mail, Seen, Truth, Uid, Whole, Words
from annotations.api.request_serializers import A, Selection, example
from annotations.api.response_serializers import REASONS
from annotations.models import FlagOutcome, Ruling
from annotations.refusals import NO_NOTE, NO_NOTE_LEFT
from articles.fields import LONGEST_TEXT


@example(statement=A, reason="weak_source", note="A press release only.")
class RaiseFlag(Ask):
    """On one of ``statement``, ``citation``, ``counterpoint``; on the article where none is named.

    ``owner``, who sees to it, is the e-mail address of someone at the desk.
    """

    statement = Uid(required=False, allow_null=True)
    citation = Uid(required=False, allow_null=True)
    counterpoint = Uid(required=False, allow_null=True)
    reason = Choice(REASONS)
    is_blocking = Truth(default=True)
    note = Words(required=False, max_length=1000)
    owner = Mail(required=False, allow_null=True)


class FlagChange(Ask):
    """``owner`` is the e-mail address of someone at the desk, or null: anyone at the desk."""

    owner = Mail(allow_null=True)


class SettleFlag(Ask):
    outcome = Choice(FlagOutcome.choices)
    note = Words(required=False, max_length=1000)


@example(statements=[A], verdict="approve", seen=3, since=41)
class Decide(Selection):
    """``seen``: the content_version that was read; of several each by its uid. ``since``: the article's seq then.

    Who leaves them away decides blindly: over another content, over a flag or a decision that came meanwhile.
    ``override_why``, the printed reason for one pair, goes with the approval of one statement, ``reasons`` with
    asking for changes.
    """

    verdict = Choice(Ruling.choices)
    seen = Seen(
        required=False, help_text="The content_version; of several an object: uid to content_version."
    )
    since = Whole(required=False, min_value=0, max_value=2**63 - 1, help_text="The article's seq.")
    override_why = Words(required=False, max_length=300)
    reasons = List(child=Choice(REASONS), required=False, max_length=len(REASONS))
    note = Words(required=False, max_length=1000)


class NoteChange(Ask):
    text = Words(required=False, multiline=True, max_length=LONGEST_TEXT, blank=NO_NOTE_LEFT)
    is_private = Truth(required=False)


@example(statement=A, text="Ring them on Monday.", is_private=True)
class NewNote(Ask):
    """On a statement, or the article where none is named. A private one stays in the house."""

    statement = Uid(required=False, allow_null=True)
    text = Words(multiline=True, max_length=LONGEST_TEXT, blank=NO_NOTE)
    is_private = Truth(default=True)
