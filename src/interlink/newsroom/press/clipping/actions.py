"""What happens when a page is clipped: a draft and its capture at once, the rest as soon as the page is there."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from interlink.accounts.models import User
from interlink.lib.reading import cleaning
from interlink.lib.reading.addresses import address_key
from interlink.newsroom.evidence import actions as evidence
from interlink.newsroom.press import posts
from interlink.newsroom.press.clipping import queries, rules
from interlink.newsroom.press.errors import NotAnAddress
from interlink.newsroom.press.links import host_of
from interlink.newsroom.press.models import Clip, FrontPage, PostPage
from interlink.newsroom.press.slugs import free_slug
from interlink.newsroom.watch import queries as watch

_OF_THE_CITATION = (
    "byline", "outlet", "place", "reported_on", "first_published", "excerpt_language", "cited_address", "capture",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clipped:
    """The draft of a report.

    Attributes:
        post: the draft, or the post that there was already.
        fresh: whether it was begun just now.
    """

    post: PostPage
    fresh: bool


def clip_address(
    address: str, by: User, now: datetime, *, title: str = "", words: str = "", language: str = ""
) -> Clipped:
    """Begin a draft about a page, and have the page captured; who comes second gets the draft of the first.

    Args:
        address: The page’s address, in any way it can be written.
        by: The editor.
        now: The time.
        title: What the browser calls the page.
        words: What the editor selected on it.
        language: In which of the site’s languages to write.

    Raises:
        NotAnAddress: it is no address of a page.
        NoFrontPage: the site has no front page to put the post under.
        PermissionDenied: this person may not write posts in that language.
    """
    given, address = address, posts.citable(address.strip())
    key = address_key(address)
    if not host_of(address):
        raise NotAnAddress(given)
    with transaction.atomic():
        item = queries.item_at(address)
        if item is not None:
            before = queries.posts_on(address)
            post = posts.draft(item, by, now, words=words)
            return Clipped(post, fresh=not before)
        known = queries.posts_on(address)
        if known:
            return Clipped(known[-1], fresh=False)
        front = _front_for(by, language)
        called = cleaning.line(title, posts.TITLE_LENGTH).strip()
        source = watch.source_of(address)
        post = PostPage(
            title=called or host_of(address), outlet=source.name[:200] if source else "",
            excerpt=rules.selection(words), cited_address=address, capture=evidence.order(address, now),
            owner=by, live=False,
        )  # fmt: skip
        _put_under(front, post, now)
        Clip.objects.create(post=post, key=key, by=by, at=now, placeholder=post.title)
    return Clipped(post, fresh=True)


def begin_another(
    address: str, by: User, now: datetime, *, title: str = "", words: str = "", language: str = ""
) -> PostPage:
    """Begin another post about a page that one cites already, with the same citation and other words.

    Args:
        address: The page’s address, in any way it can be written.
        by: The editor.
        now: The time.
        title: What the browser calls the page.
        words: What the editor selected on it.
        language: In which of the site’s languages to write.

    Raises:
        NotAnAddress: no post cites such a page.
        NoFrontPage: the site has no front page to put the post under.
        PermissionDenied: this person may not write posts in that language.
    """
    known = queries.posts_on(posts.citable(address.strip()))
    if not known:
        raise NotAnAddress(address)
    first: PostPage = known[-1].get_latest_revision_as_object()
    with transaction.atomic():
        front = _front_for(by, language)
        post = PostPage(
            title=cleaning.line(title, posts.TITLE_LENGTH).strip() or first.title, excerpt=rules.selection(words),
            owner=by, live=False, **{name: getattr(first, name) for name in _OF_THE_CITATION},
        )  # fmt: skip
        _put_under(front, post, now)
    return post


def _front_for(by: User, language: str) -> FrontPage:
    front = posts.front_page(language)
    if not front.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    return front


def _put_under(front: FrontPage, post: PostPage, now: datetime) -> None:
    post.slug = free_slug(front, post.title, int(now.timestamp()))
    front.add_child(instance=post)
    post.save_revision(user=post.owner, changed=False, log_action=True)


def fill(post: PostPage, now: datetime) -> bool:
    """Put what the captured page says into the empty fields of a draft, once; tell whether anything was filled in.

    A new version is stored, so this is for a draft that nobody has open.
    """
    clip = queries.clip_of(post)
    if clip is None or clip.filled_at is not None or post.live:
        return False
    latest: PostPage = post.get_latest_revision_as_object()
    page = queries.page_read(latest)
    if page is None:
        return False
    filled = rules.to_fill(
        {field.name: getattr(latest, field.name) for field in fields(page.found)}, page.found, clip.placeholder
    )
    with transaction.atomic():
        if not Clip.objects.filter(pk=clip.pk, filled_at=None).update(filled_at=now):
            return False
        for name, value in filled.items():
            setattr(latest, name, value)
        if filled:
            latest.save_revision()
            if "title" in filled:
                PostPage.objects.filter(pk=post.pk).update(draft_title=latest.title)
    return bool(filled)
