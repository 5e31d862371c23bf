"""What a program gets to read: the reading model, field by field."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.api.fields import Choice
from annotations.cautions import to_weigh
from annotations.models import (
    CounterpointKind,
    CounterpointOutcome,
    Detail,
    FlagOutcome,
    RelationKind,
    ReviewState,
    Ruling,
    Stance,
    StatementKind,
    Status,
    Verb,
)
from annotations.reading import AnnotatedStatement
from annotations.reading.completeness import lacks
from annotations.reasons import BY_CODE
from articles.models import Role

REASONS = [(reason.code, reason.label) for reason in BY_CODE.values()]

TARGETS = ["statement", "citation", "counterpoint", "article"]


class PersonAnswer(serializers.Serializer):
    name = serializers.CharField(source="person.name")
    email = serializers.EmailField(source="person.email", allow_null=True)
    role = Choice(Role.choices)


class DeskAnswer(serializers.Serializer):
    """``role`` is one's own."""

    slug = serializers.SlugField(source="desk.slug")
    name = serializers.CharField(source="desk.name")
    role = Choice(Role.choices)
    origins_wanted = serializers.IntegerField(source="desk.origins_wanted")


class CountsAnswer(serializers.Serializer):
    """``words`` of kept paragraphs; ``accounted`` of them checked, no claim, or left out with a reason.

    ``checked`` has what is no claim, and no verdict that still lacks its reason or evidence (``statuses`` has it).
    """

    statements = serializers.IntegerField()
    checked = serializers.IntegerField()
    approved = serializers.IntegerField()
    waiting = serializers.IntegerField()
    words = serializers.IntegerField()
    accounted = serializers.IntegerField()
    unaccounted_percent = serializers.IntegerField()
    open_flags = serializers.IntegerField()
    blocking = serializers.IntegerField()
    statuses = serializers.DictField(child=serializers.IntegerField())


class FormatAnswer(serializers.Serializer):
    slug = serializers.SlugField()
    label = serializers.CharField()
    what = serializers.CharField()
    media_type = serializers.CharField()


class ClaimantLine(serializers.Serializer):
    uid = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.CharField()


class ClaimantAnswer(ClaimantLine):
    version = serializers.IntegerField()


class SourceLine(serializers.Serializer):
    uid = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField()
    csl = serializers.DictField()
    archive_url = serializers.CharField()
    archived_on = serializers.DateField(allow_null=True)
    derived_from = serializers.UUIDField(allow_null=True)


class SourceAnswer(SourceLine):
    """``cited``: how many live citations name it, in all articles of the desk."""

    cited = serializers.IntegerField()
    by = serializers.CharField()
    at = serializers.DateTimeField(source="created_at")
    version = serializers.IntegerField()


class PassageAnswer(serializers.Serializer):
    uid = serializers.UUIDField()
    source = serializers.UUIDField()
    text = serializers.CharField()
    locator = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class CitationLine(serializers.Serializer):
    uid = serializers.UUIDField()
    source = SourceLine()
    stance = Choice(Stance.choices)
    locator = serializers.CharField()
    passage = serializers.CharField()
    passage_uid = serializers.UUIDField(allow_null=True)
    shows = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class CitationAnswer(CitationLine):
    """Tied to a statement, to a counterpoint, or to both."""

    statement = serializers.UUIDField(allow_null=True)
    counterpoint = serializers.UUIDField(allow_null=True)


class CounterpointLine(serializers.Serializer):
    uid = serializers.UUIDField()
    kind = Choice(CounterpointKind.choices)
    text = serializers.CharField()
    outcome = Choice(CounterpointOutcome.choices)
    answer = serializers.CharField()
    answered_by = serializers.CharField()
    target = serializers.UUIDField(allow_null=True)
    citations = CitationLine(many=True)
    by = serializers.CharField()
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class CounterpointAnswer(CounterpointLine):
    """Against a statement, or the article where that is null."""

    statement = serializers.UUIDField(allow_null=True)


class FlagAnswer(serializers.Serializer):
    """``about`` says whose matter it is: the article's "claim", or our own "work". ``owner`` sees to it."""

    uid = serializers.UUIDField()
    target = Choice(TARGETS)
    target_uid = serializers.UUIDField(allow_null=True)
    reason = Choice(REASONS)
    label = serializers.CharField()
    about = Choice(["claim", "work"])
    is_blocking = serializers.BooleanField()
    note = serializers.CharField()
    rule = serializers.CharField()
    owner = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    is_open = serializers.BooleanField()
    outcome = Choice(FlagOutcome.choices, allow_blank=True)
    outcome_note = serializers.CharField()
    closed_by = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class NoteLine(serializers.Serializer):
    uid = serializers.UUIDField()
    text = serializers.CharField()
    is_private = serializers.BooleanField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class NoteAnswer(NoteLine):
    """On a statement, or the article where that is null."""

    statement = serializers.UUIDField(allow_null=True)


class VerdictLine(serializers.Serializer):
    uid = serializers.UUIDField()
    status = Choice(Status.choices)
    detail = Choice(Detail.choices, allow_blank=True)
    rationale = serializers.CharField()
    as_of = serializers.DateField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class VerificationAnswer(VerdictLine):
    """``given_for``: the words of the statement at that time."""

    statement = serializers.UUIDField()
    given_for = serializers.CharField()


class DecisionLine(serializers.Serializer):
    """``is_fresh``: the content is still the one that was seen. ``is_imported``: a file says so."""

    uid = serializers.UUIDField()
    verdict = Choice(Ruling.choices, source="ruling")
    is_fresh = serializers.BooleanField()
    is_imported = serializers.BooleanField()
    content_hash = serializers.CharField()
    why = serializers.CharField()
    override_why = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class DecisionAnswer(DecisionLine):
    statement = serializers.UUIDField()


class RelationAnswer(serializers.Serializer):
    """``a`` leans on ``b``, or clashes with it."""

    uid = serializers.UUIDField()
    kind = Choice(RelationKind.choices)
    a = serializers.UUIDField()
    b = serializers.UUIDField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class DeedAnswer(serializers.Serializer):
    """One line of the article's log. ``undoes``, ``undone_by`` are the numbers of other deeds."""

    seq = serializers.IntegerField()
    verb = serializers.ChoiceField(Verb.choices)
    words = serializers.CharField()
    statement = serializers.UUIDField(allow_null=True)
    by = serializers.CharField()
    at = serializers.DateTimeField()
    undoes = serializers.IntegerField(allow_null=True)
    undone_by = serializers.IntegerField(allow_null=True)


class LinkLine(serializers.Serializer):
    uid = serializers.UUIDField()
    label = serializers.CharField()
    text = serializers.CharField()
    relation_uid = serializers.UUIDField(allow_null=True)


class FallenLine(serializers.Serializer):
    uid = serializers.UUIDField()
    label = serializers.CharField()
    status = Choice(Status.choices)
    detail = Choice(Detail.choices, allow_blank=True)


class SumLine(serializers.Serializer):
    """A figure of the article in its own words, worked out from its total. Arithmetic is no evidence."""

    said = serializers.CharField()
    working = serializers.CharField()
    adds_up = serializers.BooleanField()
    outcome = serializers.CharField()


class ChangedLine(serializers.Serializer):
    label = serializers.CharField()
    was = serializers.CharField()
    now = serializers.CharField()


class VerdictThen(serializers.Serializer):
    status = Choice(Status.choices)
    detail = Choice(Detail.choices, allow_blank=True)
    rationale = serializers.CharField()
    as_of = serializers.DateField()


class SinceAnswer(serializers.Serializer):
    """Against the last approval: ``was`` the verdict then, null where it is that still; ``parts`` what came or went."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    was = VerdictThen(allow_null=True)
    columns = ChangedLine(many=True)
    parts = serializers.ListField(child=serializers.CharField())


class StatementAnswer(serializers.Serializer):
    """``start``, ``end`` are code points inside the ``paragraph`` of that label. A follower shows its leader's status.

    ``lacks``: what the verdict needs before an editor is asked, in words. ``fallen``: what it leans on that an adverse
    verdict was given on since it was looked at. ``to_weigh``: cautions beside an approval, in words.
    """

    uid = serializers.UUIDField()
    label = serializers.CharField()
    paragraph = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    words = serializers.IntegerField()
    kind = Choice(StatementKind.choices)
    kind_proposed = Choice(StatementKind.choices, allow_blank=True)
    kind_rules = serializers.CharField()
    kind_confirmed = serializers.BooleanField()
    is_quotation = serializers.BooleanField()
    claimant = ClaimantLine(allow_null=True)
    claimant_unclear = serializers.BooleanField()
    claimant_proposed = serializers.CharField()
    plain = serializers.CharField()
    checked_said = serializers.BooleanField()
    checked_so = serializers.BooleanField()
    one_origin_why = serializers.CharField()
    origins = serializers.IntegerField()
    status = Choice(Status.choices)
    detail = Choice(Detail.choices, allow_blank=True)
    verdict = VerdictLine(allow_null=True)
    lacks = serializers.SerializerMethodField()
    to_weigh = serializers.SerializerMethodField()
    review_state = Choice(ReviewState.choices)
    reviewer = serializers.CharField()
    is_final = serializers.BooleanField()
    decision = DecisionLine(allow_null=True)
    left_out = serializers.BooleanField()
    left_out_why = serializers.CharField()
    same_as = LinkLine(allow_null=True)
    repeated_by = LinkLine(many=True)
    leans_on = LinkLine(many=True)
    leaned_on_by = LinkLine(many=True)
    fallen = serializers.SerializerMethodField()
    clashes_with = LinkLine(many=True)
    worked_out = SumLine(many=True, source="sums")
    citations = CitationLine(many=True)
    counterpoints = CounterpointLine(many=True)
    flags = FlagAnswer(many=True)
    notes = NoteLine(many=True)
    contributors = serializers.ListField(child=serializers.CharField())
    content_version = serializers.IntegerField()
    version = serializers.IntegerField()

    def get_lacks(self, statement: AnnotatedStatement) -> list[str]:
        return list(lacks(statement))

    def get_to_weigh(self, statement: AnnotatedStatement) -> list[str]:
        return to_weigh(statement, self.context["article"])

    @extend_schema_field(FallenLine(many=True))
    def get_fallen(self, statement: AnnotatedStatement) -> list[dict[str, Any]]:
        uids = {link.id: link.uid for link in statement.leans_on}
        told = FallenLine([{**asdict(row), "uid": uids.get(row.id)} for row in statement.fallen], many=True)
        return list(told.data)


class ListedStatementAnswer(serializers.Serializer):
    """A statement of any article of the desk. ``verdict``, ``state``, ``flags`` (reasons still open) are in words.

    ``status``, ``review_state``, ``reasons`` tell the same in codes.
    """

    uid = serializers.UUIDField()
    label = serializers.CharField()
    text = serializers.CharField()
    plain = serializers.CharField()
    said_by = serializers.CharField()
    is_unclear = serializers.BooleanField()
    status = Choice(Status.choices)
    detail = Choice(Detail.choices, allow_blank=True)
    verdict = serializers.CharField()
    state = serializers.CharField()
    review_state = Choice(ReviewState.choices)
    left_out = serializers.BooleanField()
    flags = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=Choice(REASONS))
    article = serializers.SlugField(source="slug")
    title = serializers.CharField()
