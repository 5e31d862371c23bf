"""Flags and notes, raised or settled from a card."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from annotations.forms.statement import FlagForm, NoteForm, SettleForm
from annotations.models import Citation, Counterpoint, Flag, Note, Statement
from annotations.services import articles, flags
from annotations.views.base import deny_in_words, get_article, get_statement, posted
from annotations.views.evidence import back_to
from annotations.views.parts import after, show_card
from articles.models import Article, Membership


@deny_in_words
def statement_flags(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Raise a flag on the statement, or on one of its citations or counterpoints."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    initial = {"is_blocking": True, **{name: request.GET.get(name) for name in ("citation", "counterpoint")}}
    form = FlagForm(posted(request), initial=initial)
    if request.method == "POST" and form.run(lambda: _raise(article, row, by, form.cleaned_data)):
        return after(request, article, by, pk, f"Flagged {row.label}.", anchor="#flags")
    return show_card(request, article, by, pk, opened="flag", flag=form, status=form.status)


def _raise(article: Article, row: Statement, by: Membership, data: dict[str, Any]) -> Flag:
    return flags.raise_flag(
        article, by=by, reason=data["reason"], is_blocking=data["is_blocking"], note=data["note"], statement=row,
        citation=_of(Citation, row, data["citation"]), counterpoint=_of(Counterpoint, row, data["counterpoint"]),
    )  # fmt: skip


def _of(model: Any, row: Statement, pk: int | None) -> Any:
    return model.objects.filter(statement=row, pk=pk, withdrawn_at=None).first() if pk else None


def _get_flag(article: Article, pk: int) -> Flag:
    flag = get_object_or_404(
        Flag.objects.select_related("statement").filter(article=article, withdrawn_at=None), pk=pk
    )
    flag.article = article
    return flag


@deny_in_words
def flag_settle(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Settle a flag with an outcome."""
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    form = SettleForm(posted(request))
    if request.method == "POST" and form.run(
        lambda: flags.settle_flag(
            flag, by=by, outcome=form.cleaned_data["outcome"], note=form.cleaned_data["note"],
            version=form.cleaned_data["version"],
        )
    ):  # fmt: skip
        return back_to(request, article, by, flag.statement_id, "The flag is settled.")
    if flag.statement_id is None:
        return redirect("article-panel", desk, slug)
    return show_card(
        request,
        article,
        by,
        flag.statement_id,
        settle=form,
        settling=flag,
        opened="settle",
        status=form.status,
    )


@require_POST
@deny_in_words
def flag_reopen(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    flags.reopen_flag(flag, by=by)
    return back_to(request, article, by, flag.statement_id, "The flag is open again.")


@require_POST
@deny_in_words
def flag_withdraw(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    flags.withdraw_flag(flag, by=by)
    return back_to(request, article, by, flag.statement_id, "The flag is taken back.")


@deny_in_words
def statement_notes(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = NoteForm(posted(request), initial={"is_private": True})
    if request.method == "POST" and form.run(
        lambda: articles.add_note(
            article,
            by=by,
            text=form.cleaned_data["text"],
            is_private=form.cleaned_data["is_private"],
            statement=row,
        )
    ):
        return after(request, article, by, pk, f"Noted on {row.label}.")
    return show_card(request, article, by, pk, opened="note", note=form, status=form.status)


@require_POST
@deny_in_words
def note_withdraw(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    note = get_object_or_404(
        Note.objects.select_related("statement").filter(article=article, withdrawn_at=None), pk=pk
    )
    note.article = article
    articles.withdraw_note(note, by=by)
    return back_to(request, article, by, note.statement_id, "The note is taken away.")
