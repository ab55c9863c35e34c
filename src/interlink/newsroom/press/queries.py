"""What is asked about the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page

from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.queries import public_copies
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.rules import ALL
from interlink.newsroom.press.lists.shown import ShownPost
from interlink.newsroom.press.models.digests import DigestPage
from interlink.newsroom.press.models.posts import PostPage
from interlink.newsroom.press.public import public
from interlink.newsroom.press.unchanged import while_unchanged

if TYPE_CHECKING:
    from interlink.newsroom.press.models.fronts import FrontPage

FRONT_PAGE_POSTS = 20


def live_posts(front: FrontPage) -> QuerySet[PostPage]:
    """Return the posts of one language that readers can see, newest first."""
    return (
        public(PostPage.objects.child_of(front))
        .select_related("capture", "locale")
        .order_by("-first_published_at", "-pk")
    )


def posts_at(front: FrontPage, path: str, slug: str) -> QuerySet[PostPage]:
    """Return the post at a path below a front page, if readers can see it."""
    # Not by what is below the front page: SQLite would then look through all of that.
    found = public(PostPage.objects.filter(slug=slug, url_path=f"{front.url_path}{path}")).order_by()
    # What was received is on the page of the capture, and is longer than the post.
    return found.select_related("capture", "locale").defer("capture__text", "capture__facts")


def newest_posts(front: FrontPage, most: int = FRONT_PAGE_POSTS) -> list[PostPage]:
    """Return the posts that the feed has, in full."""
    return lists.newest(front.locale.language_code, ALL, most)


def first_posts(front: FrontPage, most: int = FRONT_PAGE_POSTS) -> list[ShownPost]:
    """Return the same as the front page shows them."""
    return lists.shown(front.locale.language_code, ALL, most)


def live_digests(front: FrontPage) -> QuerySet[DigestPage]:
    """Return the digests of one language that were signed off, newest first."""
    # There are few digests among many pages, which SQLite does not know: it would look at all that are below.
    few = DigestPage.objects.order_by().values("page_ptr_id")
    return public(DigestPage.objects.child_of(front).filter(pk__in=few)).order_by("-ends_on", "-pk")


@while_unchanged
def newest_digest(front: FrontPage) -> DigestPage | None:
    """Return the latest digest that readers can see."""
    return live_digests(front).first()


def previous_digest(digest: DigestPage) -> DigestPage | None:
    """Return the digest before this one in its language; a later one never changes the answer."""
    earlier = live_digests(digest.get_parent()).filter(ends_on__lt=digest.ends_on)
    return earlier.first()


def next_digest(digest: DigestPage) -> DigestPage | None:
    """Return the digest after this one, whose page links back to it."""
    later = live_digests(digest.get_parent()).filter(ends_on__gt=digest.ends_on)
    return later.last()


def live_translations(page: Page) -> list[Page]:
    """Return the same page in the other languages, as far as readers can see it, by language code."""
    read: list[Page] | None = getattr(page, "translations_read", None)
    if read is not None:  # the bake reads them for many pages at once
        return read
    if len(settings.LANGUAGES) == 1:
        return []
    found: list[Page] = list(public(page.get_translations()).select_related("locale").order_by("locale__language_code"))
    return found


def citing_posts(capture: Capture) -> list[PostPage]:
    """Return the posts that readers can see and that cite a capture, the oldest first."""
    posts = public(PostPage.objects.filter(capture=capture)).select_related("locale")
    return list(posts.order_by("first_published_at", "pk"))


def cited_captures() -> QuerySet[Capture]:
    """Return the whole captures that posts cite where readers can see it: only these have a page."""
    posts = public(PostPage.objects.all()).filter(capture__isnull=False)
    return Capture.objects.filter(state=CaptureState.WHOLE, pk__in=posts.values("capture")).order_by("pk")


def shown_captures() -> QuerySet[Capture]:
    """Return the captures that have a public page: those that posts cite, and those whose copy is public."""
    return (cited_captures() | public_copies()).order_by("pk")
