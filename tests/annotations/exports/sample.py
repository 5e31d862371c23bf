"""An annotated article with every part an export may have: own text, three scripts, markup in every field."""

from dataclasses import replace
from datetime import UTC, date, datetime

from annotations.reading.change_log import ChangeLine
from annotations.reading.model import (
    AnnotatedArticle,
    ClaimantLine,
    Counts,
    PersonLine,
)
from annotations.scale import VerdictLabels
from articles.normal import sha256
from tests.annotations.exports.builders import (
    MORNING,
    citation,
    counterpoint,
    decision,
    flag,
    link,
    note,
    paragraph,
    source,
    statement,
    uid,
    verdict,
)

YEARBOOK = source(
    1,
    "Tram & bus <em>yearbook</em> 2025",
    url="https://example.org/yearbook?a=1&b=2",
    csl={
        "author": [{"literal": "City Tramways"}],
        "publisher": "City Tramways",
        "issued": {"date-parts": [[2026, 1]]},
    },
    archive_url="https://archive.example/yearbook",
    archived_on=date(2026, 1, 13),
)
COPY = source(
    2,
    "Trams carry *more*",
    url="https://example.org/q?x=<y>",
    csl={"container-title": "The _Courier_"},
    archive_url="ftp://archive.example/copy",
    archived_on=date(2026, 1, 13),
    derived_from=YEARBOOK.uid,
)
HANDBOOK = source(
    3,
    "Counting passengers",
    csl={
        "author": [{"given": "Ines", "family": "Holm"}, {"family": "Okoro"}, "not a person"],
        "publisher": "Quay Press",
        "issued": {"date-parts": [["2019"]]},
        "ISBN": "978-0-306-40615-7",
        "DOI": "10.1000/<quay>.12",
    },
)


TRAMWAYS = ClaimantLine(uid(900), "the tramways", "operator <b>")


TITLE = "The tram <is> winning & *how*"
TABLE = "Line | 2024 | 2025\n1 | 41,000 | 44,118\n2 | 29,500 | 31,000\n\nTotal boardings: 75,118"
CITED = citation(1, YEARBOOK, passage=TABLE, shows="the total, not the <rate>")
PARAGRAPHS = (
    paragraph(
        "1",
        TITLE,
        statement(
            "1.1",
            TITLE,
            "supported",
            review_state="approved",
            same_as=link("3.1", "In 2025 the trams carried over 75,000 people"),
        ),
        kind="title",
    ),
    paragraph(
        "2",
        "For this city 🚋, the queue is no figure of speech. [I] have <script>alert('stood')</script> in it.",
        statement(
            "2.1",
            "For this city 🚋, the queue is no figure of speech.",
            "not_claim",
            kind="opinion",
            kind_confirmed=True,
            review_state="approved",
            verdict=verdict(1, "not_claim", ""),
            decision=decision(1),
        ),
        statement(
            "2.2",
            "[I] have <script>alert('stood')</script> in it.",
            left_out=True,
            left_out_why="Experience, _not_ a claim",
        ),
    ),
    paragraph(
        "3",
        "In 2025 the trams carried over 75,000 people, averaging more than 260 a day. "
        "Waiting times have fallen by half, and nobody has counted why.",
        statement(
            "3.1",
            "In 2025 the trams carried over 75,000 people",
            "supported",
            kind="quantity",
            claimant=TRAMWAYS,
            plain="The city’s trams carried more than 75,000 people in 2025.",
            checked_said=True,
            review_state="approved",
            verdict=verdict(2, "supported", "The yearbook gives 75,118 boardings."),
            decision=decision(2, override_why="Nobody else was at the desk"),
            citations=(CITED, citation(2, COPY, locator="", passage="", passage_uid=None)),
            one_origin_why="Only the operator counts",
            leaned_on_by=(link("3.2", "averaging more than 260 a day"),),
        ),
        statement(
            "3.2",
            "averaging more than 260 a day",
            "contradicted",
            kind="quantity",
            plain="The trams carried more than 260 people a day.",
            review_state="sent_back",
            reviewer="Rosa Lind",
            verdict=verdict(3, "contradicted", "75,000 ÷ 365 = 205.5;\n260 would need **about** 95,000."),
            decision=decision(3, "send_back", why="Say what a day is"),
            citations=(citation(3, YEARBOOK, "contradicts"),),
            flags=(
                flag(
                    1,
                    "adds_up_not",
                    note="Not from the total in <3.1>",
                    target="statement",
                    target_uid=uid(1032),
                ),
                flag(
                    2,
                    "weak_source",
                    outcome="accepted_risk",
                    outcome_note="No other exists",
                    is_blocking=False,
                    target="citation",
                    target_uid=uid(303),
                ),
                flag(4, "other_side", target="counterpoint", target_uid=uid(401)),
            ),
            counterpoints=(
                counterpoint(
                    1,
                    "The line ran on 288 days;\nper running day it is 260.8.",
                    kind="qualifies",
                    answer="Then say <per running day>.",
                    answered_by="Ana Ruiz",
                    citations=(citation(4, HANDBOOK, "context", locator="ch. 2"),),
                ),
            ),
            leans_on=(link("3.1", "In 2025 the trams carried over 75,000 people"),),
            contributors=("Ana Ruiz", "Tomás Vega"),
        ),
        statement(
            "3.3",
            "Waiting times have fallen by half",
            "misstated",
            checked_said=True,
            checked_so=False,
            review_state="changed",
            verdict=verdict(4, "misstated", "From nine minutes to six.", "over"),
            decision=decision(4, is_fresh=False),
        ),
        statement(
            "3.4",
            "nobody has counted why.",
            "unverifiable",
            claimant_unclear=True,
            checked_said=True,
            verdict=verdict(5, "unverifiable", "Nobody keeps such a count.", "not_counted"),
            reviewer="Rosa Lind",
            citations=(citation(6, HANDBOOK, "context", locator="foreword", passage=""),),
            notes=(note(1, "Asked the council, <no> answer by 17:00."),),
        ),
    ),
    paragraph(
        "4",
        "محمد اقبال نے کہا کہ ٹرام جیت گئی ہے۔ یہ سچ ہے۔",
        statement(
            "4.1",
            "محمد اقبال نے کہا کہ ٹرام جیت گئی ہے۔",
            "no_evidence",
            verdict=verdict(6, "no_evidence", "دیکھا"),
        ),
        statement("4.2", "یہ سچ ہے۔"),
        kind="quotation",
        language="ur",
    ),
    paragraph(
        "5",
        "路面電車は今年も勝った。",
        statement("5.1", "路面電車は今年も勝った。", "misleading", verdict=verdict(7, "misleading", "ほぼ")),
        language="ja",
    ),
    paragraph(
        "6",
        "Sign up for our <b>tram</b> letter",
        statement("6.1", "Sign up for our <b>tram</b> letter", left_out=True),
        left_out=True,
        rule="A call to sign up for a newsletter.",
    ),
    paragraph(
        "7",
        "نیٹ ورک کے لنکس",
        statement("7.1", "نیٹ ورک کے لنکس", left_out=True),
        language="ur",
        left_out=True,
        rule="",
    ),
)

ARTICLE = AnnotatedArticle(
    id=1,
    uid=uid(1),
    slug="the-tram-is-winning",
    title=TITLE,
    byline="M. Okafor <columnist>",
    publisher="Harbour & Courier",
    url="https://example.org/tram?x=1&y=<2>",
    published_on=date(2026, 1, 12),
    language="en",
    summary="Most of it stands.\n\nThe *rate* does <not>.\n1. It never did.",
    mode="after",
    stage="checking",
    priority=2,
    due=datetime(2026, 1, 16, 17, 0, tzinfo=UTC),
    desk="Demo desk",
    origins_wanted=2,
    revision=1,
    text_sha256=sha256("\n".join(p.text for p in PARAGRAPHS)).hex(),
    taken_in_at=MORNING,
    seq=41,
    version=2,
    counts=Counts(
        statements=9, checked=8, approved=2, waiting=4, words=60, accounted=43, open_flags=3, blocking=3
    ),
    scale=VerdictLabels({"misleading": "True, but …"}),
    paragraphs=PARAGRAPHS,
    sources=(YEARBOOK, COPY, HANDBOOK),
    flags=(flag(3, "headline", note="“Winning” is nowhere in the text", target="article"),),
    counterpoints=(
        counterpoint(2, "Cyclists are <not> asked.", outcome="accepted", citations=(citation(5, HANDBOOK),)),
    ),
    notes=(note(2, "Corrected the name of the *line*."),),
    people=(
        PersonLine("Ana Ruiz", ("annotated", "wrote notes"), "analyst"),
        PersonLine("Rosa Lind", ("approved", "settled flags"), "editor"),
        PersonLine("Tomás Vega", ("annotated", "flagged"), "analyst"),
        PersonLine("Viktor", ("flagged",)),
    ),
    changes=(
        ChangeLine("Taken in", MORNING, "Ana Ruiz"),
        ChangeLine("“Trams <carry> *more*” is “Trams & more” now", MORNING, "Tomás Vega"),
        ChangeLine("Approved 3.1", datetime(2026, 1, 15, 8, tzinfo=UTC), "Rosa Lind"),
        ChangeLine("Imported", datetime(2026, 1, 15, 23, 30, tzinfo=UTC)),
    ),
    encoding="utf-8",
    original_sha256="ab" * 32,
)

NOTHING = replace(
    ARTICLE, summary="", paragraphs=(), sources=(), flags=(), counterpoints=(), notes=(), counts=Counts()
)


def article(*statements, **fields):
    """Statements of one paragraph, in an article of nothing else."""
    text = " ".join(s.text for s in statements)
    return replace(NOTHING, paragraphs=(paragraph("1", text, *statements),), **fields)
