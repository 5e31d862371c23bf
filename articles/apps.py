"""The application that holds the text."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
