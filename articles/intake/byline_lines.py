"""The facts that stand in lines of their own under a title: byline, date, address."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from articles.boilerplate import Rule, rule_of
from articles.intake.bylines_abroad import agency, beside_agency, signed, source, without_by
from articles.intake.days import day, hour, is_labelled
from articles.intake.manuscript import DraftParagraph, Reading
from articles.intake.sections import SECTION, is_section
from articles.kinds import BODY, CAPTION, HEADING, TITLE
from articles.patterns import late
from articles.sentences import columns

__all__ = [
    "LineFacts",
    "address",
    "byline",
    "day",
    "facts_at",
    "facts_of_line",
    "is_credit",
    "is_fact_line",
    "set_aside",
    "under_the_title",
]

BYLINE: Final = Rule("byline", "The line that names the author; it is kept as the byline.")
DATE: Final = Rule("date line", "The line that gives the date; it is kept as the date of publication.")
ADDRESS: Final = Rule("address", "The line that gives the article's address; it is kept as its link.")
SOURCE: Final = Rule(
    "source line", "The line that says whose text it is; it is the byline where nobody is named."
)
POST: Final = Rule("post", "The line that says what the author is.")
TIME: Final = Rule("time line", "The line that says at what hour, and not on which day.")

_HEAD_LINES: Final = 4
_FARTHEST: Final = 12
"""Lines under the title that are looked at, with those of the publisher among them."""
_LONGEST_STANDFIRST: Final = 300
"""Columns."""
_LONGEST: Final = 160
_LONGEST_DAY: Final = 40
_LONGEST_NAME: Final = 60
_NAMES: Final = range(2, 5)
_YEAR: Final = late(r"\d{4}")
_PARTS: Final = late(
    r"\s*[|｜•]\s*|(?<![\u4e00-\u9fff])\s*·\s*|\s*·\s*(?![\u4e00-\u9fff])|"
    r"\s+(?=(?:来源|來源|作者|记者|記者|发布时间)\s*[:：])"
)
"""A dot stands inside a Chinese name too."""

_BYLINE: Final = late(
    r"(?:(?P<by>By|Von|Par|Por|De la|Di|От|(?:Text|Author|Текст|Автор):|(?:بقلم|تحریر|نویسنده|लेखक):?|本报记者|"
    r"(?:Da|Pela|D[ae]lla|A cura della)(?=\s+reda[çz]))\s+|"
    r"作者[:：]\s*)(?P<name>[^\W\d_][^!?:;]{1,80})",
    re.IGNORECASE,
)
_OF: Final = frozenset({"von", "de la", "di", "от"})
"""Before people these say "by", before things "of" or "about"."""
_AND: Final = late(r"\s(?:and|und|et|y|e|en|och|og|и|&)\s")
_SHORT: Final = late(r"(?:-?[^\W\d_]{1,4}\.)+")
"""An initial or a title: "J.", "J.-P.", "Dr."."""
_PREFIX: Final = late(r"^(?:[^\W\d_]{1,2}[’'-])(?=.)")
"""Small before a name: "al-Sisi", "d’Arc"."""
_PARTICLES: Final = frozenset(
    "de da do dos das del della di du van von der den ter ten zu zur bin ibn ben al".split()
)
_JOINTS: Final = frozenset("and und et y e i en och og и & | / – — · la le el las los les des".split())
_PLACES: Final = frozenset("in at for from à en aus".split())
_CAPITAL: Final = r"(?-i:[^\W\da-zß-ÿ][\w’'.&-]*)"
_SUBJECT: Final = (
    "news|newsroom|investigations?|investigative|science|business|economics?|finance|sports?|politics|political|"
    "city|metro|local|national|foreign|international|world|data|culture|arts|health|climate|environment|education|"
    "features|opinion|editorial|technology|picture|photo|staff|special|own|fact-check(?:ing)?"
)
_BODY: Final = late(
    rf"""
    (?:(?:the|an?|our|la|el|notre|nuestr[oa]|der|unserer|nossa)\s)?
    (?P<who>
        (?:(?:{_CAPITAL}|{_SUBJECT})\s){{1,4}}(?:desk|reporters?|writers?|correspondents?)(?:\sand\sagencies)?|
        (?:(?:{_CAPITAL}|{_SUBJECT})\s){{0,4}}(?:staff|newsroom|editorial\sboard)(?:\sand\sagencies)?|
        (?:{_SUBJECT})\steam|
        (?:own\s)?correspondent(?:\sin\s{_CAPITAL})?|editors|
        (?:equipo\sde\s)?redacción|(?:consejo|comité)\seditorial|corresponsal|
        rédaction|correspondante?|envoyée?\sspéciale?|
        [^\W\d_]*redaktion|redação|redazione|редакци[яи]
    )
    (?:\s(?:of(?:\sthe)?|de(?:\sla|l)?|du|des|der|da|do|della?)\s{_CAPITAL}(?:\s{_CAPITAL}){{0,3}})?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Who signs together, or without a name: "the editorial board", "Guardian staff", "la rédaction"."""
_ROLE: Final = late(
    r"\b(?:writer|reporter|correspondent|editor|columnist|staff|journalist|contributor|critic|analyst|professor|"
    r"director|author|researcher|correspondan(?:ce|te?)|journaliste|rédact(?:eur|rice)|corresponsal|redactora?|"
    r"periodista|redakteur(?:in)?|korrespondent(?:in)?|корреспондент|обозреватель|журналист)\b",
    re.IGNORECASE,
)
_RANK: Final = "chief|senior|deputy|associate|assistant|managing|executive|contributing|and"
_AT_A_PAPER: Final = (
    rf"(?:(?:{_CAPITAL}|{_SUBJECT}|{_RANK})\s){{1,4}}"
    "(?:editor|writer|reporter|correspondent|columnist|critic)s?"
)
_POST: Final = late(
    rf"(?:(?P<who>\S[^,.]{{4,60}}?)\sis\s(?:the|our|an?)\s)?{_AT_A_PAPER}(?:\sin\s{_CAPITAL})?\.?",
    re.IGNORECASE,
)
_SIGNED: Final = late(
    rf"(?P<who>[^,]{{5,60}}),\s(?:the\s|our\s)?(?:{_AT_A_PAPER}|"
    rf"[^\W\d_]+(?:redakteur|korrespondent)(?:in)?|(?:correspondante?|envoyée?\sspéciale?)\s(?:à|en|au)\s{_CAPITAL}|"
    rf"(?:corresponsal|enviad[oa]\sespecial|correspondente)\s(?:en|a|em)\s{_CAPITAL})(?:\sin\s{_CAPITAL})?",
    re.IGNORECASE,
)
"""A name with what its bearer is at a paper; with less, as in "Ann Lee, writer", it may be whom the text is about."""
_NOBODY: Final = late(
    rf"\b(?:{_SUBJECT}|the|an?|how|what|why|when|two|three|guest|essay|release|breaking|review|report|letters?|"
    r"new|north|south|east|west|los|las|san|são|santa|saint|buenos|hong|kuala|tel|cape|port|united|mexico)\b",
    re.IGNORECASE,
)
"""What stands in the names of places and sections, and in short titles."""
_ADDRESS: Final = late(r"https?://\S{4,2000}")


def byline(line: str) -> str | None:
    """The name in a line like "By Ana Ruiz", "By the editorial board"."""
    found = _BYLINE.fullmatch(line.strip(" ,\n"))
    if len(line.split()) > 10:
        return None
    if not found:
        signed = _SIGNED.fullmatch(line.strip())
        return signed[0] if signed and _names(signed["who"]) > 1 else None
    name = found["name"].strip(" ,")
    who, _, more = name.partition(",")
    if (body := _BODY.fullmatch(who)) and (not more or day(more)):
        return name[body.start("who")].upper() + name[body.start("who") + 1 :]
    if _are_things(found["by"] or "", name):
        return None
    told_more = bool(_ROLE.search(more) or day(more)) and _names(who) > 1
    return name if told_more or _names(name) else None


def _are_things(by: str, name: str) -> bool:
    """As in „Von der Wiege“, "By Land and Sea": whoever is named there has two names or is alone."""
    parts = _AND.sub(",", name).split(",")
    first, *others = [[word for word in part.split() if word not in _PARTICLES] for part in parts]
    all_short = bool(_AND.search(name)) and all(len(other) < 2 for other in others)
    return len(first) < 2 and (by.casefold() in _OF or (all_short and not by.endswith(":")))


def _names(text: str) -> int:
    """How many words of `text` name somebody; 0 where one of them cannot stand in a name."""
    words = [word.strip('(),"“”') for word in text.split()]
    if words[0] in _JOINTS or words[-1] in _JOINTS | _PARTICLES | _PLACES:
        return 0
    count = 0
    for word in words:
        if word in _JOINTS | _PARTICLES or (word in _PLACES and count > 1):
            continue
        first = (word if _SHORT.fullmatch(word) else _PREFIX.sub("", word))[:1]
        if not first.isalpha() or first.islower() or ("." in word and not _SHORT.match(word)):
            return 0
        count += not _SHORT.fullmatch(word)
    return count


_CREDIT: Final = late(
    r"(?P<what>photo(?:graph)?s?|images?|fotos?|bild|picture|credit)(?: credit)?"
    r"(?P<mark>\s*[:©/]\s*|\s+(?:by|courtesy of)\s+)(?P<whom>.{2,80})",
    re.IGNORECASE,
)
_AGENCY: Final = late(r"(?:^|\s*/\s*)[a-z]{3,5}$")


def is_credit(line: str) -> bool:
    """Whether the line says whose a picture is: "Photo: Lucy Brand/Reuters", "Foto: dpa"; no "Picture: the end"."""
    found = _CREDIT.fullmatch(line.strip()) if not line.endswith((".", "?", "!")) else None
    if not found:
        return False
    person = _AGENCY.sub("", found["whom"])
    count = _names(person) if person else 1
    one_is_enough = found["mark"].strip() in (":", "©") and found["what"].casefold() not in (
        "credit",
        "picture",
    )
    return count > 1 or (count == 1 and (one_is_enough or "/" in found["whom"]))


def address(line: str) -> str | None:
    """The address, when the line is nothing else."""
    return line.strip() if _ADDRESS.fullmatch(line.strip()) else None


class LineFacts(NamedTuple):
    """What a line tells of the article, and the rule by which it is set aside."""

    rule: Rule
    byline: str | None = None
    published_on: date | None = None
    url: str | None = None


def facts_of_line(line: str) -> LineFacts | None:
    """What the whole line tells: author, date, hour, address, or several of them with marks between."""
    parts = _PARTS.split(line.strip()) if len(line) <= _LONGEST else []
    each = [_of_part(part, bare=True) or _of_publisher(part) for part in parts] if len(parts) > 1 else []
    known = [one for one in each if one]
    bylines = sorted((one for one in known if one.byline), key=_is_source)
    if known and len(known) == len(each) and any(one.byline or one.published_on for one in known):
        return LineFacts(
            next((one.rule for one in bylines), known[0].rule),
            byline=next((one.byline for one in bylines), None),
            published_on=next((one.published_on for one in known if one.published_on), None),
        )
    return _of_part(line)


def _is_source(fact: LineFacts) -> bool:
    return fact.rule is SOURCE


def _of_part(line: str, *, bare: bool = False) -> LineFacts | None:
    if name := signed(line) or agency(line):
        return LineFacts(BYLINE, byline=name)
    people, body = beside_agency(line)
    if body and (name := signed(people) or byline(people)):
        return LineFacts(BYLINE, byline=f"{name}{body}")
    if name := byline(line):
        who, _, more = name.partition(",")
        return (
            LineFacts(BYLINE, byline=who, published_on=day(more))
            if day(more)
            else LineFacts(BYLINE, byline=name)
        )
    if named := day(line):
        return LineFacts(DATE, published_on=named)
    if link := address(line):
        return LineFacts(ADDRESS, url=link)
    if name := source(line):
        return LineFacts(SOURCE, byline=name)
    return LineFacts(TIME) if hour(line, bare=bare) else None


def _of_publisher(line: str) -> LineFacts | None:
    rule = rule_of(line)
    return LineFacts(rule) if rule else None


def named_over(line: str, following: str) -> LineFacts | None:
    """A name alone, where the line right under it is a date: "Lena Holt", "13 May 2026"."""
    alone = (
        line.strip() and len(line) <= _LONGEST_NAME and not _NOBODY.search(line) and _names(line) in _NAMES
    )
    return LineFacts(BYLINE, byline=without_by(line.strip())) if alone and day(following) else None


def is_post(line: str, before: str) -> bool:
    """Whether the line says what the author is whom the line `before` names: "City correspondent"."""
    name = byline(before)
    found = _POST.fullmatch(line.strip()) if name else None
    return bool(name and found and (found["who"] or "").casefold() in name.casefold())


def facts_at(lines: Sequence[str], place: int) -> LineFacts | None:
    """What the line at `place` tells, by itself or beside its neighbours."""
    line, *following = lines[place : place + 2]
    if place and is_post(line, lines[place - 1]):
        return LineFacts(POST)
    return facts_of_line(line) or (named_over(line, following[0]) if following else None)


def is_fact_line(line: str) -> bool:
    """Whether the line belongs to the head of an article: it tells of it, or is the publisher's."""
    return bool(facts_of_line(line) or rule_of(line))


def under_the_title(reading: Reading) -> Reading:
    """With the byline, date and address that stand in lines of their own right under the title or a standfirst.

    What the file states itself goes before; the lines are left out in either case.
    """
    paragraphs = list(reading.paragraphs)
    if not paragraphs or paragraphs[0].kind != TITLE:
        return reading
    for place, fact in sorted(_head(paragraphs, reading), key=lambda found: _is_source(found[1])):
        reading = replace(
            reading,
            byline=reading.byline or fact.byline,
            published_on=reading.published_on or fact.published_on,
            url=reading.url or fact.url,
        )
        paragraphs[place] = set_aside(paragraphs[place], fact.rule)
    return replace(reading, paragraphs=tuple(paragraphs))


def _head(paragraphs: Sequence[DraftParagraph], stated: Reading) -> list[tuple[int, LineFacts]]:
    """The lines to set aside: four facts at most, the publisher's between them, those behind a standfirst.

    A paragraph is a standfirst where between it and the text the author is named, or the day that the file states.
    The name of a section right under the title is one where facts stand in the head too.
    """
    found: list[tuple[int, LineFacts]] = []
    facts, before = 0, None
    lines = [paragraph.text for paragraph in paragraphs]
    for place, paragraph in enumerate(paragraphs[1 : 1 + _FARTHEST], 1):
        fact, line = facts_at(lines, place), _of_publisher(paragraph.text)
        if place == 1 and paragraph.kind == BODY and is_section(paragraph.text):
            line = LineFacts(SECTION)
        if fact and facts < _HEAD_LINES:
            facts += fact.rule is not POST
            found.append((place, fact))
        elif line and not fact:
            found.append((place, line))
        elif before is None and not fact and _could_stand_first(paragraph):
            before = len(found)
        elif not paragraph.left_out and paragraph.kind != CAPTION:
            break
    if before is not None:
        named = any(fact.byline or _is_day_of(stated, fact) for _, fact in found[before:])
        found = found if named and found[-1][0] + 1 < len(paragraphs) else found[:before]
    if all(fact.rule is SECTION for _, fact in found) and not stated.byline:
        return []
    dates = {fact.published_on for _, fact in found if fact.published_on}
    behind = paragraphs[found[-1][0] + 1 :] if found else []
    if not _is_chronicle(behind, dates):
        return found
    return [(at, fact) for at, fact in found if fact.rule is not DATE or is_labelled(paragraphs[at].text)]


def _is_day_of(stated: Reading, fact: LineFacts) -> bool:
    return fact.published_on is not None and fact.published_on == stated.published_on


def _is_chronicle(paragraphs: Sequence[DraftParagraph], dates: set[date]) -> bool:
    """Whether other days head parts of the text, so that the one under the title heads the first."""
    lines = [one.text for one in paragraphs[:-1] if len(one.text) <= _LONGEST_DAY and _YEAR.search(one.text)]
    days = (day(line) for line in lines if dates and not is_labelled(line))
    return any(named and named not in dates for named in days)


def _could_stand_first(paragraph: DraftParagraph) -> bool:
    short = columns(paragraph.text) <= _LONGEST_STANDFIRST
    return short and paragraph.kind in (BODY, HEADING) and not paragraph.left_out


def set_aside(paragraph: DraftParagraph, rule: Rule) -> DraftParagraph:
    """The paragraph as left out by `rule`."""
    return replace(paragraph, kind=BODY, left_out=True, rule=rule.name, rule_sentence=rule.sentence)
