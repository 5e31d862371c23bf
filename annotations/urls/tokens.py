"""Addresses of the keys of programs."""

from django.urls import path

from annotations.views import tokens

urlpatterns = [
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/withdraw/", tokens.token_withdraw, name="token-withdraw"),
]
