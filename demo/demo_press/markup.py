"""The parts of an article page that say who wrote it and when, in each outlet's own way."""

import json
from html import escape
from urllib.parse import quote

from demo_press import content, dates
from demo_press.content import Markup
from demo_press.edition import Printed, Standing


def head(printed: Printed, base: str) -> str:
    """Write what an article page says in its head beyond title and stylesheet."""
    address = base + quote(printed.path)
    links = f'<link rel="canonical" href="{address}">'
    if printed.outlet.markup is Markup.JSON_LD:
        return links + _json_ld(printed, base, address)
    if printed.outlet.markup is Markup.META:
        return links + _meta(printed, base, address)
    return links + f'<meta name="description" content="{escape(printed.summary)}">'


def credits_line(printed: Printed) -> str:
    """Write the lines under the headline: the byline and the day."""
    words = content.words()[printed.outlet.language]
    language = printed.outlet.language
    day = dates.long(printed.published.date(), language)
    clock = f"{printed.published:%H:%M}"
    if language == "fa":
        clock = clock.translate(dates.PERSIAN_DIGITS)
    byline = printed.article.byline
    by = f'<p class="byline">{words["by"]} <span class="author">{escape(byline)}</span></p>' if byline else ""
    comma = "،" if printed.outlet.rtl else ","
    if printed.outlet.markup is Markup.TIME:
        when = f'<time datetime="{printed.published.isoformat()}">{day}{comma} {clock}</time>'
    elif printed.outlet.markup is Markup.VISIBLE:
        when = f"{escape(printed.outlet.town)}{comma} {day}"
    else:
        when = f"{day}{comma} {clock}"
    updated = ""
    if printed.modified != printed.published:
        changed = dates.long(printed.modified.date(), language)
        updated = f' <span class="updated">{words["updated"]} {changed}</span>'
    return f'{by}<p class="date">{when}{updated}</p>'


def _json_ld(printed: Printed, base: str, address: str) -> str:
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": printed.title,
        "datePublished": printed.published.isoformat(),
        "dateModified": printed.modified.isoformat(),
        "inLanguage": printed.outlet.language,
        "mainEntityOfPage": address,
        "articleSection": printed.article.section,
        "publisher": {"@type": "NewsMediaOrganization", "name": printed.outlet.name, "url": f"{base}/"},
        "isAccessibleForFree": printed.standing is not Standing.PAYWALL,
    }
    if printed.article.byline:
        said["author"] = [{"@type": "Person", "name": printed.article.byline}]
    if printed.article.picture:
        said["image"] = f"{base}/pictures/{printed.article.slug}.{printed.article.picture}"
    # "</" would end the script element early.
    written = json.dumps(said, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{written}</script>'


def _meta(printed: Printed, base: str, address: str) -> str:
    said = [
        ("property", "og:type", "article"),
        ("property", "og:title", printed.title),
        ("property", "og:url", address),
        ("property", "og:site_name", printed.outlet.name),
        ("property", "og:description", printed.summary),
        ("property", "article:published_time", printed.published.isoformat()),
        ("property", "article:modified_time", printed.modified.isoformat()),
        ("property", "article:section", printed.article.section),
    ]
    if printed.article.byline:
        said.append(("name", "author", printed.article.byline))
    if printed.article.picture:
        picture = f"{base}/pictures/{printed.article.slug}.{printed.article.picture}"
        said.append(("property", "og:image", picture))
    return "".join(f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in said)
