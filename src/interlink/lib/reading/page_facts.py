"""What a page's markup says about its article, apart from the text: title, byline, dates, outlet, address."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from interlink.lib.reading import structured_data
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.credit_lines import find_heading
from interlink.lib.reading.instants import Instant
from interlink.lib.reading.links import absolute, same_site
from interlink.lib.reading.page_credits import read_page_credits

Meta = dict[str, list[str]]
Node = structured_data.Node

_MAX_NAME = 200
_OUTLET_META = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_SECTION_META = ("article:section", "parsely-section", "section", "category")
_IMAGE_META = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
_TITLE_META = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_TELLING = 'meta[content], script[type*="ld+json"], link[rel~="canonical" i], h1, h2, h3'
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
    credit_lines: frozenset[str] = frozenset()
    """The lines that say who wrote it and when, which are no part of its text."""


def read_facts(tree: LexborHTMLParser, address: str) -> PageFacts:
    """Read the facts from a parsed page."""
    said = _Said(tree)
    meta = _meta(said.metas)
    blocks = [node.text() for node in said.scripts[:20]]
    article = structured_data.find_article(blocks)
    node = tree.css_first("title")
    page_title = line(node.text()) if node is not None else ""
    written = next(iter((*structured_data.texts(article.get("headline")), *_all(meta, _TITLE_META))), page_title)
    heading = find_heading(tree, said.headings, line(written))
    headline = line(heading.text(separator=" ")) if heading is not None else ""
    outlet = _first(meta, _OUTLET_META[:1]) or _name(structured_data.names(article.get("publisher")))
    outlet = outlet or _first(meta, _OUTLET_META[1:]) or _outlet_in_title(page_title, headline)
    language = _language(tree, meta, article)
    credit = read_page_credits(tree, meta, article, heading=heading, outlet=outlet, language=language)
    return PageFacts(
        title=_title(meta, article, outlet, headline, page_title),
        byline=credit.byline,
        published=credit.published,
        modified=credit.modified,
        declared_language=language,
        canonical_address=_canonical(said.links, meta, address),
        outlet=line(outlet, _MAX_NAME) or None,
        section=line(_first(meta, _SECTION_META) or _name(structured_data.texts(article.get("articleSection"))), 100)
        or None,
        lead_image=_image(meta, article, address),
        free=_free(article, meta),
        credit_lines=credit.lines,
    )


class _Said:
    """The elements that say something of the page, found in one walk through it, in their order."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.metas: list[LexborNode] = []
        self.scripts: list[LexborNode] = []
        self.links: list[LexborNode] = []
        self.headings: list[LexborNode] = []
        kinds = {"meta": self.metas, "script": self.scripts, "link": self.links}
        for node in tree.css(_TELLING):
            kinds.get(node.tag or "", self.headings).append(node)


def _meta(metas: list[LexborNode]) -> Meta:
    found: Meta = {}
    for node in metas[:500]:
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


def _title(meta: Meta, article: Node, outlet: str | None, heading: str, page_title: str) -> str:
    for candidate in (*structured_data.texts(article.get("headline")), *_all(meta, _TITLE_META)):
        if text := _without_outlet(line(candidate), outlet):
            # A heading on the page that begins the same way is the fuller form of a title cut for search
            # engines.
            return heading if len(text) > 20 and heading.startswith(text.rstrip("….")) else text  # noqa: PLR2004
    return heading or _without_outlet(page_title, outlet)


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


def _outlet_in_title(title: str, heading: str) -> str | None:
    """What a page's title adds to its heading: "The ferry is back | Harbour Courier"."""
    if not heading or not title.startswith(heading) or not _TITLE_TAIL.match(title, len(heading)):
        return None
    *_, name = _TITLE_TAIL.split(title[len(heading) :])
    return name if len(name) <= 60 else None  # noqa: PLR2004 - longer is a slogan, not a name


def _language(tree: LexborHTMLParser, meta: Meta, article: Node) -> str | None:
    root = tree.css_first("html")
    declared = root.attributes.get("lang") or root.attributes.get("xml:lang") if root else None
    return (
        declared
        or _name(structured_data.texts(article.get("inLanguage")))
        or _first(meta, ("og:locale", "content-language", "dc.language", "language"))
    )


def _canonical(links: list[LexborNode], meta: Meta, address: str) -> str | None:
    named = [node.attributes.get("href") for node in links[:3]]
    for candidate in (*named, *_all(meta, ("og:url",))):
        found = absolute(candidate, address)
        # A page may speak only for its own site: another's address here would make it pass for that article.
        if found and same_site(found, address):
            return found
    return None


def _image(meta: Meta, article: Node, address: str) -> str | None:
    candidates = (*_all(meta, _IMAGE_META), *structured_data.addresses(article.get("image")))
    return next((found for candidate in candidates if (found := absolute(candidate, address))), None)


def _free(article: Node, meta: Meta) -> bool | None:
    if line(_first(meta, ("article:content_tier",))).lower() == "locked":
        return False
    value = article.get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None
