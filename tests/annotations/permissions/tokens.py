"""Who may open the pages of the keys of programs."""

ROUTES = {
    "tokens": {
        "kwargs": {"desk": "harbour"},
        "method": "get",
        "anonymous": 302,
        "viewer": 200,
        "analyst": 200,
        "editor": 200,
        "admin": 200,
        "foreign": 404,
    },
    "token-withdraw": {
        "kwargs": {"desk": "harbour", "pk": 1},
        "method": "post",
        "anonymous": 302,
        "viewer": 404,
        "analyst": 404,
        "editor": 404,
        "admin": 404,
        "foreign": 404,
    },
}
