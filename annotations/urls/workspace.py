"""Addresses below one article."""

from django.urls import path

from annotations.views import (
    evidence,
    flags,
    notes,
    panel,
    paragraphs,
    selection,
    statements,
    undo,
    workspace,
)

urlpatterns = [
    path("", workspace.article, name="article"),
    path("table/", workspace.article_table, name="article-table"),
    path("panel/", panel.article_panel, name="article-panel"),
    path("summary/", panel.article_summary, name="article-summary"),
    path("facts/", panel.article_facts, name="article-facts"),
    path("take-on/", panel.article_take_on, name="article-take-on"),
    path("flags/", panel.article_flags, name="article-flags"),
    path("counterpoints/", panel.article_counterpoints, name="article-counterpoints"),
    path("notes/", panel.article_notes, name="article-notes"),
    path("kinds/", selection.kinds, name="kinds"),
    path("selection/claimant/", selection.selection_claimant, name="selection-claimant"),
    path("selection/kind/", selection.selection_kind, name="selection-kind"),
    path("selection/citations/", selection.selection_citations, name="selection-citations"),
    path("selection/verdict/", selection.selection_verdict, name="selection-verdict"),
    path("selection/merge/", selection.selection_merge, name="selection-merge"),
    path("selection/leave-out/", selection.selection_leave_out, name="selection-leave-out"),
    path("paragraphs/<int:pk>/", paragraphs.paragraph, name="paragraph"),
    path("paragraphs/<int:pk>/kind/", paragraphs.paragraph_kind, name="paragraph-kind"),
    path("paragraphs/<int:pk>/leave-out/", paragraphs.paragraph_leave_out, name="paragraph-leave-out"),
    path("paragraphs/<int:pk>/keep/", paragraphs.paragraph_keep, name="paragraph-keep"),
    path("paragraphs/<int:pk>/cut/", paragraphs.paragraph_cut, name="paragraph-cut"),
    path("paragraphs/<int:pk>/join/", paragraphs.paragraph_join, name="paragraph-join"),
    path("paragraphs/<int:paragraph>/gap/", statements.gap, name="gap"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path(
        "statements/<int:pk>/verification/", statements.statement_verification, name="statement-verification"
    ),
    path("statements/<int:pk>/unchecked/", statements.statement_unchecked, name="statement-unchecked"),
    path("statements/<int:pk>/facts/", statements.statement_facts, name="statement-facts"),
    path("statements/<int:pk>/links/", statements.statement_links, name="statement-links"),
    path("statements/<int:pk>/links/found/", statements.statement_others, name="statement-others"),
    path("statements/<int:pk>/links/unlink/", statements.statement_unlink, name="statement-unlink"),
    path("statements/<int:pk>/citations/", evidence.statement_citations, name="statement-citations"),
    path(
        "statements/<int:pk>/counterpoints/", evidence.statement_counterpoints, name="statement-counterpoints"
    ),
    path("statements/<int:pk>/flags/", flags.statement_flags, name="statement-flags"),
    path("statements/<int:pk>/notes/", notes.statement_notes, name="statement-notes"),
    path("statements/<int:pk>/split/", statements.statement_split, name="statement-split"),
    path("statements/<int:pk>/merge/", statements.statement_merge, name="statement-merge"),
    path("statements/<int:pk>/ends/", statements.statement_ends, name="statement-ends"),
    path("statements/<int:pk>/leave-out/", statements.statement_leave_out, name="statement-leave-out"),
    path("statements/<int:pk>/history/", statements.statement_history, name="statement-history"),
    path("citations/<int:pk>/", evidence.citation, name="citation"),
    path("citations/<int:pk>/withdraw/", evidence.citation_withdraw, name="citation-withdraw"),
    path("counterpoints/<int:pk>/", evidence.counterpoint, name="counterpoint"),
    path("counterpoints/<int:pk>/citations/", evidence.counterpoint_citations, name="counterpoint-citations"),
    path("counterpoints/<int:pk>/withdraw/", evidence.counterpoint_withdraw, name="counterpoint-withdraw"),
    path("flags/<int:pk>/settle/", flags.flag_settle, name="flag-settle"),
    path("flags/<int:pk>/give/", flags.flag_give, name="flag-give"),
    path("flags/<int:pk>/reopen/", flags.flag_reopen, name="flag-reopen"),
    path("flags/<int:pk>/withdraw/", flags.flag_withdraw, name="flag-withdraw"),
    path("notes/<int:pk>/withdraw/", notes.note_withdraw, name="note-withdraw"),
]
# Beside the articles, not below one.
at_desk = [
    path("deeds/<int:pk>/undo/", undo.deed_undo, name="deed-undo"),
    path("sources/found/", evidence.sources_found, name="sources-found"),
]
