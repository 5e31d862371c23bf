"""Addresses of the desk pages."""

urlpatterns: list = []
front: list = []
