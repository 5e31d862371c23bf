"""The table of contents."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from config.demo_sign_in import demo_sign_in
from config.errors import bad_request, not_allowed, not_found, our_fault
from config.health import healthz


def _is_built(rooms: str) -> bool:
    try:
        return find_spec(rooms) is not None
    except ModuleNotFoundError:
        return False


ROOMS = {"": "annotations.urls", "api/v1/": "annotations.api.urls"}

urlpatterns = [
    *[path(where, include(rooms)) for where, rooms in ROOMS.items() if _is_built(rooms)],
    path("accounts/", include("allauth.account.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
if settings.ENVIRONMENT == "demo":
    urlpatterns.append(path("demo/sign-in/<token>/", demo_sign_in, name="demo-sign-in"))

handler400, handler403, handler404, handler500 = bad_request, not_allowed, not_found, our_fault
