"""Citations and counterpoints on a statement's card."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from annotations.forms.statement import AnswerForm, CitationForm, CounterpointForm
from annotations.models import Citation, Counterpoint, Source, Statement
from annotations.services import counterpoints, evidence
from annotations.services.sources import chosen_source, cited_source, find_sources, meant
from annotations.views.base import (
    deny_in_words,
    form_page,
    get_article,
    get_member,
    get_statement,
    live_in,
    posted,
)
from annotations.views.panel import after_on, show_on
from annotations.views.parts import after, citations_to_choose, show_card
from articles.fields import clean_text, whole
from articles.models import Article, Membership


@form_page
@deny_in_words
def statement_citations(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Cite a source: a known one, or one made on the spot. ``?again`` begins with the last one."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = CitationForm(posted(request), initial=last_again(request, article, by))
    service = partial(evidence.cite, article, [row.pk])
    if not form.wants_to_find and form.run(lambda: cite(service, by, form.cleaned_data)):
        return after(request, article, by, row.pk, f"Cited for {row.label}.", anchor="#evidence")
    return show_card(
        request, article, by, row.pk, opened="citation", citation=form, **offered(by, form),
        cite_to=request.path, status=200 if form.wants_to_find else form.status,
    )  # fmt: skip


def cite(service: Callable[..., Any], by: Membership, data: dict[str, Any]) -> Any:
    """Cite by ``service`` what the form says. A source made for a citation that is refused is not made."""
    rest = {name: data[name] for name in ("stance", "passage", "locator", "shows")}
    with transaction.atomic():
        source = cited_source(
            by=by, chosen=data["source"], text=data["find"], title=data["title"], is_new=data["wants_new"]
        )
        return service(by=by, source=source, **rest)


def last_again(request: HttpRequest, article: Article, by: Membership) -> dict[str, Any]:
    """What a form for a citation begins with: after ``?again`` the last source."""
    source = evidence.last_source(article, by=by) if "again" in request.GET else None
    return {"source": source.pk} if source else {}


def _held_source(by: Membership, form: CitationForm) -> Source | None:
    """The source that the form holds already, unless another is asked for, or its title is in question."""
    if form.wants_another or form.has_error("title"):
        return None
    return chosen_source(by, whole(form["source"].value()))


def _known(by: Membership, typed: Any) -> dict[str, Any]:
    """Sources that the typed text may mean, and the one that it names."""
    text = clean_text(str(typed or "").replace("\0", "")[:2000], field_label="Source", multiline=False)
    found = list(find_sources(text, by=by)) if text.strip() else []
    return {"found": found, "meant": meant(text, found), "sought": bool(text.strip())}


def offered(by: Membership, form: CitationForm) -> dict[str, Any]:
    """The same for a form, with the source that it holds. Who chose to make a new one has chosen."""
    known = _known(by, form["find"].value()) | {"held": _held_source(by, form)}
    return known | {"meant": None} if form.wants_new else known


@require_safe
def sources_found(request: HttpRequest, desk: str) -> HttpResponse:
    """Sources that the typed text may mean, as choices for the form."""
    by = get_member(request, desk)
    return render(request, "workspace/found.html", _known(by, request.GET.get("find")))


def _get_citation(article: Article, pk: int) -> Citation:
    rows = Citation.objects.select_related(
        "source", "passage", "counterpoint", "statement__verification", "statement__article"
    )
    return live_in(article, rows, pk)


@form_page
@deny_in_words
def citation(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Correct a citation."""
    article, by = get_article(request, desk, slug, "annotate")
    row = _get_citation(article, pk)
    point = row.counterpoint
    form = CitationForm(posted(request), initial=CitationForm.shown(row), for_counterpoint=bool(point))
    if form.run(lambda: _change(row, by, form.cleaned_data)):
        return after_on(request, article, by, row.statement_id, "The citation is corrected.")
    return show_on(
        request, article, by, row.statement_id, opened="citation", citation=form, changing=row, cite_to=request.path,
        point=point, status=form.status,
    )  # fmt: skip


def _change(row: Citation, by: Membership, data: dict[str, Any]) -> None:
    names = ("version", "stance", "passage", "locator", "shows")
    evidence.change_citation(row, by=by, **{name: data[name] for name in names})


@require_POST
@deny_in_words
def citation_withdraw(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    row = _get_citation(article, pk)
    evidence.withdraw_citation(row, by=by)
    return after_on(request, article, by, row.statement_id, "The citation was removed.")


@form_page
@deny_in_words
def statement_counterpoints(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Say what speaks against it."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = CounterpointForm(posted(request), citations=citations_to_choose(row))
    if form.run(lambda: _counter(article, row, by, form.cleaned_data)):
        return after(
            request, article, by, row.pk, f"Counterpoint to {row.label} added.", anchor="#counterpoints"
        )
    return show_card(
        request, article, by, row.pk, opened="counterpoint", counterpoint=form, status=form.status
    )


def _counter(article: Article, row: Statement, by: Membership, data: dict[str, Any]) -> Counterpoint:
    target = Citation.objects.filter(statement=row, pk=data["target"], withdrawn_at=None).first()
    return counterpoints.counter(
        article, by=by, text=data["text"], statement=row, kind=data["kind"] or "plain", target=target
    )


def _get_point(article: Article, pk: int) -> Counterpoint:
    return live_in(article, Counterpoint.objects.select_related("statement"), pk)


@form_page
@deny_in_words
def counterpoint(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Answer it, or say what came of it."""
    article, by = get_article(request, desk, slug, "annotate")
    point = _get_point(article, pk)
    form = AnswerForm(posted(request), initial=AnswerForm.shown(point))
    if form.run(lambda: counterpoints.respond(point, by=by, **form.cleaned_data)):
        return after_on(request, article, by, point.statement_id, "The counterpoint is settled.")
    return show_on(
        request, article, by, point.statement_id, opened="answer", answer=form, answering=point.pk,
        status=form.status,
    )  # fmt: skip


@require_POST
@deny_in_words
def counterpoint_withdraw(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    point = _get_point(article, pk)
    counterpoints.withdraw_counterpoint(point, by=by)
    return after_on(request, article, by, point.statement_id, "The counterpoint was removed.")


@form_page
@deny_in_words
def counterpoint_citations(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Evidence of its own for a counterpoint."""
    article, by = get_article(request, desk, slug, "annotate")
    point = _get_point(article, pk)
    form = CitationForm(posted(request), initial=last_again(request, article, by), for_counterpoint=True)
    service = partial(evidence.cite_for_counterpoint, point)
    if not form.wants_to_find and form.run(lambda: cite(service, by, form.cleaned_data)):
        return after_on(request, article, by, point.statement_id, "Cited for the counterpoint.")
    return show_on(
        request, article, by, point.statement_id, opened="citation", citation=form, point=point, cite_to=request.path,
        status=200 if form.wants_to_find else form.status, **offered(by, form),
    )  # fmt: skip
