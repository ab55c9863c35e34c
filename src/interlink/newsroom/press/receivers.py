"""What follows when Wagtail publishes, unpublishes or deletes a page, whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from interlink.newsroom.press.approving import actions as looks
from interlink.newsroom.press.bake.addresses import moved_addresses, part_addresses, touched_by
from interlink.newsroom.press.bake.jobs import bake_everything_soon, bake_soon
from interlink.newsroom.press.cards import actions as cards
from interlink.newsroom.press.cards.jobs import draw_card, draw_waiting_soon
from interlink.newsroom.press.lists import upkeep
from interlink.newsroom.press.lists.addresses import touched_by_move
from interlink.newsroom.press.models import Account, DigestPage, FrontPage, PostPage, PostTag, PublicSubject, SiteLook
from interlink.newsroom.press.offline.jobs import make_editions_soon, take_out_soon
from interlink.newsroom.press.search import actions as search
from interlink.newsroom.watch.models import Subject

KINDS = (PostPage, DigestPage, FrontPage)
MOST_MOVED = 100


def bake_later(instance: Page, instance_before: Page | None = None, **kwargs: Any) -> None:
    """Write anew what the page touches, once the change is stored; also at its old address, if it moved."""
    del kwargs
    pages = [page for page in (instance, instance_before) if isinstance(page, KINDS)]
    touched = {address for page in pages for address in touched_by(page)}
    bake_soon(touched | set(moved_addresses()) if instance_before is not None else touched)


def note_parts(instance: PostPage, update_fields: Any = None, **kwargs: Any) -> None:
    """Note which lists a post stands in before it changes its kind, its year, its publisher or its corrections."""
    del kwargs
    instance.parts_before = set()
    if update_fields is None and instance.pk is not None:
        before = PostPage.objects.filter(pk=instance.pk, live=True).first()
        if before is not None and before.content_sha256 != instance.content_sha256:
            instance.parts_before = part_addresses(before)


def bake_parts(instance: PostPage, **kwargs: Any) -> None:
    """Write the lists anew that a post stood in; those that it stands in now are written when it is published."""
    del kwargs
    bake_soon(getattr(instance, "parts_before", ()))


def keep_looks_in_step(instance: PostPage, **kwargs: Any) -> None:
    """Bring what waits for a second pair of eyes in step with a post whose draft was saved, or which went out."""
    del kwargs
    looks.keep_in_step(instance)


def index_page(instance: Page, **kwargs: Any) -> None:
    """Bring the search and the lists in step with a page that is being stored, in the same transaction."""
    del kwargs
    search.follow(instance)
    cards.follow(instance)
    moved = upkeep.follow(instance)
    if len(moved) > MOST_MOVED:
        bake_everything_soon()
    elif moved:
        bake_soon(touched_by_move(moved))


def index_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Bring them in step where pages are kept from the public, or no longer."""
    index_page(instance.page, **kwargs)


def index_published(instance: Page, **kwargs: Any) -> None:
    """Bring them in step with a post that was published, whose tags are stored by now."""
    if isinstance(instance, PostPage):
        index_page(instance, **kwargs)
    if isinstance(instance, KINDS):
        draw_card.enqueue(page=instance.pk)
    if isinstance(instance, DigestPage):
        make_editions_soon()


def list_tagged(instance: PostTag, **kwargs: Any) -> None:
    """Bring the lists in step with the tags of a post, which are stored after it."""
    index_page(instance.content_object, **kwargs)


def list_before_deletion(instance: PostPage, **kwargs: Any) -> None:
    """Write the lists anew that a post is in, before it is deleted and nobody knows them."""
    del kwargs
    bake_soon(touched_by_move(upkeep.places_of(instance)))


def drop_hidden(instance: Page, **kwargs: Any) -> None:
    """Take what was unpublished out of all copies, and its card away; cards of posts are seen when they are stored."""
    del kwargs
    cards.follow(instance)
    take_out_of_copies()


def drop_card(instance: Page, **kwargs: Any) -> None:
    """Take the card of a page away that is being deleted, and the page out of all copies."""
    del kwargs
    cards.drop(instance)
    if instance.live:
        take_out_of_copies()


def take_out_of_copies() -> None:
    """Have what was withdrawn taken out of what is else made once a day: the editions, the search without a server."""
    take_out_soon()
    if settings.INTERLINK_OFFLINE_SEARCH:
        bake_everything_soon()


def bake_look(**kwargs: Any) -> None:
    """Write the whole site anew: the look, and the names of public subjects, are on most pages."""
    del kwargs
    bake_everything_soon()
    draw_waiting_soon()


def bake_hidden(instance: Subject, **kwargs: Any) -> None:
    """Take a subject off the site that has become a private person, or show its new name."""
    del kwargs
    if PublicSubject.objects.filter(subject=instance).exists():
        bake_everything_soon()


def connect() -> None:
    """Listen to Wagtail."""
    page_published.connect(index_published, dispatch_uid="interlink-index-published")
    for name, signal in (
        ("published", page_published),
        ("unpublished", page_unpublished),
        ("slug", page_slug_changed),
    ):
        signal.connect(bake_later, dispatch_uid=f"interlink-bake-{name}")
    page_unpublished.connect(drop_hidden, dispatch_uid="interlink-cards-unpublished")
    for kind in KINDS:
        # Before, since afterwards nobody knows the page's address.
        pre_delete.connect(bake_later, sender=kind, dispatch_uid=f"interlink-bake-{kind.__name__}")
        pre_delete.connect(drop_card, sender=kind, dispatch_uid=f"interlink-card-{kind.__name__}")
    pre_delete.connect(list_before_deletion, sender=PostPage, dispatch_uid="interlink-lists-deleted")
    post_save.connect(index_page, sender=PostPage, dispatch_uid="interlink-index-post")
    pre_save.connect(note_parts, sender=PostPage, dispatch_uid="interlink-parts-before")
    post_save.connect(bake_parts, sender=PostPage, dispatch_uid="interlink-parts-after")
    post_save.connect(keep_looks_in_step, sender=PostPage, dispatch_uid="interlink-looks")
    for signal in (post_save, post_delete):
        signal.connect(index_restricted, sender=PageViewRestriction, dispatch_uid="interlink-index-restricted")
        for about in (SiteLook, Account, PublicSubject):
            signal.connect(bake_look, sender=about, dispatch_uid=f"interlink-look-{about.__name__}")
    post_save.connect(bake_hidden, sender=Subject, dispatch_uid="interlink-subject-hidden")
    # Tags are stored after their post; those taken off are seen when it is published.
    post_save.connect(list_tagged, sender=PostTag, dispatch_uid="interlink-lists-tagged")


connect()
