"""Which of the site's files an edition holds.

Left out is what only a server or a robot needs: feeds, sitemaps, cards, packages of captures, pages that send on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from interlink.newsroom.press.bake.folder import INDEX_NAME
from interlink.newsroom.press.bake.manifest import FOLDER as MANIFEST_FOLDER
from interlink.newsroom.press.offline import relative
from interlink.newsroom.press.offline.rules import WHOLE

FOLDER = "editions"
LARGEST_FILE = 20_000_000
_PAGE = re.compile(r"(?:[^/]+/)*index\.html")
_POST = re.compile(r"(?P<language>[^/]+)/(?P<year>[12][0-9]{3})/(?:0[1-9]|1[0-2])/[^/]+/index\.html")
_OF_LANGUAGE = re.compile(r"(?P<language>[^/]+)/(?:index\.html|[12][0-9]{3}/)")
_SEARCH = re.compile(r"[^/]+/search/index\.html")
_OF_PAGES = re.compile(
    r"static/press/[^/]+\.(?:css|svg)|favicon\.svg|look\.css|media/images/.+|library/.+|evidence/.+\.png"
)
_LEFT_OUT = re.compile(rf"(?:pagefind|{FOLDER}|{MANIFEST_FOLDER})/.*|(?:[^/]+/)?{FOLDER}/.*")


def is_post(place: str) -> bool:
    """Say whether a file is the page of a post or of a digest."""
    return _POST.fullmatch(place) is not None


def language_of(place: str) -> str:
    """Return the language that a page's place tells; empty for what is in none."""
    found = _OF_LANGUAGE.match(place)
    return found["language"] if found else ""


def of_site(listed: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the whole site that an edition holds, with their checksums."""
    kept = (place for place in listed if _PAGE.fullmatch(place) or _OF_PAGES.fullmatch(place))
    return {place: listed[place] for place in kept if not (_LEFT_OUT.fullmatch(place) or _SEARCH.fullmatch(place))}


def years(listed: Iterable[str]) -> list[str]:
    """Return the years that have posts, the latest first."""
    return sorted({found["year"] for place in listed if (found := _POST.fullmatch(place))}, reverse=True)


def of_year(root: Path, whole: Mapping[str, str], year: str) -> dict[str, str]:
    """Return the files of one year: its posts and lists, and what these show, out of the files of the whole site.

    Reads the year's pages, so that it holds the pictures and the evidence that they lead to and no others.
    """
    pages = {place for place in whole if place.split("/")[1:2] == [year] and place.endswith(INDEX_NAME)}
    shown = {place for page in pages for place in relative.led_to(root, page)}
    beside = {place for place in shown if place.startswith(("static/", "media/", "evidence/", "library/"))}
    # Not the front pages: they show the newest posts, and the edition of a year that is over stays as it is.
    always = {"favicon.svg", "look.css", *(place for place in whole if place.startswith("static/"))}
    chosen = pages | beside | always
    return {place: checksum for place, checksum in whole.items() if place in chosen}


def checksum(files: Mapping[str, str], *more: str) -> str:
    """Return one checksum of files and their places, which changes when any of them does."""
    total = hashlib.sha256("\n".join(more).encode())
    for place in sorted(files):
        total.update(f"\n{files[place]}  {place}".encode())
    return total.hexdigest()


def spans(listed: Iterable[str]) -> list[str]:
    """Return what editions of the site hold: all of it, and each year where there is more than one."""
    found = years(listed)
    return [WHOLE, *(found if len(found) > 1 else [])]
