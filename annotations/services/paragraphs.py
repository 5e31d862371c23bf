"""Deeds on the paragraphs of a text that is taken in: kind, left out or kept, cut, join."""

from annotations.models import Verb
from annotations.permissions import require
from annotations.refusals import Refused
from annotations.services.deed import Act, check_version, deed
from annotations.services.placing import Place, check_cut, joined, move, places_in, why_of_both
from annotations.services.statements import count_as_one, follow_paragraphs
from articles.intake.limits import MAX_PARAGRAPH
from articles.models import Article, Membership, Paragraph, ParagraphKind
from articles.models.text import LONGEST_RULE, POSITION_STEP
from articles.sentences import blank_between, direction, words


def set_paragraph_kind(
    article: Article, paragraph: Paragraph, *, by: Membership, kind: str, version: int | None = None
) -> Paragraph:
    """Say what sort of paragraph it is: a heading, a quotation. Raises Refused for an unknown kind, Stale."""
    require(by, "annotate")
    _check(article, paragraph, version)
    if kind not in ParagraphKind.values:
        raise Refused("Choose a kind from the list.", field="kind")
    said = f"¶ {paragraph.label} is a {ParagraphKind(kind).label.lower()}"
    with deed(article, Verb.PARAGRAPH_KIND, by=by, words=said) as act:
        act.change(paragraph, kind=kind)
    return paragraph


def leave_out_paragraph(
    article: Article, paragraph: Paragraph, *, by: Membership, why: str = "", version: int | None = None
) -> Paragraph:
    """Leave a paragraph out, its statements with it; the reason is printed. Raises ValidationError for ``why``.

    A reason that was given before stands where none is given now.
    """
    require(by, "annotate")
    _check(article, paragraph, version)
    given = paragraph.rule if paragraph.left_out else ""
    with deed(article, Verb.LEAVE_OUT_PARAGRAPH, by=by, words=f"Left out ¶ {paragraph.label}") as act:
        act.change(paragraph, left_out=True, rule=why.strip() or given, decided_by=by.person)
        follow_paragraphs(act)
        count_as_one(act)
    return paragraph


def keep_paragraph(
    article: Article, paragraph: Paragraph, *, by: Membership, version: int | None = None
) -> Paragraph:
    """Take a left-out paragraph back; statements that were left out for a reason of their own stay so."""
    require(by, "annotate")
    _check(article, paragraph, version)
    with deed(article, Verb.KEEP_PARAGRAPH, by=by, words=f"Kept ¶ {paragraph.label}") as act:
        act.change(paragraph, left_out=False, decided_by=by.person)
        follow_paragraphs(act)
        count_as_one(act)
    return paragraph


def cut_paragraph(
    article: Article, paragraph: Paragraph, *, by: Membership, at: int, version: int | None = None
) -> tuple[Paragraph, Paragraph]:
    """Make two of one at ``at`` (code points), between two statements. Labels of statements stay as they were told."""
    require(by, "annotate")
    _check(article, paragraph, version)
    left, right = paragraph.text[:at].rstrip(), paragraph.text[at:].lstrip()
    check_cut(paragraph.text, at)
    placed = places_in(paragraph)
    if any(row.start < at < row.end for row in placed):
        raise Refused("The split would fall inside a statement. Split that statement first (s).", field="at")
    shift = len(paragraph.text) - len(right)
    position = _between(paragraph)
    with deed(article, Verb.CUT_PARAGRAPH, by=by, words=f"Split ¶ {paragraph.label} in two") as act:
        act.withdraw(paragraph)
        first = act.add(_like(paragraph, left, f"{paragraph.label}a", paragraph.position))
        second = act.add(_like(paragraph, right, f"{paragraph.label}b", position))
        for row in placed:
            _move(act, row, second if row.start >= at else first, -shift if row.start >= at else 0)
    return first, second


def join_paragraph(
    article: Article, paragraph: Paragraph, *, by: Membership, version: int | None = None
) -> Paragraph:
    """Make one of this paragraph and the next, with a blank between where its language writes any.

    The halves of one that was cut are joined as they stood in it, to the text that was taken in.
    """
    require(by, "annotate")
    _check(article, paragraph, version)
    after = _next(paragraph)
    if after is None:
        raise Refused("This is the last paragraph, so there is nothing to join it with.")
    if after.left_out != paragraph.left_out:
        raise Refused("One of the two is left out. Keep it, or leave both out, then join them.")
    label = joined(paragraph.label, after.label)
    blank = _blank_that_was(paragraph, after, label)
    text = paragraph.text + blank + after.text
    if len(text) > MAX_PARAGRAPH:
        raise Refused(f"Together they have {len(text):,} characters; the limit is {MAX_PARAGRAPH:,}.")
    moved = [(row, 0) for row in places_in(paragraph)]
    moved += [(row, len(paragraph.text) + len(blank)) for row in places_in(after)]
    with deed(article, Verb.JOIN_PARAGRAPH, by=by, words=f"Joined ¶ {label}") as act:
        act.withdraw(paragraph)
        act.withdraw(after)
        whole = _like(paragraph, text, label, paragraph.position)
        if whole.left_out:
            whole.rule = why_of_both(paragraph.rule, after.rule, most=LONGEST_RULE)
        act.add(whole)
        for row, shift in moved:
            _move(act, row, whole, shift)
    return whole


def _blank_that_was(first: Paragraph, second: Paragraph, label: str) -> str:
    """What stood between the two where they were one; else what parts two sentences of the language."""
    once_one = Paragraph.objects.filter(
        revision_id=first.revision_id, label=label, text__startswith=first.text, text__endswith=second.text
    )
    for text in once_one.order_by("-pk").values_list("text", flat=True):
        between = text[len(first.text) : len(text) - len(second.text)]
        if not between.strip() and len(first.text + between + second.text) == len(text):
            return between
    return blank_between(first.language)


def _check(article: Article, paragraph: Paragraph, version: int | None) -> None:
    if paragraph.revision_id != article.revision_id or paragraph.withdrawn_at is not None:
        raise Refused("This paragraph is no longer in the text. Reload the page.")
    check_version(paragraph, version)


def _next(paragraph: Paragraph) -> Paragraph | None:
    return (
        Paragraph.objects.filter(
            revision_id=paragraph.revision_id, withdrawn_at=None, position__gt=paragraph.position
        )
        .order_by("position")
        .first()
    )


def _between(paragraph: Paragraph) -> int:
    after = _next(paragraph)
    position = (
        paragraph.position + (after.position if after else paragraph.position + 2 * POSITION_STEP)
    ) // 2
    if position == paragraph.position:
        raise Refused(
            "This paragraph has been split too many times. Undo some of the splits, or take the text in again.",
            field="at",
        )
    return position


def _like(paragraph: Paragraph, text: str, label: str, position: int) -> Paragraph:
    return Paragraph(
        revision_id=paragraph.revision_id, position=position, label=label, kind=paragraph.kind, text=text,
        language=paragraph.language, direction=direction(text, paragraph.language),
        words=words(text, paragraph.language), left_out=paragraph.left_out, rule=paragraph.rule,
        decided_by_id=paragraph.decided_by_id,
    )  # fmt: skip


def _move(act: Act, place: Place, paragraph: Paragraph, shift: int) -> None:
    """Let a statement stand in another paragraph with the same words and the same label."""
    old = place.row
    move(act, old, old.statement, paragraph, place.start + shift, place.end + shift, old.label)
