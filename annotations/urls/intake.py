"""Addresses of the intake pages."""

from django.urls import path

from annotations.views import intake

urlpatterns = [
    path("articles/take-in/", intake.article_take_in, name="article-take-in"),
    path("articles/take-in/<uuid:original>/", intake.article_preview, name="article-preview"),
]
