"""Who may read who says things, who may change it. ``pk`` names what the test makes: a claimant."""

_DESK = {"desk": "harbour"}
_CLAIMANT = _DESK | {"pk": "claimant"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}
_ANALYSTS = _READERS | {"viewer": 403}
_CHANGERS = _ANALYSTS | dict.fromkeys(("analyst", "editor", "admin"), 302)

ROUTES = {
    "claimant-list": {"kwargs": _DESK, "method": "get", **_READERS},
    "claimants-found": {"kwargs": _DESK, "method": "get", **_READERS},
    "claimant": {"kwargs": _CLAIMANT, "method": "get", **_READERS},
    "claimant-merge": {"kwargs": _CLAIMANT, "method": "get", **_ANALYSTS},
    "claimant-withdraw": {"kwargs": _CLAIMANT, "method": "post", **_CHANGERS},
    "claimant-restore": {"kwargs": _CLAIMANT, "method": "post", **_CHANGERS},
}
