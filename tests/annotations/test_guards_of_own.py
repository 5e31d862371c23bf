"""What a row names is of its own article, of its own desk: by the database, past all services."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from annotations.models import Deed
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite, cite_for_counterpoint
from annotations.services.flags import raise_flag
from annotations.services.sources import make_source
from annotations.services.taking_in import keep_original
from articles.models import Paragraph, Revision
from tests.annotations.attack import raw, refused
from tests.cast import at, taken_in
from tests.ground import laid


def worked_on(article, by) -> SimpleNamespace:
    """Rows of the article; what can hang on none of its statements does."""
    source = make_source(by=by, title="Gate statistics")
    point = counter(article, by=by, text="Half of them are empty.")
    (citation,) = cite(article, [at(article, "3.1").pk], by=by, source=source, stance="supports")
    return SimpleNamespace(
        article=article, point=point, citation=citation,
        backing=cite_for_counterpoint(point, by=by, source=source),
        flag=raise_flag(article, by=by, reason="headline"), deed=Deed.objects.filter(article=article).latest("seq"),
        paragraph=Paragraph.objects.get(revision=article.revision, label="3"),
    )  # fmt: skip


@laid
def here(article, ana):
    return worked_on(article, ana)


@pytest.fixture(params=["another article", "another desk"])
def there(request, here, ana, otto):
    by = ana if request.param == "another article" else otto
    return worked_on(taken_in(by, title="The berth"), by)


# table, row, columns that would name a row of the other article
NAMED = [
    ("flag", "flag", {"citation_id": "citation"}),
    ("flag", "flag", {"citation_id": "backing"}),
    ("flag", "flag", {"counterpoint_id": "point"}),
    ("counterpoint", "point", {"target_id": "citation"}),
    ("counterpoint", "point", {"parent_id": "point"}),
    ("citation", "backing", {"counterpoint_id": "point"}),
]


@pytest.mark.parametrize(("table", "row", "names"), NAMED)
def test_nothing_names_a_row_of_another_article(here, there, table, row, names):
    (column, other), pk = *names.items(), getattr(here, row).pk
    kind = ", kind = 'undercuts'" if column == "target_id" else ""
    with refused("same desk or article"):
        raw(f"UPDATE annotations_{table} SET {column} = %s{kind} WHERE id = %s", getattr(there, other).pk, pk)


def logged(article, undoes: int) -> str:
    """SQL of the article's next deed."""
    return (
        f"UPDATE articles_article SET seq = seq + 1 WHERE id = {article.pk}; "
        "INSERT INTO annotations_deed (desk_id, article_id, seq, verb, words, rows, undoes_id)"
        f" SELECT desk_id, id, seq, 'undo', 'Undone', '[]', {undoes} FROM articles_article WHERE id = {article.pk}"
    )


def test_no_deed_undoes_one_of_another_article(here, there):
    for undoes in (there.deed.pk, 10**9):  # nor one that is still to come
        with refused("This was done to another article"):
            raw(logged(here.article, undoes))
    raw(logged(here.article, here.deed.pk))


def test_no_text_is_from_the_original_of_another_desk(here, ana, otto):
    mine, theirs = keep_original(b"The port.", by=ana), keep_original(b"The berth.", by=otto)
    text = {"article": here.article, "normaliser": 1, "text_sha256": b"\0" * 32}
    with refused("The original belongs to another desk"), transaction.atomic():
        Revision.objects.create(number=2, blob=theirs, **text)
    assert Revision.objects.create(number=2, blob=mine, **text).blob == mine


def test_paragraphs_stay_in_their_text(here, there):
    stray = Paragraph.objects.get(revision=there.article.revision, label="5")
    with refused("number, desk, author and time cannot be changed"):
        raw(
            "UPDATE articles_paragraph SET revision_id = %s, position = 99, label = '9' WHERE id = %s",
            here.article.revision_id,
            stray.pk,
        )
    goes_on = "UPDATE articles_paragraph SET continues_id = %s WHERE id = %s"
    with refused("continues a paragraph of another article"):
        raw(goes_on, there.paragraph.pk, here.paragraph.pk)
    first = Paragraph.objects.get(revision=here.article.revision, label="2")
    assert raw(goes_on, first.pk, here.paragraph.pk) == 1
