"""The table of the HTML file, statement by statement. A template would take half of the page's time for it."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.exports import hanging, words
from annotations.exports.html_marks import numbers
from annotations.reading.model import AnnotatedArticle, AnnotatedParagraph, AnnotatedStatement
from annotations.wording import checked, wording


def rows_html(article: AnnotatedArticle) -> SafeString:
    """A row for each statement that counts, in reading order."""
    return mark_safe(
        "\n".join(
            _row(statement, paragraph, article)
            for paragraph in article.kept
            for statement in paragraph.statements
            if not statement.left_out
        )
    )


def _row(statement: AnnotatedStatement, paragraph: AnnotatedParagraph, article: AnnotatedArticle) -> str:
    uid, verdict = statement.uid, statement.verdict
    claim = _claim(statement, paragraph.language or article.language, paragraph.direction)
    claimant = escape(words.claimant(statement, article))
    return (
        f'<tr role="row" id="t-{uid}">'
        f'<th role="rowheader" scope="row"><a href="#s-{uid}">{escape(statement.label)}</a></th>'
        f'<td role="cell" dir="auto">{claim}</td>'
        f'<td role="cell"><span dir="auto">{claimant}</span>{_soft(checked(statement))}</td>'
        f'<td role="cell" class="{statement.mark.family}">{statement.mark.drawn} '
        f"<b>{escape(wording(statement, article.scale))}</b> "
        f'<span class="lines" dir="auto">{escape(verdict.rationale if verdict else "")}</span>'
        f"{_beside(statement, article)}</td>"
        f'<td role="cell">{escape(words.state(statement))}</td></tr>'
    )


def _claim(statement: AnnotatedStatement, language: str, direction: str) -> str:
    spoken, plain = f'lang="{escape(language)}"', ""
    if statement.plain:
        plain = f'<b class="lines" {spoken} dir="auto">{escape(statement.plain)}</b><br>'
    return f'{plain}<span class="quote" {spoken} dir="{direction}">{escape(statement.text)}</span>'


def _beside(statement: AnnotatedStatement, article: AnnotatedArticle) -> str:
    """Numbers of the works, who says so as of when, what is told beside a verdict."""
    links = numbers(words.citations_of(statement))
    refs = f'<span class="refs">{links}</span>' if links else ""
    as_of = words.given(statement.verdict) if statement.verdict else ""
    return refs + "".join(_soft(fine, " lines") for fine in (as_of, *hanging.besides(statement, article)))


def _soft(text: str, also: str = "") -> str:
    return f'<br><span class="soft{also}">{escape(text)}</span>' if text else ""
