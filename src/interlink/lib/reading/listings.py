"""Pages that list articles and have no feed: learnt from one example, then read like a feed.

The example's link is looked up in the page. Going up from it, the last element that holds no other article of the same
kind is its *card*; the elements above say where in the page the list stands. All elements of the card's kind at such a
place, with a link built like the example's address, are the list. Where the example is linked from several places
(the list, "most read"), the place with most articles counts, and one outside navigation, header, footer and aside
before one within.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from interlink.lib.reading import cards
from interlink.lib.reading.address_shape import looks_like_article, shape
from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.bounds import MAX_PAGE_CHARACTERS, lighten, tame
from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.errors import ExampleNotFound, ListingChanged
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.language import normal
from interlink.lib.reading.links import absolute, same_site
from interlink.lib.reading.listing_pattern import MAX_STEPS, Pattern, Step, landmark

MAX_LINKS = 2_000
MAX_ENTRIES = 500
_LEAST_TO_GUESS = 3
_MAX_CLIMB = 60
_ENOUGH_TEXT = 80
_TOP = frozenset(("html", "body", "-document", "-undef"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CARD_TAGS = frozenset(("article", "li", "tr", "section", "dt", "div", "h1", "h2", "h3", "h4", "h5", "p", "td"))


@dataclass(frozen=True, slots=True)
class _Link:
    """A link with the elements from it up to the top, and the landmark among them."""

    way: tuple[LexborNode, ...]
    address: str
    key: str
    landmark: str

    @property
    def node(self) -> LexborNode:
        return self.way[0]

    @property
    def words(self) -> str:
        return line(self.node.text(separator=" ")[:1_000], 200)

    @property
    def is_heading(self) -> bool:
        return any(node.tag in _HEADINGS for node in self.way[:4])


@dataclass(frozen=True, slots=True)
class _Page:
    tree: LexborHTMLParser
    links: tuple[_Link, ...]
    steps: dict[int, Step]

    def step(self, node: LexborNode) -> Step:
        """What an element is, worked out once for each."""
        known = self.steps.get(node.mem_id)
        if known is None:
            known = self.steps[node.mem_id] = Step.of(node)
        return known


def learn(body: bytes, *, address: str, example: str, charset: str | None = None) -> Pattern:
    """Learn from a page and the address of one article it links to which of its links are articles.

    Args:
        body: The listing page as received, content encodings undone.
        address: Where it came from in the end.
        example: The article's address, in any of its spellings.
        charset: What the HTTP header says, if anything.

    Raises:
        ExampleNotFound: The page does not link to the example.
    """
    page = _open(body, address, charset)
    key = address_key(absolute(example, address) or example)
    mine = [link for link in page.links if link.key == key] if page else []
    if page is None or not mine:
        raise ExampleNotFound(address, example)
    return _best(page, mine)


def guess(body: bytes, *, address: str, charset: str | None = None) -> Pattern | None:
    """The pattern of the page's largest group of similar article links; None where no group has three articles."""
    page = _open(body, address, charset)
    if page is None:
        return None
    groups: dict[tuple[object, ...], dict[str, _Link]] = {}
    for link in page.links:
        if not link.landmark and looks_like_article(link.address):
            way = tuple(page.step(node) for node in link.way[1 : MAX_STEPS + 1])
            groups.setdefault((shape(link.address), way), {}).setdefault(link.key, link)
    large = [group for group in groups.values() if len(group) >= _LEAST_TO_GUESS]
    if not large:
        return None
    # A picture's link says nothing and a headline's says much: it is headlines that make a list of articles.
    group = max(large, key=lambda one: sum(1 + min(_ENOUGH_TEXT, len(link.words)) for link in one.values()))
    pattern = _best(page, [next(iter(group.values()))])
    return pattern if len(_found(page, pattern)) >= _LEAST_TO_GUESS else None


def read_listing(body: bytes, *, address: str, pattern: Pattern, charset: str | None = None) -> Feed:
    """Read a listing page by what was learnt from it: one entry for each article, in the page's order.

    Raises:
        ListingChanged: Nothing on the page fits the pattern any more.
    """
    page = _open(body, address, charset)
    found = _found(page, pattern) if page else {}
    if page is None or not found:
        raise ListingChanged(address)
    root, title = page.tree.css_first("html"), page.tree.css_first("title")
    language = normal(root.attributes.get("lang")) if root else None
    entries = [_entry(links, card, pattern, language) for card, links in list(found.values())[:MAX_ENTRIES]]
    name = line(title.text()) if title else ""
    return Feed(title=name, home=address, language=language, entries=tuple(entries))


def _open(body: bytes, address: str, charset: str | None) -> _Page | None:
    html = decode(body, charset=charset).replace("\x00", "")
    if len(html) > MAX_PAGE_CHARACTERS:
        html = lighten(html)[:MAX_PAGE_CHARACTERS]
    try:
        tree = LexborHTMLParser(tame(html))
    except SelectolaxError:
        return None
    node = tree.css_first("base[href]")
    base = (absolute(node.attributes.get("href"), address) if node else None) or address
    links: list[_Link] = []
    here = address_key(address)
    for node in tree.css("a[href]")[:MAX_LINKS]:
        target = absolute(node.attributes.get("href"), base)
        if target and same_site(target, address) and (key := address_key(target)) != here:
            way = tuple(_climb(node))
            links.append(_Link(way, target, key, landmark(way)))
    return _Page(tree, tuple(links), {})


def _best(page: _Page, examples: list[_Link]) -> Pattern:
    patterns = [_pattern(page, link) for link in examples[:20]]
    return max(patterns, key=lambda one: (not one.landmark, len(_found(page, one))))


def _pattern(page: _Page, example: _Link) -> Pattern:
    wanted = shape(example.address)
    # Beside articles there may stand links built like theirs, to sections and writers.
    named = looks_like_article(example.address)
    # Every element that holds an article, with the key of the one it holds, or None where it holds several.
    holds: dict[int, str | None] = {}
    for link in page.links:
        if wanted.fits(link.address) and (not named or looks_like_article(link.address)):
            for node in link.way:
                if holds.setdefault(node.mem_id, link.key) != link.key:
                    holds[node.mem_id] = None
    way = example.way
    height = 0
    while height + 1 < len(way) and holds[way[height + 1].mem_id] is not None and way[height + 1].tag not in _TOP:
        height += 1
    if all(holds[node.mem_id] for node in way):
        # It is the only article on the page, so no list shows where its card ends.
        height = next((at for at, node in enumerate(way) if node.tag in _CARD_TAGS), 0)
    above = [page.step(node) for node in way[height + 1 : height + 1 + MAX_STEPS] if node.tag not in _TOP]
    return Pattern(wanted, page.step(way[height]), tuple(above), example.landmark, named)


def _found(page: _Page, pattern: Pattern) -> dict[str, tuple[LexborNode, list[_Link]]]:
    """For each article's key its card and the links to it there, in the page's order."""
    cards_found: dict[int, tuple[LexborNode, list[_Link]]] = {}
    marks: dict[int, bool] = {}
    for link in page.links:
        if link.landmark == pattern.landmark and pattern.shape.fits(link.address):
            card = _card(page, link, pattern, marks)
            if card is not None:
                cards_found.setdefault(card.mem_id, (card, []))[1].append(link)
    found: dict[str, tuple[LexborNode, list[_Link]]] = {}
    # What stands in several cards is no card's article: a section, a writer.
    held = Counter(key for _, links in cards_found.values() for key in {link.key for link in links})
    for card, links in cards_found.values():
        for key in _keys([link for link in links if held[link.key] == 1 or not pattern.named or _named(link)], pattern):
            found.setdefault(key, (card, [link for link in links if link.key == key]))
    return found


def _named(link: _Link) -> bool:
    return looks_like_article(link.address)


def _keys(links: list[_Link], pattern: Pattern) -> list[str]:
    """Which of the links in one card are its article; in a few lists a card holds several."""
    keys = list(dict.fromkeys(link.key for link in links))
    if len(keys) <= 1 or not pattern.named:
        return keys
    named = list(dict.fromkeys(link.key for link in links if _named(link)))
    return named or [max(links, key=lambda link: (link.is_heading, len(link.words))).key]


def _card(page: _Page, link: _Link, pattern: Pattern, marks: dict[int, bool]) -> LexborNode | None:
    for at, node in enumerate(link.way):
        fits = marks.get(node.mem_id)
        if fits is None:
            fits = marks[node.mem_id] = _stands_right(page, link.way[at : at + MAX_STEPS + 1], pattern)
        if fits:
            return node
    return None


def _stands_right(page: _Page, way: tuple[LexborNode, ...], pattern: Pattern) -> bool:
    if not page.step(way[0]).is_sibling_of(pattern.card):
        return False
    above = [node for node in way[1:] if node.tag not in _TOP]
    if len(above) != len(pattern.above):
        return False
    return all(page.step(node).is_kind_of(step) for node, step in zip(above, pattern.above, strict=True))


def _climb(node: LexborNode) -> Iterator[LexborNode]:
    one: LexborNode | None = node
    for _ in range(_MAX_CLIMB):
        if one is None:
            return
        yield one
        one = one.parent


def _entry(links: list[_Link], card: LexborNode, pattern: Pattern, language: str | None) -> Entry:
    address = links[0].address
    told = cards.read_card(card, [link.node for link in links], pattern.card, language)
    return Entry(
        guid=address,
        address=address,
        title=told.title,
        byline=told.byline,
        published=told.published.at if told.published else None,
        published_precision=told.published.precision if told.published else None,
        updated=None,
        summary=told.summary,
        html=None,
        language=language,
    )
