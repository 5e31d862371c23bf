"""Who may read the desk's sources, who may change them. ``pk`` names what the test makes: a source."""

_DESK = {"desk": "harbour"}
_SOURCE = _DESK | {"pk": "source"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}
_ANALYSTS = _READERS | {"viewer": 403}
_CHANGERS = _ANALYSTS | dict.fromkeys(("analyst", "editor", "admin"), 302)
_CITED = _ANALYSTS | dict.fromkeys(("analyst", "editor", "admin"), 422)  # so it stays on the list

ROUTES = {
    "source-list": {"kwargs": _DESK, "method": "get", **_READERS},
    "source": {"kwargs": _SOURCE, "method": "get", **_READERS},
    "source-add": {"kwargs": _DESK, "method": "get", **_ANALYSTS},
    "source-change": {"kwargs": _SOURCE, "method": "get", **_ANALYSTS},
    "source-merge": {"kwargs": _SOURCE, "method": "get", **_ANALYSTS},
    "source-withdraw": {"kwargs": _SOURCE, "method": "post", **_CITED},
    "source-restore": {"kwargs": _SOURCE, "method": "post", **_CHANGERS},
}
