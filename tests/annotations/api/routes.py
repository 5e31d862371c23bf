"""Every address of the API: what it is sent, who may.

A row: name, method, address, body, what a permitted one gets, who may (a column of ``WHO``).
"""

DESK = "/api/v1/desks/harbour/"

# Who may: what anonymous, viewer, analyst (Ana), editor, admin, foreigner get, then tokens: Ana's to read,
# Ana's to annotate, the editor's to review. "ok" is the row's own status.
WHO = {
    "anyone signed in": "401 ok ok ok ok ok ok ok ok",
    "reads": "401 ok ok ok ok 404 ok ok ok",
    "annotates": "401 403 ok ok ok 404 403 ok 403",
    "reviews": "401 403 403 ok ok 404 403 403 ok",
    "its taker or an admin": "401 403 ok 403 ok 404 403 ok 403",
}

ROUTES = (
    ("desks", "GET", "/api/v1/desks/", None, 200, "anyone signed in"),
    ("desk", "GET", DESK, None, 200, "reads"),
    ("people", "GET", f"{DESK}people/", None, 200, "reads"),
    ("desk-statements", "GET", f"{DESK}statements/", None, 200, "reads"),
    ("claimants", "GET", f"{DESK}claimants/", None, 200, "reads"),
    ("claimants", "POST", f"{DESK}claimants/", {"name": "N.", "role": "r"}, 201, "annotates"),
    ("claimant", "GET", f"{DESK}claimants/{{claimant}}/", None, 200, "reads"),
    ("claimant", "PATCH", f"{DESK}claimants/{{claimant}}/", {"name": "N.", "role": "r"}, 200, "annotates"),
    ("claimant", "DELETE", f"{DESK}claimants/{{claimant}}/", None, 204, "annotates"),
    (
        "claimant-merge", "POST", f"{DESK}claimants/{{claimant}}/merge/", {"into": "{namesake}"},
        200, "annotates",
    ),
    ("claimant-restore", "POST", f"{DESK}claimants/{{claimant}}/restore/", {}, 200, "annotates"),
    ("sources", "GET", f"{DESK}sources/", None, 200, "reads"),
    (
        "sources", "POST", f"{DESK}sources/",
        {"title": "T.", "csl": {"publisher": "P."}, "url": "https://a.example/1", "archive_url": ""},
        201, "annotates",
    ),
    ("source", "GET", f"{DESK}sources/{{source}}/", None, 200, "reads"),
    (
        "source", "PATCH", f"{DESK}sources/{{source}}/",
        {"title": "T.", "csl": {"note": "n"}},
        200, "annotates",
    ),
    ("source", "DELETE", f"{DESK}sources/{{uncited}}/", None, 204, "annotates"),
    ("source-merge", "POST", f"{DESK}sources/{{source}}/merge/", {"into": "{uncited}"}, 200, "annotates"),
    ("source-restore", "POST", f"{DESK}sources/{{source}}/restore/", {}, 200, "annotates"),
    ("passages", "GET", f"{DESK}sources/{{source}}/passages/", None, 200, "reads"),
    (
        "passages", "POST", f"{DESK}sources/{{source}}/passages/", {"text": "P.", "locator": "l"},
        201, "annotates",
    ),
    ("passage", "GET", f"{DESK}sources/{{source}}/passages/{{passage}}/", None, 200, "reads"),
    ("articles", "GET", f"{DESK}articles/", None, 200, "reads"),
    (
        "articles", "POST", f"{DESK}articles/",
        {
            "paragraphs": [{"text": "A sentence.", "rule": "r"}],
            "title": "T.", "byline": "B.", "publisher": "P.",
        },
        201, "annotates",
    ),
    ("article", "GET", "{at}", None, 200, "reads"),
    (
        "article", "PATCH", "{at}",
        {"title": "T.", "byline": "B.", "publisher": "P.", "summary": "S."},
        200, "annotates",
    ),
    ("article", "DELETE", "{at}", None, 204, "its taker or an admin"),
    ("tally", "GET", "{at}tally/", None, 200, "reads"),
    ("paragraphs", "GET", "{at}paragraphs/", None, 200, "reads"),
    ("paragraph", "GET", "{at}paragraphs/2/", None, 200, "reads"),
    ("paragraph", "PATCH", "{at}paragraphs/2/", {"left_out": True, "why": "w"}, 200, "annotates"),
    ("paragraph-cut", "POST", "{at}paragraphs/2/cut/", {"at": "{cut}"}, 200, "annotates"),
    ("paragraph-join", "POST", "{at}paragraphs/2/join/", {}, 200, "annotates"),
    ("statements", "GET", "{at}statements/", None, 200, "reads"),
    ("statements", "POST", "{at}statements/", {"paragraph": "2", "start": 0, "end": 4}, 422, "annotates"),
    (
        "statements-kinds", "POST", "{at}statements/kinds/",
        {"kinds": {"{first}": "quantity"}, "statements": ["{second}"]}, 200, "annotates",
    ),
    (
        "statements-claimant", "POST", "{at}statements/claimant/",
        {"statements": ["{first}"], "claimant": "{claimant}"}, 200, "annotates",
    ),
    (
        "statements-verdict", "POST", "{at}statements/verdict/",
        {"statements": ["{first}"], "status": "no_evidence", "rationale": "None."}, 200, "annotates",
    ),
    (
        "statements-leave-out", "POST", "{at}statements/leave-out/", {"statements": ["{first}"], "why": "w"},
        200, "annotates",
    ),
    ("statements-restore", "POST", "{at}statements/restore/", {"statements": ["{first}"]}, 200, "annotates"),
    ("statement", "GET", "{at}statements/{first}/", None, 200, "reads"),
    (
        "statement", "PATCH", "{at}statements/{first}/",
        {"plain": "P.", "one_origin_why": "w"},
        200, "annotates",
    ),
    ("statement-since-approval", "GET", "{at}statements/{second}/since-approval/", None, 404, "reads"),
    ("verifications", "GET", "{at}statements/{second}/verifications/", None, 200, "reads"),
    (
        "verifications", "POST", "{at}statements/{first}/verifications/",
        {"status": "misleading", "rationale": "R."}, 200, "annotates",
    ),
    (
        "statement-split", "POST", "{at}statements/{first}/split/",
        {"at": "{inside}", "quote": "{left}"},
        200, "annotates",
    ),
    ("statement-merge", "POST", "{at}statements/{first}/merge/", {"other": "{second}"}, 200, "annotates"),
    (
        "statement-ends", "POST", "{at}statements/{other}/ends/",
        {"start": 0, "end": 3, "quote": "For"},
        200, "annotates",
    ),
    ("statement-same-as", "POST", "{at}statements/{next}/same-as/", {"other": "{second}"}, 200, "annotates"),
    ("statement-take", "POST", "{at}statements/{second}/take/", {}, 200, "reviews"),
    ("relations", "GET", "{at}relations/", None, 200, "reads"),
    (
        "relations", "POST", "{at}relations/",
        {"a": "{next}", "b": "{second}", "kind": "clashes_with"},
        201, "annotates",
    ),
    ("relation", "GET", "{at}relations/{relation}/", None, 200, "reads"),
    ("relation", "DELETE", "{at}relations/{relation}/", None, 204, "annotates"),
    ("citations", "GET", "{at}citations/", None, 200, "reads"),
    (
        "citations", "POST", "{at}citations/",
        {
            "statements": ["{second}"], "source": "{source}", "stance": "context", "passage": "P.",
            "locator": "l", "shows": "s",
        },
        201, "annotates",
    ),
    ("citation", "GET", "{at}citations/{citation}/", None, 200, "reads"),
    (
        "citation", "PATCH", "{at}citations/{citation}/", {"passage": "P.", "locator": "l", "shows": "s"},
        200, "annotates",
    ),
    ("citation", "DELETE", "{at}citations/{citation}/", None, 204, "annotates"),
    ("counterpoints", "GET", "{at}counterpoints/", None, 200, "reads"),
    (
        "counterpoints", "POST", "{at}counterpoints/",
        {"text": "But.", "statement": "{first}"},
        201, "annotates",
    ),
    ("counterpoint", "GET", "{at}counterpoints/{counterpoint}/", None, 200, "reads"),
    ("counterpoint", "PATCH", "{at}counterpoints/{counterpoint}/", {"text": "But."}, 200, "annotates"),
    ("counterpoint", "DELETE", "{at}counterpoints/{counterpoint}/", None, 204, "annotates"),
    (
        "counterpoint-answer", "POST", "{at}counterpoints/{counterpoint}/answer/",
        {"text": "Yet."},
        200, "annotates",
    ),
    (
        "counterpoint-outcome", "POST", "{at}counterpoints/{counterpoint}/outcome/", {"outcome": "accepted"},
        200, "annotates",
    ),
    ("flags", "GET", "{at}flags/", None, 200, "reads"),
    ("flags", "POST", "{at}flags/", {"reason": "headline", "note": "n"}, 201, "annotates"),
    ("flag", "GET", "{at}flags/{flag}/", None, 200, "reads"),
    ("flag", "PATCH", "{at}flags/{flag}/", {"owner": None}, 200, "annotates"),
    ("flag", "DELETE", "{at}flags/{flag}/", None, 204, "annotates"),
    ("flag-settle", "POST", "{at}flags/{flag}/settle/", {"outcome": "fixed", "note": "n"}, 200, "annotates"),
    ("flag-reopen", "POST", "{at}flags/{settled}/reopen/", {}, 200, "annotates"),
    ("decisions", "GET", "{at}decisions/", None, 200, "reads"),
    (
        "decisions", "POST", "{at}decisions/",
        {"statements": ["{second}"], "verdict": "approve", "seen": "{seen}"},
        201, "reviews",
    ),
    ("notes", "GET", "{at}notes/", None, 200, "reads"),
    ("notes", "POST", "{at}notes/", {"text": "N."}, 201, "annotates"),
    ("note", "GET", "{at}notes/{note}/", None, 200, "reads"),
    ("note", "PATCH", "{at}notes/{note}/", {"text": "N."}, 200, "annotates"),
    ("note", "DELETE", "{at}notes/{note}/", None, 204, "annotates"),
    ("deeds", "GET", "{at}deeds/", None, 200, "reads"),
    ("deed", "GET", "{at}deeds/{seq}/", None, 200, "reads"),
    ("deed-undo", "POST", "{at}deeds/{seq}/undo/", {}, 200, "annotates"),
    ("exports", "GET", "{at}exports/", None, 200, "reads"),
    ("export", "GET", "{at}exports/markdown/", None, 200, "reads"),
)  # fmt: skip
