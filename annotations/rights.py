"""What the role that serves pages may do to each table; what is not named here is SELECT, INSERT, UPDATE, DELETE.

``config`` grants these after every migration. Nothing a person wrote can be deleted, and a log can only grow.
"""

READ = "SELECT"
KEPT = "SELECT, INSERT, UPDATE"
WRITTEN_ONCE = "SELECT, INSERT"
WITHDRAWABLE = "SELECT, INSERT, UPDATE (withdrawn_at, version, changed_by_id)"

_KEPT_TABLES = (
    "articles_article articles_paragraph articles_person articles_desk articles_invitation "
    "annotations_claimant annotations_statement annotations_placement annotations_relation annotations_source "
    "annotations_passage annotations_counterpoint annotations_citation annotations_flag annotations_figure "
    "annotations_negativesearch annotations_dismissal annotations_note annotations_query annotations_tally "
    "annotations_apitoken"
).split()
_HISTORY_TABLES = (
    "articles_articleevent articles_deskevent articles_membershipevent articles_paragraphevent "
    "annotations_claimantevent annotations_statementevent annotations_placementevent annotations_relationevent "
    "annotations_sourceevent annotations_passageevent annotations_counterpointevent annotations_citationevent "
    "annotations_flagevent annotations_figureevent annotations_negativesearchevent annotations_noteevent "
    "annotations_queryevent annotations_decisionevent"
).split()

RIGHTS: dict[str, str] = {
    **dict.fromkeys(_KEPT_TABLES, KEPT),
    **dict.fromkeys(_HISTORY_TABLES, READ),  # its triggers alone write it (config/roles.py)
    "annotations_deed": WRITTEN_ONCE,
    "annotations_edition": WRITTEN_ONCE,
    "annotations_sealedcopy": WRITTEN_ONCE,
    "articles_blob": WRITTEN_ONCE,
    "articles_revision": WRITTEN_ONCE,
    "articles_scale": WRITTEN_ONCE,
    "annotations_verification": WITHDRAWABLE,
    "annotations_decision": WITHDRAWABLE,
    "annotations_contribution": READ,
}
