"""What a list can be narrowed to, by the query of its address."""

from rest_framework import serializers

from annotations.api.fields import Choice, Line, Truth, Uid, Whole, Words
from annotations.api.paging import Page
from annotations.api.response_serializers import REASONS, TARGETS
from annotations.exports import AUDIENCES
from annotations.filters import STATES
from annotations.lists import ArticleFilter, SourceFilter
from annotations.models import (
    CounterpointOutcome,
    FlagOutcome,
    ReviewState,
    Ruling,
    Stance,
    StatementKind,
    Status,
)
from articles.models import Mode, ParagraphKind, Role, Stage
from articles.models.article import Priority


class PersonQuery(Page):
    role = Choice(Role.choices, required=False)


class ArticleQuery(Page):
    q = Words(required=False, max_length=200, help_text="Words of the title.")
    stage = Choice(Stage.choices, required=False)
    mode = Choice(Mode.choices, required=False)
    priority = Choice(Priority.choices, required=False)
    owner = Choice(["me", "nobody"], required=False)
    is_flagged = Truth(required=False, help_text="With open flags; false: without.")
    is_waiting = Truth(required=False, help_text="With statements for an editor; false: without.")
    is_finished = Truth(required=False, help_text="All approved, no flag that blocks; false: in work.")
    sort = Choice(
        list(ArticleFilter.SORTS), default="due", help_text="“changed”: by ``changed_at``, the latest first."
    )


class ParagraphQuery(Page):
    kind = Choice(ParagraphKind.choices, required=False)
    left_out = Truth(required=False)


WORDS = "Each of these words stands in the text, or in the plain words."


class StatementQuery(Page):
    paragraph = Line(required=False, max_length=40, help_text="The label of a paragraph.")
    status = Choice(
        Status.choices,
        required=False,
        help_text="What repeats another counts by what it shows; what is left out only with that state.",
    )
    state = Choice(STATES, required=False, help_text="What repeats another counts by what it shows.")
    kind = Choice(StatementKind.choices, required=False)
    is_flagged = Truth(required=False, help_text="With open flags; false: without.")
    claimant = Uid(required=False)
    q = Words(required=False, max_length=200, help_text=WORDS)


class DeskStatementQuery(Page):
    status = Choice(Status.choices, required=False, help_text="Without what repeats another, or is left out.")
    state = Choice(
        ReviewState.choices, required=False, help_text="Without what repeats another, or is left out."
    )
    kind = Choice(StatementKind.choices, required=False)
    is_flagged = Truth(required=False, help_text="With open flags; false: without.")
    claimant = Uid(required=False, help_text="Who says it.")
    q = Words(required=False, max_length=200, help_text=WORDS)


class AboutStatement(Page):
    statement = Uid(required=False)


class OfStatement(Page):
    """Rows that hang on a statement; ``source`` is the column that a filter asks for."""

    statement = Uid(required=False, source="statement__uid")


class OnArticle(OfStatement):
    is_on_article = Truth(
        required=False,
        source="statement__isnull",
        help_text="On the article itself; false: on its statements.",
    )


class DeedQuery(AboutStatement):
    after = Whole(required=False, min_value=0, max_value=2**63 - 1, help_text="Those with a higher ``seq``.")


class CitationQuery(OfStatement):
    stance = Choice(Stance.choices, required=False)
    source = Uid(required=False, source="source__uid")
    counterpoint = Uid(required=False, source="counterpoint__uid")


class CounterpointQuery(OnArticle):
    outcome = Choice(CounterpointOutcome.choices, required=False)


class FlagQuery(OfStatement):
    citation = Uid(required=False, source="citation__uid")
    counterpoint = Uid(required=False, source="counterpoint__uid")
    target = Choice(TARGETS, required=False)
    is_open = Truth(required=False, source="closed_at__isnull")
    is_blocking = Truth(required=False)
    reason = Choice(REASONS, required=False)
    outcome = Choice(FlagOutcome.choices, required=False)


class DecisionQuery(OfStatement):
    verdict = Choice(Ruling.choices, required=False, source="ruling")


class SearchQuery(Page):
    q = Words(required=False, max_length=200, help_text="Words of the name.")


class SourceQuery(Page):
    q = Words(required=False, max_length=500, help_text="Words of the title, an address, a DOI, an ISBN.")
    only = Choice(SourceFilter.CHOICES["only"], required=False)
    sort = Choice(list(SourceFilter.SORTS), default="newest")


class AudienceQuery(serializers.Serializer):
    audience = Choice(
        list(AUDIENCES), required=False, help_text="Who gets it: readers unless said, for JSON the archive."
    )
