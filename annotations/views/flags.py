"""Flags, raised or settled from a card."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from annotations.forms.flag import FlagForm, GiveForm, SettleForm
from annotations.models import Flag
from annotations.services import flags
from annotations.views.base import deny_in_words, form_page, get_article, get_statement, live_in, posted
from annotations.views.panel import after_on, show_on
from annotations.views.parts import after, show_card
from articles.fields import whole
from articles.models import Article


@form_page
@deny_in_words
def statement_flags(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Raise a flag on the statement, or on one of its citations or counterpoints."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = FlagForm.on(request.GET, posted(request), desk_id=by.desk_id)
    if form.run(lambda: flags.raise_flag(article, by=by, statement=row, **form.about(statement=row))):
        return after(request, article, by, row.pk, f"Flagged {row.label}.", anchor="#flags")
    return show_card(request, article, by, row.pk, opened="flag", flag=form, status=form.status)


def _get_flag(article: Article, pk: int) -> Flag:
    return live_in(article, Flag.objects.select_related("statement"), pk)


@form_page
@deny_in_words
def flag_settle(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Settle a flag with an outcome."""
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    form = SettleForm(posted(request))
    if form.run(lambda: flags.settle_flag(flag, by=by, **form.cleaned_data)):
        return after_on(
            request, article, by, flag.statement_id, f"Settled: {flag.get_outcome_display().lower()}."
        )
    return show_on(
        request,
        article,
        by,
        flag.statement_id,
        opened="settle",
        settle=form,
        settling=flag,
        status=form.status,
    )


@form_page
@deny_in_words
def flag_give(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Say who sees to a flag."""
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    form = GiveForm.of(flag, posted(request))
    if form.run(lambda: flags.give_flag(flag, by=by, **form.cleaned_data)):
        words = f"{flag.owner or 'Anyone at the desk'} is responsible for the flag."
        return after_on(request, article, by, flag.statement_id, words)
    return show_on(
        request, article, by, flag.statement_id, opened="give", give=form, giving=flag, status=form.status
    )


@require_POST
@deny_in_words
def flag_reopen(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    flags.reopen_flag(flag, by=by)
    return after_on(request, article, by, flag.statement_id, "The flag is open again.")


@require_POST
@deny_in_words
def flag_withdraw(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    flag = _get_flag(article, pk)
    flags.withdraw_flag(flag, by=by, version=whole(request.POST.get("version")))
    return after_on(request, article, by, flag.statement_id, "The flag was withdrawn.")
