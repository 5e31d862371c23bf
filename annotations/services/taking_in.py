"""Takes a text in: the article, its first revision, paragraphs, one statement a sentence."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from itertools import chain, count
from mimetypes import guess_type
from typing import Any, Literal
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from annotations.models import Deed, Placement, Statement, Verb
from annotations.permissions import require
from annotations.refusals import NO_TITLE, Refused, in_words
from annotations.services.articles import check_owner, check_published
from annotations.services.placing import placement, proposed
from annotations.services.shared import hold_names
from annotations.services.statistics import analyze_if_large
from annotations.services.tally import recount
from articles import normal
from articles.fields import clean_columns, likely_day
from articles.intake import DraftParagraph, Manuscript
from articles.intake.limits import MAX_STATEMENTS
from articles.kinds import HEADINGS
from articles.models import Article, Blob, Desk, Membership, Mode, Paragraph, Person, Revision, Stage
from articles.models.article import Priority
from articles.models.text import POSITION_STEP
from articles.sentences import direction, guess_language, language_of, spans, words

Owner = Person | None | Literal["me"]
NO_SLUGS = ("take-in",)  # an address beside those of the articles
LONGEST_TITLE = 500  # characters
_MOST_OF_SLUG = 60  # characters, before its number
_NUMBERS = re.compile(r"(-\d+)+$")
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_NOT_LATIN, _LATIN_OR_FIGURES = re.compile(f"[^{_LATIN}]+"), re.compile(f"[{_LATIN}0-9]+")


@dataclass(frozen=True)
class Draft:
    """A paragraph as it will be stored. ``rule`` is the sentence that says why it is left out; empty: by hand."""

    kind: str
    text: str
    left_out: bool = False
    rule: str = ""
    language: str = ""


def as_read(paragraphs: Iterable[DraftParagraph]) -> tuple[Draft, ...]:
    """The paragraphs of a text as it was read, with all that is proposed."""
    return tuple(Draft(p.kind, p.text, p.left_out, p.rule_sentence) for p in paragraphs)


@dataclass(frozen=True)
class Facts:
    """What is known of the article, by the names of its columns; everything but the title may be missing."""

    title: str
    byline: str = ""
    publisher: str = ""
    url: str = ""
    published_on: date | None = None
    language: str = ""
    mode: str = Mode.AFTER
    priority: int = Priority.NORMAL
    due: datetime | None = None


def facts_in(told: Manuscript, mode: str = Mode.AFTER) -> dict[str, Any]:
    """What a text tells of itself, by the names of ``Facts``; a title that is too long is cut.

    Nobody typed that: what no article can have, or none that is checked in this ``mode``, is as if it were not there.
    """
    names = [field.name for field in fields(Facts) if hasattr(told, field.name)]
    found = {name: value for name in names if (value := getattr(told, name))}
    if "title" in found:
        found["title"] = found["title"][:LONGEST_TITLE]
    return {name: value for name, value in found.items() if _fits(name, value, mode)}


def _fits(name: str, value: Any, mode: str) -> bool:
    field: Any = Article._meta.get_field(name)
    try:
        field.run_validators(value)
        if name == "published_on":
            likely_day(value)
            check_published(value, mode)
    except (ValidationError, Refused):
        return False
    return True


def take_in(
    *,
    by: Membership,
    drafts: tuple[Draft, ...],
    facts: Facts,
    original: Blob | None = None,
    encoding: str = "",
    uid: UUID | None = None,
    owner: Owner = "me",
) -> Article:
    """Store the text and propose its statements. All or nothing; written to the log as one deed.

    ``owner`` sees to it: who takes it in, unless somebody else, or nobody, is named.
    ``uid`` names the article beforehand: the database refuses a second one.
    Raises Refused (nothing to take in), ValidationError (a fact's field), NotAllowed.
    """
    require(by, "take_in")
    if not any(draft.text.strip() for draft in drafts):
        raise Refused("There is no text to take in. Paste it, or choose a file.", field="text")
    if not facts.title.strip():
        raise Refused(NO_TITLE, field="title")
    language = facts.language or guess_language("\n".join(draft.text for draft in drafts))
    facts = replace(facts, language=language)
    paragraphs = _paragraphs(drafts, language)
    sentences = _sentences(paragraphs)  # before anybody has to wait for this article's short name
    with in_words(), transaction.atomic():
        article = _article(by, facts, uid or uuid4(), owner)
        revision = _revision(article, drafts, original, encoding)
        for paragraph in paragraphs:
            paragraph.revision = revision
        Paragraph.objects.bulk_create(paragraphs)
        _statements(article, sentences, by)
        Deed.objects.create(
            desk_id=by.desk_id, article=article, seq=1, verb=Verb.TAKE_IN, by_id=by.person_id,
            words="Taken in", rows=[],
        )  # fmt: skip
        recount(article, 1)
    return article


def text_sha256(paragraphs: Iterable[str]) -> bytes:
    """What the text of an article is known by, however its file was written."""
    return normal.sha256("\n".join(paragraphs))


def keep_original(data: bytes, *, by: Membership, filename: str = "") -> Blob:
    """The bytes as they came, once per desk. Raises NotAllowed.

    The media type is by the name: what a sender says of it is not ours to believe.
    """
    require(by, "take_in")
    kept, _ = Blob.objects.get_or_create(
        desk_id=by.desk_id,
        sha256=hashlib.sha256(data).digest(),
        defaults={
            "created_by_id": by.person_id,
            "created_at": timezone.now(),
            "size": len(data),
            "media_type": (guess_type(filename)[0] or "text/plain")[:100],
            "filename": filename[:255],
            "content": data,
        },
    )
    return kept


def _article(by: Membership, facts: Facts, uid: UUID, owner: Owner) -> Article:
    owner_id: int | None = by.person_id if owner == "me" else None
    if isinstance(owner, Person):
        check_owner(by.desk_id, owner)
        owner_id = owner.pk
    article = Article(
        uid=uid,
        desk_id=by.desk_id,
        created_by_id=by.person_id,
        created_at=timezone.now(),
        slug=free_slug(by.desk, facts.title, facts.language),
        scale_id=by.desk.scale_id,
        owner_id=owner_id,
        stage=Stage.CHECKING,
        seq=1,
        **vars(facts),
    )
    clean_columns(article)
    article.save(force_insert=True)
    return article


def free_slug(desk: Desk, title: str, language: str, *, wanted: str = "") -> str:
    """A short name that no other article of the desk has: ``wanted``, or "the-port", "the-port-2".

    Until the end of the transaction nobody else at this desk is given one that begins so: it could be the same.
    "ur-1" for a title that is not mostly Latin: a wrong transliteration would be worse than none, and what is left
    of "G20 में भारत" says nothing.
    """
    named = _shortened(slugify(title)) if _is_latin(title) else ""
    stem = named or slugify(language)
    hold_names("slug", desk.pk, (_NUMBERS.sub("", name) for name in (stem, wanted) if name))
    if wanted and wanted not in NO_SLUGS and not Article.objects.filter(desk=desk, slug=wanted).exists():
        return wanted
    taken = {
        *Article.objects.filter(desk=desk, slug__startswith=stem).values_list("slug", flat=True),
        *NO_SLUGS,
    }
    numbered = (f"{stem}-{n}" for n in count(2 if named else 1))
    return next(name for name in chain([named] if named else [], numbered) if name not in taken)


def _shortened(name: str) -> str:
    """Whole words, as many as there is room for; of one that is too long its beginning."""
    if len(name) <= _MOST_OF_SLUG:
        return name
    return name[: _MOST_OF_SLUG + 1].rpartition("-")[0] or name[:_MOST_OF_SLUG]


def _is_latin(title: str) -> bool:
    """Whether two words of three are in Latin letters; figures alone are in no other."""
    latin, others = (words(but.sub(" ", title), "und") for but in (_NOT_LATIN, _LATIN_OR_FIGURES))
    return latin >= 2 * others


def _revision(article: Article, drafts: tuple[Draft, ...], original: Blob | None, encoding: str) -> Revision:
    revision = Revision.objects.create(
        article=article,
        number=1,
        blob=original,
        blob_sha256=original.sha256 if original else None,
        encoding=encoding,
        normaliser=normal.NORMALISER,
        text_sha256=text_sha256(draft.text for draft in drafts),
    )
    Article.objects.filter(pk=article.pk).update(revision=revision)
    article.revision = revision
    return revision


def _paragraphs(drafts: tuple[Draft, ...], language: str) -> list[Paragraph]:
    languages = [draft.language or language_of(draft.text, language) for draft in drafts]
    return [
        Paragraph(
            position=number * POSITION_STEP,
            label=str(number),
            kind=draft.kind,
            text=draft.text,
            language=spoken,
            direction=direction(draft.text, spoken),
            words=words(draft.text, spoken),
            left_out=draft.left_out,
            rule=draft.rule,
        )
        for number, (draft, spoken) in enumerate(zip(drafts, languages, strict=True), start=1)
    ]


@dataclass(frozen=True, slots=True)
class _Sentence:
    paragraph: Paragraph
    start: int
    end: int
    label: str
    proposed: dict[str, Any]


def _sentences(paragraphs: list[Paragraph]) -> list[_Sentence]:
    """Each sentence with the kind that the named rules propose. Raises Refused when there are too many."""
    found: list[_Sentence] = []
    for paragraph in paragraphs:
        places = spans(paragraph.text, paragraph.language, is_title=paragraph.kind in HEADINGS)
        for number, (start, end) in enumerate(places, start=1):
            label = f"{paragraph.label}.{number}"
            found.append(_Sentence(paragraph, start, end, label, proposed(paragraph, start, end, label)))
        if len(found) > MAX_STATEMENTS:
            raise Refused(
                f"This has more than {MAX_STATEMENTS:,} sentences. Take it in one part at a time.",
                field="text",
            )
    return found


def _statements(article: Article, sentences: list[_Sentence], by: Membership) -> None:
    rows = [
        Statement(
            desk_id=by.desk_id,
            article=article,
            created_by_id=by.person_id,
            created_at=article.created_at,
            left_out=sentence.paragraph.left_out,
            **sentence.proposed,
        )
        for sentence in sentences
    ]
    Statement.objects.bulk_create(rows, batch_size=2000)
    Placement.objects.bulk_create(
        (
            placement(row, at.paragraph, at.start, at.end, at.label)
            for row, at in zip(rows, sentences, strict=True)
        ),
        batch_size=2000,
    )
    analyze_if_large(len(rows))
