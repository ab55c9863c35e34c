"""The feeds of the site: every entry in full, its identity independent of where the site lives."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from interlink.lib.reading import cleaning
from interlink.newsroom.press import links, queries, register
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.feed_forms import Form, FullEntries
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.lists import addresses
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.queries import Member
from interlink.newsroom.press.lists.rules import Kind
from interlink.newsroom.press.look.current import site_name
from interlink.newsroom.press.models import FrontPage, PostPage
from interlink.newsroom.press.site import live_fronts

LONGEST_TITLE = 300
NEWEST = 20
_CATEGORIES = (Kind.SUBJECT, Kind.TAG)


def of_language(front: FrontPage) -> FullEntries:
    """Return the newest posts of a language."""
    language = front.locale.language_code
    feed = new_feed(
        site_name(),
        links.permalink(front),
        reverse("press_feed", args=[language, Form.ATOM]),
        identity(front),
        front,
    )
    _add_posts(feed, queries.newest_posts(front))
    return feed


def of_all() -> FullEntries:
    """Return the newest posts of all languages."""
    fronts = list(live_fronts())
    main = fronts[0] if fronts else None
    posts = [post for front in fronts for post in queries.newest_posts(front)]
    newest = sorted(posts, key=lambda post: (post.first_published_at, post.pk), reverse=True)[:NEWEST]
    key = uuid5(UUID(str(main.translation_key)), "all").urn if main else ""
    feed = new_feed(site_name(), links.whole("/"), reverse("press_feed_of_all", args=[Form.ATOM]), key, main)
    feed.feed["language"] = None
    _add_posts(feed, newest)
    return feed


def of_list(front: FrontPage, member: Member) -> FullEntries:
    """Return the newest posts of an outlet, a tag or a subject in one language."""
    language, kind = front.locale.language_code, member.listing.kind
    feed = new_feed(
        f"{line(member.name)} · {site_name()}",
        links.whole(addresses.head_address(language, kind, member.slug)),
        reverse("press_list_feed", args=[language, kind.value, member.slug, Form.ATOM]),
        uuid5(UUID(str(front.translation_key)), f"{member.listing.code}/{language}").urn,
        front,
    )
    _add_posts(feed, lists.newest(language, member.listing, NEWEST))
    return feed


def of_digests(front: FrontPage) -> FullEntries:
    """Return the latest digests of a language, each with its posts' titles."""
    language = front.locale.language_code
    feed = new_feed(
        f"{_('Digests')} · {site_name()}",
        links.whole(reverse("press_digests", args=[language])),
        reverse("press_digest_feed", args=[language, Form.ATOM]),
        uuid5(UUID(str(front.translation_key)), f"digests/{language}").urn,
        front,
    )
    for digest in queries.live_digests(front)[:NEWEST]:
        feed.add_item(
            title=cleaning.plain(digest.title)[:LONGEST_TITLE],
            link=links.permalink(digest),
            description="",
            unique_id=identity(digest),
            pubdate=digest.first_published_at,
            updateddate=digest.last_published_at or digest.first_published_at,
            author_name=str(feed.feed["author_name"]),
            content=render_to_string("press/parts/digest_feed_entry.html", {"page": digest, "language": language}),
            language=language,
            via="",
        )
    return feed


def of_changes(front: FrontPage) -> FullEntries:
    """Return the latest of what was removed and changed, in the language of a front page."""
    language = front.locale.language_code
    feed = new_feed(
        f"{_('Removed and changed')} · {site_name()}",
        links.whole(reverse("press_register", args=[language])),
        reverse("press_register_feed", args=[language, Form.ATOM]),
        uuid5(UUID(str(front.translation_key)), f"removed/{language}").urn,
        front,
    )
    latest = register.shown().order_by("-shown_at", "-pk")[: register.NEWEST]
    for entry in register.entries(latest, language):
        _add_change(feed, entry, language)
    return feed


def identity(page: Page) -> str:
    """Return the lasting identifier of a page: it outlives a change of address, of title and of domain."""
    return uuid5(UUID(str(page.translation_key)), page.locale.language_code).urn


def new_feed(title: str, link: str, address: str, guid: str, front: FrontPage | None) -> FullEntries:
    """Return a feed without entries.

    Args:
        title: What it is of.
        link: The page that it follows.
        address: The path of its Atom form.
        guid: Its lasting identifier.
        front: The front page of its language.
    """
    return FullEntries(
        title=title,
        link=link,
        description="",
        subtitle=(line(front.aims) if front else None) or None,
        language=front.locale.language_code if front else None,
        feed_url=links.whole(address),
        feed_guid=guid,
        author_name=site_name(),
        unchanged_since=(front.last_published_at or front.latest_revision_created_at) if front else None,
    )


def _add_posts(feed: FullEntries, posts: Iterable[PostPage]) -> None:
    chosen = list(posts)
    filed = lists.lists_of(chosen)
    corrections.read_ahead(chosen)
    for post in chosen:
        with translation.override(post.locale.language_code):
            _add(feed, post, [member.name for member in filed[post.pk] if member.listing.kind in _CATEGORIES])


def _add(feed: FullEntries, post: PostPage, categories: list[str]) -> None:
    by = [line(part) for part in (post.shown("byline"), post.shown("outlet"))]
    language = post.locale.language_code
    feed.add_item(
        title=cleaning.plain(post.title)[:LONGEST_TITLE],
        link=links.permalink(post),
        description="",
        unique_id=identity(post),
        pubdate=post.first_published_at,
        updateddate=post.last_published_at or post.first_published_at,
        author_name=", ".join(part for part in by if part) or str(feed.feed["author_name"]),
        categories=[line(name) for name in categories],
        summary=post.teaser,
        content=render_to_string("press/parts/feed_entry.html", {"post": post, "language": language}),
        language=language,
        via=links.web_address(post.shown("cited_address") or ""),
    )


def _add_change(feed: FullEntries, entry: register.Entry, language: str) -> None:
    alert = entry.alert
    moments = [alert.shown_at, alert.capture.mark_since if entry.now else None]
    first = entry.posts[0] if entry.posts else None
    feed.add_item(
        title=cleaning.plain(entry.heading)[:LONGEST_TITLE],
        link=links.permalink(first) if first else links.whole(reverse("press_register", args=[language])),
        description="",
        unique_id=uuid5(alert.uid, language).urn,
        pubdate=alert.shown_at,
        updateddate=max(moment for moment in moments if moment is not None),
        author_name=line(entry.outlet) or str(feed.feed["author_name"]),
        content=render_to_string("press/parts/register_feed_entry.html", {"entry": entry, "language": language}),
        language=language,
        via=links.web_address(alert.capture.address),
    )
