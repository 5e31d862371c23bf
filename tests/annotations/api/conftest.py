"""Programs that speak for the cast, at the cast's desk."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from annotations.services.tokens import make_token
from articles.models import Article, Membership
from config.api import Pace

DESK = "/api/v1/desks/harbour/"


class Caller:
    """A client with the article's address in front: ``caller.post("flags/", reason="other")``."""

    def __init__(self, by: Membership | None, article: Article | None = None, **headers: str) -> None:
        self.client = APIClient(headers=headers)
        if by is not None and not headers:
            self.client.force_login(by.person)
        self.base = f"{DESK}articles/{article.slug}/" if article else DESK

    def address(self, where: str) -> str:
        return where if where.startswith("/") else self.base + where

    def get(self, where: str = "", **query: Any) -> Any:
        return self.client.get(self.address(where), query)

    def send(self, method: str, where: str, said: Any, headers: dict[str, str] | None = None) -> Any:
        body = json.dumps(said)
        return self.client.generic(method, self.address(where), body, "application/json", headers=headers)

    def post(self, where: str, headers: dict[str, str] | None = None, **said: Any) -> Any:
        return self.send("POST", where, said, headers)

    def patch(self, where: str, headers: dict[str, str] | None = None, **said: Any) -> Any:
        return self.send("PATCH", where, said, headers)

    def delete(self, where: str, headers: dict[str, str] | None = None) -> Any:
        return self.client.delete(self.address(where), headers=headers)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pace, "get_rate", lambda throttle: None)


@pytest.fixture
def api(article: Article) -> Callable[[Membership | None], Caller]:
    """``api(ana)``: Ana's session, at the article; she signs in once."""
    callers: dict[int | None, Caller] = {}

    def speaks(by: Membership | None) -> Caller:
        who = by and by.pk
        if who not in callers:
            callers[who] = Caller(by, article)
        return callers[who]

    return speaks


@pytest.fixture
def program(article: Article) -> Callable[..., Caller]:
    """``program(ana, "read")``: a program with a token of Ana's that has these scopes."""

    def make(by: Membership, *scopes: str) -> Caller:
        _, secret = make_token(by=by, name="A script", scopes=scopes)
        return Caller(by, article, Authorization=f"Bearer {secret}")

    return make


@pytest.fixture
def cut_before():
    """Tells what a split before ``word`` is asked for with: its place, the words left of it."""

    def told(statement, word: str) -> dict:
        left = statement.text.partition(word)[0]
        return {"at": len(left), "quote": left}

    return told
