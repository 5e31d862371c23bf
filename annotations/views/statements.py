"""The card of one statement: what it is, its verdict, its links, its place."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from annotations.changes import corrected_sources, deeds_on, parts_of
from annotations.forms.link import LinkForm, with_number
from annotations.forms.statement import (
    CutForm,
    EndsForm,
    FactsForm,
    MergeForm,
    VerdictForm,
    WhyForm,
)
from annotations.models import Decision, Relation, ReviewState, Statement, Status, Verification
from annotations.models.verification import is_said_only
from annotations.quoting import quoted
from annotations.reading.following import following
from annotations.refusals import Refused, Stale
from annotations.scale import scale_of
from annotations.services import cutting, statements
from annotations.services.claimants import called, make_claimant
from annotations.services.placing import place_of
from annotations.services.statements import find_others
from annotations.services.uniting import what_becomes
from annotations.services.verifying import lacking, verify
from annotations.views.base import deny_in_words, form_page, get_article, get_statement, posted
from annotations.views.parts import (
    address,
    after,
    citations_to_choose,
    claimants_to_choose,
    moved,
    show_card,
    statement_address,
)
from annotations.views.places import MOST_PLACES, cuts_of, near, words_of
from articles.fields import whole
from articles.models import Article, Membership
from articles.normal import sought
from articles.querysets import paragraphs_of


@require_safe
def statement(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """The card, or with ``?next`` that of the statement that follows.

    A statement that was merged away leads to the one that took it.
    """
    row, article, by = get_statement(request, desk, slug, pk)
    if "next" in request.GET:
        then = next_of(row)
        response = show_card(request, article, by, then)
        response["HX-Push-Url"] = statement_address(article, then)
        return response
    if row.pk != pk:
        return redirect("statement", desk, slug, row.pk)
    return show_card(request, article, by, pk, opened=request.GET.get("open", ""))


@form_page
@deny_in_words
def statement_verification(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Give the verdict; then on to the next statement, or stay (``stay`` in the form)."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    if request.POST.get("status") == Status.NOT_CLAIM and _asks_once_more(request, row):
        return show_card(request, article, by, row.pk, opened="sure", key="8", sent=request.POST)
    form = VerdictForm(posted(request))
    if form.run(lambda: verify(row, by=by, check_base=True, **form.values())):
        return after_verdict(request, row, article, by)
    return show_card(
        request,
        article,
        by,
        row.pk,
        opened="verdict",
        verdict=form if form.is_bound else None,
        status=form.status,
    )


def after_verdict(request: HttpRequest, row: Statement, article: Article, by: Membership) -> HttpResponse:
    """The mark, the margin, the counts, what is missing; the page itself fetches the card of the next statement."""
    words = f"{row.label} saved."
    if row.review_state == ReviewState.OPEN:
        words += f" Before review it needs {' and '.join(lacking(row))}."
    if "stay" in request.POST:
        return after(request, article, by, row.pk, words)
    if not request.htmx:
        return after(request, article, by, next_of(row), words)
    here = statement_address(article, row.pk)
    context = {"desk": by.desk, "base": address(article), "here": here, "label": row.label}
    return render(request, "workspace/go_on.html", context | moved(article, by, row.pk, words))


def next_of(row: Statement) -> int:
    """Where one goes on after a verdict; stays on the last statement."""
    then = following(row.article, row.pk)
    return then[0] if then else row.pk


@require_POST
@deny_in_words
def statement_unchecked(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Back to "not checked yet" (0), from the verdict that was seen (``base``). It stays in the log.

    Like "not a factual claim" (8), which a key writes at once too, it asks once more of approved work (``sure``).
    """
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    if _asks_once_more(request, row):
        return show_card(request, article, by, row.pk, opened="sure", key="0", sent=request.POST)
    verify(row, by=by, status="unchecked", base=whole(request.POST.get("base")), check_base=True)
    return after(request, article, by, row.pk, f"{row.label} is not checked yet.")


@form_page
@deny_in_words
def statement_facts(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Kind, claimant, what was checked, plain words."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form, was = FactsForm.of(row, posted(request)), row.status
    if form.run(lambda: _change_facts(row, by, form)):
        said = ": not a factual claim" if row.status == Status.NOT_CLAIM else ", and is to be checked"
        return after(request, article, by, row.pk, f"{row.label} saved{said if row.status != was else ''}.")
    offered = claimants_to_choose(by, article)
    return show_card(
        request, article, by, row.pk, opened="facts", facts=form, claimants=offered, status=form.status
    )


def _change_facts(row: Statement, by: Membership, form: FactsForm) -> None:
    """A claimant made for a change that is refused is not made."""
    data = dict(form.cleaned_data)
    name, role = data.pop("claimant_name"), data.pop("claimant_role")
    if form.leaves_it_unanswered:
        del data["kind"]
    if form.leaves_it_proposed:
        del data["claimant_unclear"]
        statements.change_statement(row, by=by, **data)
        return
    if form.names_another and called(name, by=by).exists():
        role = ""  # what stands there is that of the one named before
    with transaction.atomic():
        claimant = make_claimant(by=by, name=name, role=role) if name else None
        statements.change_statement(row, by=by, claimant=claimant, **data)


@form_page
@deny_in_words
def statement_links(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Link it to another statement of the article."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = LinkForm(posted(request), statement=row)
    if form.run(lambda: _link(row, by, form.cleaned_data)):
        return after(request, article, by, row.pk, form.result)
    asked = form["find"].value()
    return show_card(
        request, article, by, row.pk, opened="link", link=form, found=form.found, asked=asked,
        status=form.status,
    )  # fmt: skip


@require_safe
def statement_others(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Other statements of the article that the typed number, or words, may mean, as choices for the form."""
    row, _, _ = get_statement(request, desk, slug, pk)
    text = sought(request.GET.get("find", ""))
    found = tuple(find_others(row, text)) if text else ()
    context = {"found": found, "asked": text, "meant": with_number(text, found)}
    return render(request, "workspace/others.html", context)


def _link(row: Statement, by: Membership, data: dict[str, Any]) -> str:
    """What is said of it then."""
    other = data["other"]
    if data["kind"] != "same_as":
        statements.relate(row, other, by=by, kind=data["kind"])
        return f"{row.label} is linked."
    row, other = statements.follower_and_leader(row, other)
    had_its_own = row.status != Status.UNCHECKED
    statements.follow(row, other, by=by)
    kept = " Its own verdict is kept aside until the link is removed." if had_its_own else ""
    return f"{row.label} shows the verdict of {other.label} now.{kept}"


@require_POST
@deny_in_words
def statement_unlink(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Take a link away: ``relation`` names it; without one the statement stands for itself again."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    said = "The link was removed."
    if relation := request.POST.get("relation", ""):
        links = Relation.objects.select_related("a", "b", "article").filter(
            article=article, withdrawn_at=None
        )
        statements.unrelate(get_object_or_404(links, pk=whole(relation)), by=by)
    else:
        statements.follow(row, None, by=by)
        said += " Its own verdict stands again." if row.verification else ""
    return after(request, article, by, row.pk, said)


@form_page
@deny_in_words
def statement_split(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Choose the word that the right part begins with."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    form = CutForm(
        posted(request),
        initial={"version": row.version, "leans": True},
        citations=citations_to_choose(row),
        points=[(point.pk, quoted(point.text)) for point in cutting.takeable_points(row)],
    )
    if form.run(lambda: _split(row, by, form.cleaned_data)):
        return after(request, article, by, form.result.pk, f"Split into {row.label} and {form.result.label}.")
    cuts = cuts_of(row.text, place_of(row).paragraph.language)
    return show_card(
        request, article, by, row.pk, opened="split", cut=form, cuts=cuts, status=form.status,
        are_some=len(words_of(row.text)) > MOST_PLACES + 1,
    )  # fmt: skip


def _split(row: Statement, by: Membership, data: dict[str, Any]) -> Statement:
    taken = {name: frozenset(data[name]) for name in ("take", "take_points")}
    return cutting.split(row, by=by, **data | taken)


@form_page
@deny_in_words
def statement_merge(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Merge with the next one of the paragraph. Approved work asks once more (``sure``)."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    other = cutting.next_in_paragraph(row)
    is_asked = _asks_once_more(request, row, other)
    form = MergeForm(None if is_asked else posted(request), initial={"version": row.version})
    if form.run(lambda: _merge(row, other, by, form)):
        return after(request, article, by, form.result.pk, f"Merged {form.result.label}.")
    return show_card(
        request, article, by, row.pk, opened="merge", merge=form, other=other, status=form.status,
        becomes=what_becomes([row, other]) if other else [],
    )  # fmt: skip


def _merge(row: Statement, other: Statement | None, by: Membership, form: MergeForm) -> Statement:
    if other is None:
        raise Refused("This is the last statement of its paragraph: there is none to merge it with.")
    if not form.is_about(other):
        now = f"{other.label} follows now, or other words than you saw. Look at it, then merge again."
        raise Stale(row, now)
    return cutting.merge(row, other, by=by, version=form.cleaned_data["version"])


def _asks_once_more(request: HttpRequest, *rows: Statement | None) -> bool:
    is_approved = any(row is not None and row.review_state == ReviewState.APPROVED for row in rows)
    return is_approved and "sure" not in request.POST


@form_page
@deny_in_words
def statement_ends(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Move the ends, word by word, as far as the neighbours leave room."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    here = place_of(row)
    first, last = cutting.room(row)
    words = words_of(here.paragraph.text, first, last)
    form = EndsForm(
        posted(request),
        initial={"version": row.version, "start": here.start, "end": here.end},
        starts=[(start, word) for start, _, word in near(words, here.start, 0)],
        ends=[(end, word) for _, end, word in near(words, here.end, 1)],
    )
    if form.run(lambda: cutting.move_ends(row, by=by, **form.cleaned_data)):
        is_moved = (form.cleaned_data["start"], form.cleaned_data["end"]) != (here.start, here.end)
        said = "are moved" if is_moved else "stay where they are"
        return after(request, article, by, row.pk, f"The ends of {row.label} {said}.")
    return show_card(
        request, article, by, row.pk, opened="ends", ends=form, status=form.status,
        are_some=len(words) > MOST_PLACES,
    )  # fmt: skip


@form_page
@deny_in_words
def statement_leave_out(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """Leave it out with a reason; one that is left out is restored."""
    row, article, by = get_statement(request, desk, slug, pk, "annotate")
    if row.left_out:
        if request.method == "POST":
            statements.restore(article, [row.pk], by=by)
            return after(request, article, by, row.pk, f"{row.label} counts again.")
        return show_card(request, article, by, row.pk, opened="restore")
    form = WhyForm(posted(request))
    if form.run(lambda: statements.leave_out(article, [row.pk], by=by, why=form.cleaned_data["why"])):
        return after(request, article, by, row.pk, f"{row.label} is left out.")
    return show_card(request, article, by, row.pk, opened="leave-out", why=form, status=form.status)


def _told(given: Verification, article: Article) -> str:
    """A verdict by what is checked of its statement now: an earlier one does not keep what was then."""
    said, so = given.statement.checked_said, given.statement.checked_so
    said_only = is_said_only(given.status, checked_said=said, checked_so=so)
    return scale_of(article).label(given.status, given.detail, said_only=said_only)


@require_safe
def statement_history(request: HttpRequest, desk: str, slug: str, pk: int) -> HttpResponse:
    """What was done to it, to what was merged into it, to its sources, newest first: deeds, verdicts, decisions."""
    row, article, by = get_statement(request, desk, slug, pk)
    deeds = sorted([*deeds_on(row)[:100], *corrected_sources(row)], key=lambda line: line.at, reverse=True)
    parts = parts_of(row.pk)
    verdicts, decisions = (
        model.objects.filter(statement__in=parts).select_related("created_by", "statement").order_by("-id")
        for model in (Verification, Decision)
    )
    verdicts = verdicts.filter(withdrawn_at=None)
    return show_card(
        request, article, by, row.pk, opened="history", deeds=deeds, decisions=decisions[:50],
        verdicts=[(given, _told(given, article)) for given in verdicts],
    )  # fmt: skip


@require_POST
@deny_in_words
def gap(request: HttpRequest, desk: str, slug: str, paragraph: int) -> HttpResponse:
    """Make a statement of the words between two places of a paragraph that no statement covers yet."""
    article, by = get_article(request, desk, slug, "annotate")
    row = get_object_or_404(paragraphs_of(article), pk=paragraph)
    start, end = (whole(request.POST.get(name)) for name in ("start", "end"))
    if start is None or end is None:
        return redirect("article", desk, slug)
    made = cutting.mark_gap(article, row, by=by, start=start, end=end, quote=request.POST.get("quote"))
    return after(request, article, by, made.pk, f"{made.label} is a statement now.")
