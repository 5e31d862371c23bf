"""Who may see the people of the desk, who may let them in.

``pk`` names what the test makes: Tomás's membership, an open invitation, of which ``secret`` is the secret. The link
to a new address is Ana's.
"""

_DESK = {"desk": "harbour"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}
_ADMIN = {"anonymous": 302, "viewer": 403, "analyst": 403, "editor": 403, "admin": 302, "foreign": 404}
_ANYONE = dict.fromkeys(_READERS, 200)

ROUTES = {
    "people": {"kwargs": _DESK, "method": "get", **_READERS},
    "invitation-add": {
        "kwargs": _DESK, "method": "post", "data": {"email": "new@paper.example", "role": "viewer"},
        **_ADMIN, "admin": 200,  # the link is shown once, on this very page
    },
    "invitation-withdraw": {"kwargs": _DESK | {"pk": "invitation"}, "method": "post", **_ADMIN},
    "member-role": {
        "kwargs": _DESK | {"pk": "member"}, "method": "post", "data": {"role": "viewer"},
        **_ADMIN,
    },
    "member-remove": {"kwargs": _DESK | {"pk": "member"}, "method": "post", **_ADMIN},
    "desk-settings": {"kwargs": _DESK, "method": "get", **_ADMIN, "admin": 200},
    "verdict-labels": {"kwargs": _DESK, "method": "get", **_ADMIN, "admin": 200},
    "me": {"kwargs": {}, "method": "get", **_ANYONE, "anonymous": 302},
    "my-address": {"kwargs": {}, "method": "get", **_ANYONE, "anonymous": 302},
    "my-address-new": {
        "kwargs": {"token": "address_token"}, "method": "get",
        "anonymous": 302, "viewer": 422, "analyst": 200, "editor": 422, "admin": 422, "foreign": 422,
    },
    "invitation": {"kwargs": {"secret": "secret"}, "method": "get", **_ANYONE},
}  # fmt: skip
