"""Makes the keys with which programs come in; shuts them out again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from annotations.forms.tokens import TokenForm
from annotations.models import ApiToken
from annotations.services.tokens import make_token, withdraw_token
from annotations.views.base import deny_in_words, done, form_page, frame, get_member, posted
from articles.models import Role


@never_cache
@form_page
@deny_in_words
def tokens(request: HttpRequest, desk: str) -> HttpResponse:
    """One's own tokens, an admin's view of all; a new one's secret is shown this once."""
    by = get_member(request, desk)
    form = TokenForm(posted(request), by=by)
    made = secret = None
    if form.run(lambda: make_token(by=by, **form.cleaned_data)):
        (made, secret), form = form.result, TokenForm(by=by)
    rows = ApiToken.objects.filter(desk_id=by.desk_id, withdrawn_at=None).select_related("person")
    if not by.is_at_least(Role.ADMIN):
        rows = rows.filter(person_id=by.person_id)
    shown = {
        **frame(by), "form": form, "made": made, "secret": secret, "tokens": rows.order_by("-pk")
    }  # fmt: skip
    return render(request, "tokens/tokens.html", shown, status=form.status)


@require_POST
@deny_in_words
def token_withdraw(request: HttpRequest, desk: str, pk: int) -> HttpResponse:
    by = get_member(request, desk)
    token = get_object_or_404(ApiToken, desk_id=by.desk_id, pk=pk)
    withdraw_token(token, by=by)
    return done(request, f"“{token.name}” no longer works.", reverse("tokens", args=[desk]))
