"""Addresses of the intake pages."""

urlpatterns: list = []
