"""Addresses of the exports pages."""

urlpatterns: list = []
