"""What a request may say, deed by deed."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework.exceptions import ParseError

from annotations.api.fields import (
    Ask,
    Choice,
    Codes,
    Day,
    Line,
    Mail,
    Moment,
    Place,
    Record,
    Truth,
    Uid,
    Uids,
    Upload,
    Words,
)
from annotations.api.parsing import read_json
from annotations.models import (
    CounterpointKind,
    CounterpointOutcome,
    Detail,
    RelationKind,
    Stance,
    StatementKind,
    Status,
)
from annotations.refusals import NO_COUNTERPOINT, NO_SOURCE_TITLE, NO_TITLE, NO_WHY
from articles.fields import LANGUAGE, LONGEST_LANGUAGE, LONGEST_TEXT
from articles.intake import ENCODINGS, FORMATS, in_words
from articles.intake.limits import MAX_PARAGRAPH, MAX_PARAGRAPHS
from articles.models import Mode, ParagraphKind
from articles.models.article import Priority

Shape = TypeVar("Shape", bound=Ask)


A, B = "7d0a3c52-41de-4c1f-9f0b-2f6f0a6a1f01", "7d0a3c52-41de-4c1f-9f0b-2f6f0a6a1f02"


def example(**said: Any) -> Callable[[type[Shape]], type[Shape]]:
    """Show in the schema what such a request may look like."""
    return extend_schema_serializer(examples=[OpenApiExample("For instance", said, request_only=True)])


class Facts(Ask):
    """What is known of an article."""

    title = Words(required=False, max_length=500)
    byline = Words(required=False, max_length=300)
    publisher = Words(required=False, max_length=200)
    url = Words(required=False, max_length=2000)
    published_on = Day(required=False, allow_null=True)
    language = Line(required=False, max_length=LONGEST_LANGUAGE, validators=[LANGUAGE])
    mode = Choice(Mode.choices, required=False)
    priority = Choice(Priority.choices, required=False)
    due = Moment(required=False, allow_null=True)


class DraftAsk(Ask):
    """``rule`` is printed with what is left out; without it that is “left out by hand”, as on the page.

    Of a paragraph that is kept it says why it was proposed to be left out.
    """

    text = Words(max_length=MAX_PARAGRAPH, allow_blank=False)
    kind = Choice(ParagraphKind.choices, default=ParagraphKind.BODY)
    left_out = Truth(default=False)
    rule = Words(required=False, max_length=200)
    language = Line(required=False, max_length=LONGEST_LANGUAGE, validators=[LANGUAGE])


@example(text="The port is slow\n\nIt was faster in 2019. So they say.", byline="M. Okafor", mode="before")
class TakeIn(Facts):
    """``text`` or ``paragraphs``, each up to 5 MB; facts that are not given are looked for in the text.

    With both, the paragraphs are what is taken in, the text is kept as the original.
    """

    text = Line(required=False, trim_whitespace=False)
    paragraphs = DraftAsk(many=True, required=False, allow_empty=False, max_length=MAX_PARAGRAPHS)  # type: ignore[call-arg]


class Drafts(Line):
    """Paragraphs in a form, where everything is text."""

    default_error_messages = {"json": "Send a list of paragraphs, as JSON. {why}"}

    def to_internal_value(self, data: Any) -> Any:
        try:
            told = read_json(super().to_internal_value(data).encode("utf-8", "replace"))
        except ParseError as error:
            self.fail("json", why=error.detail)
        drafts = DraftAsk(many=True, allow_empty=False, max_length=MAX_PARAGRAPHS)  # type: ignore[call-arg]
        return drafts.run_validation(told)


class TakeInFile(Facts):
    """The file of an article, up to 5 MB; facts that are not given are looked for in it.

    ``paragraphs``, as JSON, are what is taken in then; the file is kept as the original.
    """

    file = Upload(
        help_text=f"A file of {in_words('or')}. Its name tells which: {', '.join(FORMATS)}. Of any other it is what it"
        " looks like."
    )
    encoding = Choice([(name, name) for name in ENCODINGS], required=False)
    paragraphs = Drafts(required=False, help_text="A list of DraftAsk.")


class ArticleChange(Facts):
    """``owner`` is the e-mail address of someone at the desk, or null."""

    title = Words(required=False, max_length=500, blank=NO_TITLE)
    summary = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    owner = Mail(required=False, allow_null=True)


class ParagraphChange(Ask):
    """``why`` is printed; without it a paragraph is “left out by hand”, as on the page."""

    kind = Choice(ParagraphKind.choices, required=False)
    left_out = Truth(required=False)
    why = Words(required=False, max_length=200)


class Cut(Ask):
    at = Place()


class Gap(Ask):
    """Words that no statement accounts for yet, in the paragraph of that label; ``quote`` are the words."""

    paragraph = Line(max_length=40)
    start = Place()
    end = Place()
    quote = Line(required=False, trim_whitespace=False)


@example(kind="quantity", claimant=A, plain="In 2025 the port moved 75,000 containers.")
class StatementChange(Ask):
    """``claimant`` null without ``claimant_unclear`` is the byline."""

    kind = Choice(StatementKind.choices, required=False)
    is_quotation = Truth(required=False)
    claimant = Uid(required=False, allow_null=True)
    claimant_unclear = Truth(required=False)
    plain = Words(required=False, max_length=1000)
    checked_said = Truth(required=False)
    checked_so = Truth(required=False)
    one_origin_why = Words(required=False, max_length=300)


@example(at=42, quote="In 2025 the harbour cleared 75,000 boxes,", leans=True)
class Split(Ask):
    """Cut at ``at`` inside the statement's text; the citations in ``take`` go to the right part, so do counterpoints.

    With ``cite_both`` what stays is cited for the right part too.
    """

    at = Place()
    quote = Line(trim_whitespace=False, help_text="The words left of the cut.")
    leans = Truth(default=True)
    take = Uids(required=False, allow_empty=True, min_length=None)
    take_points = Uids(
        required=False, allow_empty=True, min_length=None,
        help_text="Counterpoints that go along; those that aim at a citation go with it.",
    )  # fmt: skip
    cite_both = Truth(default=False)


class Merge(Ask):
    """``other`` stands beside it: named, so that a request that is sent twice takes no third one in."""

    other = Uid()


class Ends(Ask):
    start = Place()
    end = Place()
    quote = Line(trim_whitespace=False, help_text="The words that stand there.")


class Follow(Ask):
    """``other`` null lets go."""

    other = Uid(allow_null=True)


@example(status="misstated", detail="over", rationale="The table says 51,300.", as_of="2026-01-31")
class Verify(Ask):
    """``misstated`` takes as ``detail`` one of ``over``, ``under``. ``unverifiable`` takes one of ``no_access``,
    ``not_counted``, ``future``. No other status takes any. Without ``as_of`` it is of today.

    An editor is asked once a verdict is complete: with its detail, with a ``rationale`` (but for ``not_claim``), with a
    citation that supports the statement for ``supported`` and ``mostly``, one that contradicts it for ``contradicted``,
    any for one that confirms that it was said. Less is kept as well: ``lacks`` of the statement says what is missing.
    ``unchecked`` takes the verdict back, without a rationale.
    """

    status = Choice(Status.choices)
    detail = Choice(Detail.choices, required=False, allow_blank=True)
    rationale = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    as_of = Day(required=False, allow_null=True)


class Take(Ask):
    """``instead_of``: the ``reviewer`` whom one read there, by name or e-mail address; else nobody may have it."""

    instead_of = Words(required=False, max_length=300)


class Selection(Ask):
    statements = Uids()


@example(statements=[A, B], status="no_evidence", rationale="Neither ledger nor council knows of it.")
class Judge(Verify):
    """As in Verify, but none is taken back."""

    status = Choice([(code, label) for code, label in Status.choices if code != Status.UNCHECKED])
    statements = Uids()


@example(statements=[A, B], why="mood, no claim")
class LeaveOut(Selection):
    """``why`` is printed."""

    why = Words(max_length=200, blank=NO_WHY)


class SetClaimant(Selection):
    """``claimant`` null is the byline; it may be left away with ``unclear``."""

    claimant = Uid(required=False, allow_null=True)
    unclear = Truth(default=False)


class ConfirmKinds(Ask):
    """``kinds`` maps statement → kind; those named in ``statements`` are confirmed as they are."""

    statements = Uids(required=False, allow_empty=True, min_length=None)
    kinds = Codes(child=Choice(StatementKind.choices), required=False)


@example(a=A, b=B, kind="leans_on")
class Relate(Ask):
    """``a`` leans on ``b``, or clashes with it."""

    a = Uid()
    b = Uid()
    kind = Choice(RelationKind.choices)


class ClaimantRecord(Ask):
    name = Words(required=False, max_length=200, allow_blank=False)
    role = Words(required=False, max_length=200)


class NewClaimant(ClaimantRecord):
    name = Words(max_length=200, allow_blank=False)


class MergeInto(Ask):
    """``into``: the one that stays."""

    into = Uid()


@example(title="Gate statistics 2025", url="https://harbour.example/gate", csl={"type": "report"})
class SourceRecord(Ask):
    """``derived_from``: the source that this one copies; the two are one origin."""

    title = Words(required=False, max_length=500)
    url = Words(required=False, max_length=2000)
    csl = Record(required=False)
    archive_url = Words(required=False, max_length=2000)
    archived_on = Day(required=False, allow_null=True)
    derived_from = Uid(required=False, allow_null=True)


class SourceChange(SourceRecord):
    title = Words(required=False, max_length=500, blank=NO_SOURCE_TITLE)


class NewPassage(Ask):
    """Words as they stand there, their place ("table 4", "p. 12"); one of the two at least."""

    text = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    locator = Words(required=False, max_length=200)


class CitationChange(Ask):
    """``passage`` are words as they stand there, ``locator`` is their place, ``shows`` says what follows from them."""

    stance = Choice(Stance.choices, required=False)
    passage = Words(required=False, multiline=True, max_length=LONGEST_TEXT)
    locator = Words(required=False, max_length=200)
    shows = Words(required=False, max_length=500)


@example(source=A, statements=[B], stance="contradicts", passage="51,300 in all", locator="table 4")
class Cite(CitationChange):
    """One source to many ``statements`` in one act, or to one ``counterpoint``.

    ``passages``: of some of the statements, by uid, the words that stand for it in place of the shared ``passage``.
    """

    source = Uid()
    statements = Uids(required=False)
    counterpoint = Uid(required=False)
    stance = Choice(Stance.choices)
    passages = Codes(
        child=Words(multiline=True, max_length=LONGEST_TEXT), required=False,
        help_text="An object: a statement’s uid to its own passage.",
    )  # fmt: skip


@example(statement=A, text="The year had two strikes.")
class Counter(Ask):
    """Against a statement, or the article; two kinds aim at a citation, the ``target``."""

    statement = Uid(required=False, allow_null=True)
    text = Words(multiline=True, max_length=LONGEST_TEXT, blank=NO_COUNTERPOINT)
    kind = Choice(CounterpointKind.choices, default=CounterpointKind.PLAIN)
    target = Uid(required=False, allow_null=True)


class CounterpointChange(Ask):
    text = Words(multiline=True, max_length=LONGEST_TEXT, blank=NO_COUNTERPOINT)


class Text(Ask):
    text = Words(multiline=True, max_length=LONGEST_TEXT)


class Settle(Ask):
    outcome = Choice(CounterpointOutcome.choices)
