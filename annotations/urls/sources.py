"""Addresses of the sources pages."""

urlpatterns: list = []
