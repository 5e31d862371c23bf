"""Addresses of what leaves the house, below one article."""

from django.urls import path

from annotations.views import exports

urlpatterns = [
    path("export/", exports.article_export, name="article-export"),
    path("export/<slug:format>/", exports.article_export_file, name="article-export-file"),
]
