"""Pages that belong to no room of the desk."""

_ANYBODY = dict.fromkeys(("anonymous", "viewer", "analyst", "editor", "admin", "foreign"), 200)

ROUTES = {
    "healthz": {"kwargs": {}, "method": "get", **_ANYBODY},
}
