"""Shows who says things, for all articles of the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.forms.claimants import ClaimantForm
from annotations.forms.merging import MergeClaimantForm
from annotations.lists import ClaimantFilter
from annotations.models import Claimant
from annotations.permissions import why_not
from annotations.plurals import times
from annotations.querysets import language_of_words
from annotations.quoting import quoted
from annotations.services import claimants as services
from annotations.services.merging import merge_claimant, reach_of
from annotations.views.base import deny_in_words, done, form_page, frame, get_member, page, posted
from annotations.views.lists import Facets, how_many, listing, with_uses
from articles.models import Membership
from articles.normal import sought

MOST_SAID = 100
MOST_FOUND = 20
FACETS: Facets = (("All", {}), ("Says nothing", {"only": "unused"}), ("Off the list", {"only": "off"}))


@require_safe
def claimant_list(request: HttpRequest, desk: str) -> HttpResponse:
    by = get_member(request, desk)
    wanted = ClaimantFilter.of(request.GET)
    context = {
        **frame(by, "sources"),
        **listing(request, by, wanted, FACETS),
    }
    return page(request, "claimants/list.html", context, part="rows")


@require_safe
def claimants_found(request: HttpRequest, desk: str) -> HttpResponse:
    """Whom the typed name may mean, as what a form offers."""
    by = get_member(request, desk)
    typed = next((request.GET[name] for name in ("claimant_name", "name") if name in request.GET), "")
    found = services.find_claimants(sought(typed), by=by)[:MOST_FOUND]
    return render(request, "parts/claimants.html#options", {"claimants": found})


def get_claimant(
    request: HttpRequest, desk: str, pk: int, action: str = "read"
) -> tuple[Claimant, Membership]:
    """A claimant of the desk, on its list or off it."""
    by = get_member(request, desk, action)
    return get_object_or_404(Claimant, desk_id=by.desk_id, pk=pk), by


@form_page
@deny_in_words
def claimant(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Name and role, to be corrected; what this one says."""
    row, by = get_claimant(request, desk, pk, "annotate" if request.method == "POST" else "read")
    if row.merged_into_id and request.method != "POST":
        return redirect("claimant", desk, row.merged_into_id)
    form = ClaimantForm(posted(request), initial=ClaimantForm.shown(row))
    if form.run(lambda: services.change_claimant(row, by=by, **form.cleaned_data)):
        return done(request, "Saved, wherever it is printed.", request.path)
    row.refresh_from_db()  # what was refused is not what it is called
    everywhere = services.said_by(row)
    said = everywhere.filter(article__withdrawn_at=None)
    context = {
        **frame(by, "sources"),
        "claimant": row,
        "form": form,
        "took_over": Claimant.objects.filter(merged_into=row).order_by("name", "role", "pk"),
        "said": said.select_related("article")
        .annotate(language=language_of_words())
        .order_by("article_id", "reading_order")[:MOST_SAID],
        "more": how_many(said, MOST_SAID),
        "off_list": how_many(everywhere.exclude(article__withdrawn_at=None)),
        "why_not_change": why_not(by, "annotate"),
        "why_not_withdraw": services.why_not_withdraw_claimant(row),
    }
    return render(request, "claimants/claimant.html", context, status=form.status)


@form_page
@deny_in_words
def claimant_merge(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    """Let another one say what this one says."""
    row, by = get_claimant(request, desk, pk, "annotate")
    form = MergeClaimantForm(posted(request), by=by, merged=row)
    if form.run(lambda: merge_claimant(row, form.cleaned_data["other"], by=by)):
        into = form.cleaned_data["other"]
        told = f"{quoted(str(row))} is merged into this one."
        return done(request, told, reverse("claimant", args=[desk, into.pk]))
    context = {
        **frame(by, "sources"),
        "form": form,
        "offered": [
            (other, f"named {times(n)}" if n else "says nothing")
            for other, n in with_uses(ClaimantFilter(), by, form.offered)
        ],
        "merged": row,
        "reach": reach_of(row),
        "back": reverse("claimant", args=[desk, pk]),
    }
    return render(request, "parts/merge.html", context, status=form.status)


@require_POST
@deny_in_words
def claimant_withdraw(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    row, by = get_claimant(request, desk, pk, "annotate")
    services.withdraw_claimant(row, by=by)
    return done(request, f"{row} is off the list.", reverse("claimant", args=[desk, pk]))


@require_POST
@deny_in_words
def claimant_restore(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    row, by = get_claimant(request, desk, pk, "annotate")
    services.restore_claimant(row, by=by)
    return done(request, f"{row} is on the list again.", reverse("claimant", args=[desk, pk]))
