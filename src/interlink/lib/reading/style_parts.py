"""What a style sheet imports, and the fonts and pictures that it names."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import tinycss2

from interlink.lib.reading.links import absolute
from interlink.lib.reading.page_parts import MOST_PARTS, Kind, PagePart

MAX_STYLE_BYTES = 1_000_000
"""What follows in a style sheet is not looked at."""
_MAY_NAME = re.compile(r"url|@import|image-set|\\", re.IGNORECASE)
# The parser takes some two seconds for a million characters. In large sheets nearly all of them are declarations that
# name nothing, and rules that are empty without those.
_LARGE = 20_000
_PLAIN = re.compile(r"(?<=[{;])\s*+[\w-]++\s*+:(?:(?!url|image-set|src)[^{}\"'\\;/@])*+(?:;|(?=}))", re.IGNORECASE)
_EMPTY = re.compile(r"(?:(?<=[{};])|\A)[^{}\"'\\;/@]*+\{\s*+\}")
_MAX_DEPTH = 20
_IMAGE_SETS = frozenset({"image-set", "-webkit-image-set"})
_BEST_FONTS = ("woff2", "woff")
_BLOCKS = frozenset({"{} block", "() block", "[] block"})


def parts_of_style(style: str | bytes, address: str, *, charset: str | None = None) -> tuple[PagePart, ...]:
    """Find what a style sheet, or declarations in a page, need; each address once.

    Args:
        style: The text, or the bytes as received and unpacked.
        address: What its addresses are relative to: the sheet's own, or the page's base.
        charset: What the HTTP header says, if anything.
    """
    if isinstance(style, bytes):
        text, _ = tinycss2.bytes.decode_stylesheet_bytes(style[:MAX_STYLE_BYTES], protocol_encoding=charset)
    else:
        text = style[:MAX_STYLE_BYTES]
    if not _MAY_NAME.search(text):
        return ()
    if len(text) > _LARGE:
        text = _EMPTY.sub("", _PLAIN.sub("", text))
    found: dict[str, Kind] = {}
    for link, kind in _named(tinycss2.parse_component_value_list(text, skip_comments=True), Kind.IMAGE, 0):
        part = absolute(link, address)
        if part is not None:
            found.setdefault(part, kind)
        if len(found) >= MOST_PARTS:
            break
    found.pop(address, None)
    return tuple(PagePart(part, kind) for part, kind in found.items())


def _named(values: Sequence[Any], kind: Kind, depth: int) -> Iterator[tuple[str, Kind]]:
    """The addresses in a list of values; an at-rule says what those up to its end are."""
    rule = ""
    for value in values:
        link = _link(value)
        if value.type == "at-keyword":
            rule = value.lower_value
        elif value.type == "literal":
            rule = "" if value.value == ";" else rule
        elif link is not None:
            if rule == "import":
                yield link, Kind.STYLE
            elif value.type != "string" and rule != "namespace":
                yield link, kind
            rule = ""
        elif value.type == "{} block" and rule == "font-face":
            yield from ((font, Kind.FONT) for font in _best_fonts(value.content))
        elif depth < _MAX_DEPTH:
            yield from _inside(value, kind, depth)


def _inside(value: Any, kind: Kind, depth: int) -> Iterator[tuple[str, Kind]]:
    if value.type in _BLOCKS:
        yield from _named(value.content, kind, depth + 1)
    elif value.type == "function":
        if value.lower_name in _IMAGE_SETS:
            yield from ((one.value, kind) for one in value.arguments if one.type == "string")
        yield from _named(value.arguments, kind, depth + 1)


def _link(value: Any) -> str | None:
    """The address that a value is: a bare or quoted url(), or a string."""
    if value.type in {"url", "string"}:
        return str(value.value)
    if value.type == "function" and value.lower_name in {"url", "src"}:
        return next((str(one.value) for one in value.arguments if one.type == "string"), None)
    return None


def _best_fonts(values: Sequence[Any]) -> list[str]:
    """Of the forms in which a font is offered, the ones that browsers of today take; all, where none is known."""
    links = [link for value in values if value.type != "string" and (link := _link(value)) is not None]
    for ending in _BEST_FONTS:
        best = [link for link in links if link.partition("?")[0].partition("#")[0].lower().endswith(f".{ending}")]
        if best:
            return best
    return links
