"""Articles: taken in, listed, read whole, corrected, withdrawn."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.parsers import MultiPartParser
from rest_framework.settings import api_settings

from annotations.api.article_serializers import ArticleAnswer, WholeArticleAnswer
from annotations.api.base import ApiView, AtArticle
from annotations.api.handlers import lists, reads, shows, writes
from annotations.api.queries import ArticleQuery
from annotations.api.request_serializers import ArticleChange, TakeIn, TakeInFile
from annotations.api.response_serializers import CountsAnswer
from annotations.lists import ArticleFilter
from annotations.paging import Sort
from annotations.permissions import withdrawing
from annotations.reading import Counts
from annotations.reading.counts import counts_of
from annotations.refusals import NO_TITLE, Refused
from annotations.services.articles import change_article, check_published, withdraw_article
from annotations.services.taking_in import (
    LONGEST_TITLE,
    Draft,
    Facts,
    as_read,
    facts_in,
    keep_original,
    take_in,
)
from articles.intake import IntakeRefused, Manuscript, read, read_pasted
from articles.intake.limits import MAX_BYTES, check_size
from articles.models import Article, Blob, Membership, Mode, ParagraphKind


class Articles(ApiView):
    noun = "Articles"
    needs = "take_in"
    parser_classes = [*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser]  # type: ignore[list-item]

    @lists(ArticleAnswer, ArticleQuery)
    def get(
        self,
        *,
        is_flagged: bool | None = None,
        is_waiting: bool | None = None,
        is_finished: bool | None = None,
        **filters: Any,
    ) -> tuple[QuerySet[Article], Sort]:
        """The articles of a desk, the most urgent first."""
        told = {name: str(value) for name, value in filters.items()}
        asked = ArticleFilter(
            **told,
            flagged="yes" if is_flagged else "",
            waiting="yes" if is_waiting else "",
            finished="any" if is_finished is None else "yes" if is_finished else "",
        )
        rows = asked.rows(self.by)
        if is_flagged is False:
            rows = rows.exclude(tally__open_flags__gt=0)
        if is_waiting is False:
            rows = rows.exclude(tally__waiting__gt=0)
        return rows, asked.order

    @writes({"application/json": TakeIn, "multipart/form-data": TakeInFile}, WholeArticleAnswer, status=201)
    def post(self, **given: Any) -> Article:
        """Take in an article: its text, its paragraphs, or a file; with paragraphs the other is the original."""
        if not any(given.get(name) for name in ("text", "paragraphs", "file")):
            raise Refused(
                "Send the article: its text, its paragraphs, or a file as multipart/form-data.", field="text"
            )
        drafts, found, original, encoding = _drafted(given, self.by)
        self.article = take_in(
            by=self.by,
            drafts=drafts,
            facts=_facts(given, found, drafts),
            original=original,
            encoding=encoding,
        )
        return self.article


class OneArticle(AtArticle):
    noun = "Articles"
    answer = WholeArticleAnswer

    @reads(WholeArticleAnswer)
    def get(self) -> Article:
        """The annotated article: text, statements, all that hangs on them."""
        return self.article

    @writes(ArticleChange, ArticleAnswer)
    def patch(self, *, owner: str | None = "", **values: Any) -> Article:
        """Correct the facts, write the summary, set owner, priority, due time; the facts alone are answered."""
        if owner != "":
            values["owner"] = owner and self.person_of(owner)
        return change_article(self.article, by=self.by, **values)

    @writes(status=204)
    def delete(self) -> None:
        """Take the article off the lists; undoing the deed brings it back.

        Who took it in may, or an admin of the desk; a token only takes off what its person took in.
        """
        self.allow(withdrawing(self.by, self.article))
        withdraw_article(self.article, by=self.by)


class Tally(AtArticle):
    noun = "Articles"

    @shows(CountsAnswer)
    def get(self) -> Counts:
        """The counts of an article."""
        return counts_of(self.article.tally)


Drafted = tuple[tuple[Draft, ...], dict[str, Any], Blob | None, str]


def _drafted(given: dict[str, Any], by: Membership) -> Drafted:
    """Paragraphs, facts found in the text, the original. Raises Refused in the words of the intake."""
    try:
        paragraphs = given.get("paragraphs") or ()
        if paragraphs:
            check_size(sum(len(each["text"].encode()) for each in paragraphs), MAX_BYTES, "paragraphs")
        corrected = tuple(Draft(**paragraph) for paragraph in paragraphs)
        read_from = _original(given, by)
    except IntakeRefused as refusal:
        raise Refused(refusal.message, field=refusal.field) from refusal
    if read_from is None:
        return corrected, {}, None, ""
    told, original = read_from
    found = facts_in(told, given.get("mode") or Mode.AFTER)
    return corrected or as_read(told.paragraphs), found, original, told.encoding


def _original(given: dict[str, Any], by: Membership) -> tuple[Manuscript, Blob] | None:
    """The file, or the text, as it was read, with its bytes; None where there are paragraphs alone."""
    if file := given.get("file"):
        check_size(file.size, MAX_BYTES, "file")
        data = file.read()
        told = read(data, filename=file.name, encoding=given.get("encoding"))
        return told, keep_original(data, by=by, filename=file.name or "")
    if text := given.get("text"):
        return read_pasted(text), keep_original(text.encode(), by=by)
    return None


def _facts(given: dict[str, Any], found: dict[str, Any], drafts: tuple[Draft, ...]) -> Facts:
    """What is given, be it empty, goes before what was found in the text; a title there must be."""
    check_published(given.get("published_on"), given.get("mode") or Mode.AFTER)
    told = {name: given[name] for name in Facts.__annotations__ if given.get(name) is not None}
    values = found | told
    titles = (draft.text for draft in drafts if draft.kind == ParagraphKind.TITLE)
    title = values.pop("title", "") or found.get("title") or next(titles, "")
    if not title:
        raise Refused(NO_TITLE, field="title")
    return Facts(title=title[:LONGEST_TITLE], **values)
