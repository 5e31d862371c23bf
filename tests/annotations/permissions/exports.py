"""Who may open the pages on which an article leaves the house: whoever may read it."""

_ARTICLE = {"desk": "harbour", "slug": "the-port-is-winning-its-war-on-waiting"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}

ROUTES = {
    "article-export": {"kwargs": _ARTICLE, "method": "get", **_READERS},
    "article-export-file": {"kwargs": {**_ARTICLE, "format": "html"}, "method": "get", **_READERS},
}
