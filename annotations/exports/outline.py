"""What an annotated article says, part by part, before it takes a form."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotations.exports import words
from annotations.exports.attachments import Entry, bothers, flags, notes, open_flags, works
from annotations.exports.json_rows import tables
from annotations.models.flag import FlagOutcome
from annotations.models.review import Ruling
from annotations.models.verification import Detail, Status
from annotations.plurals import counted
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedStatement,
)
from annotations.scale import LOOKS, SIGNED
from articles.models.article import Mode, Stage
from articles.models.desk import Role

MOST_CHANGES = 200
# Tables of the JSON, by what a row of each is called.
ROWS = {
    "statements": ("statement", ""),
    "verifications": ("verdict", ""),
    "sources": ("source", ""),
    "citations": ("citation", ""),
    "counterpoints": ("counterpoint", ""),
    "flags": ("flag", ""),
    "decisions": ("decision", ""),
    "notes": ("note to print", "notes to print"),
}
EVERY_ROW = (
    "Earlier verdicts, settled flags, decisions go with it, with what was written to them; so does what hangs on "
    "statements that are left out"
)
PROPOSAL_NOTE = "A hollow mark is a proposal, not a finding."


def facts(article: AnnotatedArticle) -> list[tuple[str, str]]:
    """What is known of the article, name by name; what is not known is left away."""
    known = (
        ("By", article.byline),
        ("In", article.publisher),
        ("Published", words.day(article.published_on) if article.published_on else ""),
        ("Address", article.url),
        ("Desk", article.desk),
        *_people(article),
        ("Stage", f"{Stage(article.stage).label}, {Mode(article.mode).label.lower()}"),
        ("Taken in", words.day(article.taken_in_at)),
        ("Text", f"revision {article.revision}, SHA-256 {article.text_sha256[:12]}…"),
    )
    return [(name, value) for name, value in known if value]


def _people(article: AnnotatedArticle) -> Iterator[tuple[str, str]]:
    """Who did what, by their role at the desk."""
    for role in (*Role.values, ""):
        told = [
            f"{person.name} ({words.listed(person.did)})" for person in article.people if person.role == role
        ]
        if role:
            yield f"{Role(role).label}{'s' if len(told) > 1 else ''}", words.listed(told)
        else:
            yield "People" if len(told) == len(article.people) else "Others", words.listed(told)


def proposals(article: AnnotatedArticle) -> list[AnnotatedStatement]:
    """Statements that nobody has signed off. One that repeats another stands or falls with it."""
    return [s for s in that_count(article) if not s.is_final]


def that_count(article: AnnotatedArticle) -> list[AnnotatedStatement]:
    """The statements of kept paragraphs that are not left out."""
    return [s for paragraph in article.kept for s in paragraph.statements if not s.left_out]


def is_final(article: AnnotatedArticle) -> bool:
    """Whether all of it is signed off, with no flag open that blocks that. Where nothing counts, nothing was."""
    return bool(that_count(article)) and not proposals(article) and not _blocking(article)


def standing(article: AnnotatedArticle) -> str:
    """How far it is signed off, as the first thing that a reader sees."""
    everything, unsigned = len(that_count(article)), len(proposals(article))
    if not everything:
        return "Not signed off: there is no statement that counts."
    approved = (
        "Its only statement is approved" if everything == 1 else f"All {everything:,} statements approved"
    )
    blocking = _blocking(article)
    blocks = counted(blocking, "open flag blocks it", "open flags block it") if blocking else ""
    if not unsigned:
        return f"Not signed off: {blocks}. {approved}." if blocks else f"{approved}."
    signed = f"{everything - unsigned:,} of {counted(everything, 'statement')} approved"
    return f"Not signed off: {', '.join(filter(None, (signed, blocks)))}. {PROPOSAL_NOTE}"


def _blocking(article: AnnotatedArticle) -> int:
    return sum(flag.is_open and flag.is_blocking for _, flag in flags(article))


def gap(article: AnnotatedArticle) -> str:
    """What of the text nobody has answered for, to be told with the standing; empty where that is nothing."""
    return f"{words.coverage(article)}." if article.counts.unaccounted_percent else ""


def contents(article: AnnotatedArticle, form: str = "html") -> list[str]:
    """What the file of this form holds, part by part. JSON has every row, of what is left out or over too."""
    parts = _rows(article) if form == "json" else _printed(article)
    told = [counted(number, one, many) for number, one, many in parts if number]
    return ["The summary", *told] if article.summary else told


def _rows(article: AnnotatedArticle) -> Iterator[tuple[int, str, str]]:
    rows = tables(article)
    for table, (one, many) in ROWS.items():
        yield len(rows[table]), one, many


def _printed(article: AnnotatedArticle) -> Iterator[tuple[int, str, str]]:
    points = sum(len(s.counterpoints) for s in that_count(article)) + len(article.counterpoints)
    yield len(that_count(article)), "statement", ""
    yield sum(1 for s in that_count(article) if s.verdict), "verdict", ""
    yield len(works(article)), "source", ""
    yield points, "counterpoint", ""
    yield len(notes(article)), "note to print", "notes to print"
    yield len(exclusions(article)), "exclusion", ""
    yield len(exceptions(article)), "exception", ""


def before_it_goes(
    article: AnnotatedArticle, *, audience: str, private_notes: int, form: str = "html"
) -> list[str]:
    """What whoever sends it should know, in sentences without their stops."""
    told = (
        *((EVERY_ROW,) if form == "json" else _as_printed(article, audience)),
        words.coverage(article) if article.counts.unaccounted_percent else "",
        "" if article.summary else "There is no summary yet",
        f"Private notes ({private_notes}) stay here" if private_notes else "",
    )
    return [sentence for sentence in told if sentence]


def _as_printed(article: AnnotatedArticle, audience: str) -> Iterator[str]:
    """The same, of how the file itself tells it."""
    if not that_count(article):
        yield "No statement counts: the file says that it is not signed off"
    if unsigned := len(proposals(article)):
        yield f"{counted(unsigned, 'statement')} not approved: the file says so at each"
    if leaning := sum(bool(s.fallen) for s in that_count(article)):
        leans = counted(leaning, "statement leans", "statements lean")
        yield f"{leans} on one that fell since: the file says so there"
    if flagged := len(open_flags(article)):
        but = " (no note on our own work)" if audience == "readers" else ""
        yield f"{counted(flagged, 'open flag')}: printed with reason, note and who raised it{but}"


def counts(article: AnnotatedArticle) -> list[tuple[int, str, str, str]]:
    """Statements by verdict, in the order of the scale: (how many, status, direction, label).

    Those of which no more was checked than that they were said are a number of their own.
    """
    found = Counter((s.status, _way(s), s.said_only) for s in that_count(article))
    order = [status for status in Status.values if status != Status.UNCHECKED] + [Status.UNCHECKED.value]
    return [
        (found[status, way, said_only], status, way, article.scale.label(status, way, said_only=said_only))
        for status in order
        for way in (Detail.OVER, Detail.UNDER, "")
        for said_only in (False, True)
        if found[status, way, said_only]
    ]


def _way(statement: AnnotatedStatement) -> str:
    """In which of two directions the verdict lies, where it may lie in either."""
    return statement.detail if statement.status == Status.MISSTATED else ""


def signed(article: AnnotatedArticle) -> list[tuple[str, str]]:
    """(status, detail) of each verdict that has a sign, for a legend.

    That something is overstated or understated without saying which is told of where one is found to be.
    """
    found = list(SIGNED)
    if any(s.status == Status.MISSTATED and not s.detail for s in that_count(article)):
        found.append((Status.MISSTATED, ""))
    order = list(LOOKS)
    return sorted(found, key=lambda verdict: order.index(verdict[0]))


def summed_up(article: AnnotatedArticle) -> list[str]:
    """Coverage, what is open, in sentences without their stops."""
    still_open = len(open_flags(article))
    return [words.coverage(article), counted(still_open, "open flag") if still_open else "No open flag"]


def exclusions(article: AnnotatedArticle) -> list[Entry]:
    """Paragraphs and statements that were left out of the count, with the reason."""
    paragraphs = [
        Entry(f"¶ {p.label}", p.text, p.rule or "By hand", p.language or article.language)
        for p in article.left_out
    ]
    statements = [
        Entry(s.label, s.text, s.left_out_why or "No reason given", paragraph.language or article.language)
        for paragraph in article.kept
        for s in paragraph.statements
        if s.left_out
    ]
    return statements + paragraphs


def exceptions(article: AnnotatedArticle) -> list[Entry]:
    """Where a rule was not kept, with the reason: one pair of eyes, one origin, an accepted risk."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in _exceptions(article):
        found[entry.what, entry.why].append(entry.where)
    return [Entry(", ".join(where), what, why) for (what, why), where in found.items()]


def _exceptions(article: AnnotatedArticle) -> Iterator[Entry]:
    for s in that_count(article):
        decision = None if s.same_as else s.decision  # what repeats another stands by that one's
        if s.is_final and decision and decision.ruling == Ruling.APPROVE and decision.override_why:
            yield Entry(s.label, f"One pair of eyes: {decision.by} approved own work", decision.override_why)
        if s.one_origin_why and s.origins == 1 < article.origins_wanted:
            yield Entry(s.label, "One independent source: only one can exist", s.one_origin_why)
    for where, flag in flags(article):
        if flag.outcome == FlagOutcome.ACCEPTED_RISK:
            yield Entry(where, f"Accepted risk: {bothers(flag, article)}", flag.outcome_note)


def changes(article: AnnotatedArticle) -> list[Entry]:
    """What was done to it, day by day, by whom: the newest ``MOST_CHANGES``, after a line that counts those before."""
    told = [Entry(words.day(change.at), change.words, change.by) for change in article.changes]
    if (before := len(told) - MOST_CHANGES) <= 0:
        return told
    first, last = told[0].where, told[before - 1].where
    when = first if first == last else f"{first} to {last}"
    return [Entry(when, f"{counted(before, 'earlier change')}, not printed"), *told[before:]]


METHOD = (
    "A statement is a stretch of one paragraph. It has the paragraph’s number, then its place in it. Of statements "
    "and paragraphs alike, letters (“4.2a”) are parts of one that was cut, a range (“5.2–5.3”) is several made one.",
    "A verdict says what the evidence says on the day that stands beside it. Who wrote part of it may not "
    "approve it; where nobody else could, the reason is printed under “Exceptions”.",
    "An approval is bound to the statement, who says it, what was checked, the verdict, its evidence. When "
    "any of it changes, the statement is marked as changed since approval.",
    "Coverage is the share of words in a statement that has a complete verdict, is not a claim, or is left out "
    "with a reason. Copies of one work count as one independent source.",
)


def fingerprints(article: AnnotatedArticle) -> list[tuple[str, str]]:
    """What the text can be told by."""
    found = (("Text, SHA-256", article.text_sha256), ("Original file, SHA-256", article.original_sha256))
    return [(name, value) for name, value in found if value]
