"""Posts in several languages: begun from another post, missing, and left behind by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale

from interlink.accounts.models import User
from interlink.newsroom.press.approving.queries import checksum_of
from interlink.newsroom.press.errors import NoFrontPage
from interlink.newsroom.press.models import FrontPage, PostPage, Translation
from interlink.newsroom.press.site import live_fronts


class State(StrEnum):
    """How a post stands in a language."""

    MISSING = "missing"
    DRAFT = "draft"
    STALE = "stale"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a post stands in one language; `post` is the one in that language, if there is one."""

    locale: Locale
    state: State
    post: PostPage | None = None


def said_by(post: PostPage) -> PostPage:
    """Return the version of a post that translations follow: what readers see, or the draft while they see nothing."""
    return post if post.live else cast("PostPage", post.get_latest_revision_as_object())


@transaction.atomic
def begin(source: PostPage, locale: Locale, by: User, now: datetime) -> PostPage:
    """Make the draft of a post in another language, filled with the source's words; one that is there is returned.

    Raises:
        NoFrontPage: the site has no front page in that language.
        PermissionDenied: this person may not write in that language.
    """
    known = PostPage.objects.filter(translation_key=source.translation_key, locale=locale).first()
    if known is not None:
        return known
    front = FrontPage.objects.filter(locale=locale).first()
    parent = source.get_parent().specific
    if front is None or front.translation_key != parent.translation_key:
        raise NoFrontPage(_("The site has no front page in that language that belongs to this one."))
    if not front.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    made = cast("PostPage", source.copy_for_translation(locale))
    made.owner = by
    made.save(update_fields=["owner"])
    _note(made, source, by, now)
    return made


@transaction.atomic
def compared(post: PostPage, by: User, now: datetime) -> None:
    """Note that a translation says what its source says now.

    Raises:
        PermissionDenied: this person may not change the translation.
    """
    if not post.permissions_for_user(by).can_edit():
        raise PermissionDenied
    link = Translation.objects.select_related("source").filter(post=post).first()
    if link is not None:
        _note(post, link.source, by, now)


def _note(post: PostPage, source: PostPage, by: User, now: datetime) -> None:
    said = said_by(source)
    checksum = checksum_of(said)
    if not source.content_sha256:  # stored before there were checksums
        PostPage.objects.filter(pk=source.pk).update(content_sha256=checksum_of(source))
    revision = source.live_revision or source.latest_revision
    Translation.objects.update_or_create(
        post=post,
        defaults={
            "source": source,
            "content_sha256": checksum,
            "revision": revision,
            "compared_at": now,
            "by": by,
        },
    )


def stale() -> QuerySet[Translation]:
    """Return the translations whose source says something else to readers than when they were made or compared."""
    links = Translation.objects.filter(source__live=True).exclude(content_sha256=F("source__content_sha256"))
    return links.select_related("post__locale", "source__locale", "revision").order_by("pk")


def tongues_of(posts: Collection[PostPage]) -> dict[int, list[Tongue]]:
    """Return, for each of these posts, how it stands in each language of the site, in the site's order."""
    locales = [front.locale for front in live_fronts()]
    keys = {post.translation_key for post in posts}
    there = PostPage.objects.filter(translation_key__in=keys).select_related("locale")
    found = {(post.translation_key, post.locale_id): post for post in there}
    behind = set(stale().filter(post__in=found.values()).values_list("post", flat=True))
    return {
        post.pk: [_tongue(locale, found.get((post.translation_key, locale.pk)), behind) for locale in locales]
        for post in posts
    }


def _tongue(locale: Locale, post: PostPage | None, behind: Collection[int]) -> Tongue:
    if post is None:
        return Tongue(locale, State.MISSING)
    if post.pk in behind:
        return Tongue(locale, State.STALE, post)
    return Tongue(locale, State.CURRENT if post.live else State.DRAFT, post)
