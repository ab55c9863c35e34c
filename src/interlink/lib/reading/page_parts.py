"""What a page needs to be seen: style sheets, fonts, pictures, script of its own site.

Found in the page itself here, and in its style sheets by `style_parts`.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from interlink.lib.reading.bounds import MAX_PAGE_CHARACTERS, tame
from interlink.lib.reading.charset import decode
from interlink.lib.reading.links import absolute, same_site

GUESSED_ICON = "/favicon.ico"
"""Where browsers look for the icon of a site whose page names none."""
MOST_PARTS = 20_000
"""Addresses that are looked at in one page; the rest is not counted either."""
_MOST_IN_A_SET = 8
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^\s,]+)*\s*(?:,|\Z)")
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "imagesrcset")
_PLACES = (
    "link[href], script[src], img, source, video[poster], input[type=image], image, [background], [style*=url], style"
)


class Kind(enum.StrEnum):
    """What a part is to its page, as the page says; the first are the most needed."""

    STYLE = "style"
    SCRIPT = "script"
    FONT = "font"
    ICON = "icon"
    IMAGE = "image"
    SPARE = "spare image"
    POSTER = "poster"
    DATA = "data"
    FRAME = "frame"


RANKS = {
    Kind.STYLE: 0, Kind.POSTER: 1, Kind.DATA: 1, Kind.SCRIPT: 2, Kind.FONT: 2, Kind.ICON: 3, Kind.IMAGE: 3,
    Kind.FRAME: 3, Kind.SPARE: 4,
}  # fmt: skip
"""What is fetched first where not all can be."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """One thing that a page shows or needs.

    Attributes:
        address: Absolute, http or https, without the part after "#".
        kind: What it is to the page. A spare image is one of several sizes of a picture.
    """

    address: str
    kind: Kind


def page_tree(body: bytes, *, charset: str | None = None) -> LexborHTMLParser | None:
    """Take a page apart within bounds; None for what no parser takes.

    Args:
        body: The page, unpacked.
        charset: What the HTTP header says, if anything.
    """
    html = tame(decode(body, charset=charset).replace("\x00", "")[:MAX_PAGE_CHARACTERS])
    try:
        tree = LexborHTMLParser(html)
    except SelectolaxError:
        return None
    return tree if tree.root is not None else None


def base_of(tree: LexborHTMLParser, address: str) -> str:
    """Return what the addresses in a page are relative to."""
    node = tree.css_first("base[href]")
    return (absolute(node.attributes.get("href"), address) if node is not None else None) or address


def parts_of(tree: LexborHTMLParser, address: str) -> tuple[tuple[PagePart, ...], tuple[str, ...]]:
    """Find what a page needs, each address once, and the style written into the page.

    Args:
        tree: The page.
        address: The one that answered with it.

    Returns:
        The parts in the order of the page, and style sheets or declarations, which `style_parts` takes apart.
    """
    base = base_of(tree, address)
    found: dict[str, Kind] = {}
    styles: list[str] = []
    has_icon = False
    for node in tree.css(_PLACES):
        if node.tag == "style":
            styles.append(node.text())
            continue
        for link, kind in _named_by(node):
            part = absolute(link, base)
            if part is None or (kind is Kind.SCRIPT and not same_site(part, address)):
                continue
            has_icon = has_icon or kind is Kind.ICON
            if kind is not Kind.SPARE or part not in found:
                found[part] = min(found.get(part, kind), kind, key=RANKS.__getitem__)
        if "style" in node.attributes:
            styles.append(node.attributes["style"] or "")
        if len(found) >= MOST_PARTS:
            break
    if not has_icon and (icon := absolute(GUESSED_ICON, address)):
        found.setdefault(icon, Kind.ICON)
    found.pop(address, None)
    return tuple(PagePart(part, kind) for part, kind in found.items()), tuple(styles)


def _named_by(node: LexborNode) -> Iterator[tuple[str | None, Kind]]:
    attributes = node.attributes
    if node.tag == "link":
        yield from _linked(attributes)
    elif node.tag == "script":
        yield attributes.get("src"), Kind.SCRIPT
    elif node.tag == "source":
        if node.parent is not None and node.parent.tag != "picture":
            return  # a film or a sound: the poster is enough
        yield from _in_sets(attributes)
    elif node.tag == "video":
        yield attributes.get("poster"), Kind.POSTER
    elif node.tag == "image":
        yield attributes.get("href") or attributes.get("xlink:href"), Kind.IMAGE
    else:
        yield attributes.get("src") if node.tag in {"img", "input"} else None, Kind.IMAGE
        yield attributes.get("background"), Kind.IMAGE
        for name in _LAZY if node.tag == "img" else ():
            yield attributes.get(name), Kind.IMAGE
        yield from _in_sets(attributes)


def _in_sets(attributes: dict[str, str | None]) -> Iterator[tuple[str | None, Kind]]:
    for name in _SETS:
        for at, candidate in enumerate(_CANDIDATE.finditer(attributes.get(name) or "")):
            if at >= _MOST_IN_A_SET:
                break
            yield candidate[1], Kind.SPARE


def _linked(attributes: dict[str, str | None]) -> Iterator[tuple[str | None, Kind]]:
    rel = frozenset((attributes.get("rel") or "").lower().split())
    href = attributes.get("href")
    if "stylesheet" in rel and "alternate" not in rel:
        yield href, Kind.STYLE
    elif rel & {"icon", "apple-touch-icon", "apple-touch-icon-precomposed"}:
        yield href, Kind.ICON
    elif "modulepreload" in rel:
        yield href, Kind.SCRIPT
    elif "preload" in rel:
        named = (attributes.get("as") or "").lower()
        if named in {Kind.STYLE, Kind.FONT, Kind.IMAGE, Kind.SCRIPT}:
            yield href, Kind(named)
        if named == Kind.IMAGE:
            yield from _in_sets(attributes)
