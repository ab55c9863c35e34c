"""The feed of one language: every entry in full, its identity independent of where the site lives."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page

from interlink.lib.reading import cleaning
from interlink.newsroom.press import links, queries, register
from interlink.newsroom.press.models import FrontPage, PostPage

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
LONGEST_TITLE = 300


def atom(front: FrontPage) -> bytes:
    """Return the newest posts of a language as an Atom feed (RFC 4287).

    The same posts give the same bytes, so that a feed changes only when its posts do.
    """
    language = front.locale.language_code
    with translation.override(language):
        feed = FullEntries(
            title=str(settings.INTERLINK_GROUP_NAME),
            link=links.permalink(front),
            description="",
            subtitle=cleaning.line(front.aims, LONGEST_TITLE) or None,
            language=language,
            feed_url=links.whole(f"/{language}/feed.atom"),
            feed_guid=identity(front),
            author_name=str(settings.INTERLINK_GROUP_NAME),
            unchanged_since=front.last_published_at or front.latest_revision_created_at,
        )
        for post in queries.newest_posts(front):
            _add(feed, post)
        return feed.writeString("utf-8").encode()


def changes(front: FrontPage) -> bytes:
    """Return the latest of what was removed and changed, as an Atom feed in the language of a front page."""
    language = front.locale.language_code
    with translation.override(language):
        feed = FullEntries(
            title=f"{_('Removed and changed')} · {settings.INTERLINK_GROUP_NAME}",
            link=links.whole(reverse("press_register", args=[language])),
            description="",
            language=language,
            feed_url=links.whole(reverse("press_register_feed", args=[language])),
            feed_guid=uuid5(UUID(str(front.translation_key)), f"removed/{language}").urn,
            author_name=str(settings.INTERLINK_GROUP_NAME),
            unchanged_since=front.last_published_at or front.latest_revision_created_at,
        )
        latest = register.shown().order_by("-shown_at", "-pk")[: register.NEWEST]
        for entry in register.entries(latest, language):
            _add_change(feed, entry, language)
        return feed.writeString("utf-8").encode()


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
        author_name=cleaning.line(entry.outlet, LONGEST_TITLE) or str(settings.INTERLINK_GROUP_NAME),
        content=render_to_string("press/parts/register_feed_entry.html", {"entry": entry, "language": language}),
        via=links.web_address(alert.capture.address),
    )


def identity(page: Page) -> str:
    """Return the lasting identifier of a page: it outlives a change of address, of title and of domain."""
    return uuid5(UUID(str(page.translation_key)), page.locale.language_code).urn


def _add(feed: FullEntries, post: PostPage) -> None:
    by = [cleaning.line(part, LONGEST_TITLE) for part in (post.byline, post.outlet)]
    feed.add_item(
        title=cleaning.plain(post.title)[:LONGEST_TITLE],
        link=links.permalink(post),
        description="",
        unique_id=identity(post),
        pubdate=post.first_published_at,
        updateddate=post.last_published_at or post.first_published_at,
        author_name=", ".join(part for part in by if part) or str(settings.INTERLINK_GROUP_NAME),
        content=render_to_string("press/parts/feed_entry.html", {"post": post, "language": post.locale.language_code}),
        via=links.web_address(post.cited_address),
    )


class FullEntries(Atom1Feed):
    """Atom whose entries carry the whole post, and the address it cites."""

    def latest_post_date(self) -> Any:
        """Return when the feed last changed."""
        # The library's own answer for a feed without posts is the present moment: other bytes at each bake.
        if any(item["updateddate"] for item in self.items):
            return super().latest_post_date()
        return self.feed["unchanged_since"] or super().latest_post_date()

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what stands above the entries."""
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "Interlink")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, {**item, "description": None})
        if item["updateddate"] is None:
            handler.addQuickElement("updated", rfc3339_date(self.latest_post_date()))
        if item["via"]:
            handler.addQuickElement("link", "", {"href": item["via"], "rel": "via"})
        handler.addQuickElement("content", item["content"], {"type": "html"})
