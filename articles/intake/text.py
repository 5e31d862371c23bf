"""Plain text: where its paragraphs begin, whether a line is one or a part of one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from articles.boilerplate import is_ornament
from articles.intake.byline_lines import LineFacts, is_credit, set_aside
from articles.intake.list_marks import is_numbered, may_head, without_bullet
from articles.intake.mail import HEAD, SIGNATURE, opened
from articles.intake.manuscript import DraftParagraph, Reading
from articles.intake.title_of_text import Block, above, with_title_apart
from articles.kinds import BODY, CAPTION, HEADING, LIST_ITEM, QUOTATION, TITLE
from articles.patterns import late
from articles.sentences import SIGNS, columns

WRAPPED_AT: Final = range(30, 101)
"""Columns at which people and programs wrap lines; a text whose longest line is wider is not wrapped."""
NARROW: Final = range(16, 30)
"""Widths of columns, where short lines may be verses or a list too: only what is plainly prose was wrapped at one."""
_LINES_OF_A_COLUMN: Final = 8
_WRAPPED_SHARE: Final = 0.8
_RAGGED: Final = 0.8
"""Of the longest line's characters, at least so many are in a full one of a page that is set in print."""
_GOING_ON: Final = 0.4
"""Of the lines of such a page, more go on in lower case; the others begin with a name, a number, a sentence."""
_NOT_OF_A_TITLE: Final = (".", ":", ";", ",", "。", "：", "；", "，", "।", "۔", "؛", "،")
_LONGEST_TITLE: Final = 200
_LONGEST_HEADING: Final = 90

_WIDE: Final = f"[{SIGNS}]"
_ENDS: Final = late(r"[.!?…。！？؟۔।:;] ?[\"”’»)\]]*$")
_STOP_INSIDE: Final = late(rf"[^\W\d_]{{2}}[.!?…][\"”’»)]?\s+[^\W\d_a-z]|[。！？][」』”]?{_WIDE}")
_STOP: Final = "."
"""Before a heading that has its mark, any line may stand."""
_FIRST: Final = late(rf"{_WIDE}|[^\s{SIGNS}]+")
_CARRIED: Final = 4
"""Columns that a line of wide signs may have free: no mark opens the next one."""
_BLANK: Final = late(r"\n[ \t>]*\n")
_MARKS: Final = late(r"^[ \t]*>[ \t>]*")
_CUT: Final = late(r"[^\W\d_]-$")
_WIDE_START: Final = late(_WIDE)
_WIDE_END: Final = late(rf"{_WIDE}$")


def read(text: str) -> Reading:
    """The paragraphs of `text`, which is in normal form.

    Three habits are told apart: a paragraph on each line, blank lines between paragraphs, lines wrapped at a
    width. A line counts as wrapped when the first word of the next would not have fitted in it.
    """
    mail = opened(text)
    reading = _read(mail.text)
    title, under = (reading.paragraphs[:1], reading.paragraphs[1:])
    if not title or title[0].kind != TITLE:
        title, under = (DraftParagraph(TITLE, mail.subject),) if mail.subject else (), reading.paragraphs
    around = [
        tuple(set_aside(DraftParagraph(BODY, line.strip()), rule) for line in lines)
        for lines, rule in ((mail.head, HEAD), (mail.signature, SIGNATURE))
    ]
    return replace(reading, paragraphs=(*title, *around[0], *under, *around[1]))


def _read(text: str) -> Reading:
    blocks = _blocks(text)
    over = above(blocks)
    paragraphs = _paragraphs(over.rest) if over else []
    if not over or paragraphs[0].kind != TITLE:
        return Reading(tuple(_paragraphs(blocks)))
    return Reading(
        (paragraphs[0], *(_over_the_title(*line) for line in over.lines), *paragraphs[1:]),
        published_on=next((fact.published_on for _, fact in over.lines if fact.published_on), None),
    )


def _over_the_title(line: str, fact: LineFacts) -> DraftParagraph:
    return set_aside(DraftParagraph(BODY, line.strip()), fact.rule)


def _paragraphs(blocks: list[Block]) -> list[DraftParagraph]:
    blocks = with_title_apart(blocks) if blocks else []
    full = {
        kind: _full_width([block for is_quoted, block in blocks if is_quoted is kind])
        for kind in (False, True)
    }
    groups = [
        (is_quoted, group.strip())
        for is_quoted, block in blocks
        for group in (_unwrapped(block, full[is_quoted]) if full[is_quoted] else block)
    ]
    title_apart = len(blocks) > 1 and len(blocks[0][1]) == 1
    paragraphs = _kinds([group for _, group in groups], title_apart)
    if all(is_quoted for is_quoted, _ in groups):
        return paragraphs
    return [
        replace(paragraph, kind=QUOTATION) if is_quoted and paragraph.kind == BODY else paragraph
        for paragraph, (is_quoted, _) in zip(paragraphs, groups, strict=True)
    ]


def _blocks(text: str) -> list[Block]:
    """The lines between blank lines, without blanks at their ends; whether they are quoted, as in a mail, by ">"."""
    return [
        (is_quoted, [_MARKS.sub("", line).rstrip() if is_quoted else line.rstrip() for line in lines])
        for block in _BLANK.split(text)
        for is_quoted, lines in groupby(filter(_has_words, block.split("\n")), _is_quoted)
    ]


def _has_words(line: str) -> bool:
    return bool(_MARKS.sub("", line).strip())


def _is_quoted(line: str) -> bool:
    return bool(_MARKS.match(line))


def _full_width(blocks: list[list[str]]) -> float:
    """The width at which lines were wrapped, less where letters are not all of one; 0 where a line is a paragraph."""
    width = max((columns(line) for block in blocks for line in block), default=0)
    if width not in WRAPPED_AT and not (width in NARROW and _is_prose(blocks)):
        return 0
    if _is_wrapped(blocks, width):
        return width
    return width * _RAGGED if _is_ragged(blocks, width * _RAGGED) else 0


def _is_prose(blocks: list[list[str]]) -> bool:
    """Many lines, sentences that end within two of them, an end of a sentence where each paragraph ends."""
    long = [block for block in blocks if len(block) > 2]
    ends = all(_ENDS.search(block[-1]) for block in long)
    lines = [line for block in long for line in block]
    inside = sum(bool(_STOP_INSIDE.search(line)) for line in lines)
    return ends and len(lines) >= _LINES_OF_A_COLUMN and inside > 1


def _is_ragged(blocks: list[list[str]], least: float) -> bool:
    """As copied from a printed page: many long lines go on in the next, in the middle of a sentence."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    going_on = sum(columns(line) > least and _goes_on(line, following) for line, following in pairs)
    return going_on > len(pairs) * _GOING_ON


def _is_wrapped(blocks: list[list[str]], width: int) -> bool:
    """Most lines that do not end a sentence are full, and most full lines do not end a sentence."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    full = [bool(_ENDS.search(line)) for line, following in pairs if _is_full(line, following, width)]
    broken = full.count(False)
    going_on = sum(not _ENDS.search(line) for line, _ in pairs)
    return broken > len(full) / 2 and broken >= going_on * _WRAPPED_SHARE


def _is_full(line: str, following: str, width: float) -> bool:
    """The next word, or what a hyphen cut off of this one, would not have fitted."""
    first_word = _FIRST.search(following)
    blank = _CARRIED if _WIDE_END.search(line) else 1
    too_long = columns(line + (first_word[0] if first_word else "")) + blank > width or _is_cut(
        line, following
    )
    return too_long and not _starts_item(following)


def _is_cut(line: str, following: str) -> bool:
    return bool(_CUT.search(line)) and following[:1].islower()


def _starts_item(line: str) -> bool:
    return is_numbered(line) or without_bullet(line) != line


def _unwrapped(block: list[str], width: float) -> Iterator[str]:
    paragraph = block[0]
    for line, following in pairwise(block):
        if _is_full(line, following, width) or _goes_on(line, following):
            paragraph += _joint(line, following) + following.strip()
        else:
            yield paragraph
            paragraph = following
    yield paragraph


def _goes_on(line: str, following: str) -> bool:
    """A line that had room, but in the middle of a sentence."""
    return following[:1].islower() and not _ENDS.search(line)


def _joint(line: str, following: str) -> str:
    is_wide = _WIDE_END.search(line) or (_WIDE_START.match(following) and not line[-1].isalnum())
    return "" if is_wide or _is_cut(line, following) else " "


def _kinds(lines: list[str], title_apart: bool) -> list[DraftParagraph]:
    found = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if place == 0 and _is_title(line, following, title_apart):
            found.append(DraftParagraph(TITLE, line))
        elif is_ornament(line):
            found.append(DraftParagraph(BODY, line))
        elif is_credit(line):
            found.append(DraftParagraph(CAPTION, line))
        elif may_head(line) and not may_head(before) and _is_heading(line, _STOP, following):
            found.append(DraftParagraph(HEADING, without_bullet(line)))
        elif (item := without_bullet(line)) != line:
            found.append(DraftParagraph(LIST_ITEM, item))
        elif is_numbered(line) and len(line) <= _LONGEST_TITLE:
            found.append(DraftParagraph(LIST_ITEM, line))
        else:
            found.append(DraftParagraph(HEADING if _is_heading(line, before, following) else BODY, line))
    return found


def _is_title(line: str, following: str, apart: bool) -> bool:
    short = bool(following) and columns(line) <= _LONGEST_TITLE and not line.endswith(_NOT_OF_A_TITLE)
    return short and (apart or len(line) < len(following))


def _is_heading(line: str, before: str, following: str) -> bool:
    """A short line without a stop, between the end of a sentence and a longer paragraph."""
    width = columns(line)
    plain = (
        width <= _LONGEST_HEADING
        and not _ENDS.search(line)
        and not line.endswith((",", "，", "、", "،", "-"))
    )
    return plain and bool(_ENDS.search(before)) and columns(following) > max(2 * width, _LONGEST_HEADING)
