"""The quiet centre: the annotated article, frozen, for page, API and every export."""

from annotations.reading.changed import ChangeLine
from annotations.reading.loading import galley, load, load_paragraph, load_statement, load_touched
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedParagraph,
    AnnotatedStatement,
    CitationLine,
    ClaimantLine,
    CounterpointLine,
    Counts,
    DecisionLine,
    FlagLine,
    Link,
    MarkedArticle,
    MarkedParagraph,
    MarkedStatement,
    NoteLine,
    PersonLine,
    SourceLine,
    VerdictLine,
)
from annotations.reading.moment import one_moment

__all__ = [
    "AnnotatedArticle",
    "AnnotatedParagraph",
    "AnnotatedStatement",
    "ChangeLine",
    "CitationLine",
    "ClaimantLine",
    "CounterpointLine",
    "Counts",
    "DecisionLine",
    "FlagLine",
    "Link",
    "MarkedArticle",
    "MarkedParagraph",
    "MarkedStatement",
    "NoteLine",
    "PersonLine",
    "SourceLine",
    "VerdictLine",
    "galley",
    "load",
    "load_paragraph",
    "load_statement",
    "load_touched",
    "one_moment",
]
