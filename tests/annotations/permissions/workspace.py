"""Who may open the pages of one article, who may do the deeds on it. ``pk`` names what the test makes."""

_DESK = {"desk": "harbour"}
_ARTICLE = _DESK | {"slug": "the-port-is-winning-its-war-on-waiting"}
_STATEMENT = _ARTICLE | {"pk": "statement"}
_PARAGRAPH = _ARTICLE | {"pk": "paragraph"}
_READERS = {"anonymous": 302, "viewer": 200, "analyst": 200, "editor": 200, "admin": 200, "foreign": 404}
_ANALYSTS = _READERS | {"viewer": 403}
# A deed that is done leads back to its place.
_DOERS = _ANALYSTS | {"analyst": 302, "editor": 302, "admin": 302}


def _page(kwargs, who=_ANALYSTS):
    return {"kwargs": kwargs, "method": "get", **who}


def _deed(kwargs, data=None, who=_DOERS):
    return {"kwargs": kwargs, "method": "post", "data": data or {}, **who}


ROUTES = {
    **{name: _page(_ARTICLE, _READERS) for name in ("article", "article-table", "article-panel")},
    "statement": _page(_STATEMENT, _READERS),
    "statement-history": _page(_STATEMENT, _READERS),
    "statement-others": _page(_STATEMENT, _READERS),
    "paragraph": _page(_PARAGRAPH, _READERS),
    "sources-found": _page(_DESK, _READERS),
    "kinds": _page(_ARTICLE),
    **{
        f"article-{name}": _page(_ARTICLE) for name in ("summary", "facts", "flags", "counterpoints", "notes")
    },
    **{
        f"selection-{name}": _page(_ARTICLE)
        for name in ("claimant", "citations", "kind", "verdict", "merge", "leave-out")
    },
    **{
        f"statement-{name}": _page(_STATEMENT)
        for name in "verification facts links citations counterpoints flags notes split merge ends leave-out".split()
    },
    "article-take-on": _deed(_ARTICLE, who=_DOERS | {"editor": 409, "admin": 409}),  # it is Ana's
    "statement-unchecked": _deed(_STATEMENT, {"base": "verification"}),
    "statement-unlink": _deed(_STATEMENT),
    "paragraph-kind": _deed(_PARAGRAPH, {"kind": "quotation"}),
    "paragraph-leave-out": _deed(_PARAGRAPH),
    "paragraph-keep": _deed(_PARAGRAPH),
    "paragraph-cut": _deed(_PARAGRAPH, {"at": "0"}),
    "paragraph-join": _deed(_PARAGRAPH),
    "gap": _deed(_ARTICLE | {"paragraph": "paragraph"}),
    "citation": _page(_ARTICLE | {"pk": "citation"}),
    "citation-withdraw": _deed(_ARTICLE | {"pk": "citation"}),
    "counterpoint": _page(_ARTICLE | {"pk": "counterpoint"}),
    "counterpoint-citations": _page(_ARTICLE | {"pk": "counterpoint"}),
    "counterpoint-withdraw": _deed(_ARTICLE | {"pk": "counterpoint"}),
    "flag-settle": _deed(_ARTICLE | {"pk": "flag"}, {"outcome": "fixed"}),
    "flag-give": _page(_ARTICLE | {"pk": "flag"}),
    "flag-reopen": _deed(_ARTICLE | {"pk": "flag"}),
    # One's own flag, or any for an editor: Ana raised it.
    "flag-withdraw": _deed(_ARTICLE | {"pk": "flag"}),
    "note-withdraw": _deed(_ARTICLE | {"pk": "note"}),
    "deed-undo": _deed(_DESK | {"pk": "deed"}),
}
