"""The workspace of an article: its galley, its table, its own panel."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from annotations.filters import STATES, StatementFilter
from annotations.forms.article import ArticleForm, SummaryForm
from annotations.forms.statement import CounterpointForm, FlagForm, NoteForm
from annotations.models import Deed, Statement, StatementKind, Status
from annotations.permissions import why_not
from annotations.reading import load, load_as_a_whole
from annotations.refusals import Refused
from annotations.services import articles, counterpoints, flags
from annotations.services.undoing import barred_by, undo
from annotations.views.base import (
    NOT_UNDONE,
    deny_in_words,
    form_page,
    frame,
    get_article,
    get_member,
    posted,
    wants_part,
)
from annotations.views.parts import address, moved, workspace
from articles.models import Article, Membership

_CARD = re.compile(r"(?P<room>/.+/)statements/(?P<open>\d{1,18})/[^?]*(?P<lens>\?.*)?")


@require_safe
def article(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """The galley."""
    row, by = get_article(request, desk, slug)
    return render(request, "workspace/article.html", workspace(request, row, by))


@require_safe
def article_table(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """The same page as a table: number, text, who says it, status, state, flags."""
    row, by = get_article(request, desk, slug)
    read = load(row)
    chosen = StatementFilter.of(request.GET)
    context = {
        **frame(by, "articles", row),
        "article": read,
        "base": address(row),
        "filter": chosen,
        "statements": chosen.statements(read.statements),
        "statuses": Status.choices,
        "states": STATES,
        "kinds": StatementKind.choices,
        "read_only": why_not(by, "annotate"),
    }
    return render(request, "workspace/table.html", context)


def panel(
    request: HttpRequest, row: Article, by: Membership, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The article's own card: alone for htmx, else inside its page."""
    shown = of_panel(row, by, **forms)
    if wants_part(request):
        return render(request, "workspace/panel.html", shown | {"alone": True}, status=status)
    whole = workspace(request, row, by) | shown
    return render(request, "workspace/article.html", whole, status=status)


def of_panel(row: Article, by: Membership, **forms: Any) -> dict[str, Any]:
    """Context of the card: summary, facts, flags, counterpoints, notes. ``opened`` names the form that is shown."""
    return {
        "desk": by.desk,
        "by": by,
        "article_row": row,
        "article": load_as_a_whole(row),
        "base": address(row),
        "here": reverse("article-panel", args=[by.desk.slug, row.slug]),
        "flags_at": reverse("article-flags", args=[by.desk.slug, row.slug]),
        "read_only": why_not(by, "annotate"),
        "summary": SummaryForm(initial=SummaryForm.shown(row)),
        "facts": ArticleForm.of(row) if forms.get("opened") == "facts" else None,
        "flag": FlagForm(),
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
    form = SummaryForm(posted(request))
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
        return panel_after(request, row, by, "The article’s facts are saved.")
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
    form = FlagForm.on(request.GET, posted(request))
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
    if form.run(lambda: articles.add_note(row, by=by, **form.cleaned_data)):
        return panel_after(request, row, by, "Noted.")
    return panel(request, row, by, note=form, opened="note", status=form.status)


@require_POST
@deny_in_words
def deed_undo(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Undo one deed; then the page where that was asked, with the card of what is undone."""
    by = get_member(request, desk, "annotate")
    deed = get_object_or_404(
        Deed.objects.select_related("article__desk", "statement"), desk_id=by.desk_id, pk=pk
    )
    back = safe_back(request, address(deed.article))
    try:
        act = undo(deed, by=by)
        messages.success(request, f"{act.words}.")
        back = shown_again(back, deed)
        not_undone(request, deed)
    except Refused as refusal:
        messages.error(request, refusal.message)
        not_undone(request, deed, refusal.message)
    return show_anew(request, back)


def not_undone(request: HttpRequest, deed: Deed, why: str = "") -> None:
    """Remember why ``deed`` could not be undone; where it was, forget that of what it may have barred."""
    article = str(deed.article_id)
    before = request.session.get(NOT_UNDONE, {}).get(article, {})
    freed = set() if why else barred_by(deed, map(int, before))
    kept = {pk: words for pk, words in before.items() if int(pk) not in freed}
    if why:
        kept[str(deed.pk)] = why
    if kept != before:
        request.session[NOT_UNDONE] = {article: kept}


def show_anew(request: HttpRequest, back: str) -> HttpResponse:
    """The whole page once more. To the place where it stands a browser would only jump, so there it reloads."""
    if not request.htmx:
        return redirect(back)
    response = HttpResponse()
    if "#" in back:
        response["HX-Refresh"] = "true"
    else:
        response["HX-Redirect"] = back
    return response


def shown_again(back: str, deed: Deed) -> str:
    """``back``; where a card is open, in the text or in the queue, that of the deed.

    The open one may be of a part that is gone: then the room without a card; or of the article that came next in
    the queue, where many were decided at once: then what waits first in theirs.
    """
    card = _CARD.fullmatch(back)
    if card is None:
        return back
    pk, lens = deed.statement_id or int(card["open"]), card["lens"] or ""
    shown = Statement.objects.filter(pk=pk, withdrawn_at=None).first()
    if shown and shown.article_id != deed.article_id:
        return f"{card['room']}?in={deed.article.slug}{lens.replace('?', '&')}"
    return f"{card['room']}statements/{pk}/{lens}" if shown else card["room"]


def safe_back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that the request came from."""
    came = request.htmx.current_url_abs_path if request.htmx else request.POST.get("back", "")
    return came if came and url_has_allowed_host_and_scheme(came, None) else otherwise
