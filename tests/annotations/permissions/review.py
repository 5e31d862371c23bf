"""Who may read the review queue, who may decide in it.

``pk`` names what the test makes: a statement that Ana made ready, a flag on it, an answered counterpoint.
"""

_DESK = {"desk": "harbour"}
_STATEMENT = _DESK | {"pk": "statement"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}
_EDITORS = {"anonymous": 302, "viewer": 403, "analyst": 403, "editor": 302, "admin": 302, "foreign": 404}
_ANALYSTS = _EDITORS | {"analyst": 302}

ROUTES = {
    "review": {"kwargs": _DESK, "method": "get", **_READERS},
    "review-reasons": {"kwargs": _DESK, "method": "get", **_READERS},
    "review-statement": {"kwargs": _STATEMENT, "method": "get", **_READERS},
    "review-flag": {"kwargs": _DESK | {"pk": "flag"}, "method": "get", **_READERS},
    "review-approve": {
        "kwargs": _STATEMENT, "method": "post", "data": {"seen": "content_version"},
        **_EDITORS, "editor": 422, "admin": 422,  # its flag is open
    },
    "review-changes": {
        "kwargs": _STATEMENT, "method": "post", "data": {"reasons": ["weak_source"]}, **_EDITORS,
    },
    "review-verdict": {
        "kwargs": _STATEMENT, "method": "post",
        "data": {"status": "not_claim", "base": "verification"}, **_ANALYSTS,
    },
    "review-take": {"kwargs": _STATEMENT, "method": "post", **_EDITORS},
    "review-flag-settle": {
        "kwargs": _DESK | {"pk": "flag"}, "method": "post", "data": {"outcome": "fixed"}, **_ANALYSTS,
    },
    # One's own flag, or any for an editor: Ana raised it.
    "review-flag-withdraw": {"kwargs": _DESK | {"pk": "flag"}, "method": "post", **_ANALYSTS},
    "review-counterpoint": {
        "kwargs": _DESK | {"pk": "counterpoint"}, "method": "post",
        "data": {"outcome": "accepted"}, **_ANALYSTS,
    },
    "review-selected": {
        "kwargs": _DESK, "method": "post", "data": {"statement": "statement"},
        **_EDITORS, "editor": 200, "admin": 200,
    },
}  # fmt: skip
