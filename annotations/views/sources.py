"""Shows the works that the desk's evidence comes from."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.exports.reference import Reference, reference
from annotations.forms.merging import MergeSourceForm
from annotations.forms.sources import SourceForm
from annotations.lists import SourceFilter
from annotations.models import Citation, Source
from annotations.permissions import why_not
from annotations.plurals import times
from annotations.querysets import language_of_words, sources_of
from annotations.quoting import quoted
from annotations.reading.model import SourceLine
from annotations.services.merging import merge_source, reach_of
from annotations.services.resting import on_source
from annotations.services.sources import (
    add_source,
    change_source,
    citations_of,
    restore_source,
    why_not_withdraw_source,
    withdraw_source,
)
from annotations.views.base import deny_in_words, done, form_page, frame, get_member, page, posted
from annotations.views.lists import Facets, how_many, listing, with_uses
from articles.models import Membership

MOST_CITED = 100
MOST_COPIES = 20
FACETS: Facets = (
    ("All", {}),
    ("Not cited", {"only": "uncited"}),
    ("No archived copy", {"only": "unarchived"}),
    ("Taken from another", {"only": "copies"}),
    ("Off the list", {"only": "off"}),
)


def cited_as(source: Source) -> Reference:
    """The source as a line of a bibliography."""
    return reference(SourceLine(source.pk, source.uid, source.title, source.url, source.csl))


@require_safe
def source_list(request: HttpRequest, desk: str) -> HttpResponse:
    by = get_member(request, desk)
    wanted = SourceFilter.of(request.GET)
    shown = listing(request, by, wanted, FACETS)
    context = {
        **frame(by, "sources"),
        **shown,
        "rows": [(row, cited_as(row)) for row in shown["page"].rows],
        "why_not_add": why_not(by, "annotate"),
    }
    return page(request, "sources/list.html", context, part="rows")


def get_source(request: HttpRequest, desk: str, pk: int, action: str = "read") -> tuple[Source, Membership]:
    """A source of the desk; to be read, one that was merged away is found in the one that took it."""
    by = get_member(request, desk, action)
    rows = Source.objects.filter(desk_id=by.desk_id).select_related(
        "derived_from", "created_by", "merged_into"
    )
    source = get_object_or_404(rows, pk=pk)
    is_elsewhere = action == "read" and source.merged_into_id
    return (rows.get(pk=source.merged_into_id) if is_elsewhere else source), by


@require_safe
def source(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """The record, the copies of it, each place where it is cited."""
    row, by = get_source(request, desk, pk)
    everywhere = citations_of(row)
    citations = everywhere.filter(article__withdrawn_at=None)
    cited = list(_in_order(citations)[: MOST_CITED + 1])
    of_this = sources_of(by).filter(derived_from=row).order_by("title", "pk")
    copies = list(of_this[: MOST_COPIES + 1])
    context = {
        **frame(by, "sources"),
        "source": row,
        "reference": cited_as(row),
        "cited": cited[:MOST_CITED],
        "more": how_many(citations, MOST_CITED) if len(cited) > MOST_CITED else "",
        "off_list": how_many(everywhere.exclude(article__withdrawn_at=None)),
        "copies": copies[:MOST_COPIES],
        "more_copies": how_many(of_this, MOST_COPIES) if len(copies) > MOST_COPIES else "",
        "took_over": Source.objects.filter(merged_into=row).order_by("title", "pk"),
        "why_not_change": why_not(by, "annotate"),
        "why_not_withdraw": why_not_withdraw_source(row),
    }
    return render(request, "sources/source.html", context)


def _in_order(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """With what is told of each place: article by article, down the text."""
    places = citations.select_related("article", "statement", "passage", "counterpoint")
    places = places.annotate(language=language_of_words("statement_id"))
    return places.order_by("article__title", "article_id", "statement__reading_order", "pk")


@form_page
@deny_in_words
def source_add(request: HttpRequest, desk: str) -> HttpResponse:
    """Add a source; a work that the desk has already is found, not doubled, nor is what was typed of it dropped."""
    by = get_member(request, desk, "annotate")
    form = SourceForm(posted(request), by=by, initial={"url": request.GET.get("url", "")[:2000]})
    if form.run(lambda: add_source(by=by, **form.values())):
        row, is_new = form.result
        messages.success(request, "Added." if is_new else "The desk already has this work: here it is.")
        return redirect("source", desk, row.pk)
    return render(request, "sources/form.html", {**frame(by, "sources"), "form": form}, status=form.status)


@form_page
@deny_in_words
def source_change(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Correct the record. It is shared: every article that cites it shows the change."""
    row, by = get_source(request, desk, pk, "annotate")
    form = SourceForm(posted(request), by=by, source=row)
    if form.run(lambda: change_source(row, by=by, version=form.cleaned_data["version"], **form.values())):
        return done(
            request,
            f"Saved, for every article that cites it.{form.resting.fallen(on_source(row))}",
            reverse("source", args=[desk, pk]),
        )
    caution = f"{form.resting.caution('address, DOI or ISBN')} {form.resting.caution_of_origin()}".strip()
    context = {**frame(by, "sources"), "form": form, "source": row, "caution": caution}
    return render(request, "sources/form.html", context, status=form.status)


@form_page
@deny_in_words
def source_merge(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Let another source take what cites this one."""
    row, by = get_source(request, desk, pk, "annotate")
    form = MergeSourceForm(posted(request), by=by, merged=row)
    if form.run(lambda: merge_source(row, form.cleaned_data["other"], by=by)):
        into = form.cleaned_data["other"]
        return done(
            request, f"{quoted(row.title)} is merged into this one.", reverse("source", args=[desk, into.pk])
        )
    context = {
        **frame(by, "sources"),
        "form": form,
        "offered": [
            (other, _told_apart(other, cited)) for other, cited in with_uses(SourceFilter(), by, form.offered)
        ],
        "merged": row,
        "reach": reach_of(row),
        "back": reverse("source", args=[desk, row.pk]),
    }
    return render(request, "parts/merge.html", context, status=form.status)


def _told_apart(source: Source, cited: int) -> str:
    """Whose it is, where, when, how often it is cited: two may have one title."""
    ref = cited_as(source)
    known = (
        f"{ref.before} {ref.after}".strip(),
        source.url,
        f"cited {times(cited)}" if cited else "not cited",
    )
    return " · ".join(filter(None, known))


@require_POST
@deny_in_words
def source_withdraw(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    row, by = get_source(request, desk, pk, "annotate")
    withdraw_source(row, by=by)
    return done(request, f"{quoted(row.title)} is off the list.", reverse("source", args=[desk, row.pk]))


@require_POST
@deny_in_words
def source_restore(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Put back what was taken off, or merged away."""
    row, by = get_source(request, desk, pk, "annotate")
    restore_source(row, by=by)
    return done(request, f"{quoted(row.title)} is on the list again.", reverse("source", args=[desk, pk]))
