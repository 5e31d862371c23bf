"""Addresses of the API: plural nouns, nested under what cannot be missing, verbs last."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from annotations.api import (
    articles,
    claimants_and_sources,
    counterpoints,
    desks,
    evidence,
    exports,
    notes,
    paragraphs,
    review,
    schema,
    selections,
    statements,
)
from articles.models.text import LABEL

app_name = "api"


class LabelConverter(StringConverter):
    """A paragraph's label: "4", "4a", "4–5"."""

    regex = LABEL


register_converter(LabelConverter, "label")

AT_PARAGRAPH = [
    path("", paragraphs.OneParagraph.as_view(), name="paragraph"),
    path("cut/", paragraphs.CutParagraph.as_view(), name="paragraph-cut"),
    path("join/", paragraphs.JoinParagraph.as_view(), name="paragraph-join"),
]
AT_STATEMENT = [
    path("", statements.OneStatement.as_view(), name="statement"),
    path("since-approval/", statements.SinceApproval.as_view(), name="statement-since-approval"),
    path("verifications/", statements.Verifications.as_view(), name="verifications"),
    path("split/", statements.SplitStatement.as_view(), name="statement-split"),
    path("merge/", statements.MergeStatement.as_view(), name="statement-merge"),
    path("ends/", statements.MoveEnds.as_view(), name="statement-ends"),
    path("same-as/", statements.SameAs.as_view(), name="statement-same-as"),
    path("take/", statements.TakeForReview.as_view(), name="statement-take"),
]
AT_COUNTERPOINT = [
    path("", counterpoints.OneCounterpoint.as_view(), name="counterpoint"),
    path("answer/", counterpoints.AnswerCounterpoint.as_view(), name="counterpoint-answer"),
    path("outcome/", counterpoints.SettleCounterpoint.as_view(), name="counterpoint-outcome"),
]
AT_FLAG = [
    path("", review.OneFlag.as_view(), name="flag"),
    path("settle/", review.SettleOneFlag.as_view(), name="flag-settle"),
    path("reopen/", review.ReopenFlag.as_view(), name="flag-reopen"),
]
AT_ARTICLE: list[URLPattern | URLResolver] = [
    path("", articles.OneArticle.as_view(), name="article"),
    path("tally/", articles.Tally.as_view(), name="tally"),
    path("paragraphs/", paragraphs.Paragraphs.as_view(), name="paragraphs"),
    path("paragraphs/<label:label>/", include(AT_PARAGRAPH)),
    path("statements/", statements.Statements.as_view(), name="statements"),
    path("statements/kinds/", selections.ConfirmedKinds.as_view(), name="statements-kinds"),
    path("statements/claimant/", selections.SetClaimants.as_view(), name="statements-claimant"),
    path("statements/verdict/", selections.JudgeStatements.as_view(), name="statements-verdict"),
    path("statements/merge/", selections.MergeStatements.as_view(), name="statements-merge"),
    path("statements/leave-out/", selections.LeaveOutStatements.as_view(), name="statements-leave-out"),
    path("statements/restore/", selections.RestoreStatements.as_view(), name="statements-restore"),
    path("statements/<uuid:uid>/", include(AT_STATEMENT)),
    path("relations/", selections.Relations.as_view(), name="relations"),
    path("relations/<uuid:uid>/", selections.OneRelation.as_view(), name="relation"),
    path("citations/", evidence.Citations.as_view(), name="citations"),
    path("citations/<uuid:uid>/", evidence.OneCitation.as_view(), name="citation"),
    path("counterpoints/", counterpoints.Counterpoints.as_view(), name="counterpoints"),
    path("counterpoints/<uuid:uid>/", include(AT_COUNTERPOINT)),
    path("flags/", review.Flags.as_view(), name="flags"),
    path("flags/<uuid:uid>/", include(AT_FLAG)),
    path("decisions/", review.Decisions.as_view(), name="decisions"),
    path("notes/", notes.Notes.as_view(), name="notes"),
    path("notes/<uuid:uid>/", notes.OneNote.as_view(), name="note"),
    path("deeds/", review.Deeds.as_view(), name="deeds"),
    path("deeds/<int:seq>/", review.OneDeed.as_view(), name="deed"),
    path("deeds/<int:seq>/undo/", review.UndoDeed.as_view(), name="deed-undo"),
    path("exports/", exports.Exports.as_view(), name="exports"),
    path("exports/<slug:form>/", exports.OneExport.as_view(), name="export"),
]
AT_CLAIMANT = [
    path("", claimants_and_sources.OneClaimant.as_view(), name="claimant"),
    path("merge/", claimants_and_sources.MergeClaimant.as_view(), name="claimant-merge"),
    path("restore/", claimants_and_sources.RestoreClaimant.as_view(), name="claimant-restore"),
]
AT_SOURCE = [
    path("", claimants_and_sources.OneSource.as_view(), name="source"),
    path("passages/", claimants_and_sources.Passages.as_view(), name="passages"),
    path("passages/<uuid:passage>/", claimants_and_sources.OnePassage.as_view(), name="passage"),
    path("merge/", claimants_and_sources.MergeSource.as_view(), name="source-merge"),
    path("restore/", claimants_and_sources.RestoreSource.as_view(), name="source-restore"),
]
AT_DESK: list[URLPattern | URLResolver] = [
    path("", desks.Desk.as_view(), name="desk"),
    path("people/", desks.People.as_view(), name="people"),
    path("statements/", desks.DeskStatements.as_view(), name="desk-statements"),
    path("articles/", articles.Articles.as_view(), name="articles"),
    path("articles/<slug:slug>/", include(AT_ARTICLE)),
    path("claimants/", claimants_and_sources.Claimants.as_view(), name="claimants"),
    path("claimants/<uuid:uid>/", include(AT_CLAIMANT)),
    path("sources/", claimants_and_sources.Sources.as_view(), name="sources"),
    path("sources/<uuid:uid>/", include(AT_SOURCE)),
]
urlpatterns = [
    path("v1/desks/", desks.Desks.as_view(), name="desks"),
    path("v1/desks/<slug:desk>/", include(AT_DESK)),
    path("schema/", schema.openapi, name="schema"),
    path("schema/page/", schema.page, name="schema-page"),
]
