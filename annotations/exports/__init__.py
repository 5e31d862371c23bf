"""What leaves the house: one pure function a format, from the reading model to bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.exports import html_page, json_rows, markdown_text
from annotations.reading.model import AnnotatedArticle


@dataclass(frozen=True, slots=True)
class Format:
    """``render`` knows no clock, no request, no database: the same article gives the same bytes."""

    slug: str
    label: str
    media_type: str
    extension: str
    what: str
    render: Callable[[AnnotatedArticle], bytes]

    def disposition(self, slug: str) -> str:
        """The header by which a browser keeps the export of an article as a file."""
        return f'attachment; filename="{slug}.{self.extension}"'


FORMATS: dict[str, Format] = {
    format.slug: format
    for format in (
        Format(
            "html",
            "HTML page",
            "text/html; charset=utf-8",
            "html",
            "One file that opens anywhere, prints with notes in the margin, needs no network.",
            html_page.render,
        ),
        Format(
            "markdown",
            "Markdown",
            "text/markdown; charset=utf-8",
            "md",
            "Plain text with footnotes, for a mail or a repository.",
            markdown_text.render,
        ),
        Format(
            "json",
            "JSON",
            "application/json",
            "json",
            "Every row that may leave, by uid; the command import_article takes it in again.",
            json_rows.render,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets it, with the formats that suit them, the likeliest first."""

    slug: str
    label: str
    what: str
    formats: tuple[str, ...]


AUDIENCES: dict[str, Audience] = {
    audience.slug: audience
    for audience in (
        Audience("readers", "Readers", "beside the article, or on paper", ("html", "markdown")),
        Audience(
            "author", "The author", "to see what was found, notes on our own work too", ("html", "markdown")
        ),
        Audience(
            "archive",
            "An archive or a machine",
            "to keep, count or take in again",
            ("json", "html", "markdown"),
        ),
    )
}


def usual_audience(form: str) -> Audience:
    """Who gets the form where nobody says for whom it is: the first whom it suits."""
    return next(audience for audience in AUDIENCES.values() if form in audience.formats)
