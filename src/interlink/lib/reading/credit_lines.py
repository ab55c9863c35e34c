"""The short lines around an article's headline and below its text, as a reader sees them, whatever the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from interlink.lib.reading.cleaning import line
from interlink.lib.reading.instants import Instant, read_instant

_LONG, _LONG_SENTENCE = 160, 70
_SENTENCE_END = (".", "!", "?", "؟", "…", ".”", ".“", ".»", ". »", "”", "»", ":")
_MOST_LINES, _MOST_NODES = 40, 600
_LINES_ABOVE, _LINES_AT_END = 4, 6
_LEVELS_ABOVE = 2
_MOST_CHILDREN = 80
_LAST_PARAGRAPH = 80
_MORE_THAN_A_NAME = 20
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "header", "h1",
     "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
     "th", "tr", "ul")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Captions, menus, forms, other stories and comments have names and dates of their own, which are not the article's.
_NEVER = frozenset(
    ("aside", "audio", "button", "dialog", "figcaption", "figure", "footer", "form", "iframe", "nav", "noscript",
     "script", "select", "style", "svg", "template", "textarea", "video")
)  # fmt: skip
_BESIDE_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|replies|related|teasers?|recommend\w*|sidebar|widgets?|popular|trending|masthead|"
    r"most-?read|more-from|newsletter|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOXES = frozenset(("article", "div", "dl", "header", "ol", "section", "table", "ul"))
_EMPHASIS = frozenset(("b", "strong", "em", "i"))
_WRITERS_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|in|e)?|auteurs?|writers?|people|person|profiles?|staff|team|by|contributors?|journalists?|"
    r"journalistes?|redaktion|redaction|redacteur|columnists?|reporters?|users?|u|autori|autoret|katib|kuttab)[/=?-]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """A line on the page.

    Attributes:
        moment: What a `time` element in it says for machines.
        linked: The text of a link to a writer's page.
        emphasised: Whether all of it is in bold or italics.
        heading: Whether it is a heading.
        captioned: Whether a picture stands right before it.
    """

    text: str
    moment: Instant | None = None
    linked: str | None = None
    emphasised: bool = False
    heading: bool = False
    captioned: bool = False

    @property
    def is_running(self) -> bool:
        """Whether it is text rather than a line by itself: long, or a long sentence."""
        length = len(self.text)
        return length >= _LONG or (length >= _LONG_SENTENCE and self.text.endswith(_SENTENCE_END))


@dataclass(frozen=True, slots=True)
class CreditLines:
    """The lines where readers look for who wrote an article and when."""

    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    opening: tuple[str, ...] = ()
    """The first running texts, which say what is a place rather than a name, and may open with a dateline."""
    text: LexborNode | None = None
    """A node of the running text, from which to look for its end."""


def is_beside(node: LexborNode) -> bool:
    """Whether an element holds what is not the article: by its tag, or as its class or identifier says."""
    if node.tag in _NEVER:
        return True
    attributes = node.attributes if node.is_element_node else {}
    return any(_BESIDE_CLASSES.search(attributes.get(name) or "") for name in ("class", "id"))


def find_heading(tree: LexborHTMLParser, headings: list[LexborNode], title: str) -> LexborNode | None:
    """The heading of the article: the one that says its title, else the page's first of the first order.

    Args:
        tree: The page.
        headings: Its headings of the first three orders.
        title: The article's, as something else says it.
    """
    wanted = title.casefold()
    first = None
    for node in headings[:30]:
        text = line(node.text(separator=" ")).casefold()
        if not text:
            continue
        begins = len(text) > _MORE_THAN_A_NAME and wanted.startswith(text)
        if wanted and (text == wanted or begins or (len(wanted) > _MORE_THAN_A_NAME and text.startswith(wanted))):
            return node
        if first is None and node.tag == "h1":
            first = node
    return tree.css_first("article h1") or tree.css_first("main h1") or first


def read_lines(heading: LexborNode) -> CreditLines:
    """Read the lines around a heading and at the end of the text below it."""
    below: list[Line] = []
    running: list[str] = []
    first_text: LexborNode | None = None
    for one, node in _lines(heading):
        if one.is_running:
            running.append(one.text)
            first_text = node if len(running) <= 2 else first_text  # noqa: PLR2004 - the first may be a standfirst
            if len(running) == 2:  # noqa: PLR2004 - as above
                break
        elif one.heading and running:
            break
        else:
            below.append(one)
        if len(below) >= _MOST_LINES:
            break
    return CreditLines(_above(heading), below, tuple(running), first_text)


def _above(heading: LexborNode) -> list[Line]:
    found: list[Line] = []
    node: LexborNode | None = heading
    for _ in range(_LEVELS_ABOVE + 1):
        before = node.prev if node is not None else None
        while before is not None and len(found) < _LINES_ABOVE:
            if before.tag in _NEVER or before.tag == "header":
                return found
            found[:0] = [one for one, _ in _lines(before, within=True) if not one.is_running][-_LINES_ABOVE:]
            before = before.prev
        node = node.parent if node is not None else None
        if node is None or node.tag in {"article", "main", "body"}:
            break
    return found


def lines_at_end(text: LexborNode) -> list[Line]:
    """The lines right below the running text that a node is part of."""
    last = _last_paragraph(text)
    if last is None:
        return []
    story = _story(last)
    found: list[Line] = []
    for one, node in _lines(last):
        if one.heading or one.is_running or len(found) >= _LINES_AT_END or _story(node) != story:
            break
        found.append(one)
    return found


def _story(node: LexborNode) -> LexborNode | None:
    """The `article` or `main` element that a node is in."""
    one = node.parent
    while one is not None and one.tag not in {"article", "main"}:
        one = one.parent
    return one


def _last_paragraph(text: LexborNode) -> LexborNode | None:
    """The last running text beside this one: its block's siblings, or its own where only line breaks part them."""
    block = text
    while block.parent is not None and block.tag not in _BLOCKS:
        block = block.parent
    beside = block.parent if block.tag == "p" or block.parent is None else block
    node = beside.last_child if beside is not None else None
    for _ in range(_MOST_CHILDREN):
        if node is None:
            return None
        if node.tag not in _NEVER and len(node.text(separator=" ").strip()) >= _LAST_PARAGRAPH:
            return node if node.tag in {"p", "-text"} else _last_paragraph_in(node)
        node = node.prev
    return None


def _last_paragraph_in(node: LexborNode) -> LexborNode:
    paragraphs = [one for one in node.css("p") if len(one.text()) >= _LAST_PARAGRAPH]
    return paragraphs[-1] if paragraphs else node


class _Building:
    """A line while its pieces are put together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.line = Line("")
        self.plain = False
        self.node: LexborNode | None = None

    def add(self, text: LexborNode) -> None:
        written = text.text_content or ""
        self.pieces.append(written)
        if not written.strip():
            return
        self.node = self.node or text
        emphasised = False
        node = text.parent
        for _ in range(6):
            if node is None or node.tag in _BLOCKS:
                break
            emphasised = emphasised or node.tag in _EMPHASIS
            if node.tag == "a" and _WRITERS_PAGE.search(node.attributes.get("href") or ""):
                self.line.linked = ", ".join(filter(None, (self.line.linked, line(written, 200))))
            elif node.tag == "time" and self.line.moment is None:
                self.line.moment = read_instant(node.attributes.get("datetime"))
            node = node.parent
        if node is not None and node.tag in _HEADINGS:
            self.line.heading = True
        self.plain = self.plain or not emphasised

    def done(self) -> tuple[Line, LexborNode] | None:
        self.line.text = line(" ".join("".join(self.pieces).split()), 2_000)
        self.line.emphasised = not self.plain
        return (self.line, self.node) if self.line.text and self.node is not None else None


def _lines(start: LexborNode, *, within: bool = False) -> Iterator[tuple[Line, LexborNode]]:
    """The lines after an element, or within it, in the order of the page."""
    building, after_picture = _Building(), False
    for node in _nodes(start, within=within):
        if node is not None and node.tag == "-text":
            building.add(node)
            continue
        if node is not None and node.tag == "img":
            after_picture = True
        if node is None or node.tag in _BLOCKS:
            if (done := building.done()) is not None:
                done[0].captioned, after_picture = after_picture, False
                yield done
            building = _Building()
    if (done := building.done()) is not None:
        yield done


def _nodes(start: LexborNode, *, within: bool) -> Iterator[LexborNode | None]:
    """Nodes in the order of the page; None where a block ends."""
    node: LexborNode | None = start
    descend = within
    for _ in range(_MOST_NODES):
        if node is None:
            return
        child = node.child if descend and not (is_beside(node) if node.tag in _BOXES else node.tag in _NEVER) else None
        if child is None:
            while node.next is None or (within and node == start):
                if within and node == start:
                    return
                node = node.parent
                if node is None or node.tag in {"body", "html"} or (within and node == start):
                    return
                if node.tag in _BLOCKS:
                    yield None
            child = node.next
        node, descend = child, True
        if node.tag not in _NEVER:
            yield node
