"""What follows outside when Wagtail publishes, unpublishes, deletes or closes a page, whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from interlink.newsroom.press.models import DigestPage, PostPage


def listen(
    name: str, published: Callable[[Page, datetime], None], withdrawn: Callable[[list[int], datetime], None]
) -> None:
    """Have something done whenever readers see a post or digest anew, changed, or no more.

    Args:
        name: tells it apart from what else listens.
        published: is given a page that was published, and one that it corrects.
        withdrawn: is given the keys of pages that are gone, with all below them.
    """

    def follow(instance: Page, **kwargs: Any) -> None:
        del kwargs
        if isinstance(instance, PostPage | DigestPage):
            published(instance, timezone.now())
        corrected = instance.corrects if isinstance(instance, PostPage) else None
        if corrected is not None:
            published(corrected, timezone.now())

    def take_back(instance: Page, **kwargs: Any) -> None:
        del kwargs
        below = Page.objects.filter(path__startswith=instance.path).values_list("pk", flat=True)
        withdrawn(list(below), timezone.now())

    def take_back_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
        take_back(instance.page, **kwargs)

    by = f"interlink-{name}"
    page_published.connect(follow, weak=False, dispatch_uid=f"{by}-published")
    page_unpublished.connect(take_back, weak=False, dispatch_uid=f"{by}-unpublished")
    for kind in (PostPage, DigestPage):
        pre_delete.connect(take_back, sender=kind, weak=False, dispatch_uid=f"{by}-deleted-{kind.__name__}")
    post_save.connect(take_back_restricted, sender=PageViewRestriction, weak=False, dispatch_uid=f"{by}-restricted")
