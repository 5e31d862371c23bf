"""Addresses of the sources pages."""

from django.urls import path

from annotations.views import sources

urlpatterns = [
    path("sources/", sources.source_list, name="source-list"),
    path("sources/add/", sources.source_add, name="source-add"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/change/", sources.source_change, name="source-change"),
    path("sources/<int:pk>/merge/", sources.source_merge, name="source-merge"),
    path("sources/<int:pk>/withdraw/", sources.source_withdraw, name="source-withdraw"),
    path("sources/<int:pk>/restore/", sources.source_restore, name="source-restore"),
]
