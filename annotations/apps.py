"""The application that holds what people say of the text."""

from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "annotations"
