"""What follows when Wagtail publishes, unpublishes or deletes a page, whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from interlink.newsroom.press.bake.addresses import touched_by
from interlink.newsroom.press.bake.jobs import bake_soon
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.press.search import actions as search

KINDS = (PostPage, DigestPage, FrontPage)


def bake_later(instance: Page, instance_before: Page | None = None, **kwargs: Any) -> None:
    """Write anew what the page touches, once the change is stored; also at its old address, if it moved."""
    del kwargs
    pages = [page for page in (instance, instance_before) if isinstance(page, KINDS)]
    bake_soon(address for page in pages for address in touched_by(page))


def index_post(instance: PostPage, **kwargs: Any) -> None:
    """Bring the search in step with a post that is being stored, in the same transaction."""
    del kwargs
    search.follow(instance)


def index_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Bring the search in step where pages are kept from the public, or no longer."""
    del kwargs
    search.follow(instance.page)


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
    post_save.connect(index_post, sender=PostPage, dispatch_uid="interlink-search-post")
    for signal in (post_save, post_delete):
        signal.connect(index_restricted, sender=PageViewRestriction, dispatch_uid="interlink-search-restricted")


connect()
