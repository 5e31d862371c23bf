"""Where the pages live: plural nouns, nested under what cannot be missing, verbs last."""

from django.urls import include, path

from annotations.urls import claimants, desk, exports, intake, people, review, sources, tokens, workspace

AT_DESK = [
    *desk.urlpatterns,
    *intake.urlpatterns,
    *review.urlpatterns,
    *sources.urlpatterns,
    *claimants.urlpatterns,
    *people.urlpatterns,
    *tokens.urlpatterns,
    *workspace.at_desk,
    path("articles/<slug:slug>/", include(workspace.urlpatterns + exports.urlpatterns)),
]
urlpatterns = [*desk.front, path("desks/<slug:desk>/", include(AT_DESK)), *people.front]
