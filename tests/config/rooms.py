"""A few addresses at which things go wrong, for the tests of how that is worded."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]

BROKEN = {
    "suspicious": SuspiciousOperation("internal words"),
    "forbidden": PermissionDenied("You wrote part of this. Rosa can approve it."),
    "absent": Http404("internal words"),
    "broken": ZeroDivisionError("internal words"),
}


@login_not_required
def breaks(request, how):
    raise BROKEN[how]


@login_not_required
def takes(request):
    return HttpResponse(f"took {len(request.POST.get('text', ''))}")


def private(request):
    return HttpResponse("for people of the desk")


urlpatterns = [
    path("", include("config.urls")),
    path("breaks/<how>", breaks),
    path("api/breaks/<how>", breaks),
    path("takes", takes),
    path("private", private),
]
