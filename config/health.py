"""Tells a load balancer whether pages can be served."""

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.pooled.base import PATIENCE


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503.

    It is asked past the pool, which waits for a database that went away for longer than who asks here does.
    """
    address = connection.get_connection_params() | {"connect_timeout": PATIENCE}
    try:
        with psycopg.connect(**address) as asking:
            asking.execute("SELECT 1")
    except psycopg.Error:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
