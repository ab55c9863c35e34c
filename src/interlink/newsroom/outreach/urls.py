"""Addresses for people who get mail."""

from __future__ import annotations

from django.urls import path

from interlink.newsroom.outreach import views
from interlink.newsroom.outreach.bounces.views import bounces, service_events
from interlink.newsroom.outreach.signup import views as signup

urlpatterns = [
    path("bounces/", bounces, name="bounces"),
    path("service/", service_events, name="service_events"),
    path("join/<slug:language>/", signup.join, name="join"),
    path("confirm/<path:token>/", signup.confirm, name="confirm"),
    path("leave/<path:token>/", views.leave, name="leave"),
    path("preferences/<path:token>/", views.preferences, name="preferences"),
]
