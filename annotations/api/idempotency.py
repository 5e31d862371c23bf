"""Gives a request that is sent twice its first answer, so that nothing is done twice."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.models import IdempotencyKey
from annotations.models.access import KEPT_FOR
from annotations.refusals import Refused
from articles.models import Person

HEADER = "Idempotency-Key"
LONGEST = 100
JSON = "application/json"
TOLD_AGAIN = ("ETag", "Location")


@contextmanager
def one_by_one(request: Request, person: Person) -> Iterator[None]:
    """Let two requests with one key wait for each other, over more than one transaction."""
    key = _key(request)
    if key is None:
        yield
        return
    _lock("pg_advisory_lock", person, key)
    try:
        yield
    finally:
        _lock("pg_advisory_unlock", person, key)


def first_answer(request: Request, person: Person) -> HttpResponse | None:
    """What this key was answered before, or None. Two requests with one key wait for each other.

    Must run inside the transaction of the deed. Raises Refused for a key that came with another request.
    """
    key = _key(request)
    if key is None:
        return None
    _lock("pg_advisory_xact_lock", person, key)
    kept = IdempotencyKey.objects.filter(person=person, key=key, created_at__gt=_oldest()).first()
    if kept is None:
        return None
    if kept.request_hash != _hash(request):
        raise Refused("This key was sent with another request. Make a new one for each deed.", field=HEADER)
    headers = {**kept.answer["headers"], "Idempotent-Replayed": "true"}
    again = HttpResponse(kept.answer["body"], JSON, kept.status, headers=headers)
    if not again.content:
        del again["Content-Type"]
    return again


def keep_answer(request: Request, person: Person, response: Response) -> None:
    """Keep the answer under the request's key, for a day."""
    key = request.headers.get(HEADER)
    if key is None:
        return
    IdempotencyKey.objects.filter(person=person, created_at__lte=_oldest()).delete()
    body = cast(bytes, request.accepted_renderer.render(response.data)).decode()
    told = {name: response.headers[name] for name in TOLD_AGAIN if name in response.headers}
    IdempotencyKey.objects.create(
        person=person, key=key, request_hash=_hash(request), status=response.status_code,
        answer={"body": body, "headers": told},
    )  # fmt: skip


def _key(request: Request) -> str | None:
    key = request.headers.get(HEADER)
    if key is not None and not (0 < len(key) <= LONGEST and key.isprintable()):
        raise Refused(
            f"A key has 1 to {LONGEST} printable characters. Make a new one for each deed.", field=HEADER
        )
    return key


def _lock(function: str, person: Person, key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [f"{person.pk} {key}"])


def _oldest() -> Any:
    return timezone.now() - KEPT_FOR


def _hash(request: Request) -> str:
    data = request.data
    if isinstance(data, MultiValueDict):  # all that it says, though one of two is refused
        data = {name: values[0] if len(values) == 1 else values for name, values in data.lists()}
    said = {name: _said(data[name]) for name in data} if isinstance(data, dict) else data
    told = [request.method, request.get_full_path(), said]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [_said(each) for each in value]
    if not isinstance(value, UploadedFile):
        return value
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return [value.name, digest.hexdigest()]
