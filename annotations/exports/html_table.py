"""The table of the HTML file, statement by statement. A template would take half of the page's time for it."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.exports import attachments, words
from annotations.exports.html_links import Places, linked, named_by
from annotations.exports.html_marks import numbers
from annotations.plurals import counted
from annotations.reading.model import AnnotatedArticle, AnnotatedParagraph, AnnotatedStatement
from annotations.wording import checked, wording


def rows_html(article: AnnotatedArticle, places: Places) -> SafeString:
    """A row for each statement that counts, in reading order."""
    return mark_safe(
        "\n".join(
            _row(statement, paragraph, article, places)
            for paragraph in article.kept
            for statement in paragraph.statements
            if not statement.left_out
        )
    )


def _row(
    statement: AnnotatedStatement, paragraph: AnnotatedParagraph, article: AnnotatedArticle, places: Places
) -> str:
    uid, verdict, named = statement.uid, statement.verdict, named_by(statement)
    claim = _claim(statement, paragraph.language or article.language, paragraph.direction)
    claimant = escape(words.claimant(statement, article))
    return (
        f'<tr role="row" id="t-{uid}">'
        f'<th role="rowheader" scope="row"><a href="#s-{uid}">{escape(statement.label)}</a></th>'
        f'<td role="cell" dir="auto">{claim}</td>'
        f'<td role="cell"><span dir="auto">{claimant}</span>{_soft(linked(checked(statement), named, places))}</td>'
        f'<td role="cell" class="{statement.mark.family}">{statement.mark.drawn} '
        f"<b>{escape(wording(statement, article.scale))}</b> "
        f'<span class="lines" dir="auto">{escape(verdict.rationale if verdict else "")}{_refs(statement)}</span>'
        f"{_beside(statement, article, places)}</td>"
        f'<td role="cell">{linked(words.state(statement), named, places)}{_soft(_attached(statement))}</td></tr>'
    )


def _claim(statement: AnnotatedStatement, language: str, direction: str) -> str:
    spoken, plain = f'lang="{escape(language)}"', ""
    if statement.plain:
        plain = f'<b class="lines" {spoken} dir="auto">{escape(statement.plain)}</b><br>'
    return f'{plain}<span class="quote" {spoken} dir="{direction}">{escape(statement.text)}</span>'


def _beside(statement: AnnotatedStatement, article: AnnotatedArticle, places: Places) -> str:
    """Who says so as of when, what is told beside a verdict."""
    as_of = words.given(statement.verdict) if statement.verdict else ""
    named, related = named_by(statement), attachments.relations(statement, article)
    told = (
        linked(fine, named if fine in related else (), places)
        for fine in attachments.besides(statement, article)
    )
    return "".join(_soft(fine, " lines") for fine in (escape(as_of), *told))


def _refs(statement: AnnotatedStatement) -> str:
    """Numbers of the works."""
    links = numbers(words.citations_of(statement))
    return f'<span class="refs">{links}</span>' if links else ""


def _attached(statement: AnnotatedStatement) -> str:
    """ "† 1 open flag · 2 counterpoints", each a link to the first."""
    flags, points = statement.open_flags, statement.counterpoints
    told = []
    if flags:
        told.append(
            f'<a class="nb" href="#flags"><span aria-hidden="true">† </span>{counted(len(flags), "open flag")}</a>'
        )
    if points:
        told.append(f'<a class="nb" href="#c-{points[0].uid}">{counted(len(points), "counterpoint")}</a>')
    return " · ".join(told)


def _soft(html: str, also: str = "") -> str:
    return f'<br><span class="soft{also}">{html}</span>' if html else ""
