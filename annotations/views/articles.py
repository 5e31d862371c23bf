"""Lists the desk's articles, from which one can be taken off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.forms.article import owners_at
from annotations.lists import ArticleFilter, is_finished
from annotations.models import Deed, Verb
from annotations.permissions import why_not, withdrawing
from annotations.quoting import quoted
from annotations.services.articles import withdraw_article
from annotations.views.base import deny_in_words, done, form_page, frame, get_article, get_member, page
from annotations.views.lists import Facets, listing
from articles.fields import whole
from articles.models import Membership, Mode, Person, Stage
from articles.models.article import Priority
from articles.querysets import articles_of

FACETS: Facets = (
    ("In work", {}),
    ("Mine", {"owner": "me"}),
    ("Nobody’s", {"owner": "nobody"}),
    ("Waiting for review", {"waiting": "yes"}),
    ("Flagged", {"flagged": "yes", "finished": "any"}),
    ("Finished", {"finished": "yes"}),
    ("All", {"finished": "any"}),
)
OFF: Facets = (("Off the list", {"only": "off", "finished": "any"}),)


@require_safe
def article_list(request: HttpRequest, desk: str) -> HttpResponse:
    """Search, facets, sort: each look at the list has its address."""
    by = get_member(request, desk)
    wanted = ArticleFilter.of(request.GET)
    context = {
        **frame(by, "articles"),
        **listing(request, by, wanted, FACETS if why_not(by, "take_in") else (*FACETS, *OFF)),
        "in_all": wanted.query(finished="any"),
        "has_finished": articles_of(by).filter(is_finished()).exists,
        "undo": taken_off(by),
        "owners": lambda: owners(by, wanted),
        "stages": lambda: stages_of(by, wanted),
        "modes": Mode.choices,
        "priorities": [(str(value), label) for value, label in Priority.choices],
        "why_not_take_in": why_not(by, "take_in"),
    }
    return page(request, "articles/list.html", context, part="rows")


def owners(by: Membership, wanted: ArticleFilter) -> list[tuple[str, str]]:
    """Whose articles can be listed: one's own, nobody's, those of each who works here."""
    left = articles_of(by).filter(owner=whole(wanted.owner)).values("owner")
    others = (owners_at(by.desk_id) | Person.objects.filter(pk__in=left)).exclude(pk=by.person_id)
    return [("me", "Me"), ("nobody", "Nobody"), *((str(one.pk), one.name) for one in others)]


def stages_of(by: Membership, wanted: ArticleFilter) -> list[tuple[str, str]]:
    """The stages that articles of the desk are at, for a choice of them: none where there is but one to choose."""
    found = {*articles_of(by).order_by().values_list("stage", flat=True).distinct(), wanted.stage} - {""}
    return [(code, label) for code, label in Stage.choices if code in found] if len(found) > 1 else []


def taken_off(by: Membership) -> list[dict[str, Any]]:
    """The article that the member took off the list last, for undo: its own page is gone with it."""
    deeds = Deed.objects.filter(
        desk_id=by.desk_id, by_id=by.person_id, verb=Verb.WITHDRAW_ARTICLE, undone_by=None,
        article__withdrawn_at__isnull=False,
    )  # fmt: skip
    return [deed | {"why": ""} for deed in deeds.order_by("-pk").values("pk", "words")[:1]]


@form_page
@deny_in_words
def article_withdraw(request: HttpRequest, desk: str, slug: str) -> HttpResponse:
    """Ask once more, then take the article off the lists."""
    article, by = get_article(request, desk, slug, "take_in")
    if request.method == "POST":
        withdraw_article(article, by=by)
        words = f"{quoted(article.title)} is off the list. Undo brings it back."
        return done(request, words, reverse("article-list", args=[desk]))
    context = {
        **frame(by, "articles"),
        "article": article,
        "refusal": why_not(by, withdrawing(by, article)),
        "back": reverse("article-list", args=[desk]),
    }
    return render(request, "articles/withdraw.html", context)
