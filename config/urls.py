"""The table of contents."""

from allauth.account.urls import urlpatterns as of_accounts
from django.conf import settings
from django.urls import include, path

from config.demo_sign_in import demo_sign_in
from config.errors import bad_request, not_allowed, not_found, our_fault, too_many
from config.health import healthz
from config.sign_out import sign_out

# Of allauth's pages those that are drawn here (templates/account): people are invited; another address is asked for on
# a page of our own (annotations/views/addresses.py).
SIGN_IN = frozenset(
    f"account_{name}"
    for name in (
        "login request_login_code confirm_login_code signup inactive change_password set_password reset_password "
        "reset_password_done reset_password_from_key reset_password_from_key_done"
    ).split()
)

urlpatterns = [
    path("", include("annotations.urls")),
    path("api/", include("annotations.api.urls")),
    path("accounts/logout/", sign_out, name="account_logout"),
    path("accounts/", include([page for page in of_accounts if page.name in SIGN_IN])),
    path("healthz", healthz, name="healthz"),
]
if settings.ENVIRONMENT == "demo":
    urlpatterns.append(path("demo/sign-in/<token>/", demo_sign_in, name="demo-sign-in"))

handler400, handler403, handler404, handler500 = bad_request, not_allowed, not_found, our_fault
handler429 = too_many  # asked for by allauth
