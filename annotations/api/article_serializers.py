"""What a program gets to read of an article: its facts, its text, who worked on it."""

from rest_framework import serializers

from annotations.api.fields import Choice
from annotations.api.response_serializers import (
    CounterpointLine,
    CountsAnswer,
    FlagAnswer,
    NoteLine,
    SourceLine,
    StatementAnswer,
)
from articles.models import Mode, ParagraphKind, Role, Stage


class ParagraphAnswer(serializers.Serializer):
    label = serializers.CharField()
    kind = Choice(ParagraphKind.choices)
    text = serializers.CharField()
    language = serializers.CharField()
    direction = Choice(["ltr", "rtl"])
    words = serializers.IntegerField()
    left_out = serializers.BooleanField()
    rule = serializers.CharField()
    version = serializers.IntegerField()


class AnnotatedParagraph(ParagraphAnswer):
    statements = StatementAnswer(many=True)


class ArticleLine(serializers.Serializer):
    """The facts of an article. ``version`` is its ``seq``, as its ETag has it: every deed raises that."""

    uid = serializers.UUIDField()
    slug = serializers.SlugField()
    title = serializers.CharField()
    byline = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    language = serializers.CharField()
    summary = serializers.CharField()
    mode = Choice(Mode.choices)
    stage = Choice(Stage.choices)
    priority = serializers.IntegerField()
    due = serializers.DateTimeField(allow_null=True)
    seq = serializers.IntegerField()
    version = serializers.IntegerField(source="seq")


class ArticleAnswer(ArticleLine):
    """``version`` is its ``seq``: every deed on the article raises it. ``changed_at``: when anything was done last.

    ``owner`` is the name; by ``owner_email`` a change names them.
    """

    owner = serializers.CharField(source="owner.name", allow_null=True)
    owner_email = serializers.EmailField(source="owner.email", allow_null=True)
    changed_at = serializers.DateTimeField(source="tally.changed_at")
    counts = CountsAnswer(source="tally")


class WhoDidWhat(serializers.Serializer):
    """``role`` is the one at the desk, empty for who is not there."""

    name = serializers.CharField()
    role = Choice(Role.choices, allow_blank=True)
    did = serializers.ListField(child=serializers.CharField())


class WholeArticleAnswer(ArticleLine):
    """The whole annotated article, as the desk sees it. ``version`` is its ``seq``: every deed on it raises that."""

    owner = serializers.CharField(allow_null=True)
    owner_email = serializers.EmailField(allow_null=True)
    desk = serializers.CharField()
    revision = serializers.IntegerField()
    text_sha256 = serializers.CharField()
    original_sha256 = serializers.CharField()
    encoding = serializers.CharField()
    taken_in_at = serializers.DateTimeField()
    counts = CountsAnswer()
    labels = serializers.DictField(source="scale.labels", child=serializers.CharField())
    paragraphs = AnnotatedParagraph(many=True)
    sources = SourceLine(many=True)
    flags = FlagAnswer(many=True)
    counterpoints = CounterpointLine(many=True)
    notes = NoteLine(many=True)
    people = WhoDidWhat(many=True)
