"""The workspace in pieces: the galley, the card of one statement, what a deed sends back of both."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from annotations.cautions import cautions, why_plain
from annotations.changes import parts_of
from annotations.filters import StatementFilter
from annotations.forms.statement import VerdictForm
from annotations.marks import is_headline, rows
from annotations.models import Claimant, Statement, StatementKind
from annotations.models.statement import NOT_FACTUAL
from annotations.models.verification import ADVERSE, DETAILS_OF
from annotations.permissions import why_not
from annotations.querysets import cited_for, claimants_of
from annotations.reading import AnnotatedStatement, galley, load_statement, load_touched
from annotations.reading.completeness import lacks, lacks_origins
from annotations.reading.counts import counts_of
from annotations.reading.following import following
from annotations.reading.model import MarkedArticle
from annotations.scale import DIGITS, VerdictLabels, mark_of, scale_of
from annotations.services.verifying import fingerprint
from annotations.views.base import frame, undo_offers, wants_part
from annotations.wording import checked, wording
from articles.fields import whole
from articles.models import Article, Membership, Paragraph

MOST_CLAIMANTS = 200


def address(article: Article) -> str:
    """The workspace of the article; everything on it lies below."""
    return reverse("article", args=[article.desk.slug, article.slug])


def statement_address(article: Article, pk: int) -> str:
    return reverse("statement", args=[article.desk.slug, article.slug, pk])


def chosen_ids(query: QueryDict) -> list[int]:
    """The statements that were selected, as the form sends them."""
    return [pk for value in query.getlist("statement")[:5000] if (pk := whole(value)) is not None]


def workspace(request: HttpRequest, article: Article, by: Membership, **place: Any) -> dict[str, Any]:
    """Context of the whole page: the galley, filtered by the address.

    ``place`` says which mark is ``current``, and whether the page ``begins`` there.
    """
    read = galley(article)
    chosen, scale = StatementFilter.of(request.GET), read.scale
    hits = chosen.hits(read.statements)
    paragraphs = chosen.paragraphs(read.paragraphs, hits)
    return {
        **frame(by, "articles", article),
        "article": read,
        "base": address(article),
        "rows": rows(paragraphs, base=address(article), scale=scale, hits=hits, **place),
        "filter": chosen,
        "wanted": chosen.words(scale),
        "hits": chosen.counted(len(hits), scale) if hits else "",
        "is_titled": any(map(is_headline, paragraphs)),
        "chosen": chosen_ids(request.GET),
        "flags_on_article": _flags_on_article(read),
        "opinions": sum(
            s.kind in NOT_FACTUAL and not s.kind_confirmed and not s.left_out for s in read.statements
        ),
        "read_only": why_not(by, "annotate"),
    }


def _flags_on_article(read: MarkedArticle) -> int:
    """Open ones that no statement of it has."""
    return max(read.counts.open_flags - sum(len(statement.open_flags) for statement in read.statements), 0)


def card(article: Article, by: Membership, pk: int, *, opened: str = "", **extra: Any) -> dict[str, Any]:
    """Context of a statement's card. ``opened`` names the section whose form is shown."""
    statement = load_statement(article, pk)
    if statement is None:
        raise Http404
    here = statement_address(article, pk)
    return {
        **judged(statement, scale_of(article)),
        "desk": by.desk,
        "by": by,
        "article_row": article,
        "base": address(article),
        "here": here,
        "flags_at": f"{here}flags/",
        **wanting(statement, article, by),
        "checked": checked(statement),
        "line_out": _line_out(statement),
        "kind_label": StatementKind(statement.kind).label,
        "opened": opened,
        "read_only": why_not(by, "annotate"),
        "following": following(article, pk),
        "merged": parts_of(pk)[1:],  # what was typed for these is offered here
        **extra,
        "verdict": extra.get("verdict") or verdict_form(statement),
    }


def _line_out(statement: AnnotatedStatement) -> Paragraph | None:
    """The line in which it stands where that is left out: the text tells by which rule, and so does the card."""
    if not statement.left_out:
        return None
    places = {"placements__statement": statement.id, "placements__withdrawn_at": None}
    return Paragraph.objects.filter(**places, left_out=True).order_by("-revision_id").first()


def wanting(statement: AnnotatedStatement, article: Article, by: Membership) -> dict[str, Any]:
    """What it lacks before an editor is asked, and what the editor will weigh then."""
    wanted = by.desk.origins_wanted
    return {
        "lacks": lacks(statement),
        "lacks_origins": lacks_origins(statement, wanted),
        "why_plain": why_plain(statement, article.language),
        "weigh": cautions(statement, wanted=wanted, language=article.language),
    }


def judged(statement: AnnotatedStatement, scale: VerdictLabels) -> dict[str, Any]:
    """A statement with what is said of it, and what could be: for its card, for review."""
    return {
        "statement": statement,
        "scale": scale,
        "said": scale.label(statement.status, statement.detail),
        "readers": wording(statement, scale),
        "adverse": statement.status in ADVERSE,
        "again": [fallen.prompt(scale) for fallen in statement.fallen],
        **verdicts(scale),
    }


def verdicts(scale: VerdictLabels) -> dict[str, Any]:
    """What the evidence can say, with its digit, its words, its mark; the details that some ask for."""
    return {
        "statuses": [(n, s, scale.label(s), mark_of(s, "", "")) for n, s in enumerate(DIGITS, start=1)],
        "details": {
            status: [(code, scale.word(code)) for code in codes] for status, codes in DETAILS_OF.items()
        },
    }


def verdict_form(statement: AnnotatedStatement) -> VerdictForm:
    given = statement.verdict
    if given is None:
        return VerdictForm(initial={"as_of": timezone.localdate(), "words": fingerprint(statement.text)})
    return VerdictForm(
        initial={
            "status": given.status, "detail": given.detail, "rationale": given.rationale, "as_of": given.as_of,
            "base": given.id, "words": fingerprint(statement.text),
        }
    )  # fmt: skip


def claimants_to_choose(by: Membership, article: Article) -> QuerySet[Claimant]:
    """Who is offered before a name is typed: who says something in the article, then the list from its beginning."""
    named = Statement.objects.filter(article=article, withdrawn_at=None, claimant__isnull=False)
    is_named = ExpressionWrapper(Q(pk__in=named.values("claimant")), BooleanField())
    return claimants_of(by).order_by(is_named.desc(), "name", "pk")[:MOST_CLAIMANTS]


def citations_to_choose(statement: Statement) -> list[tuple[int, str]]:
    """Id and name of each citation of the statement, as a form offers them."""
    named = cited_for(statement).values_list("pk", "source__title", "passage__locator")
    return [(citation, f"{title[:60]} {locator or ''}") for citation, title, locator in named]


def show_card(
    request: HttpRequest, article: Article, by: Membership, pk: int, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The card: alone for htmx, else inside its page."""
    shown = card(article, by, pk, **context)
    if wants_part(request):
        if status != 409:
            return render(request, "workspace/card.html", shown | {"alone": True}, status=status)
        there_now = moved(article, by, pk, "")  # what is refused says so itself
        return render(request, "workspace/after.html", shown | there_now | {"alone": True}, status=status)
    # A form that is opened has the caret.
    page = workspace(request, article, by, current=pk, begins=not shown["opened"])
    return render(request, "workspace/article.html", page | shown, status=status)


def after(
    request: HttpRequest, article: Article, by: Membership, pk: int, words: str, *, anchor: str = "",
    ids: Collection[int] = (),
) -> HttpResponse:  # fmt: skip
    """After a deed on a statement: its card, its paragraph, the counts and the undo anew; or back to its page.

    ``ids``: what was done to several, of which the card shows one.
    """
    if not request.htmx:
        messages.success(request, words)
        return redirect(statement_address(article, pk) + (anchor or f"#s{pk}"))
    context = card(article, by, pk) | moved(article, by, pk, words, ids=ids) | {"alone": True}
    response = render(request, "workspace/after.html", context)
    response["HX-Push-Url"] = statement_address(article, pk)
    return response


def moved(
    article: Article, by: Membership, pk: int | None, words: str, *, ids: Collection[int] = ()
) -> dict[str, Any]:
    """What changes outside the card: paragraphs with their margins, the counts, the undo, what is spoken."""
    touched = load_touched(article, *{*ids, pk}) if pk else ()
    return {
        "changed": rows(touched, base=address(article), current=pk, scale=scale_of(article)),
        "counts": counts_of(article.tally),
        "opinions": article.tally.opinions,
        "waiting": waiting_now(article, by),
        "undo": undo_offers(article, by),
        "spoken": words,
    }


def waiting_now(article: Article, by: Membership) -> int:
    """How many statements wait for an editor at the desk: as counted before the deed, and what the deed changed."""
    tally, before = article.tally, by.visit.waiting
    return before if tally.waited is None else max(before + tally.waiting - tally.waited, 0)
