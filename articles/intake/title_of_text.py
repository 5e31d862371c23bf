"""Where the title of a plain text is: what stands above it, what right under it."""

import re
from dataclasses import dataclass
from typing import Final

from articles.boilerplate import Rule, labels, rule_of
from articles.intake.byline_lines import LineFacts, address, facts_at, facts_of_line, is_fact_line
from articles.intake.days import day, hour
from articles.intake.sections import SECTION, is_section
from articles.sentences import words

Block = tuple[bool, list[str]]
"""Lines between blank lines, and whether they are quoted."""

RELEASE: Final = Rule("release line", "The line that says from when it may be published.")
WIRE: Final = Rule("wire line", "A line of the agency, for editors.")
CONTACT: Final = Rule("contact", "Whom to ask about a press release.")

_FARTHEST: Final = 8
_LONGEST: Final = 160
_RELEASE: Final = re.compile(
    r"(?:for (?:immediate )?release|(?:press|news|media) release|pressemitteilung|communiqué de presse|"
    r"nota de prensa|comunicado de prensa|embargoed|(?:(?:strictly |under |sous )*embargo|embargado|sperrfrist)(?=.+))"
    r"\b\W*(?P<when>.*)",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    r"(?:until|till|bis|hasta|jusqu)\W+(?:\w+\W+)?(?:\d|midnight\b|noon\b)", re.IGNORECASE
)
_WIRE_NAME: Final = re.compile(r"[A-Z]{2}-{1,2}[A-Z][\w.]*--\w.*")
_WIRE: Final = re.compile(r"Eds?:\s.*")
"""As "BC-EU--Bridge Closes,1st Ld" and "Eds: UPDATES: with quotes"."""
_CONTACT: Final = re.compile(
    r"(?:(?:media |press )?contacts?|pressekontakt|contact presse|contacto(?: de prensa)?)\s*:", re.IGNORECASE
)
_SHORT: Final = 2
"""Words."""
_OF_THE_PAGE: Final = ("navigation", "subscription", "share")


@dataclass(frozen=True)
class Above:
    """The lines above a title, each with what it tells, and the blocks without them."""

    lines: list[tuple[str, LineFacts]]
    rest: list[Block]


def above(blocks: list[Block]) -> Above | None:
    """What stands above the title: the lines of a press release, names of sections, links of the page."""
    rest = [(is_quoted, list(lines)) for is_quoted, lines in blocks[:_FARTHEST]]
    found: list[tuple[str, LineFacts]] = []
    while rest and len(found) < _FARTHEST:
        lines = rest[0][1]
        fact = (
            _of_release(lines[0])
            or _of_wire(lines[0], found)
            or _of_page(lines[0])
            or (_of_menu(rest) if found else None)
        )
        if not fact and any(before.rule in (RELEASE, WIRE) for _, before in found):
            fact = facts_of_line(lines[0]) or (LineFacts(CONTACT) if _CONTACT.match(lines[0]) else None)
        if not fact:
            break
        count = _height(rest) if fact.rule is CONTACT else 1
        found += [(line, fact) for line in lines[:count]]
        del lines[:count]
        rest = rest if lines else rest[1:]
    has_title = bool(found and rest and not facts_of_line(rest[0][1][0]) and not rest[0][1][0][:1].islower())
    return Above(found, [*rest, *blocks[_FARTHEST:]]) if has_title else None


def _height(blocks: list[Block]) -> int:
    """The lines of whom to ask, of which only the first says so."""
    lines = blocks[0][1]
    return len(lines) if len(blocks) > 1 and len(lines) <= _FARTHEST else 1


def _of_release(line: str) -> LineFacts | None:
    """As "FOR IMMEDIATE RELEASE", "Press release, 3 March 2026", "Embargoed until 00:01"; no "Embargo on ships"."""
    found = _RELEASE.fullmatch(line.strip(" *-–—")) if len(line) <= _LONGEST else None
    if not found:
        return None
    when = found["when"].strip(" .:()*-–—")
    told_when = not when or day(when) or hour(when) or _UNTIL.match(when)
    return LineFacts(RELEASE, published_on=day(when) if when else None) if told_when else None


def _of_wire(line: str, found: list[tuple[str, LineFacts]]) -> LineFacts | None:
    """The agency's own name of a text; behind it what it tells editors."""
    known = found and found[-1][1].rule is WIRE
    return LineFacts(WIRE) if (_WIRE if known else _WIRE_NAME).fullmatch(line.strip()) else None


def _of_page(line: str) -> LineFacts | None:
    """The name of a section, a link or button of the page, the label of an advertisement.

    Words of a publisher's other lines may stand in a title.
    """
    if is_section(line):
        return LineFacts(SECTION)
    rule = rule_of(line)
    return LineFacts(rule) if rule and (rule.name in _OF_THE_PAGE or [*labels([line])]) else None


def _of_menu(blocks: list[Block]) -> LineFacts | None:
    """A section that nobody has listed: one line of a word or two, where a headline and who wrote it follow."""
    lines = [line for _, lines in blocks for line in lines][:_FARTHEST]
    is_one = len(lines) > _SHORT and words(lines[0], "und") <= _SHORT and not facts_of_line(lines[1])
    headed = is_one and words(lines[1], "und") > _SHORT and not _of_page(lines[1])
    return (
        LineFacts(SECTION)
        if headed and any(fact.byline for fact in map(facts_of_line, lines[2:4]) if fact)
        else None
    )


def with_title_apart(blocks: list[Block]) -> list[Block]:
    """The blocks, the title by itself where author, date or address stand in the lines right under it."""
    is_quoted, lines = blocks[0]
    under = _under(lines[1:], [block[0] for _, block in blocks[1:2]])
    if not under or lines[0].endswith((".", ":", ";", ",")) or facts_of_line(lines[0]):
        return blocks
    parts = [[lines[0]], *([line] for line in lines[1 : 1 + under]), lines[1 + under :]]
    return [*((is_quoted, part) for part in parts if part), *blocks[1:]]


def _under(lines: list[str], then: list[str]) -> int:
    """How many of the lines under a title belong to the head of the text, one standfirst among them.

    `then` is the line behind them, which may be the date under a name.
    """
    head = lines[:_FARTHEST]
    facts = [facts_at([*lines, *then], place) for place in range(len(head))]
    stands_first = (
        len(head) > 1
        and not (facts[0] or is_fact_line(head[0]))
        and bool(facts[1] and facts[1].byline)
        and not head[0][:1].islower()
    )
    count = next(
        (n for n in range(stands_first, len(head)) if not _is_head_line(head[n], facts[n])), len(head)
    )
    goes_on = len(lines) > count and lines[count][:1].islower()
    return count if any(facts[stands_first:count]) and not goes_on else 0


def _is_head_line(line: str, fact: LineFacts | None) -> bool:
    """In a text whose lines are wrapped, one may end with a date and a stop, or begin with "by"."""
    ends = line.endswith(".") and not line.endswith(".m.")
    goes_on = line[:1].islower() and not address(line)
    return not goes_on and not ends and bool(fact or is_fact_line(line))
