"""Takes a text in: pasted or from a file, looked at first, corrected where need be."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from annotations.demo.staging import op_ed
from annotations.drafting import FACTS, Sheet, step
from annotations.forms.intake import PasteForm, TakeInForm
from annotations.refusals import Refused
from annotations.services.articles import check_published
from annotations.services.taking_in import Draft, keep_original, take_in, text_sha256
from annotations.views.base import form_page, frame, get_member, page
from articles.intake import IntakeRefused
from articles.intake.limits import MAX_BYTES, MAX_PARAGRAPH, MAX_PARAGRAPHS
from articles.models import Article, Blob, Membership, ParagraphKind
from articles.querysets import articles_of

LIMITS: Final = {"bytes": MAX_BYTES, "paragraphs": MAX_PARAGRAPHS, "paragraph": MAX_PARAGRAPH}
CARRIED: Final = "was "
"""Begins the name of a field that waits, unseen, while the text is changed once more."""


@form_page
def article_take_in(request: HttpRequest, desk: str) -> HttpResponse:
    """Paste a text or choose a file; it is read, kept, then looked at. ``?text=demo`` fills in the demo's op-ed."""
    by = get_member(request, desk, "take_in")
    if request.method != "POST":
        filled = {"text": op_ed()} if request.GET.get("text") == "demo" else {}
        return _paste_page(request, by, PasteForm(by=by, initial=filled))
    form = PasteForm(request.POST, request.FILES, by=by)
    carried = {n.removeprefix(CARRIED): v for n, v in request.POST.items() if n.startswith(CARRIED)}
    if not form.is_valid():
        again = form.has_error("encoding") and form.sent
        kept = _keep(form, by) if again else form.cleaned_data.get("original")
        return _paste_page(request, by, form, kept=kept, carried=carried)
    original = _keep(form, by)
    how = {"filename": form.filename, "encoding": form.cleaned_data["encoding"]}
    if carried:
        return _preview_page(request, by, original, Sheet.read(form.sent, _again(carried, original, how)))
    return redirect(_address(by, original, **how))


@form_page
def article_preview(request: HttpRequest, desk: str, original: uuid.UUID) -> HttpResponse:
    """The text as it will be stored; a button posts the whole page: a correction, *Back*, *Take it in*."""
    by = get_member(request, desk, "take_in")
    blob = get_object_or_404(Blob, desk_id=by.desk_id, uid=original)
    try:
        sheet = Sheet.read(bytes(blob.content), (request.POST or request.GET).dict())
    except IntakeRefused as refusal:
        form = PasteForm(by=by, initial={"name": (request.POST or request.GET).get("filename", "")})
        return _paste_page(request, by, form, kept=blob, refusal=refusal)
    act = request.POST.get("act", "")
    if act == "back":
        return _back_page(request, by, blob, sheet)
    if act == "take":
        return _take(request, by, blob, sheet)
    return _preview_page(request, by, blob, sheet, act)


def _take(request: HttpRequest, by: Membership, original: Blob, sheet: Sheet) -> HttpResponse:
    form = TakeInForm(sheet.values, by=by)
    if not form.run(lambda: _take_in_once(by, original, sheet, form)):
        return _preview_page(request, by, original, sheet, form=form)
    article = form.result
    messages.success(request, f"Taken in: {article.title}")
    workspace = reverse("article", args=[by.desk.slug, article.slug])
    return HttpResponseClientRedirect(workspace) if request.htmx else redirect(workspace)


def _take_in_once(by: Membership, original: Blob, sheet: Sheet, form: TakeInForm) -> Article:
    """The article of this form: a second press of the button finds the first one's."""
    uid = form.cleaned_data["article"]
    drafts = tuple(Draft(p.kind, p.text, p.left_out, p.rule) for p in sheet.paragraphs)
    encoding = sheet.manuscript.encoding
    if article := articles_of(by).filter(uid=uid).first():
        return article
    try:
        facts = form.facts()
        check_published(facts.published_on, facts.mode)
        how = {"original": original, "encoding": encoding, "owner": form.given_to()}
        return take_in(by=by, uid=uid, drafts=drafts, facts=facts, **how)
    except Refused:
        if article := articles_of(by).filter(uid=uid).first():
            return article
        raise


def _keep(form: PasteForm, by: Membership) -> Blob:
    return keep_original(form.sent, by=by, filename=form.filename)


def _address(by: Membership, original: Blob, **how: str) -> str:
    """Of the preview; ``how`` the original is read, by filename and encoding, is part of it."""
    query = urlencode({name: value for name, value in how.items() if value})
    return reverse("article-preview", args=[by.desk.slug, original.uid]) + (f"?{query}" if query else "")


def _again(carried: dict[str, str], original: Blob, how: dict[str, str]) -> dict[str, str]:
    """What was typed before the text was changed; corrections only where it was not."""
    same = carried.get("original") == str(original.uid) and carried.get("read_as") == how["encoding"]
    corrections = carried.get("corrections", "") if same else ""
    return {**carried, **how, "read_as": how["encoding"], "corrections": corrections}


def _paste_page(
    request: HttpRequest,
    by: Membership,
    form: PasteForm,
    *,
    kept: Blob | None = None,
    carried: Mapping[str, str] | None = None,
    refusal: IntakeRefused | None = None,
) -> HttpResponse:
    context = {
        **frame(by, "articles"),
        "form": form,
        "name": form["name"].value(),
        "kept": kept,
        "carried": carried or {},
        "refusal": refusal,
        "limits": LIMITS,
    }
    status = 422 if form.errors or refusal else 200
    return page(request, "intake/paste.html", context, part="intake", status=status)


def _back_page(request: HttpRequest, by: Membership, original: Blob, sheet: Sheet) -> HttpResponse:
    """The text once more, with what was typed beside it waiting unseen."""
    initial = {"encoding": sheet.encoding, "name": sheet.filename}
    if not sheet.filename:
        initial["text"] = bytes(original.content).decode(errors="replace")
    carried = {**sheet.carried(), "original": str(original.uid), "read_as": sheet.encoding}
    kept = original if sheet.filename else None
    return _paste_page(request, by, PasteForm(by=by, initial=initial), kept=kept, carried=carried)


def _known(by: Membership, original: Blob, sheet: Sheet) -> Article | None:
    """The desk's article from these bytes, or with this very text: as it was read, as it is corrected by now."""
    texts = (text_sha256(p.text for p in found) for found in (sheet.manuscript.paragraphs, sheet.paragraphs))
    same_text = Q(revision__blob=original) | Q(revision__text_sha256__in=[*texts])
    return articles_of(by).filter(same_text).order_by("pk").first()


def _preview_page(
    request: HttpRequest, by: Membership, original: Blob, sheet: Sheet, act: str = "", form: Any = None
) -> HttpResponse:
    shown = step(sheet, act, request.POST.get("first", ""))
    initial = {"article": uuid.uuid4(), "owner": by.person_id, **shown.sheet.values}
    form = form or TakeInForm(initial=initial, by=by)
    context = {
        **frame(by, "articles"),
        "form": form,
        "facts": [(form[name], sheet.origin(name)) for name in FACTS],
        "step": shown,
        "sheet": shown.sheet,
        "original": original,
        "address": _address(by, original, filename=sheet.filename, encoding=sheet.encoding),
        "kinds": ParagraphKind.choices,
        "known": _known(by, original, shown.sheet),
    }
    status = 422 if form.errors or sheet.refusal else 200
    return page(request, "intake/preview.html", context, part="intake", status=status)
