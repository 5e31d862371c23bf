"""Addresses of who says things."""

from django.urls import path

from annotations.views import claimants

urlpatterns = [
    path("claimants/", claimants.claimant_list, name="claimant-list"),
    path("claimants/found/", claimants.claimants_found, name="claimants-found"),
    path("claimants/<int:pk>/", claimants.claimant, name="claimant"),
    path("claimants/<int:pk>/merge/", claimants.claimant_merge, name="claimant-merge"),
    path("claimants/<int:pk>/withdraw/", claimants.claimant_withdraw, name="claimant-withdraw"),
    path("claimants/<int:pk>/restore/", claimants.claimant_restore, name="claimant-restore"),
]
