"""Addresses of the desk's people, of what is one person's own."""

from django.urls import path

from annotations.views import addresses, invitations, people

front = [
    path("me/", people.me, name="me"),
    path("me/address/", addresses.my_address, name="my-address"),
    path("me/address/<str:token>/", addresses.my_address_new, name="my-address-new"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
]
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invitation_add, name="invitation-add"),
    path("people/invitations/<int:pk>/withdraw/", people.invitation_withdraw, name="invitation-withdraw"),
    path("people/<int:pk>/role/", people.member_role, name="member-role"),
    path("people/<int:pk>/remove/", people.member_remove, name="member-remove"),
    path("settings/", people.desk_settings, name="desk-settings"),
    path("settings/verdicts/", people.verdict_labels, name="verdict-labels"),
]
