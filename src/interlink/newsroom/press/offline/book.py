"""A digest as a book: its words, the posts in its order, and what became of cited pages, out of the baked files."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from lxml import etree, html

from interlink.newsroom.press.offline import relative
from interlink.newsroom.press.offline.contents import LARGEST_FILE
from interlink.newsroom.press.offline.relative import Page

# What only leads about the site, and what no book needs.
_NOT_IN_A_BOOK = ".//nav | .//form | .//script | .//svg | .//*[@data-editions]"
_LATER = ("removed", "corrected")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a book; `body` is one element."""

    title: str
    body: Page


@dataclass(frozen=True, slots=True)
class Book:
    """A digest with all that it tells."""

    title: str
    group: str
    language: str
    direction: str
    address: str
    chapters: tuple[Chapter, ...]


def chapters_of(root: Path, digest: str, posts: Sequence[str]) -> list[Chapter]:
    """Return the chapters: the digest's own words first, each post, and the removed and corrected last.

    Args:
        root: The folder of the baked site.
        digest: Where the digest's page is.
        posts: Where its posts' pages are, in its order; one that is not there is left out.
    """
    opening = _main(root, digest)
    for section in opening.xpath("./section[@aria-labelledby='posts']"):
        section.drop_tree()
    later = [section for name in _LATER for section in opening.xpath(f"./section[@aria-labelledby='{name}']")]
    for section in later:
        opening.remove(section)
    found = [Chapter(_title(opening), opening)]
    for place in posts:
        if (root / place).is_file():
            body = _main(root, place)
            found.append(Chapter(_title(body), body))
    return found + [Chapter(_title(section), section) for section in later]


def as_html(chapter: Chapter) -> str:
    """Write a chapter as HTML."""
    return str(html.tostring(chapter.body, encoding="unicode"))


def as_xhtml(chapter: Chapter) -> str:
    """Write a chapter as XHTML, as EPUB asks for it."""
    return str(etree.tostring(chapter.body, encoding="unicode", method="xml"))


def _main(root: Path, place: str) -> Page:
    page = relative.parsed((root / place).read_bytes())
    (main,) = page.xpath("//main")
    for element in main.xpath(_NOT_IN_A_BOOK):
        element.drop_tree()
    for image in main.xpath(".//img"):
        _embed(root, image)
    for source in main.xpath(".//source"):
        source.drop_tree()
    for link in main.xpath(".//a[starts-with(@href, '#')]"):
        link.drop_tag()  # it leads to a place on the page, which is another chapter here
    main.rewrite_links(_whole, resolve_base_href=False)
    main.tag = "div"
    for element in main.iter():
        # They would stand twice in a book of several pages, and EPUB knows none of them.
        for attribute in [name for name in element.attrib if name.startswith(("data-", "aria-")) or name == "id"]:
            if not (attribute == "aria-labelledby" and element.getparent() is main):
                del element.attrib[attribute]
    return main


def _embed(root: Path, image: Page) -> None:
    place = relative.place_of(image.get("src") or "")
    path = root / place
    for attribute in ("srcset", "sizes", "loading", "fetchpriority", "decoding"):
        image.attrib.pop(attribute, None)
    if not place or not path.is_file() or path.stat().st_size > LARGEST_FILE:
        image.drop_tree()
        return
    kind = mimetypes.guess_type(place)[0] or "image/webp"
    image.set("src", f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}")


def _whole(link: str) -> str:
    if link.startswith("data:"):
        return link
    return f"{settings.INTERLINK_SITE_ADDRESS.rstrip('/')}{link}" if link.startswith("/") else link


def _title(part: Page) -> str:
    headings = part.xpath(".//h1 | .//h2")
    return " ".join(headings[0].text_content().split()) if headings else ""
