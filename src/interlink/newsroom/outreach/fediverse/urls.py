"""Addresses for the servers of the fediverse."""

from __future__ import annotations

from django.urls import path

from interlink.newsroom.outreach.fediverse import views

urlpatterns = [
    path(".well-known/webfinger", views.webfinger, name="fediverse_webfinger"),
    path(".well-known/nodeinfo", views.nodeinfo_links, name="fediverse_nodeinfo_links"),
    path("fediverse/nodeinfo/2.1", views.nodeinfo, name="fediverse_nodeinfo"),
    path("fediverse/inbox", views.inbox, name="fediverse_shared_inbox"),
    path("fediverse/posts/<int:pk>", views.note, name="fediverse_note"),
    path("fediverse/<slug:language>/", views.actor, name="fediverse_actor"),
    path("fediverse/<slug:language>/inbox", views.inbox, name="fediverse_inbox"),
    path("fediverse/<slug:language>/outbox", views.outbox, name="fediverse_outbox"),
    path("fediverse/<slug:language>/followers", views.followers, name="fediverse_followers"),
]
