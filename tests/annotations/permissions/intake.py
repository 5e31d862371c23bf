"""Who may open the pages of the intake."""

ROUTES = {
    "article-take-in": {
        "kwargs": {"desk": "harbour"},
        "method": "get",
        "anonymous": 302,
        "viewer": 403,
        "analyst": 200,
        "editor": 200,
        "admin": 200,
        "foreign": 404,
    },
    "article-preview": {
        "kwargs": {"desk": "harbour", "original": "00000000-0000-4000-8000-000000000000"},
        "method": "get",
        "anonymous": 302,
        "viewer": 403,
        "analyst": 404,
        "editor": 404,
        "admin": 404,
        "foreign": 404,
    },
}
