"""Addresses of the review pages."""

urlpatterns: list = []
