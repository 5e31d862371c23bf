"""A question that is put into SQL once gives what the queryset gives."""

import pytest
from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import Upper

from annotations.compiled import CompiledObjects, CompiledValues
from annotations.models import Citation, Statement
from annotations.querysets import OneOf
from annotations.reading import lines, load_paragraph, load_touched
from annotations.services.flags import raise_flag
from articles.models import Article
from tests.cast import at, taken_in


def test_answer_is_that_of_the_queryset(house):
    def question(article, statement):
        return (
            Citation.objects.filter(article_id=article, statement_id=statement)
            .order_by("id")
            .values(*lines.CITATION)
        )

    asked = house.article.pk, house.statement.pk
    answer = CompiledValues(question)(*asked)
    assert len(answer) == 2
    assert answer == list(question(*asked))
    assert isinstance(answer[0]["source__csl"], dict)


def test_second_call_asks_with_its_own_ids(article, ana):
    spelled_out = []

    def question(pk):
        spelled_out.append(pk)
        return Statement.objects.filter(article_id=pk).order_by("reading_order").values("id", "text")

    other = taken_in(ana, (("body", "Ships wait. Cranes stand."),), title="Another")
    ask = CompiledValues(question)
    assert len(ask(article.pk)) == 9
    assert [row["text"] for row in ask(other.pk)] == ["Ships wait.", "Cranes stand."]
    assert len(spelled_out) == 1


def test_words_that_nobody_asks_with_do_not_travel(article):
    row, said = at(article, "3.2"), "5 %s of it’s \\ “half”"
    Statement.objects.filter(pk=row.pk).update(plain=said)

    def question(pk, label):
        rows = Statement.objects.filter(article_id=pk, label=label, plain=said, plain__contains="%")
        return rows.annotate(word=Value("100 %")).values("id", "word")

    travelled = []

    def heard(execute, sql, params, many, context):
        travelled.append(params)
        return execute(sql, params, many, context)

    ask = CompiledValues(question)
    with connection.execute_wrapper(heard):
        assert ask(article.pk, "3.2") == [{"id": row.pk, "word": "100 %"}]
        assert ask(article.pk, "3.1") == []
    assert travelled == [[article.pk, "3.2"], [article.pk, "3.1"]]


def test_ids_may_be_as_many_as_there_are(article):
    ask = CompiledValues(
        lambda ids: Statement.objects.filter(OneOf("pk", ids)).order_by("label").values("label")
    )
    for labels in (["3.1"], ["2.1", "3.1", "3.2"], []):
        ids = [at(article, label).pk for label in labels]
        assert ask(ids) == [{"label": label} for label in labels]


def test_object_has_what_is_told_of_it_not_what_it_was_only_sought_by(article):
    def question(pk):
        rows = Statement.objects.alias(shouted=Upper("label")).annotate(number=F("label"))
        return rows.filter(article_id=pk, shouted="3.1")

    (found,) = CompiledObjects(question)(article.pk)
    assert (found.number, hasattr(found, "shouted")) == ("3.1", False)


def test_what_is_filled_in_reaches_the_sql():
    """Of a column too small for a stand-in Django makes "never", which an "or" leaves out."""
    ask = CompiledValues(
        lambda words: Statement.objects.filter(Q(words=words) | Q(left_out=True)).values("id")
    )
    with pytest.raises(ValueError, match="does not reach the SQL"):
        ask(5)


def test_paragraph_read_by_its_statement_has_flags_as_they_are(article, ana):
    row = at(article, "3.2")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    (read,) = load_touched(article, row.pk)
    assert read == load_paragraph(row.placements.get().paragraph_id)
    assert [flag.reason for statement in read.statements for flag in statement.flags] == ["no_source"]


def test_objects_are_those_of_the_queryset_with_what_they_bring_along(house, django_assert_num_queries):
    def question(desk, pk):
        rows = Statement.objects.filter(article__desk__slug=desk, pk=pk)
        return rows.annotate(loud=Upper(F("article__title")))

    row = house.statement
    ask = CompiledObjects(question, "article", "article__scale", "article__tally", "verification")
    slug = row.article.desk.slug
    with django_assert_num_queries(1):
        (found,) = ask(slug, row.pk)
        assert found.article.tally.article_id == row.article_id
        assert found.loud == row.article.title.upper()
        assert found.article.scale is None
    same = Statement.objects.select_related("article", "verification").get(pk=row.pk)
    for mine, theirs in (
        (found, same),
        (found.article, same.article),
        (found.verification, same.verification),
    ):
        assert mine == theirs
        assert _columns(mine) == _columns(theirs)
        assert not mine._state.adding


def _columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_objects_that_are_not_there_are_none_at_all(article):
    ask = CompiledObjects(lambda slug: Article.objects.filter(slug=slug), "desk")
    assert ask(article.slug) == [article]
    assert ask("another") == []
    assert CompiledObjects(lambda pk: Article.objects.filter(pk=pk))(10**30) == []
