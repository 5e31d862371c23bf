"""Who may read the desk's sources, who may change them. ``pk`` names what the test makes: a source."""

_DESK = {"desk": "harbour"}
_SOURCE = _DESK | {"pk": "source"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}
_ANALYSTS = _READERS | {"viewer": 403}

ROUTES = {
    "source-list": {"kwargs": _DESK, "method": "get", **_READERS},
    "source": {"kwargs": _SOURCE, "method": "get", **_READERS},
    "source-add": {"kwargs": _DESK, "method": "get", **_ANALYSTS},
    "source-change": {"kwargs": _SOURCE, "method": "get", **_ANALYSTS},
}
