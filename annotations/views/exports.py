"""The page on which an article leaves the house."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from annotations.exports import AUDIENCES, FORMATS, Audience, Format, outline, usual_audience
from annotations.exports.slots import slot
from annotations.models import Note
from annotations.reading import AnnotatedArticle, load, snapshot
from annotations.views.base import deny_in_words, frame, get_article, page
from articles.models import Article

SHOWN = 60_000  # bytes of a text that the page shows; the file has all
# The file is a page of its own: it may use its own style, be looked at from the export page, no more.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)


@require_safe
@csp_update({"frame-src": [SELF]})
@deny_in_words
@snapshot()
def article_export(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Who it is for, in what form, what to know before it goes; beside it what leaves."""
    row, by = get_article(request, desk, slug)
    audience, made = _audience_and_format(request)
    with slot(row.tally.statements):
        read = load(row, audience=audience.slug)
        shown = _preview(read, made)
    context = {
        **frame(by, "articles", row),
        "article": read,
        "audience": audience,
        "audiences": AUDIENCES.values(),
        "format": made,
        "formats": [FORMATS[name] for name in audience.formats],
        "contents": outline.contents(read, made.slug),
        "before": outline.before_it_goes(
            read, form=made.slug, audience=audience.slug, private_notes=_private_notes(row)
        ),
        "standing": outline.standing(read),
        **shown,
        "address": reverse("article-export-file", args=[desk, slug, made.slug]),
    }
    return page(request, "export/page.html", context, part="export")


@require_safe
@xframe_options_sameorigin
@deny_in_words
@snapshot()
def article_export_file(request: HttpRequest, desk: str, slug: str, format: str) -> HttpResponse:
    """The file itself; with ``?preview`` to look at, else to keep."""
    row, _ = get_article(request, desk, slug)
    if format not in FORMATS:
        raise Http404
    made = FORMATS[format]
    audience = AUDIENCES.get(request.GET.get("for", "")) or usual_audience(format)
    with slot(row.tally.statements):
        data = made.render(load(row, audience=audience.slug))
    response = HttpResponse(data, content_type=made.media_type)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-cache"
    if "preview" not in request.GET:
        response["Content-Disposition"] = made.disposition(row.slug)
    return response


def _audience_and_format(request: HttpRequest) -> tuple[Audience, Format]:
    """What was asked for; what is unknown, or does not go together, falls back to the likeliest."""
    audience = AUDIENCES.get(request.GET.get("for", "")) or AUDIENCES["readers"]
    wanted = request.GET.get("format", "")
    return audience, FORMATS[wanted if wanted in audience.formats else audience.formats[0]]


def _preview(read: AnnotatedArticle, made: Format) -> dict[str, Any]:
    """The file's size and its beginning; a page of its own is looked at, so that it is made there, not twice."""
    if made.slug == "html":
        return {"size": None, "text": "", "is_whole": True}
    data = made.render(read)
    return {
        "size": len(data),
        "text": data[:SHOWN].decode(errors="ignore"),
        "is_whole": len(data) <= SHOWN,
    }


def _private_notes(row: Article) -> int:
    return Note.objects.filter(article=row, is_private=True, withdrawn_at=None).count()
