"""The table of contents."""

from django.conf import settings
from django.urls import include, path

from config.demo_sign_in import demo_sign_in
from config.errors import bad_request, not_allowed, not_found, our_fault, too_many
from config.health import healthz
from config.sign_out import sign_out

urlpatterns = [
    path("", include("annotations.urls")),
    path("api/", include("annotations.api.urls")),
    path("accounts/logout/", sign_out, name="account_logout"),
    path("accounts/", include("allauth.account.urls")),
    path("healthz", healthz, name="healthz"),
]
if settings.ENVIRONMENT == "demo":
    urlpatterns.append(path("demo/sign-in/<token>/", demo_sign_in, name="demo-sign-in"))

handler400, handler403, handler404, handler500 = bad_request, not_allowed, not_found, our_fault
handler429 = too_many  # asked for by allauth
