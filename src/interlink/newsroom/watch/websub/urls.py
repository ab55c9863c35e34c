"""The address for hubs."""

from __future__ import annotations

from django.urls import path

from interlink.newsroom.watch.websub import views

urlpatterns = [path("<str:token>/", views.callback, name="websub_callback")]
