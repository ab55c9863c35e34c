"""A ZIM file, as Kiwix reads it (https://openzim.org): compressed, with a full-text index of its own."""

from __future__ import annotations

import io
import mimetypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from libzim.writer import Creator, Hint, Item, StringProvider
from PIL import Image, ImageDraw

from interlink.newsroom.press.legible import cut
from interlink.newsroom.press.offline.packing import Entry

MAIN_PAGE = "index.html"
_ICON = 48
# Each that compresses takes some 80 MB, and the desk has other work.
_WORKERS = 1
_THREE_LETTERS = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "fa": "fas",
    "fr": "fra",
    "ku": "kur",
    "ckb": "ckb",
    "sq": "sqi",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a reader's list of files tells of this one.

    Attributes:
        name: What stays the same from edition to edition.
        title: The group's name, with the year if it is one.
        description: Its aims.
        languages: The codes of its languages, the main one first.
        on: The day.
        colours: Of paper and of marks, for the icon.
    """

    name: str
    title: str
    description: str
    languages: tuple[str, ...]
    on: date
    colours: tuple[str, str]


class _Item(Item):
    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry

    def get_path(self) -> str:
        return self._entry.place

    def get_title(self) -> str:
        return self._entry.title

    def get_mimetype(self) -> str:
        return mimetypes.guess_type(self._entry.place)[0] or "application/octet-stream"

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._entry.body)

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: bool(self._entry.title), Hint.COMPRESS: True}


class ZimPack:
    """Writes a ZIM file."""

    def __init__(self, path: Path, about: About) -> None:
        self._creator: Any = Creator(str(path))
        self._creator.config_indexing(True, three_letters(about.languages[0]))
        self._creator.config_nbworkers(_WORKERS)
        self._creator.config_verbose(False)
        self._creator.set_mainpath(MAIN_PAGE)
        self._creator.__enter__()
        for name, value in _metadata(about).items():
            self._creator.add_metadata(name, value)
        self._creator.add_illustration(_ICON, _icon(*about.colours))

    def add(self, entry: Entry) -> None:
        """Take a file in."""
        self._creator.add_item(_Item(entry))

    def close(self) -> None:
        """Finish."""
        with _quiet():
            self._creator.__exit__(None, None, None)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to itself what libzim says to the standard output, whatever it is asked."""
    sys.stdout.flush()
    kept = os.dup(1)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path of ours
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def three_letters(code: str) -> str:
    """Return a language's code of three letters (ISO 639-3), as ZIM files name it; "mul" where we do not know it."""
    known = _THREE_LETTERS.get(code.partition("-")[0].lower())
    if known:
        return known
    try:
        language = Locale.parse(code, sep="-").language
    except (UnknownLocaleError, ValueError):
        return "mul"
    return language if len(language) == 3 else "mul"  # noqa: PLR2004 - letters


def _metadata(about: About) -> dict[str, str]:
    codes = dict.fromkeys(map(three_letters, about.languages))
    return {
        "Name": about.name, "Title": about.title, "Creator": about.title, "Publisher": about.title,
        "Date": f"{about.on:%Y-%m-%d}", "Description": cut(about.description, 80) or about.title,
        "Language": ",".join(codes), "Tags": "_ftindex:yes;_pictures:yes;_videos:no",
    }  # fmt: skip


def _icon(paper: str, accent: str) -> bytes:
    picture = Image.new("RGB", (_ICON, _ICON), paper)
    ImageDraw.Draw(picture).rectangle((8, 12, 40, 18), fill=accent)
    ImageDraw.Draw(picture).rectangle((8, 24, 32, 36), fill=accent)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
