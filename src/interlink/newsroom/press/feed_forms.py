"""The forms of a feed: the same entries as Atom (RFC 4287), as RSS 2.0 and as JSON Feed 1.1, each in full."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

_JSON_FEED = "https://jsonfeed.org/version/1.1"


class Form(StrEnum):
    """The form of a feed, as its address ends."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What the answer says it is."""
        return f"application/{'feed+json' if self is Form.JSON else self + '+xml'}; charset=utf-8"


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
        if settings.INTERLINK_HUB:
            handler.addQuickElement("link", "", {"rel": "hub", "href": settings.INTERLINK_HUB})
        handler.addQuickElement("generator", "Interlink")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, {**item, "description": None})
        if item["updateddate"] is None:
            handler.addQuickElement("updated", rfc3339_date(self.latest_post_date()))
        if item["via"]:
            handler.addQuickElement("link", "", {"href": item["via"], "rel": "via"})
        handler.addQuickElement("content", item["content"], {"type": "html"})


class _Rss(Rss201rev2Feed):
    """RSS with the whole post beside its beginning."""

    def latest_post_date(self) -> Any:
        if any(item["updateddate"] for item in self.items):
            return super().latest_post_date()
        return self.feed["unchanged_since"] or super().latest_post_date()

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if settings.INTERLINK_HUB:
            handler.addQuickElement("atom:link", "", {"rel": "hub", "href": settings.INTERLINK_HUB})
        handler.addQuickElement("generator", "Interlink")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": item.get("summary") or item["title"]})
        handler.addQuickElement("content:encoded", item["content"])


def written(feed: FullEntries, form: Form) -> bytes:
    """Write a feed in one of its forms; its addresses are those of the Atom one until then.

    The same posts give the same bytes, so that a feed changes only when its posts do.
    """
    if form is Form.ATOM:
        return feed.writeString("utf-8").encode()
    own = str(feed.feed["feed_url"]).removesuffix(Form.ATOM) + form
    if form is Form.JSON:
        return _as_json(feed, own)
    rss = _Rss("", "", "")
    rss.feed = {**feed.feed, "feed_url": own, "description": feed.feed["subtitle"] or feed.feed["title"]}
    rss.items = [{**item, "unique_id_is_permalink": False} for item in feed.items]
    return rss.writeString("utf-8").encode()


def _as_json(feed: FullEntries, own: str) -> bytes:
    about = feed.feed
    told = {
        "version": _JSON_FEED,
        "title": about["title"],
        "home_page_url": about["link"],
        "feed_url": own,
        "description": about["subtitle"],
        "language": about["language"],
        "authors": [{"name": about["author_name"]}],
        "hubs": [{"type": "WebSub", "url": settings.INTERLINK_HUB}] if settings.INTERLINK_HUB else None,
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(_known(told), ensure_ascii=False, indent=1).encode()


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    told = {
        "id": item["unique_id"],
        "url": item["link"],
        "external_url": item["via"],
        "title": item["title"],
        "content_html": item["content"],
        "summary": item.get("summary"),
        "date_published": rfc3339_date(item["pubdate"]) if item["pubdate"] else None,
        "date_modified": rfc3339_date(item["updateddate"]) if item["updateddate"] else None,
        "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
        "tags": list(item["categories"]),
        "language": item.get("language"),
    }
    return _known(told)


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value or name == "items"}
