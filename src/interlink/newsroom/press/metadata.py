"""What a post says of itself to machines: schema.org's NewsArticle, and the press agencies' ninjs."""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from interlink.lib.reading import cleaning
from interlink.newsroom.press import feeds, links, pictures, queries
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.corrections.queries import Entry
from interlink.newsroom.press.kinds import Kind as PostKind
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.lists import addresses
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.rules import Kind
from interlink.newsroom.press.look.current import Look
from interlink.newsroom.press.models import PostPage

_WRITTEN_BY_SOMEBODY = frozenset({PostKind.ARTICLE, PostKind.INTERVIEW, PostKind.LETTER})
_NINJS = {"name": "ninjs", "version": "2.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"}
# Nothing in a data block may end it, or begin a comment or a tag (HTML, 4.12.1.3).
_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def news_article(post: PostPage, look: Look) -> str:
    """Return a post as schema.org's NewsArticle, as JSON that can stand in a page."""
    language = post.locale.language_code
    address = iri_to_uri(links.permalink(post))
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": address,
        "identifier": feeds.identity(post),
        "headline": line(post.title),
        "description": post.teaser,
        "inLanguage": language,
        "datePublished": _moment(post.first_published_at),
        "dateModified": _moment(post.last_published_at),
        "publisher": _publisher(look),
        "author": _author(post) or _publisher(look),
        "image": _image(post),
        "citation": _citation(post),
        "correction": [_correction(entry) for entry in corrections.of_post(post)],
        "about": [{"@type": "Thing", "name": name, "url": there} for name, there in _filed(post, Kind.SUBJECT)],
        "keywords": [name for name, _address in _filed(post, Kind.TAG)],
        "workTranslation": [{"@id": iri_to_uri(links.permalink(other))} for other in queries.live_translations(post)],
        "isAccessibleForFree": True,
    }
    return json.dumps(_known(told), ensure_ascii=False).translate(_IN_HTML)


def ninjs(post: PostPage, look: Look) -> str:
    """Return a post as ninjs 2.1, the form in which press agencies exchange news (IPTC)."""
    language = post.locale.language_code
    title = line(post.title)
    body = render_to_string("press/parts/feed_entry.html", {"post": post, "language": language}).strip()
    told = {
        "uri": feeds.identity(post),
        "standard": _NINJS,
        "type": "text",
        "representationtype": "full",
        "firstcreated": _moment(post.first_published_at),
        "versioncreated": _moment(post.last_published_at),
        "pubstatus": "usable",
        "language": language,
        "title": title,
        "headlines": [{"role": "main", "contenttype": "text/plain", "value": title}],
        "descriptions": [{"role": "summary", "contenttype": "text/plain", "value": post.teaser}]
        if post.teaser
        else None,
        "bodies": [{"role": "main", "contenttype": "text/html", "value": body}],
        "by": line(post.shown("byline")),
        "located": line(post.shown("place")),
        "infosources": [_known({"name": line(post.shown("outlet")), "uri": _ascii(post.shown("cited_address") or "")})]
        if post.shown("outlet")
        else None,
        "subjects": [{"name": name, "rel": "about", "uri": there} for name, there in _filed(post, Kind.SUBJECT)]
        + [{"name": name, "uri": there} for name, there in _filed(post, Kind.TAG)],
        "copyrightholder": look.name,
        "renditions": [{"name": "web", "href": iri_to_uri(links.permalink(post)), "contenttype": "text/html"}],
        "trustindicators": [
            {
                "role": "https://schema.org/archivedAt",
                "title": "What we received of the cited page, and when",
                "href": _evidence(post),
            }
        ]
        if _evidence(post)
        else None,
    }
    return json.dumps(_known(told), ensure_ascii=False, indent=1)


def _citation(post: PostPage) -> dict[str, Any] | None:
    if not post.shown("outlet") and not post.shown("cited_address"):
        return None
    outlet = line(post.shown("outlet"))
    byline = line(post.shown("byline"))
    received = post.capture if post.capture and post.capture.is_whole else None
    return _known(
        {
            "@type": "NewsArticle",
            "headline": line(received.title) if received else None,
            "url": _ascii(post.shown("cited_address") or ""),
            "author": {"@type": "Person", "name": byline} if byline else None,
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
            "datePublished": post.shown("reported_on").isoformat() if post.shown("reported_on") else None,
            "locationCreated": {"@type": "Place", "name": line(post.shown("place"))} if post.shown("place") else None,
            "inLanguage": post.excerpt_language,
            "archivedAt": _evidence(post),
        }
    )


def _correction(entry: Entry) -> dict[str, Any]:
    correction = entry.correction
    assert correction is not None  # a reply is no correction
    wrong, right = (" ".join(cleaning.plain(text).split()) for text in (correction.wrong, correction.right))
    return {
        "@type": "CorrectionComment",
        "identifier": correction.uid.urn,
        "datePublished": entry.day.isoformat(),
        "text": f"{_('What was wrong')}: {wrong} {_('What is right')}: {right}",
        "inLanguage": entry.post.locale.language_code,
        "url": iri_to_uri(links.permalink(entry.post)),
    }


def _author(post: PostPage) -> dict[str, Any] | None:
    """Return the person who wrote a post of the group's own; of others' words, and of a statement, the group stands."""
    byline = line(post.byline) if post.kind in _WRITTEN_BY_SOMEBODY else ""
    return {"@type": "Person", "name": byline} if byline else None


def _image(post: PostPage) -> list[str]:
    picture = pictures.of_post(post)
    return [links.whole(address) for address in picture.files] if picture else []


def _publisher(look: Look) -> dict[str, Any]:
    return _known(
        {
            "@type": "Organization",
            "name": look.name,
            "url": links.whole("/"),
            "logo": links.whole(look.logo.address) if look.logo else None,
            "sameAs": [address for _label, address in look.accounts],
        }
    )


def _filed(post: PostPage, kind: Kind) -> list[tuple[str, str]]:
    language = post.locale.language_code
    return [
        (
            line(one.name) or one.slug,
            iri_to_uri(links.whole(addresses.head_address(language, kind, one.slug))),
        )
        for one in lists.filed(post)
        if one.listing.kind is kind
    ]


def _evidence(post: PostPage) -> str:
    received = post.capture
    return links.whole(reverse("press_capture", args=[received.pk])) if received and received.is_whole else ""


def _ascii(address: str) -> str:
    return iri_to_uri(links.web_address(address))


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}
