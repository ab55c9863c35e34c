"""How long a text is: in what people see as letters, and in the units of services."""

from __future__ import annotations

from typing import Final

import regex

# UAX 29: what a reader sees as one letter, whatever it is made of.
_GRAPHEME: Final = regex.compile(r"\X")
WEB_ADDRESS: Final = regex.compile(r"https?://[^\s<>\"\u2066-\u2069]+", regex.IGNORECASE)
_NAMES_SOMEBODY: Final = regex.compile(r"@(?=\w)")
_WORD_JOINER: Final = "\u2060"


def graphemes(text: str) -> list[str]:
    """Cut a text into what a reader sees as letters."""
    return _GRAPHEME.findall(text)


def count_graphemes(text: str) -> int:
    """Count what a reader sees as letters."""
    return len(text) if text.isascii() and "\r" not in text else len(graphemes(text))


def count_utf16(text: str) -> int:
    """Count the units of UTF-16, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def naming_nobody(text: str) -> str:
    """Return a text in which an @ calls nobody: somebody of that name may be there, and did not ask for it."""
    return _NAMES_SOMEBODY.sub(f"@{_WORD_JOINER}", text)
