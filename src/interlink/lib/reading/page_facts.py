"""What a page's markup says about its article, apart from the text: title, byline, dates, outlet, address."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from interlink.lib.reading import structured_data
from interlink.lib.reading.bylines import clean_byline, join_names
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.instants import Instant, read_instant
from interlink.lib.reading.links import absolute, same_site
from interlink.lib.reading.written_dates import read_day

Meta = dict[str, list[str]]
Node = structured_data.Node

_MAX_NAME = 200
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date_published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "dcterms.date", "publishdate", "publish-date", "pubdate", "publish_date", "publication_date", "date",
    "article.published",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified",
)  # fmt: skip
_AUTHOR_META = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
    "byl", "citation_author",
)  # fmt: skip
_OUTLET_META = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_SECTION_META = ("article:section", "parsely-section", "section", "category")
_IMAGE_META = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
_TITLE_META = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_BYLINE_PLACES = (
    "[rel=author]", "[itemprop=author] [itemprop=name]", "[itemprop=author]", ".byline", ".author-name",
    ".article-author", ".article__author", ".post-author", ".entry-author", ".author", "[class*=byline]",
)  # fmt: skip
_TIME_PLACES = (
    "time[itemprop=datePublished]", "[itemprop=datePublished]", "time[pubdate]", "article header time",
    "main header time", "article time", "main time", "header time", "time",
)  # fmt: skip
_WRITTEN_PLACES = (
    ".published",
    ".pubdate",
    ".date",
    ".post-date",
    ".entry-date",
    ".article-date",
    ".dateline",
)
_TITLE_TAIL = re.compile(r"\s+(?:[|•·»«:]+|[–—-]{1,2})\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the markup says; everything may be missing, and everything is already clean."""

    title: str
    byline: str | None
    published: Instant | None
    modified: Instant | None
    declared_language: str | None
    canonical_address: str | None
    outlet: str | None
    section: str | None
    lead_image: str | None
    free: bool | None


def read_facts(tree: LexborHTMLParser, address: str) -> PageFacts:
    """Read the facts from a parsed page."""
    meta = _meta(tree)
    blocks = [node.text() for node in tree.css('script[type*="ld+json"]')[:20]]
    article = structured_data.find_article(blocks)
    outlet = _first(meta, _OUTLET_META[:1]) or _name(structured_data.names(article.get("publisher")))
    outlet = outlet or _first(meta, _OUTLET_META[1:]) or _outlet_in_title(tree)
    return PageFacts(
        title=_title(tree, meta, article, outlet),
        byline=_byline(tree, meta, article, outlet),
        published=_published(tree, meta, article),
        modified=_instant(structured_data.texts(article.get("dateModified"))) or _instant(_all(meta, _MODIFIED_META)),
        declared_language=_language(tree, meta, article),
        canonical_address=_canonical(tree, meta, address),
        outlet=line(outlet, _MAX_NAME) or None,
        section=line(_first(meta, _SECTION_META) or _name(structured_data.texts(article.get("articleSection"))), 100)
        or None,
        lead_image=_image(meta, article, address),
        free=_free(article),
    )


def _meta(tree: LexborHTMLParser) -> Meta:
    found: Meta = {}
    for node in tree.css("meta[content]")[:500]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        name = name or attributes.get("http-equiv")
        content = attributes.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), []).append(content.strip())
    return found


def _all(meta: Meta, wanted: tuple[str, ...]) -> list[str]:
    return [content for name in wanted for content in meta.get(name, ())]


def _first(meta: Meta, wanted: tuple[str, ...]) -> str | None:
    return next(iter(_all(meta, wanted)), None)


def _name(names: list[str]) -> str | None:
    return names[0] if names else None


def _title(tree: LexborHTMLParser, meta: Meta, article: Node, outlet: str | None) -> str:
    heading = _heading(tree)
    for candidate in (*structured_data.texts(article.get("headline")), *_all(meta, _TITLE_META)):
        if text := _without_outlet(line(candidate), outlet):
            # A heading on the page that begins the same way is the fuller form of a title cut for search
            # engines.
            return heading if len(text) > 20 and heading.startswith(text.rstrip("….")) else text  # noqa: PLR2004
    if heading:
        return heading
    node = tree.css_first("title")
    return _without_outlet(line(node.text()) if node else "", outlet)


def _heading(tree: LexborHTMLParser) -> str:
    for place in ("article h1", "main h1", "h1[itemprop=headline]", "h1"):
        node = tree.css_first(place)
        if node is not None and (text := line(node.text(separator=" "))):
            return text
    return ""


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title without the outlet's name that templates put after or before it."""
    if not outlet:
        return title
    parts = _TITLE_TAIL.split(title)
    if len(parts) > 1 and parts[-1].casefold() == outlet.casefold():
        end = title.rfind(parts[-1])
        return re.sub(r"[\s|•·»«:–—-]+$", "", title[:end])
    if len(parts) > 1 and parts[0].casefold() == outlet.casefold():
        return re.sub(r"^[\s|•·»«:–—-]+", "", title[len(parts[0]) :])
    return title


def _outlet_in_title(tree: LexborHTMLParser) -> str | None:
    """What a page's title adds to its heading: "The ferry is back | Harbour Courier"."""
    node, heading = tree.css_first("title"), _heading(tree)
    title = line(node.text()) if node else ""
    if not heading or not title.startswith(heading) or not _TITLE_TAIL.match(title, len(heading)):
        return None
    *_, name = _TITLE_TAIL.split(title[len(heading) :])
    return name if len(name) <= 60 else None  # noqa: PLR2004 - longer is a slogan, not a name


def _byline(tree: LexborHTMLParser, meta: Meta, article: Node, outlet: str | None) -> str | None:
    candidates = [join_names(structured_data.names(article.get("author")))]
    candidates.append(join_names(_all(meta, _AUTHOR_META[:1]) or _all(meta, _AUTHOR_META[1:])))
    for byline in candidates:
        if byline and byline.casefold() != (outlet or "").casefold():
            return byline
    for place in _BYLINE_PLACES:
        nodes = tree.css(place)[:5]
        texts = [text for node in nodes if (text := line(node.text(separator=" "))) and len(text) <= 150]  # noqa: PLR2004
        if place != "[rel=author]":
            texts = texts[:1]
        if byline := (join_names(texts) if len(texts) > 1 else clean_byline(next(iter(texts), None))):
            return byline
    return next((byline for byline in candidates if byline), None)


def _published(tree: LexborHTMLParser, meta: Meta, article: Node) -> Instant | None:
    found = _instant(structured_data.texts(article.get("datePublished")))
    found = found or _instant(_all(meta, _PUBLISHED_META))
    found = found or _instant(structured_data.texts(article.get("dateCreated")))
    if found:
        return found
    for place in _TIME_PLACES:
        for node in tree.css(place)[:1]:
            if found := _instant(_of_node(node)):
                return found
    for place in _WRITTEN_PLACES:
        for node in tree.css(place)[:1]:
            if found := read_day(line(node.text(separator=" "), _MAX_NAME)):
                return found
    return None


def _of_node(node: LexborNode) -> list[str]:
    written = line(node.text(separator=" "), _MAX_NAME)
    return [text for text in (node.attributes.get("datetime"), node.attributes.get("content"), written) if text]


def _instant(candidates: list[str]) -> Instant | None:
    for candidate in candidates:
        if found := read_instant(candidate) or read_day(candidate):
            return found
    return None


def _language(tree: LexborHTMLParser, meta: Meta, article: Node) -> str | None:
    root = tree.css_first("html")
    declared = root.attributes.get("lang") or root.attributes.get("xml:lang") if root else None
    return (
        declared
        or _name(structured_data.texts(article.get("inLanguage")))
        or _first(meta, ("og:locale", "content-language", "dc.language", "language"))
    )


def _canonical(tree: LexborHTMLParser, meta: Meta, address: str) -> str | None:
    links = [node.attributes.get("href") for node in tree.css('link[rel~="canonical" i]')[:3]]
    for candidate in (*links, *_all(meta, ("og:url",))):
        found = absolute(candidate, address)
        # A page may speak only for its own site: another's address here would make it pass for that article.
        if found and same_site(found, address):
            return found
    return None


def _image(meta: Meta, article: Node, address: str) -> str | None:
    candidates = (*_all(meta, _IMAGE_META), *structured_data.addresses(article.get("image")))
    return next((found for candidate in candidates if (found := absolute(candidate, address))), None)


def _free(article: Node) -> bool | None:
    value = article.get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None
