"""The article's own card, for what hangs on no statement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.forms.article import ArticleForm, SummaryForm
from annotations.forms.flag import FlagForm
from annotations.forms.note import NoteForm
from annotations.forms.statement import CounterpointForm
from annotations.permissions import why_not
from annotations.reading import load_as_a_whole
from annotations.services import articles, counterpoints, flags, notes
from annotations.services.resting import on_byline
from annotations.views.base import deny_in_words, form_page, get_article, posted, wants_part
from annotations.views.parts import address, after, moved, show_card, workspace
from articles.models import Article, Membership


def show_on(
    request: HttpRequest, article: Article, by: Membership, pk: int | None, **context: Any
) -> HttpResponse:
    """A form opened on the statement's card, or on the article's panel where it hangs on no statement."""
    if pk is None:
        return panel(request, article, by, **context)
    return show_card(request, article, by, pk, **context)


def after_on(
    request: HttpRequest, article: Article, by: Membership, pk: int | None, words: str
) -> HttpResponse:
    """After a deed: the statement's card, or the article's panel where it hangs on no statement."""
    if pk is None:
        return panel_after(request, article, by, words)
    return after(request, article, by, pk, words)


def panel(
    request: HttpRequest, row: Article, by: Membership, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The article's own card: alone for htmx, else inside its page."""
    shown = of_panel(row, by, **forms)
    if wants_part(request):
        return render(request, "workspace/panel.html", shown | {"alone": True}, status=status)
    return render(request, "workspace/article.html", workspace(request, row, by) | shown, status=status)


def of_panel(row: Article, by: Membership, **forms: Any) -> dict[str, Any]:
    """Context of the card: summary, facts, flags, counterpoints, notes. ``opened`` names the form that is shown."""
    owner, owner_works = articles.owner_of(row)
    return {
        "desk": by.desk,
        "by": by,
        "article_row": row,
        "article": load_as_a_whole(row),
        "owner": owner,
        "owner_works": owner_works,
        "base": address(row),
        "here": reverse("article-panel", args=[by.desk.slug, row.slug]),
        "flags_at": reverse("article-flags", args=[by.desk.slug, row.slug]),
        "read_only": why_not(by, "annotate"),
        "summary": SummaryForm(initial=SummaryForm.shown(row)),
        "facts": ArticleForm.of(row) if forms.get("opened") == "facts" else None,
        "flag": FlagForm.on(QueryDict(), None, desk_id=by.desk_id),
        "counterpoint": CounterpointForm(),
        "note": NoteForm(),
        "opened": "",
        **forms,
    }


@require_safe
def article_panel(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    row, by = get_article(request, desk, slug)
    return panel(request, row, by, opened=request.GET.get("open", ""))


def panel_after(request: HttpRequest, row: Article, by: Membership, words: str) -> HttpResponse:
    """After a deed on the article: its panel, the counts and the undo anew."""
    if not request.htmx:
        messages.success(request, words)
        return redirect("article-panel", by.desk.slug, row.slug)
    context = of_panel(row, by) | moved(row, by, None, words) | {"alone": True}
    return render(request, "workspace/panel_after.html", context)


@form_page
@deny_in_words
def article_summary(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    row, by = get_article(request, desk, slug, "annotate")
    form = SummaryForm(posted(request), initial=SummaryForm.shown(row))
    if form.run(lambda: articles.change_article(row, by=by, **form.cleaned_data)):
        return panel_after(request, row, by, "Summary saved.")
    return panel(request, row, by, summary=form, opened="summary", status=form.status)


@form_page
@deny_in_words
def article_facts(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    row, by = get_article(request, desk, slug, "annotate")
    form = ArticleForm.of(row, posted(request))
    if form.run(
        lambda: articles.change_article(row, by=by, version=form.cleaned_data["version"], **form.values())
    ):
        fallen = form.resting.fallen(on_byline(row))
        return panel_after(request, row, by, f"The article’s facts are saved.{fallen}")
    return panel(request, row, by, facts=form, opened="facts", status=form.status)


@require_POST
@deny_in_words
def article_take_on(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """An article that was nobody's is the member's from now on."""
    row, by = get_article(request, desk, slug, "annotate")
    articles.take_on(row, by=by)
    return panel_after(request, row, by, "The article is yours.")


@form_page
@deny_in_words
def article_flags(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Raise a flag on the article: an omission, the headline, one-sided sourcing have no sentence."""
    row, by = get_article(request, desk, slug, "annotate")
    form = FlagForm.on(request.GET, posted(request), desk_id=by.desk_id)
    if form.run(lambda: flags.raise_flag(row, by=by, **form.about(article=row, statement=None))):
        return panel_after(request, row, by, "Flagged the article.")
    return panel(request, row, by, flag=form, opened="flag", status=form.status)


@form_page
@deny_in_words
def article_counterpoints(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    row, by = get_article(request, desk, slug, "annotate")
    form = CounterpointForm(posted(request))
    if form.run(lambda: counterpoints.counter(row, by=by, text=form.cleaned_data["text"])):
        return panel_after(request, row, by, "Counterpoint added.")
    return panel(request, row, by, counterpoint=form, opened="counterpoint", status=form.status)


@form_page
@deny_in_words
def article_notes(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    row, by = get_article(request, desk, slug, "annotate")
    form = NoteForm(posted(request))
    if form.run(lambda: notes.add_note(row, by=by, **form.cleaned_data)):
        return panel_after(request, row, by, "Noted.")
    return panel(request, row, by, note=form, opened="note", status=form.status)
