"""What the role that serves pages may do to each table; what is not named here is SELECT, INSERT, UPDATE, DELETE.

``config`` grants these after every migration. Nothing a person wrote can be deleted, and a log can only grow.
``GUARDS`` are the triggers that stand on the tables besides, which ``config`` looks for at every start.
"""

READ = "SELECT"
KEPT = "SELECT, INSERT, UPDATE"
WRITTEN_ONCE = "SELECT, INSERT"
WITHDRAWABLE = "SELECT, INSERT, UPDATE (withdrawn_at, version, changed_by_id)"

_KEPT_TABLES = (
    "articles_article articles_paragraph articles_person articles_desk articles_invitation "
    "annotations_claimant annotations_statement annotations_placement annotations_relation annotations_source "
    "annotations_passage annotations_counterpoint annotations_citation annotations_flag annotations_figure "
    "annotations_negativesearch annotations_dismissal annotations_note annotations_query annotations_tally"
).split()
_HISTORY_TABLES = (
    "articles_articleevent articles_deskevent articles_membershipevent articles_paragraphevent "
    "annotations_claimantevent annotations_statementevent annotations_placementevent annotations_relationevent "
    "annotations_sourceevent annotations_passageevent annotations_counterpointevent annotations_citationevent "
    "annotations_flagevent annotations_figureevent annotations_negativesearchevent annotations_noteevent "
    "annotations_queryevent annotations_decisionevent"
).split()
# Come with Django's sign-in; nothing asks them.
_PERMISSIONS = (
    "auth_group auth_group_permissions auth_permission articles_person_groups articles_person_user_permissions"
).split()

RIGHTS: dict[str, str] = {
    **dict.fromkeys(_KEPT_TABLES, KEPT),
    **dict.fromkeys(_HISTORY_TABLES, READ),  # its triggers alone write it (config/roles.py)
    **dict.fromkeys(_PERMISSIONS, READ),
    "annotations_deed": WRITTEN_ONCE,
    "annotations_edition": WRITTEN_ONCE,
    "annotations_sealedcopy": WRITTEN_ONCE,
    "articles_blob": WRITTEN_ONCE,
    "articles_revision": WRITTEN_ONCE,
    "articles_scale": WRITTEN_ONCE,
    "annotations_verification": WITHDRAWABLE,
    "annotations_decision": WITHDRAWABLE,
    "annotations_contribution": READ,
    "annotations_apitoken": "SELECT, INSERT, UPDATE (last_used_at, withdrawn_at, version, changed_by_id)",
}

GUARDS: dict[str, str] = {
    "articles_article": "same_row seq_begins seq_logged seq_rises text_stays touch",
    "articles_blob": "append_only",
    "articles_desk": "same_row",
    "articles_invitation": "same_row",
    "articles_membership": "same_row",
    "articles_paragraph": "continues_own empty same_row text_kept",
    "articles_person": "keeps_names same_row",
    "articles_revision": "append_only original_own",
    "articles_scale": "append_only",
    "annotations_apitoken": "same_row shut",
    "annotations_citation": "bare of_live on_live same_row source_on_list touch",
    "annotations_claimant": "same_row",
    "annotations_contribution": "append_only of_leader",
    "annotations_counterpoint": "bare of_live on_live same_row takes touch unflagged",
    "annotations_decision": "append_only four_eyes gone",
    "annotations_deed": "append_only numbered undoes_own",
    "annotations_dismissal": "on_live same_row",
    "annotations_edition": "append_only",
    "annotations_figure": "on_live same_row touch",
    "annotations_flag": "of_live on_live same_row",
    "annotations_negativesearch": "on_live same_row",
    "annotations_note": "on_live same_row",
    "annotations_passage": "same_row touch",
    "annotations_placement": "place_left quote same_row",
    "annotations_query": "on_live same_row",
    "annotations_relation": "on_live same_row",
    "annotations_sealedcopy": "append_only",
    "annotations_source": "same_row touch",
    "annotations_statement": (
        "alone claimant_on_list fresh guard made placed placed_at_first said_again same_row unite verdict_stands"
    ),
    "annotations_tally": "same_row",
    "annotations_verification": "append_only in_force",
}
