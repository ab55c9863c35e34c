"""What follows when Wagtail publishes, unpublishes or deletes a page, whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from interlink.newsroom.press.bake.addresses import touched_by
from interlink.newsroom.press.bake.jobs import bake_soon
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage

KINDS = (PostPage, DigestPage, FrontPage)


def bake_later(instance: Page, instance_before: Page | None = None, **kwargs: Any) -> None:
    """Write anew what the page touches, once the change is stored; also at its old address, if it moved."""
    del kwargs
    pages = [page for page in (instance, instance_before) if isinstance(page, KINDS)]
    bake_soon(address for page in pages for address in touched_by(page))


def connect() -> None:
    """Listen to Wagtail."""
    for name, signal in (
        ("published", page_published),
        ("unpublished", page_unpublished),
        ("slug", page_slug_changed),
    ):
        signal.connect(bake_later, dispatch_uid=f"interlink-bake-{name}")
    for kind in KINDS:
        # Before, since afterwards nobody knows the page's address.
        pre_delete.connect(bake_later, sender=kind, dispatch_uid=f"interlink-bake-{kind.__name__}")


connect()
