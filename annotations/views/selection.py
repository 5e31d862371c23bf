"""Deeds on many statements at once: the list is shown first, one act, one undo.

What was selected in the text is worked on in the card; in the table, on a page that leads back to it.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from annotations.forms.article import KindForm, WhoSaysForm
from annotations.forms.base import DeedForm
from annotations.forms.statement import CitationsForm, VerdictForm, WhyForm
from annotations.models import Deed, ReviewState, Statement, StatementKind, Status, Verb
from annotations.models.statement import NOT_FACTUAL
from annotations.plurals import counted
from annotations.querysets import language_of_words
from annotations.scale import VerdictLabels, scale_of
from annotations.services import cutting, evidence, statements
from annotations.services.claimants import make_claimant
from annotations.services.judging import judge, waits
from annotations.services.uniting import what_becomes
from annotations.spotting import SIGNS_OF_FACT, rules_in
from annotations.views.base import deny_in_words, form_page, frame, get_article, posted, wants_part
from annotations.views.evidence import cite, last_again, offered
from annotations.views.parts import (
    address,
    after,
    chosen_ids,
    claimants_to_choose,
    statement_address,
    verdicts,
    workspace,
)
from articles.fields import whole
from articles.models import Article, Membership

# What is asked of all that are selected; "kinds" goes by proposals.
ASKS = {
    "claimant": "Who says these?",
    "kind": "What kind are these?",
    "citations": "One source for these",
    "verdict": "One verdict for these",
    "merge": "Merge these into one?",
    "leave-out": "Leave these out",
}


def _sent_ids(request: HttpRequest) -> list[int]:
    """Ids, as the form sends them or the address has them."""
    return chosen_ids(request.POST if request.method == "POST" else request.GET)


def _rows(article: Article, ids: list[int]) -> list[Statement]:
    chosen = Statement.objects.filter(article=article, pk__in=ids, withdrawn_at=None)
    told = chosen.select_related("verification").annotate(language=language_of_words())
    return list(told.order_by("reading_order"))


def _page(
    request: HttpRequest, article: Article, by: Membership, act: str, form: DeedForm, several: list[Statement],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    status = more.pop("status", form.status)
    shown = {
        "base": _room(request, article), "back": _back(request, article, [row.pk for row in several]),
        "act": act, "form": form, "several": several, "asks": ASKS.get(act), **more,
    }  # fmt: skip
    if act not in ASKS or _in_table(request):
        context = frame(by, "articles", article) | shown
        return render(request, "workspace/selection.html", context, status=status)
    here = _here(request)
    shown["here"] = statement_address(article, here) if here else ""
    if wants_part(request):
        context = {"desk": by.desk, "article_row": article, **shown}
        return render(request, "workspace/several.html", context, status=status)
    context = workspace(request, article, by, current=here) | shown
    return render(request, "workspace/article.html", context, status=status)


def _here(request: HttpRequest) -> int | None:
    """The statement that was current where they were chosen."""
    return whole(request.GET.get("here"))


def _back(request: HttpRequest, article: Article, ids: Iterable[int], *, chosen: bool = True) -> str:
    """Where they were chosen, and chosen still: at the statement that was current there, else at the first."""
    query = request.GET.copy() if _in_table(request) else QueryDict(mutable=True)
    here = _here(request)
    query.setlist("here", [])
    query.setlist("statement", [*ids] if chosen else [])
    return f"{_room(request, article)}?{query.urlencode()}#s{next(iter(ids), '') if here is None else here}"


def _done(request: HttpRequest, article: Article, by: Membership, ids: list[int], words: str) -> HttpResponse:
    """Back to where they were chosen; in the text, the card of one: the current one, else the last selected."""
    if not request.htmx:
        messages.success(request, words)
        return redirect(_back(request, article, ids))
    here = _here(request)
    return after(request, article, by, here if here in ids else ids[-1], words, ids=ids)


def _in_table(request: HttpRequest) -> bool:
    return request.GET.get("in") == "table"


def _room(request: HttpRequest, article: Article) -> str:
    """Where the statements were chosen: the text, or its table with the filter that the address keeps."""
    return f"{address(article)}table/" if _in_table(request) else address(article)


@form_page
@deny_in_words
def kinds(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Confirm proposed kinds in bulk; ``kind`` in the address narrows to some, else opinions and transitions."""
    article, by = get_article(request, desk, slug, "annotate")
    wanted = [kind for kind in request.GET.getlist("kind") if kind in StatementKind.values] or NOT_FACTUAL
    proposed = Statement.objects.filter(
        article=article, withdrawn_at=None, left_out=False, kind_confirmed=False, kind__in=wanted
    )
    rows = list(proposed.annotate(language=language_of_words()).order_by("reading_order"))
    form = DeedForm(posted(request))
    kept = _surely_not_factual(rows) - _left_before(article, rows)
    if request.method == "POST":
        kept = set(chosen_ids(request.POST))
        named = {row.pk: request.POST.get(f"kind-{row.pk}", row.kind) for row in rows if row.pk in kept}
        is_of_all = wanted is NOT_FACTUAL
        if form.run(lambda: statements.confirm_kinds(article, named, by=by, is_of_all=is_of_all)):
            messages.success(request, f"{counted(len(named), 'kind')} confirmed.")
            return redirect(_back(request, article, named, chosen=False))
    return _page(request, article, by, "kinds", form, rows, ticked=kept)


def _surely_not_factual(rows: list[Statement]) -> set[int]:
    """What is ticked beforehand: not what was judged already, nor what its words say that is to be checked."""
    return {
        row.pk
        for row in rows
        if row.kind not in NOT_FACTUAL
        or (row.status == Status.UNCHECKED and SIGNS_OF_FACT.isdisjoint(rules_in(row.kind_rules)))
    }


def _left_before(article: Article, rows: list[Statement]) -> set[int]:
    """What stood in the list when it was gone through, and was left unticked: somebody's no is not asked again."""
    done = Deed.objects.filter(article=article, verb=Verb.GO_THROUGH_KINDS, undone_by=None)
    last = done.order_by("-seq").values_list("at", flat=True).first()
    return {row.pk for row in rows if last and row.created_at < last}


@form_page
@deny_in_words
def selection_claimant(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Say who says it, for all that are selected."""
    article, by = get_article(request, desk, slug, "annotate")
    ids = _sent_ids(request)
    form = WhoSaysForm(posted(request))
    if form.run(lambda: _set_claimant(article, ids, by, form.cleaned_data)):
        return _done(request, article, by, ids, f"Who says it is set for {len(ids)}.")
    known = claimants_to_choose(by, article)
    return _page(request, article, by, "claimant", form, _rows(article, ids), claimants=known)


def _set_claimant(article: Article, ids: list[int], by: Membership, data: dict[str, Any]) -> None:
    with transaction.atomic():
        claimant = make_claimant(by=by, name=data["name"], role=data["role"]) if data["name"] else None
        statements.set_claimant(article, ids, by=by, claimant=claimant, unclear=data["unclear"])


@form_page
@deny_in_words
def selection_kind(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Say what kind all are that are selected: a proposal that was right is confirmed, another corrected."""
    article, by = get_article(request, desk, slug, "annotate")
    ids = _sent_ids(request)
    rows = _rows(article, ids)
    form = KindForm(posted(request), initial={"kind": rows[0].kind if rows else None})
    if form.run(
        lambda: statements.confirm_kinds(article, dict.fromkeys(ids, form.cleaned_data["kind"]), by=by)
    ):
        label = StatementKind(form.cleaned_data["kind"]).label.lower()
        return _done(request, article, by, ids, f"{counted(len(ids), 'statement')}: {label}.")
    return _page(request, article, by, "kind", form, rows)


@form_page
@deny_in_words
def selection_citations(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """One source for all that are selected; a passage for all, or one of its own for some."""
    article, by = get_article(request, desk, slug, "annotate")
    ids = _sent_ids(request)
    rows = _rows(article, ids)
    form = CitationsForm(posted(request), initial=last_again(request, article, by), rows=rows)
    if not form.wants_to_find and form.run(
        lambda: cite(partial(evidence.cite, article, ids, own=form.own), by, form.cleaned_data)
    ):
        return _done(request, article, by, ids, f"Cited for {counted(len(ids), 'statement')}.")
    return _page(
        request, article, by, "citations", form, rows, **offered(by, form),
        status=200 if form.wants_to_find else form.status,
    )  # fmt: skip


@form_page
@deny_in_words
def selection_verdict(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """One verdict for all that are selected and have none."""
    article, by = get_article(request, desk, slug, "annotate")
    ids, scale = _sent_ids(request), scale_of(article)
    form = VerdictForm(posted(request), initial={"as_of": timezone.localdate()})
    if form.run(lambda: judge(article, ids, by=by, **form.given())):
        return _done(request, article, by, ids, _judged(form, len(ids), scale))
    rows = _rows(article, ids)
    stands = {row.pk for row in rows if not waits(row)}
    return _page(request, article, by, "verdict", form, rows, stands=stands, **verdicts(scale))


def _judged(form: VerdictForm, chosen: int, scale: VerdictLabels) -> str:
    """What is said of it: how many have it now, which of these an editor is not asked about yet."""
    now, given = form.result, form.given()
    words = f"{counted(len(now), 'statement')}: {scale.label(given['status'], given['detail'])}."
    if others := chosen - len(now):
        words += f" {others} {'stay' if others > 1 else 'stays'} as before."
    if short := sum(row.review_state == ReviewState.OPEN for row in now):
        words += f" Before review, {short} {'need' if short > 1 else 'needs'} more: see the card."
    return words


@form_page
@deny_in_words
def selection_leave_out(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    article, by = get_article(request, desk, slug, "annotate")
    ids = _sent_ids(request)
    form = WhyForm(posted(request))
    if form.run(lambda: statements.leave_out(article, ids, by=by, why=form.cleaned_data["why"])):
        return _done(request, article, by, ids, _left_out(len(form.result.rows), len(ids)))
    return _page(request, article, by, "leave-out", form, _rows(article, ids))


@form_page
@deny_in_words
def selection_merge(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Make one statement of all that are selected: what they say is shown first. One alone is merged with its next."""
    article, by = get_article(request, desk, slug, "annotate")
    ids = _sent_ids(request)
    if len(ids) == 1 and request.method != "POST":
        return redirect("statement-merge", desk, slug, ids[0])
    form = DeedForm(posted(request))
    if form.run(lambda: cutting.merge_selected(article, ids, by=by)):
        return _done(request, article, by, [form.result.pk], f"Merged {form.result.label}.")
    rows = _rows(article, ids)
    asks = {
        "becomes": what_becomes(rows),
        "is_approved": any(row.review_state == ReviewState.APPROVED for row in rows),
    }
    return _page(request, article, by, "merge", form, rows, **asks)


def _left_out(now: int, chosen: int) -> str:
    """What is said of it: a reason that was given before stands."""
    before = chosen - now
    if not before:
        return f"{now} left out."
    were = "1 was already, for a reason" if before == 1 else f"{before} were already, each for a reason"
    return f"{now} left out; {were} of its own."
