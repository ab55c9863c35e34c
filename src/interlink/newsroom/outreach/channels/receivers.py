"""What follows on channels when Wagtail publishes, unpublishes or deletes a page, whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from interlink.newsroom.outreach.channels import actions
from interlink.newsroom.press.models import DigestPage, PostPage


def follow(instance: Page, **kwargs: Any) -> None:
    """Tell of a post or digest that was published, and change what was told before of it, and of what it corrects."""
    del kwargs
    if isinstance(instance, PostPage | DigestPage):
        actions.published(instance, timezone.now())
    corrected = instance.corrects if isinstance(instance, PostPage) else None
    if corrected is not None:
        actions.published(corrected, timezone.now())


def take_back(instance: Page, **kwargs: Any) -> None:
    """Take back what was told of pages that are unpublished, deleted or closed, with all below them."""
    del kwargs
    below = Page.objects.filter(path__startswith=instance.path).values_list("pk", flat=True)
    actions.withdrawn(list(below), timezone.now())


def take_back_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Take back what was told of pages that were kept from the public."""
    take_back(instance.page, **kwargs)


def connect() -> None:
    """Listen to Wagtail."""
    page_published.connect(follow, dispatch_uid="interlink-channels-published")
    page_unpublished.connect(take_back, dispatch_uid="interlink-channels-unpublished")
    for kind in (PostPage, DigestPage):
        pre_delete.connect(take_back, sender=kind, dispatch_uid=f"interlink-channels-deleted-{kind.__name__}")
    post_save.connect(take_back_restricted, sender=PageViewRestriction, dispatch_uid="interlink-channels-restricted")


connect()
