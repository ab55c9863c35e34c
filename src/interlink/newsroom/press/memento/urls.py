"""Addresses of Memento; the page's own address stands at the end of each, as it is."""

from __future__ import annotations

from django.urls import path, re_path

from interlink.newsroom.press.memento import views

urlpatterns = [
    re_path(r"^memento/(?P<stamp>[0-9]{14})/(?P<original>.+)$", views.memento, name="press_memento"),
    path("timegate/<path:original>", views.timegate, name="press_timegate"),
    re_path(r"^timemap/(?P<form>link|json)/(?P<original>.+)$", views.timemap, name="press_timemap"),
]
