"""OPML, the form in which feed readers hand over their lists (opml.org, versions 1.0, 1.1 and 2.0)."""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html.entities import html5
from xml.sax.saxutils import escape, quoteattr

from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.xml_faults import fault_in_words
from interlink.lib.sentences import Sentence
from interlink.newsroom.importers.opml.errors import BrokenOpml, NotOpml, RefusedOpml

MAX_BYTES = 10_000_000
MAX_OUTLINES = 20_000
MAX_DEPTH = 50
MAX_FOLDER = 200
BETWEEN_FOLDERS = " / "
NOT_OPML = Sentence("This is not an OPML file. Export your sources from the other reader as OPML.")
_MAX_NAME = 200
# Elements that are no outlines: the head with its few fields.
_ROOM_FOR_THE_REST = 100
_HEAD = 10_000
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,500}\?>")
_FIRST_TAG = re.compile(r"<([A-Za-z]\w{0,20})")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")


@dataclass(frozen=True, slots=True)
class Outline:
    """One source of a list.

    Attributes:
        name: what the list calls it; may be empty.
        address: of its feed, as written; empty for one that has only a page.
        site: the page that belongs to it, as written; may be empty.
        folder: the folders it lies in, from the outermost, parted by " / "; may be empty.
        kind: what the list says that it is, in lower case, such as "rss"; may be empty.
        language: as the list says; may be empty.
    """

    name: str
    address: str
    site: str = ""
    folder: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A list of sources, in its order."""

    title: str
    outlines: tuple[Outline, ...]


def read(body: bytes, *, name: str = "") -> Document:
    """Read a list of sources.

    Common faults are mended: bare ampersands, the names of HTML's characters, attributes in other letters.

    Args:
        body: the file as it is.
        name: the file's name, for the errors.

    Raises:
        NotOpml: it is something else.
        BrokenOpml: its XML is broken beyond that.
        RefusedOpml: it declares XML entities, is larger than `MAX_BYTES`, holds more than `MAX_OUTLINES`, or is
            nested deeper than `MAX_DEPTH`.
    """
    if len(body) > MAX_BYTES:
        raise RefusedOpml(
            name,
            Sentence(
                "The file is larger than %(megabytes)s MB, which no list of sources is.",
                megabytes=MAX_BYTES // 1_000_000,
            ),
        )
    text = _ILLEGAL.sub("", _DECLARATION.sub("", decode(body), count=1))
    first = _FIRST_TAG.search(text[:_HEAD])
    if first is None or first[1].lower() != "opml":
        raise NotOpml(name, NOT_OPML)
    try:
        return _parse(text, name)
    except BrokenOpml:
        mended = _BARE.sub("&amp;", _NAMED.sub(_as_character, text))
        if mended == text:
            raise
        return _parse(mended, name)


def _as_character(found: re.Match[str]) -> str:
    character = html5.get(found[1] + ";")
    return f"&amp;{found[1]};" if character is None else escape(character)


def _parse(text: str, name: str) -> Document:
    reader = _Reader(name)
    parser = xml.parsers.expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.open
    parser.EndElementHandler = reader.close
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.declare
    try:
        parser.Parse(text.encode(), True)
    except xml.parsers.expat.ExpatError as error:
        raise BrokenOpml(
            name,
            Sentence(
                "The file is broken at line %(line)s (%(fault)s). Export it once more from the other reader.",
                line=error.lineno,
                fault=fault_in_words(error),
            ),
        ) from error
    if not reader.is_opml:
        raise NotOpml(name, NOT_OPML)
    return Document(line(reader.title, _MAX_NAME), tuple(reader.outlines))


class _Reader:
    """Collects the outlines while the parser goes through the file; folders are kept as a stack of names."""

    def __init__(self, name: str) -> None:
        self.is_opml = False
        self.title = ""
        self.outlines: list[Outline] = []
        self._name = name
        self._depth = self._seen = 0
        self._folders: list[str] = []
        self._in_title = False

    def open(self, element: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RefusedOpml(
                self._name, Sentence("The file has folders in folders, more than %(depth)s deep.", depth=MAX_DEPTH)
            )
        self._seen += 1
        if self._seen > MAX_OUTLINES + _ROOM_FOR_THE_REST:
            raise RefusedOpml(
                self._name, Sentence("The file holds more than %(most)s sources and folders.", most=MAX_OUTLINES)
            )
        element = element.lower()
        if self._depth == 1:
            self.is_opml = element == "opml"
        self._in_title = element == "title"
        if element == "outline":
            self._outline({key.lower(): value for key, value in attributes.items()})

    def _outline(self, said: dict[str, str]) -> None:
        name = line(said.get("text") or said.get("title"), _MAX_NAME)
        address, page = (said.get(key, "").strip() for key in ("xmlurl", "url"))
        if not (address or page or said.get("htmlurl")):
            self._folders.append(name)
            return
        self.outlines.append(
            Outline(
                name=name,
                address=address,
                site=said.get("htmlurl", "").strip() or page,
                folder=as_folder(self._folders) or _category(said.get("category", "")),
                kind=said.get("type", "").strip().lower(),
                language=said.get("language", "").strip(),
            )
        )
        # Below a source there are no folders, but its own end comes too.
        self._folders.append("")

    def close(self, element: str) -> None:
        self._depth -= 1
        self._in_title = False
        if element.lower() == "outline":
            self._folders.pop()

    def text(self, characters: str) -> None:
        if self._in_title and len(self.title) < _MAX_NAME:
            self.title += characters

    def declare(self, *_what: object) -> None:
        raise RefusedOpml(
            self._name,
            Sentence("The file declares a document type, which lists of sources have no use for and attacks do."),
        )


def as_folder(names: Iterable[str]) -> str:
    """Write the names of folders in folders as one, from the outermost."""
    return BETWEEN_FOLDERS.join(part for name in names if (part := line(name, _MAX_NAME)))[:MAX_FOLDER].strip(" /")


def _category(said: str) -> str:
    """Take the first of an outline's categories, which are paths such as "/Press/Coast"."""
    first = said.partition(",")[0].strip()
    return as_folder(first.split("/")) if first.startswith("/") else ""


def write(document: Document, *, now: datetime) -> str:
    """Write a list of sources as OPML 2.0, those in folders after the others, in the list's order."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(line(document.title, _MAX_NAME))}</title>",
        f"    <dateCreated>{format_datetime(now)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_body(_tree(document.outlines), "    "),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Folder:
    outlines: list[Outline]
    folders: dict[str, _Folder]


def _tree(outlines: Iterable[Outline]) -> _Folder:
    top = _Folder([], {})
    for outline in outlines:
        here = top
        for name in filter(None, outline.folder.split(BETWEEN_FOLDERS)):
            here = here.folders.setdefault(name, _Folder([], {}))
        here.outlines.append(outline)
    return top


def _body(folder: _Folder, indent: str) -> Iterable[str]:
    for outline in folder.outlines:
        yield f"{indent}<outline{_attributes(outline)}/>"
    for name, inner in folder.folders.items():
        yield f"{indent}<outline text={_quoted(name)} title={_quoted(name)}>"
        yield from _body(inner, indent + "  ")
        yield f"{indent}</outline>"


def _attributes(outline: Outline) -> str:
    name = outline.name or outline.address or outline.site
    said = {"type": outline.kind, "text": name, "title": name, "xmlUrl": outline.address}
    # Where there is no feed, the page stands where links have it, so that other readers do not take it for one.
    said |= {"htmlUrl" if outline.address else "url": outline.site, "language": outline.language}
    return "".join(f" {key}={_quoted(value)}" for key, value in said.items() if value)


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
