"""What was captured, what came now, and a page taken apart for comparing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from interlink.lib.reading.articles import MAX_PAGE_BYTES, Stub, is_binary, read_text
from interlink.lib.reading.bounds import MAX_PAGE_CHARACTERS, lighten, tame
from interlink.lib.reading.charset import decode
from interlink.lib.reading.errors import ReadingError
from interlink.lib.verdicts.texts import normal

MAX_VISIBLE = 400_000
_LIGHTEN_FROM = 1_000_000
_UNSEEN = ["script", "style", "noscript", "template", "svg", "iframe", "object"]
_FURNITURE_TAGS = frozenset(("aside", "nav", "footer", "form", "button", "select", "dialog"))
_PERHAPS_FURNITURE = ", ".join((*sorted(_FURNITURE_TAGS), "[role]", "[class]", "[id]"))
_NEVER_FURNITURE = frozenset(("html", "body", "main", "article"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:related|comments?|disqus|adverts?|advertisement|advertising|ads?|banner|promos?|promoted|sponsor(?:ed)?|"
    r"share|sharing|social|counter|views|visits|visitors|newsletter|most-?read|most-?popular|popular|trending|"
    r"recommend(?:ed|ations?)?|sidebar|widget|cookies?|consent|breadcrumbs?|teasers?|outbrain|taboola|ticker|weather|"
    r"read-?more|read-?also|see-?also|subscribe|paywall|toolbar|reactions?|likes?|clock|timestamp|updated|byline|"
    r"reading-time|live-now|up-?next|poll|tags?|readers?|noise)(?:$|[-_\s])",
    re.IGNORECASE,
)
_LEAVES = "p, li, h2, h3, h4, h5, h6, a, span, div, time, dd, td, figcaption"
_MOST_FURNITURE = 400
_MOST_LINKS = 1_000


@dataclass(frozen=True, slots=True)
class Received:
    """An answer to a request for a page.

    Attributes:
        asked: The address that was asked for.
        address: The address that answered, after redirects.
        status: The HTTP status.
        headers: Names (any case) and values.
        body: Unpacked.
        charset: What the HTTP header says.
        moved_to: Where it moved for good (301, 308), if it did.
        text: In place of a body, where only the text is known.
        title: The title that goes with such a text.
    """

    asked: str
    address: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    charset: str | None = None
    moved_to: str | None = None
    text: str | None = None
    title: str = ""

    def header(self, name: str) -> str:
        """The first header of this name in lower case, or an empty string."""
        return next((value.lower() for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing came.

    Attributes:
        words: One plain sentence on why.
        refused: Whether we did not go there or did not take it in, rather than nobody answering.
    """

    words: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Captured:
    """What is known of the capture that a page is compared with.

    Attributes:
        address: The address that answered then.
        title: The title as it was read.
        text: Paragraphs with empty lines between; empty where none was read.
        checksum: SHA-256 of the body, in hexadecimal; empty where it is not known.
        core: What `Page.core` was for a page of this text; empty where it is not known.
        is_page: Whether it was a page rather than a file such as a PDF.
        paywalled: Whether it was the opening of an article only.
        by_browser: Whether the text is what a browser showed, and may not be in what comes without one.
        shown: All text of the captured page, where it was read again; then what stood there outside the article
            is not taken for new.
        furniture: What the captured page's markup says is no part of the article, in normal form.
    """

    address: str
    title: str
    text: str
    checksum: str = ""
    core: str = ""
    is_page: bool = True
    paywalled: bool = False
    by_browser: bool = False
    shown: str = ""
    furniture: frozenset[str] = frozenset()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's paragraphs."""
        return tuple(part for part in self.text.split("\n\n") if part.strip())


class Page:
    """An answer taken apart; each part is worked out when it is first asked for."""

    def __init__(self, received: Received) -> None:
        self.received = received

    @cached_property
    def source(self) -> str:
        """The HTML as characters, within bounds; empty for what is no HTML."""
        return tame(self._characters[:MAX_PAGE_CHARACTERS])

    @cached_property
    def _characters(self) -> str:
        body = self.received.body
        if not body or len(body) > MAX_PAGE_BYTES or not self.is_html:
            return ""
        html = decode(body, charset=self.received.charset).replace("\x00", "")
        return lighten(html) if len(html) > _LIGHTEN_FROM else html

    @property
    def is_html(self) -> bool:
        """Whether the answer may be a page of HTML."""
        kind = self.received.header("content-type").partition(";")[0].strip()
        if self.received.body[:5] == b"%PDF-":
            return False
        return not kind or "html" in kind or kind in {"text/plain", "application/xml", "text/xml"}

    @property
    def checksum(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.received.body).hexdigest()

    def _tree(self) -> LexborHTMLParser | None:
        try:
            tree = LexborHTMLParser(self.source) if self.source else None
        except SelectolaxError:
            return None
        return tree if tree is not None and tree.body is not None else None

    @cached_property
    def _parts(self) -> tuple[str, tuple[str, ...], frozenset[str]]:
        """All text, the headings, and the furniture."""
        tree = self._tree()
        if tree is None or tree.body is None:
            return "", (), frozenset()
        title = _text(tree.css_first("title"))
        tree.strip_tags(_UNSEEN, recursive=True)
        shown = _text(tree.body)[:MAX_VISIBLE]
        headings = (*(_text(heading) for heading in tree.css("h1")[:5]), title)
        texts: set[str] = set()
        for node in _furniture(tree.body, len(shown)):
            texts.add(normal(_text(node)))
            texts.update(normal(_text(leaf)) for leaf in node.css(_LEAVES)[:_MOST_FURNITURE])
        return shown, headings, frozenset(texts - {""})

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The addresses that the page links to, in its order, as they are written."""
        tree = self._tree() if self.received.text is None else None
        found = (node.attributes.get("href") for node in tree.css("a[href]")[:_MOST_LINKS]) if tree is not None else ()
        return tuple(link for link in found if link)

    @cached_property
    def core(self) -> str:
        """A checksum of titles and of the element that holds the article, noise left out; empty where there is none.

        While it is the same, so is the article; when it differs, the article has to be read to know. It takes a
        tenth of the time.
        """
        tree = self._tree() if self.received.text is None else None
        if tree is None or tree.body is None:
            return ""
        social = tree.css_first('meta[property="og:title"]')
        told = [_text(tree.css_first("title")), (social.attributes.get("content") or "") if social else ""]
        tree.strip_tags(_UNSEEN, recursive=True)
        told += [_text(heading) for heading in tree.css("h1")[:5]]
        articles = tree.css("article") or tree.css("main")[:1] or [tree.body]
        held = max(articles, key=lambda node: len(node.text()))
        for node in _furniture(held, len(_text(held))):
            node.decompose(recursive=True)
        return hashlib.sha256("\x00".join((*told, _text(held))).encode()).hexdigest()

    @property
    def shown(self) -> str:
        """All text that a visitor sees, in one line."""
        return self.received.text if self.received.text is not None else self._parts[0]

    @property
    def headings(self) -> tuple[str, ...]:
        """The main headings and the title element."""
        return self._parts[1] if self.received.text is None else (self.received.title,)

    @property
    def furniture(self) -> frozenset[str]:
        """In normal form, the texts that the markup says are no part of the article."""
        return self._parts[2] if self.received.text is None else frozenset()

    @cached_property
    def article(self) -> tuple[str, tuple[str, ...], bool]:
        """Title, paragraphs, and whether only the opening is there; all empty when no article can be read."""
        if self.received.text is not None:
            return self.received.title, tuple(part for part in self.received.text.split("\n\n") if part.strip()), False
        is_too_long = len(self._characters) > MAX_PAGE_CHARACTERS
        tree = None if is_too_long or is_binary(self.received.body) else self._tree()
        if tree is None:
            return "", (), False
        try:
            read = read_text(self.source, tree, address=self.received.address)
        except ReadingError:
            return "", (), False
        return read.title, read.paragraphs, read.stub is Stub.PAYWALLED


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""


def _furniture(within: LexborNode, whole: int) -> list[LexborNode]:
    """The outermost elements that their tag or name says are no part of the article.

    What holds half of the text, or a heading of the page, is not beside the article, whatever its name. Elements inside
    of others that are found are left out: with those they are gone, and may not be touched again.
    """
    found: dict[int, LexborNode] = {}
    for node in within.css(_PERHAPS_FURNITURE):
        if not _is_furniture(node) or node.mem_id == within.mem_id or _is_inside(node, found):
            continue
        if len(_text(node)) * 2 <= whole and node.css_first("h1, article") is None:
            found[node.mem_id] = node
            if len(found) >= _MOST_FURNITURE:
                break
    return list(found.values())


def _is_furniture(node: LexborNode) -> bool:
    if node.tag in _FURNITURE_TAGS:
        return True
    attributes = node.attributes
    if attributes.get("role") in {"complementary", "navigation"}:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return _named_as_furniture(names) and node.tag not in _NEVER_FURNITURE


def _is_inside(node: LexborNode, found: dict[int, LexborNode]) -> bool:
    at: LexborNode | None = node
    while at is not None:
        if at.mem_id in found:
            return True
        at = at.parent
    return False


@lru_cache(maxsize=8_192)
def _named_as_furniture(names: str) -> bool:
    return bool(_FURNITURE_NAMES.search(names))
