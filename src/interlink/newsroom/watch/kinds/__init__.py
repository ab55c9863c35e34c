"""The kinds of source, registered in one place: a folder each.

Those of the web answer the protocol in `protocol.py`; a mailbox is asked in its own way, see `mailbox.kind.ask`.
"""

from __future__ import annotations

from typing import Final

from interlink.newsroom.watch.kinds.feed.kind import FeedKind
from interlink.newsroom.watch.kinds.listing.kind import ListingKind
from interlink.newsroom.watch.kinds.protocol import WebKind
from interlink.newsroom.watch.kinds.sitemap.kind import SitemapKind
from interlink.newsroom.watch.kinds.telegram.kind import TelegramKind
from interlink.newsroom.watch.models import Kind

WEB: Final[dict[str, WebKind]] = {
    Kind.FEED: FeedKind(),
    Kind.SITEMAP: SitemapKind(),
    Kind.LISTING: ListingKind(),
    Kind.TELEGRAM: TelegramKind(),
}


def holds_whole_articles(kind: str) -> bool:
    """Tell whether the entries of such sources are articles already, with no page to fetch."""
    return kind in WEB and WEB[kind].whole
