"""Which files the library takes, by what they are and not by what they are called; pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HEAD = 4096  # bytes that are enough to tell
_MIMETYPE_AT = 30  # where an ODT or EPUB says what it is: right after the first file's head and name
TEXT = frozenset({"txt", "csv"})


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is handed out.

    Attributes:
        suffix: The ending of its name.
        media_type: What it is sent as.
        name: What people call it.
    """

    suffix: str
    media_type: str
    name: str


KINDS = {
    kind.suffix: kind
    for kind in (
        FileKind("pdf", "application/pdf", "PDF"),
        FileKind("epub", "application/epub+zip", "EPUB"),
        FileKind("odt", "application/vnd.oasis.opendocument.text", "ODT"),
        FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"),
        FileKind("txt", "text/plain; charset=utf-8", "TXT"),
        FileKind("csv", "text/csv; charset=utf-8", "CSV"),
    )
}


def kind_of(head: bytes, name: str) -> FileKind | None:
    """Say what a file is from its first bytes; None where it is nothing that the library takes.

    Args:
        head: its first `HEAD` bytes, or all of it.
        name: its name, whose ending has to agree with what it is.
    """
    suffix = name.rpartition(".")[2].casefold()
    kind = KINDS.get(suffix)
    return kind if kind is not None and _is(suffix, head) else None


def _is(suffix: str, head: bytes) -> bool:
    if suffix in TEXT:
        return _is_text(head)
    if suffix == "pdf":
        return head.startswith(b"%PDF-")
    if not head.startswith(b"PK\x03\x04"):
        return False
    said = head[_MIMETYPE_AT:].removeprefix(b"mimetype")
    if suffix == "docx":
        return b"word/" in head or b"[Content_Types].xml" in head
    return said.startswith(KINDS[suffix].media_type.encode())


def _is_text(head: bytes) -> bool:
    if b"\x00" in head or re.match(rb"\s*<(?:!doctype|html|\?xml|svg|script)", head, re.IGNORECASE):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # A letter may be cut in two at the end of the head.
        return len(head) == HEAD and error.start >= HEAD - 4
    return True


def safe_name(title: str, suffix: str) -> str:
    """Return the name that a file is saved under at a reader's: letters, digits and hyphens of any script."""
    text = unicodedata.normalize("NFKC", title)
    words = re.findall(r"[^\W_]+", text)
    return f"{'-'.join(words)[:80].strip('-') or 'report'}.{suffix}"
