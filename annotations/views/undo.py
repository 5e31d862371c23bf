"""Takes a deed back, from whatever page that is asked on."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from annotations.models import Deed, Statement, Verb
from annotations.refusals import Refused
from annotations.services.deed import Act
from annotations.services.undoing import barred_by, has_redo, undo
from annotations.views.base import NOT_UNDONE, UNDONE, deny_in_words, get_member
from annotations.views.parts import address
from annotations.views.queue import decided
from articles.models import Membership

_CARD = re.compile(r"(?P<room>/.+/)statements/(?P<open>\d{1,18})/[^?]*(?P<lens>\?.*)?")


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
        back = address_after(back, deed)
        not_undone(request, deed)
        remember(request, deed, act, by, is_in_review=back.startswith(reverse("review", args=[desk])))
    except Refused as refusal:
        messages.error(request, refusal.message)
        not_undone(request, deed, refusal.message)
    return reload_at(request, back)


def remember(request: HttpRequest, deed: Deed, act: Act, by: Membership, *, is_in_review: bool) -> None:
    """What undid ``deed``, for its redo. What did it again in Review is the last decision there once more."""
    undoing = Deed.objects.get(undoes=deed)
    if undoing.verb == Verb.UNDO and has_redo(deed, by):
        line = {"pk": undoing.pk, "seq": undoing.seq, "words": undoing.words.removeprefix("Undone: ")}
        request.session[UNDONE] = {"article": deed.article_id, **line}
    elif undoing.verb != Verb.UNDO and is_in_review:
        moved = [row["id"] for row in act.rows if row["model"] == Statement._meta.label_lower]
        decided(request, deed.article, moved)


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


def reload_at(request: HttpRequest, back: str) -> HttpResponse:
    """The whole page once more. To the place where it stands a browser would only jump, so there it reloads."""
    if not request.htmx:
        return redirect(back)
    response = HttpResponse()
    if "#" in back:
        response["HX-Refresh"] = "true"
    else:
        response["HX-Redirect"] = back
    return response


def address_after(back: str, deed: Deed) -> str:
    """``back``; where a card is open, in the text or in the queue, that of the deed.

    The open one may be of a part that is gone: then the room without a card; or of the article that came next in
    the queue, where many were decided at once: then what waits first in theirs, as in the queue without a card.
    The article itself may be off the list again: then the list, which offers to bring it back.
    """
    article, page = deed.article, urlsplit(back)
    article.refresh_from_db(fields=["withdrawn_at"])
    if article.withdrawn_at:
        return reverse("article-list", args=[article.desk.slug])
    if page.path == reverse("review", args=[article.desk.slug]):
        return f"{page.path}?{urlencode(dict(parse_qsl(page.query)) | {'in': article.slug})}"
    card = _CARD.fullmatch(back)
    if card is None:
        return back
    pk, lens = deed.statement_id or int(card["open"]), card["lens"] or ""
    shown = Statement.objects.filter(pk=pk, withdrawn_at=None).first()
    if shown and shown.article_id != deed.article_id:
        return f"{card['room']}?in={deed.article.slug}{lens.replace('?', '&')}"
    return f"{card['room']}statements/{pk}/{lens}" if shown else card["room"]


def safe_back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that the request came from: by its whole path, since what is none is taken for a view's name."""
    came = request.htmx.current_url_abs_path if request.htmx else request.POST.get("back", "")
    is_ours = came and came.startswith("/") and url_has_allowed_host_and_scheme(came, None)
    return came if is_ours else otherwise
