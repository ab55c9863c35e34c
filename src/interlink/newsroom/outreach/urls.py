"""Addresses for people who get mail."""

from __future__ import annotations

from django.urls import path

from interlink.newsroom.outreach import views

urlpatterns = [path("leave/<path:token>/", views.leave, name="leave")]
