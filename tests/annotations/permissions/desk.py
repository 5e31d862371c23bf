"""Who may open the front page, the lists of articles, of statements."""

_DESK = {"desk": "harbour"}
_ARTICLE = _DESK | {"slug": "the-port-is-winning-its-war-on-waiting"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}

ROUTES = {
    "home": {
        "kwargs": {}, "method": "get",
        "anonymous": 302, "viewer": 302, "analyst": 302, "editor": 302, "admin": 302, "foreign": 302,
    },
    "desk": {"kwargs": _DESK, "method": "get", **_READERS},
    "article-list": {"kwargs": _DESK, "method": "get", **_READERS},
    "statement-list": {"kwargs": _DESK, "method": "get", **_READERS},
    "article-withdraw": {"kwargs": _ARTICLE, "method": "get", **_READERS, "viewer": 403},
}  # fmt: skip
