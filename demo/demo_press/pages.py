"""The outlets' pages: front page, article, and the pages that stand in for an article.

Each article page carries noise that differs from one fetch to the next (related links in turn, a visit
counter, a token), so that a comparison must tell an edit from noise.
"""

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from demo_press import content, dates, feeds, markup
from demo_press.content import Outlet
from demo_press.edition import Printed, Standing

PAYWALL_WORDS = 45


@dataclass
class Noise:
    """What differs from one fetch to the next."""

    fetches: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def next(self) -> tuple[int, str]:
        """Give the number of this fetch, and a token that never comes again."""
        return next(self.fetches), secrets.token_hex(8)


@dataclass(frozen=True)
class Site:
    """An outlet as one request sees it: its base address and what its front page lists."""

    outlet: Outlet
    base: str
    listed: tuple[Printed, ...]

    @property
    def words(self) -> dict[str, str]:
        """The fixed words in its language."""
        return dict(content.words()[self.outlet.language])


def front_page(site: Site) -> str:
    """Write the front page: the newest articles with their openings, and a link to the feed."""
    items = []
    for printed in site.listed:
        day = dates.long(printed.published.date(), site.outlet.language)
        items.append(
            f'<li class="teaser"><h2><a href="{quote(printed.path)}">{escape(printed.title)}</a></h2>'
            f'<p class="date">{day}</p><p>{escape(printed.summary)}</p></li>'
        )
    main = f'<main><ul class="teasers">{"".join(items)}</ul></main>'
    return _page(site, site.outlet.name, main)


def article_page(site: Site, printed: Printed, noise: Noise) -> str:
    """Write an article's page as it stands: whole, a stub before a paywall, or with a picture and no text."""
    count, token = noise.next()
    if printed.standing is Standing.TEXTLESS:
        inner = (
            f'<div id="reader" data-token="{token}">'
            f'<img src="/pictures/{printed.article.slug}.svg" alt=""></div>'
            '<script>document.getElementById("reader").dataset.ready = "yes";</script>'
        )
        return _page(site, printed.title, f"<main>{inner}</main>", head=markup.head(printed, site.base))
    header = f"<header><h1>{escape(printed.title)}</h1>{markup.credits_line(printed)}</header>"
    article = (
        f'<article class="story">{header}{_figure(site, printed)}'
        f'<div class="{site.outlet.body_class}">{_text(site, printed)}</div></article>'
    )
    aside = _related(site, printed, count)
    visits = f'<p class="visits" data-token="{token}">{site.words["visits"]}: {200 + 7 * count}</p>'
    return _page(site, printed.title, f"<main>{article}</main>{aside}{visits}", head=markup.head(printed, site.base))


def not_found_page(site: Site) -> str:
    """Write the "not found" page; some outlets send it with status 200."""
    links = _links(site.listed[:4])
    main = f"<main><h1>{site.words['not_found']}</h1><p>{site.words['not_found_text']}</p>{links}</main>"
    return _page(site, site.words["not_found"], main)


def gate_page(site: Site) -> str:
    """Write the page with which a bot-block answers in place of the article."""
    words = site.words
    direction = "rtl" if site.outlet.rtl else "ltr"
    return (
        f'<!doctype html><html lang="{site.outlet.language}" dir="{direction}"><head>'
        f'<meta charset="{site.outlet.charset}"><title>{words["gate"]}…</title>'
        '<meta name="robots" content="noindex,nofollow"></head><body>'
        f'<h1>{site.outlet.host}</h1><p id="challenge-text">{words["gate_text"]}</p>'
        f"<noscript><p>JavaScript?</p></noscript><p>Ray {secrets.token_hex(8)}</p>"
        '<form id="challenge-form" method="post" action="/gate"><input type="hidden" name="answer"></form>'
        "</body></html>"
    )


def _text(site: Site, printed: Printed) -> str:
    first, *others = printed.paragraphs
    paragraphs = [printed.dateline + first, *others]
    words = site.words
    if printed.standing is Standing.PAYWALL:
        stub = " ".join(" ".join(paragraphs).split(" ")[:PAYWALL_WORDS])
        return (
            f'<p>{escape(stub, quote=False)} …</p><div class="paywall"><p>{words["paywall"]}</p>'
            f'<p><a href="/subscribe">{words["subscribe"]}</a></p></div>'
        )
    written = "".join(f"<p>{escape(paragraph, quote=False)}</p>\n" for paragraph in paragraphs)
    if printed.first_published:
        day = dates.long(printed.first_published.date(), site.outlet.language)
        written += f'<p class="first-published">({words["first_published"]} {day})</p>'
    return written


def _figure(site: Site, printed: Printed) -> str:
    if not printed.article.picture:
        return ""
    source = f"/pictures/{printed.article.slug}.{printed.article.picture}"
    caption = site.words["picture"]
    return f'<figure><img src="{source}" alt="" width="640" height="320"><figcaption>{caption}</figcaption></figure>'


def _related(site: Site, printed: Printed, count: int) -> str:
    others = [other for other in site.listed if other.article.key != printed.article.key]
    if not others:
        return ""
    start = count % len(others)
    turned = (others[start:] + others[:start])[:3]
    return f'<aside class="related"><h2>{site.words["related"]}</h2>{_links(turned)}</aside>'


def _links(listed: Sequence[Printed]) -> str:
    items = "".join(f'<li><a href="{quote(one.path)}">{escape(one.title)}</a></li>' for one in listed)
    return f"<ul>{items}</ul>"


def _page(site: Site, title: str, main: str, *, head: str = "") -> str:
    outlet, words = site.outlet, site.words
    sections = "".join(f'<li><a href="/#{number}">{name}</a></li>' for number, name in enumerate(outlet.sections))
    full_title = title if title == outlet.name else f"{title} | {outlet.name}"
    return (
        f'<!doctype html>\n<html lang="{outlet.language}" dir="{"rtl" if outlet.rtl else "ltr"}">\n<head>'
        f'<meta charset="{outlet.charset}"><title>{escape(full_title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/style.css">'
        f'<link rel="alternate" type="{feeds.MEDIA_TYPES[outlet.feed_kind]}" title="{escape(outlet.name)}" '
        f'href="{outlet.feed_path}">{head}</head>\n<body>'
        f'<header class="masthead"><p class="name"><a href="/">{escape(outlet.name)}</a></p>'
        f'<p class="motto">{escape(outlet.motto)}</p>'
        f'<nav><ul><li><a href="/">{words["home"]}</a></li>{sections}'
        f"</ul></nav></header>\n{main}\n"
        f"<footer><p>{escape(outlet.name)}, {escape(outlet.town)}. {words['rights']}</p>"
        f'<p><a href="/#about">{words["about"]}</a> · <a href="/#contact">{words["contact"]}</a></p></footer>'
        "</body></html>\n"
    )
