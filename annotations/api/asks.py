"""What a request may say, deed by deed."""

from django.core.validators import RegexValidator
from rest_framework import serializers

from annotations.api.answers import REASONS
from annotations.api.fields import Ask, Choice, Place, Record, Uids, Words
from annotations.models import (
    CounterpointKind,
    CounterpointOutcome,
    Detail,
    FlagOutcome,
    RelationKind,
    Ruling,
    Stance,
    StatementKind,
    Status,
)
from articles.intake import ENCODINGS
from articles.intake.limits import MAX_PARAGRAPH, MAX_PARAGRAPHS
from articles.models import Mode, ParagraphKind
from articles.models.article import Priority

LONGEST_TEXT = 20_000
LANGUAGE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "A language is written like “en”, “ur” or “pt-BR”."
)


class Facts(Ask):
    """What is known of an article."""

    title = Words(required=False, max_length=500)
    byline = Words(required=False, max_length=300)
    publisher = Words(required=False, max_length=200)
    url = Words(required=False, max_length=2000)
    published_on = serializers.DateField(required=False, allow_null=True)
    language = serializers.CharField(required=False, max_length=12, validators=[LANGUAGE])
    mode = Choice(Mode.choices, required=False)
    priority = Choice(Priority.choices, required=False)
    due = serializers.DateTimeField(required=False, allow_null=True)


class DraftAsk(Ask):
    text = Words(max_length=MAX_PARAGRAPH, allow_blank=False)
    kind = Choice(ParagraphKind.choices, default=ParagraphKind.BODY)
    left_out = serializers.BooleanField(default=False)
    rule = Words(required=False, max_length=200)
    language = serializers.CharField(required=False, max_length=12, validators=[LANGUAGE])


class TakeIn(Facts):
    """One of ``text``, ``paragraphs``, ``file``; facts that are not given are looked for in the text."""

    text = serializers.CharField(required=False, trim_whitespace=False)
    paragraphs = DraftAsk(many=True, required=False, allow_empty=False, max_length=MAX_PARAGRAPHS)  # type: ignore[call-arg]
    file = serializers.FileField(required=False, help_text="As multipart/form-data: .txt, .md, .html")
    encoding = Choice([(name, name) for name in ENCODINGS], required=False)


class ArticleChange(Facts):
    """``owner`` is the e-mail address of someone at the desk, or null."""

    summary = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    owner = serializers.EmailField(required=False, allow_null=True)


class ParagraphChange(Ask):
    kind = Choice(ParagraphKind.choices, required=False)
    left_out = serializers.BooleanField(required=False)
    why = Words(required=False, max_length=200)


class Cut(Ask):
    at = Place()


class Gap(Ask):
    """Words that no statement accounts for yet, in the paragraph of that label; ``quote`` are the words."""

    paragraph = serializers.CharField(max_length=40)
    start = Place()
    end = Place()
    quote = serializers.CharField(required=False, trim_whitespace=False)


class StatementChange(Ask):
    """``claimant`` null without ``claimant_unclear`` is the byline."""

    kind = Choice(StatementKind.choices, required=False)
    is_quotation = serializers.BooleanField(required=False)
    claimant = serializers.UUIDField(required=False, allow_null=True)
    claimant_unclear = serializers.BooleanField(required=False)
    plain = Words(required=False, max_length=1000)
    checked_said = serializers.BooleanField(required=False)
    checked_so = serializers.BooleanField(required=False)
    one_origin_why = Words(required=False, max_length=300)


class Split(Ask):
    """Cut at ``at`` inside the statement's text; the citations in ``take`` go to the right part.

    With ``cite_both`` what stays is cited for the right part too.
    """

    at = Place()
    leans = serializers.BooleanField(default=True)
    take = Uids(required=False, allow_empty=True, min_length=None)
    cite_both = serializers.BooleanField(default=False)


class Merge(Ask):
    """Without ``other`` the next one of the paragraph."""

    other = serializers.UUIDField(required=False)


class Ends(Ask):
    start = Place()
    end = Place()
    quote = serializers.CharField(trim_whitespace=False, help_text="The words that stand there.")


class Follow(Ask):
    """``other`` null lets go."""

    other = serializers.UUIDField(allow_null=True)


class Verify(Ask):
    status = Choice(Status.choices)
    detail = Choice(Detail.choices, required=False, allow_blank=True)
    rationale = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    as_of = serializers.DateField(required=False, allow_null=True)


class Selection(Ask):
    statements = Uids()


class LeaveOut(Selection):
    why = Words(max_length=200)


class SetClaimant(Selection):
    """``claimant`` null is the byline, or unclear with ``unclear``."""

    claimant = serializers.UUIDField(required=False, allow_null=True)
    unclear = serializers.BooleanField(default=False)


class ConfirmKinds(Ask):
    """``kinds`` maps statement → kind; those named in ``statements`` are confirmed as they are."""

    statements = Uids(required=False, allow_empty=True, min_length=None)
    kinds = serializers.DictField(child=Choice(StatementKind.choices), required=False)


class Relate(Ask):
    """``a`` leans on ``b``, or clashes with it."""

    a = serializers.UUIDField()
    b = serializers.UUIDField()
    kind = Choice(RelationKind.choices)


class ClaimantRecord(Ask):
    name = Words(required=False, max_length=200, allow_blank=False)
    role = Words(required=False, max_length=200)


class NewClaimant(ClaimantRecord):
    name = Words(max_length=200, allow_blank=False)


class MergeInto(Ask):
    """``into``: the one that stays."""

    into = serializers.UUIDField()


class SourceRecord(Ask):
    """``derived_from``: the source that this one copies; the two are one origin."""

    title = Words(required=False, max_length=500)
    url = Words(required=False, max_length=2000)
    csl = Record(required=False)
    archive_url = Words(required=False, max_length=2000)
    archived_on = serializers.DateField(required=False, allow_null=True)
    derived_from = serializers.UUIDField(required=False, allow_null=True)


class CitationChange(Ask):
    stance = Choice(Stance.choices, required=False)
    passage = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    locator = Words(required=False, max_length=200)
    shows = Words(required=False, max_length=500)


class Cite(CitationChange):
    """One source to many ``statements`` in one act, or to one ``counterpoint``."""

    source = serializers.UUIDField()
    statements = Uids(required=False)
    counterpoint = serializers.UUIDField(required=False)
    stance = Choice(Stance.choices)


class Counter(Ask):
    """Against a statement, or the article; two kinds aim at a citation, the ``target``."""

    statement = serializers.UUIDField(required=False, allow_null=True)
    text = Words(multiline=True, max_length=LONGEST_TEXT)
    kind = Choice(CounterpointKind.choices, default=CounterpointKind.PLAIN)
    target = serializers.UUIDField(required=False, allow_null=True)


class Text(Ask):
    text = Words(multiline=True, max_length=LONGEST_TEXT)


class Settle(Ask):
    outcome = Choice(CounterpointOutcome.choices)


class RaiseFlag(Ask):
    """On one of ``statement``, ``citation``, ``counterpoint``; on the article where none is named."""

    statement = serializers.UUIDField(required=False, allow_null=True)
    citation = serializers.UUIDField(required=False, allow_null=True)
    counterpoint = serializers.UUIDField(required=False, allow_null=True)
    reason = Choice(REASONS)
    is_blocking = serializers.BooleanField(default=True)
    note = Words(required=False, max_length=1000)


class SettleFlag(Ask):
    outcome = Choice(FlagOutcome.choices)
    note = Words(required=False, max_length=1000)


class Decide(Selection):
    """``seen`` is the content_version that was read, ``override_why`` the printed reason for one pair.

    Both go with the approval of one statement, ``reasons`` with asking for changes.
    """

    verdict = Choice(Ruling.choices)
    seen = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    override_why = Words(required=False, max_length=300)
    reasons = serializers.ListField(child=Choice(REASONS), required=False, max_length=len(REASONS))
    note = Words(required=False, max_length=1000)


class NoteChange(Ask):
    text = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    is_private = serializers.BooleanField(required=False)


class NewNote(Ask):
    statement = serializers.UUIDField(required=False, allow_null=True)
    text = Words(multiline=True, max_length=LONGEST_TEXT)
    is_private = serializers.BooleanField(default=True)
