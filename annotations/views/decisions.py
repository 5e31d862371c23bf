"""What an editor does from the review queue; each act leads on to what waits next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from annotations.cautions import to_weigh
from annotations.changes import deeds_since
from annotations.forms.flag import SettleForm
from annotations.forms.review import ApproveForm, ChangesForm, ReadForm, SelectionForm
from annotations.forms.statement import AnswerForm, VerdictForm
from annotations.models import (
    Contribution,
    Counterpoint,
    CounterpointOutcome,
    Flag,
    ReviewState,
    Statement,
    Verification,
)
from annotations.permissions import require
from annotations.plurals import counted
from annotations.querysets import statements_of
from annotations.queue import Lens, in_queue
from annotations.quoting import quoted
from annotations.reading import AnnotatedStatement
from annotations.reading.loading import load_statements
from annotations.refusals import GUARDS
from annotations.scale import scale_of
from annotations.services import counterpoints, flags, reviewing
from annotations.services.verifying import verify
from annotations.views.base import deny_in_words, form_page, frame, get_member, page, posted
from annotations.views.parts import chosen_ids
from annotations.views.queue import (
    address_of,
    decided,
    get_flag,
    get_waiting,
    go_on,
    show_statement,
)
from annotations.views.review import show_flag
from annotations.wording import wording
from articles.fields import whole
from articles.models import Membership


@form_page
@deny_in_words
def review_approve(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Approve exactly what was seen; both texts where it changed meanwhile."""
    row, article, by = get_waiting(request, desk, pk)
    if request.method != "POST":
        return show_statement(request, row, by)
    if row.review_state == ReviewState.APPROVED:
        messages.info(request, f"{row.label} is already approved.")
        return go_on(request, article, by, row)
    form = ApproveForm(request.POST)
    if form.run(
        lambda: reviewing.approve(row, by=by, override_why=form.cleaned_data["override_why"], **form.read())
    ):
        messages.success(request, f"{row.label} approved.")
        decided(request, article, [pk])
        return go_on(request, article, by, row)
    row, _, _ = get_waiting(request, desk, pk)
    return show_statement(request, row, by, status=form.status, approve=form, **conflict(row, form))


def conflict(row: Statement, form: ReadForm) -> dict[str, Any]:
    """What was read beside what is there now, with who did what meanwhile; nothing where nobody was quicker."""
    if form.conflict is None:
        return {}
    data = form.cleaned_data
    read = Verification.objects.filter(statement=row, pk=data["verdict"]).first() if data["verdict"] else None
    return {
        "refused": form,
        "read": read,
        "read_label": read and scale_of(row.article).label(read.status, read.detail),
        "meanwhile": deeds_since(row, data["seq"]) if data["seq"] is not None else [],
    }


@form_page
@deny_in_words
def review_changes(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Ask for changes: one list of reasons, one act."""
    row, article, by = get_waiting(request, desk, pk)
    require(by, "review")
    form = ChangesForm(posted(request))
    if form.run(lambda: reviewing.ask_for_changes(row, by=by, **form.asked(), **form.read())):
        messages.success(request, f"Asked for changes on {row.label}.")
        decided(request, article, [pk])
        return go_on(request, article, by, row)
    row, _, _ = get_waiting(request, desk, pk)
    return show_statement(
        request, row, by, status=form.status, opened="changes", changes=form, **conflict(row, form)
    )


@require_safe
def review_reasons(request: HttpRequest, desk: str) -> HttpResponse:
    """The reasons that the typed words may mean; what is ticked stays among them."""
    get_member(request, desk)
    form = ChangesForm(request.GET)
    labels = list(form.sought.values())
    chosen = f": {quoted(labels[0])} is chosen." if len(labels) == 1 else "."
    context = {"form": form, "told": counted(len(labels), "reason") + chosen if form.find.strip() else ""}
    return render(request, "review/reasons_found.html", context)


@form_page
@deny_in_words
def review_verdict(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Change the verdict here; whoever does so leaves the approval to somebody else."""
    row, _, by = get_waiting(request, desk, pk)
    require(by, "annotate")
    if request.method != "POST":
        return show_statement(request, row, by, opened="verdict")
    form = VerdictForm(request.POST)
    if form.run(lambda: verify(row, by=by, check_base=True, **form.values())):
        messages.success(request, f"{row.label}: the verdict is changed.")
        return redirect(address_of(row, by, Lens.of(request.GET)))
    row, _, _ = get_waiting(request, desk, pk)
    return show_statement(request, row, by, status=form.status, opened="verdict", verdict=form)


@form_page
@deny_in_words
def review_flag_settle(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Settle a flag, on a statement or on the article, with an outcome."""
    flag, _, by = get_flag(request, desk, pk)
    if request.method != "POST":
        return show_flag(request, flag, by)
    form = SettleForm(request.POST)
    if form.run(lambda: flags.settle_flag(flag, by=by, **form.cleaned_data)):
        messages.success(request, f"Settled: {flag.get_outcome_display().lower()}.")
        return _after_flag(request, flag, by)
    return show_flag(request, flag, by, status=form.status, settle=form, settling=flag.pk)


@form_page
@deny_in_words
def review_flag_withdraw(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Take back a flag that was raised by mistake."""
    flag, _, by = get_flag(request, desk, pk)
    if request.method != "POST":
        return show_flag(request, flag, by)
    flags.withdraw_flag(flag, by=by, version=whole(request.POST.get("version")))
    messages.success(request, "The flag was withdrawn.")
    return _after_flag(request, flag, by)


def _after_flag(request: HttpRequest, flag: Flag, by: Membership) -> HttpResponse:
    """A statement that waits still is to be decided now; from any other it goes on."""
    if flag.statement is None:
        decided(request, flag.article, [])
        return go_on(request, flag.article, by, None)
    decided(request, flag.article, [flag.statement_id])
    if in_queue(by, Lens(own=True)).filter(pk=flag.statement_id).exists():
        return redirect(address_of(flag.statement, by, Lens.of(request.GET)))
    return go_on(request, flag.article, by, flag.statement)


@form_page
@deny_in_words
def review_counterpoint(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Answer a counterpoint or say what came of it."""
    by = get_member(request, desk)
    points = Counterpoint.objects.select_related("statement").filter(
        desk_id=by.desk_id, withdrawn_at=None, statement__withdrawn_at=None, statement__isnull=False
    )
    point = get_object_or_404(points, pk=pk)
    row, point.article, by = get_waiting(request, desk, point.statement_id)
    if request.method != "POST":
        return show_statement(request, row, by, answering=pk, answer=AnswerForm())
    form = AnswerForm(request.POST)
    if form.run(lambda: counterpoints.respond(point, by=by, **form.cleaned_data)):
        messages.success(request, f"Counterpoint {point.get_outcome_display().lower()}.")
        return redirect(address_of(row, by, Lens.of(request.GET)))
    return show_statement(request, row, by, status=form.status, answering=pk, answer=form)


@form_page
@deny_in_words
def review_take(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """ "With Rosa": tell the other editor at this article who has the statement."""
    row, _, by = get_waiting(request, desk, pk)
    if request.method == "POST":
        reviewing.take_for_review(row, by=by, instead_of=whole(request.POST.get("instead_of")))
        messages.success(request, f"{row.label} is with you.")
    return redirect(address_of(row, by, Lens.of(request.GET)))


@form_page
@deny_in_words
def review_selected(request: HttpRequest, desk: str) -> HttpResponse:
    """Several at once: first the list of what would be signed, whose address names them; then one act, one undo."""
    by = get_member(request, desk, "review")
    rows, off = _to_decide(by, _listed(request.POST) or chosen_ids(posted(request) or request.GET))
    if not rows or len({row.article_id for row in rows}) > 1:
        messages.warning(request, (not rows and off) or "Choose statements of one article first (x).")
        return redirect("review", desk)
    deed = request.POST.get("act", "")
    form = SelectionForm(request.POST, statements=rows, off=off)
    changes = ChangesForm(request.POST if deed == "changes" else None)
    if (deed == "approve" and form.run(lambda: _approve_many(rows, by, form))) or (
        deed == "changes"
        and form.is_valid()
        and changes.run(lambda: _send_back_many(rows, by, form, changes))
    ):
        return _after_many(request, rows, by, form.cleaned_data["statement"], deed)
    if off and not deed:
        messages.info(request, off)
    refused = max(form.status if deed else 200, changes.status)
    return show_selected(request, rows, by, form=form if deed else None, changes=changes, status=refused)


def _listed(sent: QueryDict) -> list[int]:
    """What stood on the list, ticked or not."""
    named = (whole(name.removeprefix("seen-")) for name in sent if name.startswith("seen-"))
    return [pk for pk in named if pk is not None]


def _to_decide(by: Membership, ids: list[int]) -> tuple[list[Statement], str]:
    """Those of the chosen that are not approved; in words, which were approved meanwhile."""
    found = statements_of(by).filter(pk__in=ids, withdrawn_at=None, article__withdrawn_at=None)
    rows = list(found.order_by("article", "reading_order", "pk"))
    off = [row.label for row in rows if row.review_state == ReviewState.APPROVED]
    rest = "was approved meanwhile; it is" if len(off) == 1 else "were approved meanwhile; they are"
    words = f"{', '.join(off)} {rest} off the list." if off else ""
    return [row for row in rows if row.review_state != ReviewState.APPROVED], words


def _approve_many(rows: list[Statement], by: Membership, form: SelectionForm) -> Any:
    return reviewing.approve_many(rows[0].article, form.cleaned_data["statement"], by=by, **form.read())


def _send_back_many(rows: list[Statement], by: Membership, form: SelectionForm, changes: ChangesForm) -> Any:
    chosen = form.cleaned_data["statement"]
    return reviewing.ask_for_changes_many(rows[0].article, chosen, by=by, **changes.asked(), **form.read())


def _after_many(
    request: HttpRequest, rows: list[Statement], by: Membership, ids: list[int], deed: str
) -> HttpResponse:
    article = rows[0].article
    said = "approved" if deed == "approve" else "sent back"
    messages.success(request, f"{len(ids)} {said}. One undo takes it all back.")
    decided(request, article, ids)
    return go_on(request, article, by, None)


def show_selected(
    request: HttpRequest, rows: list[Statement], by: Membership, *, status: int, **forms: Any
) -> HttpResponse:
    article = rows[0].article
    article.desk = by.desk
    scale, own, sent = scale_of(article), _worked_on(rows, by), posted(request) or request.GET
    context = {
        **frame(by, "review", article),
        "article": article,
        "lens": Lens.of(request.GET),
        "here": whole(sent.get("here")),
        "ticked": chosen_ids(sent),
        "chosen": [
            {
                "statement": row,
                "said": scale.label(row.status, row.detail),
                "readers": wording(row, scale),
                "stops": _stops(row, is_own=row.id in own),
                "weigh": to_weigh(row, article),
            }
            for row in load_statements(article, [row.pk for row in rows])
        ],
        **forms,
    }
    return page(request, "review/selected.html", context, part="answer", status=status)


def _worked_on(rows: list[Statement], by: Membership) -> set[int]:
    """Those of them of which this editor wrote part."""
    own = Contribution.objects.filter(statement__in=rows, person=by.person_id)
    return set(own.values_list("statement", flat=True))


def _stops(row: AnnotatedStatement, *, is_own: bool) -> tuple[str, ...]:
    """What is in the way of its approval, as far as the list can tell without asking of each."""
    flags = sum(flag.is_blocking for flag in row.open_flags)
    points = sum(point.outcome == CounterpointOutcome.OPEN for point in row.counterpoints)
    return (*([GUARDS["decision_four_eyes"]] if is_own else []), *reviewing.unsettled(flags, points))
