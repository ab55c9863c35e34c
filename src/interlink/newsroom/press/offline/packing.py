"""An edition of the site: its pages with links of their own, what they show, and a search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from interlink.newsroom.press.bake.folder import INDEX_NAME
from interlink.newsroom.press.offline import contents, relative, seeking
from interlink.newsroom.press.offline.rules import WHOLE


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an edition; `title` is empty for what is no page."""

    place: str
    body: bytes
    title: str = ""


class Pack(Protocol):
    """What takes the files of an edition in and is one file in the end."""

    def add(self, entry: Entry) -> None:
        """Take a file in."""

    def close(self) -> None:
        """Finish; before that there is no edition."""


def entries(root: Path, files: Mapping[str, str], span: str) -> Iterator[Entry]:
    """Yield the files of an edition one by one; those that are too large, or gone meanwhile, are left out.

    Args:
        root: The folder of the baked site.
        files: The files of the site to take.
        span: The whole site, or the year that they are of.
    """
    posts: defaultdict[str, list[seeking.Post]] = defaultdict(list)
    languages = sorted({language for place in files if (language := contents.language_of(place))})
    added = {seeking.place_of_page(code): seeking.page_of(code) for code in languages}
    if span != WHOLE:
        added[INDEX_NAME] = _first_page(languages, span)
    there = {*files, *added, *(f"{seeking.FOLDER}/{name}.js" for name in (*languages, "search"))}
    for place in sorted(files):
        body = _read(root / place)
        if body is None or (_is_page(place) and relative.sends_on(body)):
            continue
        if not _is_page(place):
            yield Entry(place, body)
            continue
        page = relative.parsed(body)
        if contents.is_post(place) and (post := seeking.post_of(place, page)) is not None:
            posts[contents.language_of(place)].append(post)
        yield _page(place, page, there)
    for place, body in added.items():
        yield _page(place, relative.parsed(body), there)
    spelt = seeking.spellings()
    for language in languages:
        yield Entry(f"{seeking.FOLDER}/{language}.js", seeking.written_list(posts[language], spelt))
    yield Entry(f"{seeking.FOLDER}/search.js", seeking.script())


def _first_page(languages: list[str], year: str) -> bytes:
    context = {"language": settings.LANGUAGE_CODE, "languages": languages, "year": int(year)}
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("press/edition_root.html", context).encode()


def _page(place: str, page: relative.Page, there: set[str]) -> Entry:
    for body in page.xpath("//body"):
        body.set("data-root", "../" * place.count("/"))
    title = " ".join((page.findtext(".//title") or place).split())
    return Entry(place, relative.written(relative.make_relative(page, place, there)), title)


def _is_page(place: str) -> bool:
    return place.endswith(INDEX_NAME)


def _read(path: Path) -> bytes | None:
    try:
        return None if path.stat().st_size > contents.LARGEST_FILE else path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
