"""Addresses of the workspace pages."""

urlpatterns: list = []
