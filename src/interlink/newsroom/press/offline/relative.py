"""Links that work wherever the files lie: from page to page without the site's address."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from lxml import html

from interlink.newsroom.press.bake.folder import INDEX_NAME

Page: TypeAlias = Any
"""An element of lxml.html, which has no types."""
_PARSER = html.HTMLParser(encoding="utf-8")
_REFRESH = b'http-equiv="refresh"'
# What machines read in a page's head: it leads to what is not in an edition.
_FOR_MACHINES = "//head/link[@rel='alternate'] | //head/meta[starts-with(@property, 'og:')] | //head/meta[@http-equiv]"


def parsed(body: bytes) -> Page:
    """Read a page of ours."""
    return html.document_fromstring(body, parser=_PARSER)


def written(page: Page) -> bytes:
    """Write a page."""
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!doctype html>"))


def sends_on(body: bytes) -> bool:
    """Say whether a page only sends readers to another address."""
    return _REFRESH in body


def led_to(root: Path, page: str) -> Iterator[str]:
    """Yield the places that a page of the site leads to or shows."""
    for _element, _attribute, link, _position in parsed((root / page).read_bytes()).iterlinks():
        place = place_of(link)
        if place:
            yield place


def place_of(link: str) -> str:
    """Return the file that a link within the site leads to; empty for any other link."""
    path = urlsplit(link).path if link.startswith(_site()) else link
    if not path.startswith("/") or path.startswith("//"):
        return ""
    place = unquote(urlsplit(path).path)[1:]
    return f"{place}{INDEX_NAME}" if place.endswith("/") or not place else place


def make_relative(page: Page, place: str, there: Container[str]) -> Page:
    """Have the links of a page lead to the files beside it, and to the site where an edition does not hold them."""
    for element in page.xpath(_FOR_MACHINES):
        element.drop_tree()

    def other(link: str) -> str:
        target = place_of(link)
        if not target:
            return link
        if target not in there:
            return link if link.startswith(_site()) else f"{_site()}{link}"
        fragment = urlsplit(link).fragment
        return relative_link(place, target) + (f"#{fragment}" if fragment else "")

    whole = [(element, element.get("href")) for element in page.xpath("//head/link[@rel='canonical']")]
    page.rewrite_links(other, resolve_base_href=False)
    for element, address in whole:
        element.set("href", address)
    for element in page.xpath("//*[@srcset]"):
        element.set("srcset", _set_of(element.get("srcset"), other))
    return page


def relative_link(here: str, there: str) -> str:
    """Return the link from one file to another, percent-encoded."""
    return quote(posixpath.relpath(there, posixpath.dirname(here) or "."))


def _set_of(sources: str, other: object) -> str:
    assert callable(other)
    parts = (part.split() for part in sources.split(","))
    return ", ".join(" ".join([other(part[0]), *part[1:]]) for part in parts if part)


@lru_cache(maxsize=4)
def _address(address: str) -> str:
    return address.rstrip("/")


def _site() -> str:
    return _address(settings.INTERLINK_SITE_ADDRESS)
