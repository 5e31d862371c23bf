"""A few addresses at which things go wrong, for the tests of how that is worded."""

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def _caused(failure: Exception, cause: Exception) -> Exception:
    failure.__cause__ = cause
    return failure


BROKEN = {
    "suspicious": SuspiciousOperation("internal words"),
    "forbidden": PermissionDenied("You wrote part of this. Rosa can approve it."),
    "absent": Http404("internal words"),
    "broken": ZeroDivisionError("internal words"),
    "away": _caused(OperationalError("internal words"), psycopg.OperationalError("no connection")),
    "stopping": _caused(OperationalError("internal words"), psycopg.errors.AdminShutdown()),
    "full": _caused(OperationalError("internal words"), psycopg.errors.DiskFull()),
    "held": _caused(OperationalError("internal words"), psycopg.errors.LockNotAvailable()),
    "deadlock": _caused(OperationalError("internal words"), psycopg.errors.DeadlockDetected()),
    "out of step": _caused(OperationalError("internal words"), psycopg.errors.SerializationFailure()),
    "memory": _caused(OperationalError("internal words"), psycopg.errors.OutOfMemory()),
    "connections": _caused(OperationalError("internal words"), psycopg.errors.TooManyConnections()),
    "cancelled": _caused(OperationalError("internal words"), psycopg.errors.QueryCanceled()),
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
