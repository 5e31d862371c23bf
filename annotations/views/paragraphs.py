"""A paragraph of a text that is taken in: its kind, left out or kept, cut or joined."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from annotations.forms.article import LeaveOutForm
from annotations.models import Placement
from annotations.permissions import why_not
from annotations.refusals import Refused, Stale
from annotations.services import paragraphs
from annotations.views.base import deny_in_words, done, frame, get_article
from annotations.views.parts import address
from articles.fields import whole
from articles.models import Article, Membership, Paragraph, ParagraphKind


def _get(
    request: HttpRequest, desk: str, slug: str, pk: int, action: str
) -> tuple[Paragraph, Article, Membership]:
    """A paragraph of the text in force. Raises Stale for one that was cut or joined since its page was opened."""
    article, by = get_article(request, desk, slug, action)
    row = get_object_or_404(Paragraph, revision=article.text_id, pk=pk)
    if row.withdrawn_at:
        raise Stale(
            row, f"¶ {row.label} was cut or joined meanwhile. Open the article to see what it is now."
        )
    return row, article, by


@require_safe
@deny_in_words
def paragraph(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """What can be corrected on it, with the places where it may be cut."""
    row, article, by = _get(request, desk, slug, pk, "read")
    return _show(request, row, article, by, LeaveOutForm(initial={"version": row.version}))


def _show(
    request: HttpRequest, row: Paragraph, article: Article, by: Membership, leave_out: LeaveOutForm
) -> HttpResponse:
    placed = list(Placement.objects.filter(paragraph=row, withdrawn_at=None).order_by("start"))
    context = {
        **frame(by, "articles", article),
        "base": address(article),
        "here": f"{address(article)}paragraphs/{row.pk}/",  # a refusal stands at the address of its deed
        "article": article,
        "paragraph": row,
        "kinds": ParagraphKind.choices,
        "cuts": [(place.start, place.quote[:60]) for place in placed if place.start > 0],
        "gaps": gaps(row.text, [(place.start, place.end) for place in placed]),
        "read_only": why_not(by, "annotate"),
        "leave_out": leave_out,
    }
    return render(request, "workspace/paragraph.html", context, status=leave_out.status)


def gaps(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, words) of what no statement accounts for, in code points; punctuation alone is no gap."""
    edges = [0, *(edge for place in taken for edge in place), len(text)]
    free = ((start, end, text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [
        (start + len(words) - len(words.lstrip()), start + len(words.rstrip()), words.strip())
        for start, end, words in free
        if re.search(r"\w", words)
    ]


def _correct(
    request: HttpRequest,
    desk: str,
    slug: str,
    pk: int,
    service: Callable[..., Any],
    words: str,
    **values: Any,
) -> HttpResponse:
    """Run the service; back to the paragraph's place, with what was done or why not."""
    row, article, by = _get(request, desk, slug, pk, "annotate")
    try:
        made = service(article, row, by=by, version=whole(request.POST.get("version")), **values)
        messages.success(request, words.format(row.label))
    except Refused as refusal:
        messages.error(request, refusal.message)
        made = row
    first = made[0] if isinstance(made, tuple) else made
    return redirect(f"{address(article)}#p-{first.label}")


@require_POST
@deny_in_words
def paragraph_kind(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    kind = request.POST.get("kind", "")
    return _correct(request, desk, slug, pk, paragraphs.set_paragraph_kind, "¶ {} is corrected.", kind=kind)


@require_POST
@deny_in_words
def paragraph_leave_out(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    row, article, by = _get(request, desk, slug, pk, "annotate")
    form = LeaveOutForm(request.POST)
    if not form.run(lambda: paragraphs.leave_out_paragraph(article, row, by=by, **form.cleaned_data)):
        return _show(request, row, article, by, form)
    return done(request, f"¶ {row.label} is left out.", f"{address(article)}#p-{row.label}")


@require_POST
@deny_in_words
def paragraph_keep(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    return _correct(request, desk, slug, pk, paragraphs.keep_paragraph, "¶ {} is kept.")


@require_POST
@deny_in_words
def paragraph_cut(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    at = whole(request.POST.get("at")) or 0
    return _correct(request, desk, slug, pk, paragraphs.cut_paragraph, "¶ {} is two now.", at=at)


@require_POST
@deny_in_words
def paragraph_join(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    return _correct(request, desk, slug, pk, paragraphs.join_paragraph, "¶ {} is joined with the next.")
