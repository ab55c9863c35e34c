"""Addresses of signing in, below the desk's. Those of signing up and of passwords by mail are left out on purpose."""

from __future__ import annotations

from allauth.account import views
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("security/inactive/", views.account_inactive, name="account_inactive"),
    path("security/confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("security/factors/", include("allauth.mfa.urls")),
    path("security/sessions/", include("allauth.usersessions.urls")),
]
