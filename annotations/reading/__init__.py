"""The quiet centre: the annotated article, frozen, for page, API and every export."""

from annotations.reading.counts import Counts
from annotations.reading.isolation import snapshot
from annotations.reading.loading import (
    galley,
    load,
    load_as_a_whole,
    load_paragraph,
    load_statement,
    load_touched,
    table,
)
from annotations.reading.model import AnnotatedArticle, AnnotatedStatement

__all__ = [
    "AnnotatedArticle",
    "AnnotatedStatement",
    "Counts",
    "galley",
    "load",
    "load_as_a_whole",
    "load_paragraph",
    "load_statement",
    "load_touched",
    "snapshot",
    "table",
]
