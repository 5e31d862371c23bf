"""Draws the review queue around the row that is looked at."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from annotations.cautions import to_weigh
from annotations.changes import deeds_on, since_approval
from annotations.compiled import CompiledObjects
from annotations.forms.review import ApproveForm
from annotations.marks import excerpt, paragraph_html
from annotations.models import Contribution, Flag, Placement, ReviewState, Ruling, Statement, Verb
from annotations.permissions import why_not, why_not_approve
from annotations.querysets import kept_of, reviewer_name, statements_of
from annotations.queue import (
    FACETS,
    Lens,
    articles_in_queue,
    next_in,
    order_of,
)
from annotations.quoting import quoted
from annotations.rail import MOST_COUNTED, Rail, others_at, rail
from annotations.reading import AnnotatedStatement, load_paragraph, load_statement
from annotations.reading.completeness import lacks_origins
from annotations.reading.model import state_in_words
from annotations.reading.names import vouched_for
from annotations.scale import scale_of
from annotations.services.reviewing import LEFT_OUT, blockers, last_decision
from annotations.views.base import frame, get_member, merged, page, the_one, undo_offers
from annotations.views.parts import address, judged, verdict_form
from articles.models import Article, Membership, Paragraph
from articles.querysets import articles_of

DECIDED = "decided"  # in the session: what was decided since one came to this article
JUMPED = "jumped"  # in the session: the article that one was led to from another, until it is shown
MOST_DECIDED = 200
_STATEMENTS = CompiledObjects(
    lambda desk, pk: statements_of(Membership(desk_id=desk)).filter(pk=pk, article__withdrawn_at=None),
    "article", "article__scale", "verification",
)  # fmt: skip

_PLACES = CompiledObjects(
    lambda statement, revision: Placement.objects.filter(
        statement=statement, revision=revision, withdrawn_at=None, paragraph__isnull=False
    ),
    "paragraph",
)
_BEFORE = CompiledObjects(
    lambda revision, position: Paragraph.objects.filter(
        revision=revision, position__lt=position, withdrawn_at=None, left_out=False
    ).order_by("-position")[:1]
)


def get_waiting(request: HttpRequest, desk: str, pk: int) -> tuple[Statement, Article, Membership]:
    """A live statement of the desk, waiting or not, by its id alone; read, what was merged is found where it went."""
    by = get_member(request, desk)
    row = kept_of(the_one(_STATEMENTS(by.desk_id, pk)), lambda pk: the_one(_STATEMENTS(by.desk_id, pk)))
    if row.pk != pk and request.method == "POST":
        raise merged(row)
    row.article.desk = by.desk
    return row, row.article, by


def get_flag(request: HttpRequest, desk: str, pk: int) -> tuple[Flag, Article, Membership]:
    by = get_member(request, desk)
    rows = Flag.objects.select_related(
        "article__revision", "article__scale", "article__tally", "statement", "created_by", "closed_by"
    )
    flag = get_object_or_404(rows, pk=pk, desk_id=by.desk_id, withdrawn_at=None, article__withdrawn_at=None)
    flag.article.desk = by.desk
    return flag, flag.article, by


def around(request: HttpRequest, by: Membership, current: Statement | Flag) -> dict[str, Any]:
    """What stands around the row: the rail with its facets, the neighbours, the bar."""
    article, lens = current.article, Lens.of(request.GET)
    others = others_at(article, by)
    greyed = frozenset(request.session.get(DECIDED, {}).get(str(article.pk), ()))
    shown = rail(article, by, lens, current, decided=greyed, is_shared=bool(others))
    framed = frame(by, "review", article)
    return {
        **framed,
        "undo": with_last_decision(request, by, framed["undo"], article),
        "article": article,
        "jumped": request.session.pop(JUMPED, None) == article.pk,
        "lens": lens,
        "rail": shown,
        "facets": _facets(shown, lens),
        "total": capped(shown.counts[lens.show]),
        "other_lens": Lens(lens.show, not lens.own).query,
        "here": order_of(current),
        "others": others,
        "why_not_change": why_not(by, "annotate"),
        "why_not_send_back": why_not(by, "review"),
    }


def _facets(shown: Rail, lens: Lens) -> list[tuple[str, str, str, bool]]:
    """Label, query, rows, whether it is shown: of those that have any."""
    return [
        (label, Lens(name, lens.own).query, capped(shown.counts[name]), name == lens.show)
        for name, (label, _) in FACETS.items()
        if shown.counts[name] or name in ("all", lens.show)
    ]


def capped(number: int) -> str:
    """ "500+" where nobody counted on."""
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


def show_statement(
    request: HttpRequest, row: Statement, by: Membership, *, status: int = 200, **extra: Any
) -> HttpResponse:
    """The statement in its place, what would be printed, its evidence, the decision."""
    article = row.article
    statement = load_statement(article, row.pk)
    if statement is None:
        raise Http404
    context = {
        **around(request, by, row),
        **in_its_place(row, by, Lens.of(request.GET)),
        **decision_on(row, by),
        **judged(statement, scale_of(article)),
        "row": row,
        "linked": linked(statement),
        "lacks_origins": lacks_origins(statement, by.desk.origins_wanted),
        "weigh": to_weigh(statement, article),
        **since(row),
        "settled": [flag for flag in statement.flags if not flag.is_open],
        "sent_back": statement.decision is not None and statement.decision.ruling == Ruling.SEND_BACK,
        "approve": ApproveForm(),
        **extra,
        "verdict": extra.get("verdict") or verdict_form(statement),
    }
    return page(request, "review/statement.html", context, part="answer", status=status)


def in_its_place(row: Statement, by: Membership, lens: Lens) -> dict[str, Any]:
    """The paragraph with its marks, the one before it."""
    article = row.article
    here = the_one(_PLACES(row.pk, article.revision_id)).paragraph
    before = _BEFORE(article.revision_id, here.position)
    drawn = load_paragraph(here.pk)
    return {
        "paragraph": here,
        "before": before[0] if before else None,
        "html": drawn and paragraph_html(
            excerpt(drawn, row.pk),
            base=reverse("review", args=[by.desk.slug]),
            article=address(article),
            current=row.pk,
            scale=scale_of(article),
            query=lens.query,
        ),
    }  # fmt: skip


def decision_on(row: Statement, by: Membership) -> dict[str, Any]:
    """What stands between this editor and an approval, in the one sentence that is told.

    ``can_override``: nothing but having worked on it, for which one pair of eyes can be given a reason.
    """
    left = () if row.review_state == ReviewState.APPROVED else blockers(row)
    role = why_not(by, "review")
    own = role or why_not_approve(by, row, what=lambda: _share(row, by))
    back = role or (LEFT_OUT if row.left_out else "")
    approval = last_decision(row, Ruling.APPROVE) if row.review_state == ReviewState.APPROVED else None
    who = approval.created_by if approval else None
    done = f"Approved by {vouched_for(who.name, is_imported=who.is_placeholder)}." if who else ""
    return {
        "why_not": role or done or own or " ".join(left),
        "can_override": bool(own) and not role and not done and not left,
        "wrote": own if own != role else "",
        "is_approved": bool(done),
        "why_not_back": back,
    }


# To look at work, and to undo, is no work on it.
_NO_SHARE = (Verb.UNDO, Verb.TAKE_FOR_REVIEW, Verb.APPROVE, Verb.SEND_BACK)


def _share(row: Statement, by: Membership) -> str:
    """Which part they wrote, as far as it is plain; what was undone counts, too, and would not be looked for."""
    if row.verification is not None and row.verification.created_by_id == by.person_id:
        return "the verdict"
    done = deeds_on(row).filter(by=by.person_id).exclude(verb__in=_NO_SHARE)
    if done.filter(undone_by=None).exists():
        return ""
    if done.exists():
        return "and took it back"
    wrote_there = Contribution.objects.filter(statement__same_as=row, person=by.person_id)
    if label := wrote_there.values_list("statement__label", flat=True).first():
        return f"at {label}, which shows this verdict"
    return "the byline, or the record of a source"


def since(row: Statement) -> dict[str, Any]:
    """What changed since the approval, for what says that it changed."""
    found = since_approval(row) if row.review_state == ReviewState.CHANGED else None
    was = found and found.was
    return {"since": found, "since_label": was and scale_of(row.article).label(was.status, was.detail)}


_FOLLOWS = ("shows this verdict", False)


def linked(statement: AnnotatedStatement) -> list[tuple[str, Any, str, bool]]:
    """How, to which line, where the work on that statement is, whether it is approved."""
    ties = (
        ("Same claim as", (statement.same_as,) if statement.same_as else ()),
        ("Leans on", statement.leans_on),
        ("Clashes with", statement.clashes_with),
        ("Relied on by", statement.leaned_on_by),
        ("Repeated in", statement.repeated_by),
    )
    wanted = [link.id for _, links in ties for link in links]
    rows = Statement.objects.select_related("same_as").annotate(with_whom=reviewer_name())
    found = rows.in_bulk(wanted) if wanted else {}
    return [
        (how, link, *(_FOLLOWS if links is statement.repeated_by else _state_of(found[link.id])))
        for how, links in ties
        for link in links
        if link.id in found
    ]


def _state_of(row: Any) -> tuple[str, bool]:
    """Where the work is, in the middle of a line; whether it is approved."""
    words = state_in_words(
        row.review_state, left_out=row.left_out, why=row.left_out_why, reviewer=row.with_whom or "",
        leader=row.same_as.label if row.same_as else "",
    )  # fmt: skip
    return words[:1].lower() + words[1:], row.review_state == ReviewState.APPROVED and not row.left_out


def decided(request: HttpRequest, article: Article, ids: list[int]) -> None:
    """Keep the rows in the rail, greyed, until one leaves for another article."""
    before = request.session.get(DECIDED, {}).get(str(article.pk), [])
    kept = [*(pk for pk in before if pk not in ids), *ids][-MOST_DECIDED:]
    request.session[DECIDED] = {str(article.pk): kept}


def with_last_decision(
    request: HttpRequest, by: Membership, offers: list[dict[str, Any]], here: Article | None = None
) -> list[dict[str, Any]]:
    """What can be undone ``here``; before it the last decision, where that led on from another article."""
    left = [int(pk) for pk in request.session.get(DECIDED, {}) if here is None or int(pk) != here.pk]
    article = articles_of(by).filter(pk__in=left).first() if left else None
    if article is None:
        return offers
    there = [deed for deed in undo_offers(article, by) if not deed["why"]][: 1 if here else None]
    own = [deed["pk"] for deed in offers if not deed["why"]]
    if not there or (own and own[0] > there[0]["pk"]):
        return offers
    return [
        *(deed | {"words": f"{deed['words']} in {quoted(article.title)}"} for deed in there),
        *offers,
    ]


def go_on(
    request: HttpRequest,
    article: Article,
    by: Membership,
    after: Statement | None,
    done: str = "That was the last in",
) -> HttpResponse:
    """To the next row of the article; with none left in its facet, to what else waits there; then to the next article.

    What was decided may wait still, for its flag: it is passed over. ``done`` begins what is said of an article that
    one leaves: a key pressed once more would be meant for that one, so the first is held back in the next.
    """
    lens = Lens.of(request.GET)
    found = next_in(article, by, lens, after)
    if found is None and lens.show != "all":
        lens = Lens(own=lens.own)
        if found := next_in(article, by, lens, after):
            messages.info(request, "No more of these here. This is what else waits in the article.")
    if found is None and (following := articles_in_queue(by, lens).exclude(pk=article.pk).first()):
        found = next_in(following, by, lens)
        request.session[JUMPED] = following.pk
        messages.info(request, f"{done} {quoted(article.title)}. On to {quoted(following.title)}.")
    return redirect(
        address_of(found, by, lens) if found else reverse("review", args=[by.desk.slug]) + lens.query
    )


def address_of(row: Statement | Flag, by: Membership, lens: Lens) -> str:
    name = "review-statement" if isinstance(row, Statement) else "review-flag"
    return reverse(name, args=[by.desk.slug, row.pk]) + lens.query
