"""The outlets' feeds: RSS 2.0, Atom, RDF (RSS 1.0) and JSON Feed, and one that is broken on purpose."""

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from demo_press.content import FeedKind, Outlet
from demo_press.edition import Printed, Standing

MEDIA_TYPES = {
    FeedKind.RSS: "application/rss+xml",
    FeedKind.ATOM: "application/atom+xml",
    FeedKind.RDF: "application/rdf+xml",
    FeedKind.JSON: "application/feed+json",
}


@dataclass(frozen=True)
class FeedPage:
    """What a feed is written from: the outlet, its base address, what it lists and when that changed."""

    outlet: Outlet
    base: str
    listed: tuple[Printed, ...]
    changed: datetime

    def link(self, printed: Printed) -> str:
        """The address of an article, as the feed gives it."""
        return self.base + quote(printed.path)


def write_feed(page: FeedPage) -> bytes:
    """Write the outlet's feed in its own format and charset."""
    writers = {FeedKind.RSS: _rss, FeedKind.ATOM: _atom, FeedKind.RDF: _rdf, FeedKind.JSON: _json}
    written = writers[page.outlet.feed_kind](page)
    if page.outlet.broken_feed:
        written = _break(written)
    return written.encode(page.outlet.charset, errors="xmlcharrefreplace")


def _html(printed: Printed) -> str:
    first, *others = printed.paragraphs
    paragraphs = (printed.dateline + first, *others)
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)


def _rss(page: FeedPage) -> str:
    outlet = page.outlet
    items = []
    for printed in page.listed:
        byline = printed.article.byline
        creator = f"<dc:creator>{escape(byline)}</dc:creator>" if byline else ""
        items.append(
            f"<item><title>{escape(printed.title)}</title><link>{page.link(printed)}</link>"
            f'<guid isPermaLink="false">{outlet.host},{escape(printed.article.slug)}</guid>{creator}'
            f"<pubDate>{format_datetime(printed.published)}</pubDate>"
            f"<category>{escape(printed.article.section)}</category>"
            f"<description>{escape(printed.summary)}</description></item>\n"
        )
    return (
        f'<?xml version="1.0" encoding="{outlet.charset}"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{page.base}/</link>"
        f'<atom:link href="{page.base}{outlet.feed_path}" rel="self" type="application/rss+xml"/>'
        f"<description>{escape(outlet.motto)}</description><language>{outlet.language}</language>"
        f"<lastBuildDate>{format_datetime(page.changed)}</lastBuildDate>\n"
        f"{''.join(items)}</channel></rss>\n"
    )


def _atom(page: FeedPage) -> str:
    outlet = page.outlet
    entries = []
    for printed in page.listed:
        byline = printed.article.byline
        author = f"<author><name>{escape(byline)}</name></author>" if byline else ""
        whole = outlet.full_text_feed and printed.standing is not Standing.PAYWALL
        full = f'<content type="html">{escape(_html(printed))}</content>' if whole else ""
        link = page.link(printed)
        entries.append(
            f"<entry><id>tag:{outlet.host},2020:{escape(printed.article.slug)}</id>"
            f"<title>{escape(printed.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{link}"/>{author}'
            f"<published>{printed.published.isoformat()}</published>"
            f"<updated>{printed.modified.isoformat()}</updated>"
            f'<category term="{escape(printed.article.section)}"/>'
            f"<summary>{escape(printed.summary)}</summary>{full}</entry>\n"
        )
    return (
        f'<?xml version="1.0" encoding="{outlet.charset}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">'
        f"<id>tag:{outlet.host},2020:feed</id><title>{escape(outlet.name)}</title>"
        f'<link rel="alternate" href="{page.base}/"/><link rel="self" href="{page.base}{outlet.feed_path}"/>'
        f"<author><name>{escape(outlet.name)}</name></author>"
        f"<updated>{page.changed.isoformat()}</updated>\n{''.join(entries)}</feed>\n"
    )


def _rdf(page: FeedPage) -> str:
    outlet = page.outlet
    places = "".join(f'<rdf:li rdf:resource="{page.link(printed)}"/>' for printed in page.listed)
    items = []
    for printed in page.listed:
        byline = printed.article.byline
        creator = f"<dc:creator>{escape(byline)}</dc:creator>" if byline else ""
        link = page.link(printed)
        items.append(
            f'<item rdf:about="{link}"><title>{escape(printed.title)}</title><link>{link}</link>'
            f"<description>{escape(printed.summary)}</description>{creator}"
            f"<dc:date>{printed.published.isoformat()}</dc:date></item>\n"
        )
    return (
        f'<?xml version="1.0" encoding="{outlet.charset}"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{page.base}{outlet.feed_path}"><title>{escape(outlet.name)}</title>'
        f"<link>{page.base}/</link><description>{escape(outlet.motto)}</description>"
        f"<dc:language>{outlet.language}</dc:language><dc:date>{page.changed.isoformat()}</dc:date>"
        f"<items><rdf:Seq>{places}</rdf:Seq></items></channel>\n{''.join(items)}</rdf:RDF>\n"
    )


def _json(page: FeedPage) -> str:
    outlet = page.outlet
    items = []
    for printed in page.listed:
        item: dict[str, object] = {
            "id": f"{outlet.host},{printed.article.slug}",
            "url": page.link(printed),
            "title": printed.title,
            "content_text": printed.summary,
            "date_published": printed.published.isoformat(),
            "date_modified": printed.modified.isoformat(),
            "tags": [printed.article.section],
        }
        if printed.article.byline:
            item["authors"] = [{"name": printed.article.byline}]
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.motto,
        "language": outlet.language,
        "home_page_url": f"{page.base}/",
        "feed_url": f"{page.base}{outlet.feed_path}",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _break(written: str) -> str:
    """Damage a feed as hand-made ones are damaged, so that its entries can still be told apart.

    An HTML entity that XML does not know in the first entry, a bare ampersand in the second, an unclosed
    tag in the third, and the end cut off in the middle of the last one's description (its title and link
    are whole).
    """
    head, *items = written.split("<item>")
    for position, item in enumerate(items):
        if position == 0:
            items[position] = item.replace("<description>", "<description>Kodravel&nbsp;&ndash; ", 1)
        elif position == 1:
            items[position] = item.replace("<description>", "<description>Letra & shkrime: ", 1)
        elif position == 2:
            items[position] = item.replace("</description>", "<br></description>", 1)
    if items:
        opening, _, description = items[-1].partition("<description>")
        items[-1] = opening + "<description>" + description[: len(description) // 3]
    return "<item>".join([head, *items])
