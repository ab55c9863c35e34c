"""Who wrote a page's article and when: from what it says to machines, else as readers see it, else from class names."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from interlink.lib.reading import structured_data
from interlink.lib.reading.bylines import clean_byline, join_names
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.credit_lines import is_beside
from interlink.lib.reading.credits import Credits, read_credits
from interlink.lib.reading.instants import Instant, read_instant
from interlink.lib.reading.language import normal
from interlink.lib.reading.month_names import fold
from interlink.lib.reading.written_dates import read_day

_MAX_NAME, _MAX_BYLINE = 200, 150
_MOST_SECTIONS = 80
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
_BYLINE_PLACES = (
    "[rel=author]", "[itemprop=author] [itemprop=name]", "[itemprop=author]", ".byline", ".author-name",
    ".article-author", ".article__author", ".post-author", ".entry-author", ".author", "[class*=byline]",
)  # fmt: skip
_SURE_TIMES = ("time[itemprop=datePublished]", "[itemprop=datePublished]", "time[pubdate]")
_TIMES = ("article header time", "main header time", "article time", "main time", "header time", "time")
_WRITTEN_PLACES = (".published", ".pubdate", ".date", ".post-date", ".entry-date", ".article-date", ".dateline")


@dataclass(frozen=True, slots=True)
class PageCredits:
    """Who and when; everything may be missing.

    Attributes:
        lines: The lines that say it to a reader, which are no part of the text.
    """

    byline: str | None
    published: Instant | None
    modified: Instant | None
    lines: frozenset[str] = frozenset()


def read_page_credits(
    tree: LexborHTMLParser,
    meta: dict[str, list[str]],
    article: structured_data.Node,
    *,
    heading: LexborNode | None,
    outlet: str | None,
    language: str | None,
) -> PageCredits:
    """Read who wrote an article and when.

    Args:
        tree: The page.
        meta: The contents of its meta elements by their names in small letters.
        article: What its JSON-LD says of the article.
        heading: The article's.
        outlet: The site's name, which counts as a byline only where there is no other.
        language: As the page declares it.
    """
    by_machine = [
        join_names(structured_data.names(article.get("author"))),
        join_names(_all(meta, _AUTHOR_META[:1]) or _all(meta, _AUTHOR_META[1:])),
    ]
    byline = next((one for one in by_machine if one and one.casefold() != (outlet or "").casefold()), None)
    published = (
        _instant(structured_data.texts(article.get("datePublished")))
        or _instant(_all(meta, _PUBLISHED_META))
        or _instant(structured_data.texts(article.get("dateCreated")))
        or _in_times(tree, _SURE_TIMES)
    )
    modified = _instant(structured_data.texts(article.get("dateModified"))) or _instant(_all(meta, _MODIFIED_META))
    if byline and published:
        return PageCredits(byline, published, modified)
    if heading is None:
        seen = Credits(_in_places(tree))
    else:
        seen = read_credits(
            heading,
            language=normal(language),
            outlet=outlet,
            not_names=lambda: _sections(tree),
            marked=lambda: _in_places(tree),
        )
    return PageCredits(
        byline or seen.byline or next((one for one in by_machine if one), None),
        published or seen.published or _in_times(tree, _TIMES) or _written(tree, language),
        modified or seen.modified,
        seen.lines,
    )


def without_other_stories(html: str) -> str:
    """The page without its asides, menus and captions, other stories and comments."""
    tree = LexborHTMLParser(html)
    waiting = [tree.body]
    while waiting:
        node = waiting.pop()
        child = node.child if node is not None else None
        while child is not None:
            following = child.next
            if is_beside(child):
                child.decompose()
            else:
                waiting.append(child)
            child = following
    return tree.html or html


def _all(meta: dict[str, list[str]], wanted: tuple[str, ...]) -> list[str]:
    return [content for name in wanted for content in meta.get(name, ())]


def _sections(tree: LexborHTMLParser) -> frozenset[str]:
    return frozenset(fold(line(node.text(), 100)) for node in tree.css("nav a")[:_MOST_SECTIONS])


def _in_places(tree: LexborHTMLParser) -> str | None:
    for place in _BYLINE_PLACES:
        nodes = [node for node in tree.css(place)[:8] if _is_of_the_article(node)]
        texts = [text for node in nodes if (text := line(node.text(separator=" "))) and len(text) <= _MAX_BYLINE]
        if place != "[rel=author]":
            texts = texts[:1]
        if byline := (join_names(texts) if len(texts) > 1 else clean_byline(next(iter(texts), None))):
            return byline
    return None


def _in_times(tree: LexborHTMLParser, places: tuple[str, ...]) -> Instant | None:
    for place in places:
        for node in tree.css(place)[:4]:
            if _is_of_the_article(node):
                written = line(node.text(separator=" "), _MAX_NAME)
                attributes = node.attributes
                said = [text for text in (attributes.get("datetime"), attributes.get("content"), written) if text]
                if found := _instant(said):
                    return found
                break
    return None


def _written(tree: LexborHTMLParser, language: str | None) -> Instant | None:
    for place in _WRITTEN_PLACES:
        node = next((one for one in tree.css(place)[:4] if _is_of_the_article(one)), None)
        if node is not None and (found := read_day(line(node.text(separator=" "), _MAX_NAME), normal(language))):
            return found
    return None


def _is_of_the_article(node: LexborNode) -> bool:
    one: LexborNode | None = node
    while one is not None and one.tag != "body":
        if is_beside(one):
            return False
        one = one.parent
    return True


def _instant(candidates: list[str]) -> Instant | None:
    for candidate in candidates:
        if found := read_instant(candidate) or read_day(candidate):
            return found
    return None
