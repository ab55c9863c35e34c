"""Words as a search indexes them and asks for them: folded, and in scripts without spaces each letter for itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interlink.lib.names.normalise import fold
from interlink.lib.names.words import LETTERS, Letter

_ALONE = (Letter.UNSPACED, Letter.KATAKANA)


def searchable(text: str) -> str:
    """Return a text as the index holds it.

    It is folded; and a space goes around each letter of Chinese, Japanese, Thai and the like, where nobody can say
    cheaply where a word ends: what is asked for in these scripts is found as a row of letters.
    """
    folded = fold(text)
    if folded.isascii() or not any(LETTERS[character] in _ALONE for character in set(folded)):
        return folded
    return " ".join("".join(f" {c} " if LETTERS[c] in _ALONE else c for c in folded).split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, in the form in which they are indexed."""
    spaced = "".join(c if c == " " or LETTERS[c] is not Letter.NONE else " " for c in searchable(text))
    return tuple(spaced.split())


def stands_alone(word: str) -> bool:
    """Say whether a word is a letter of a script that puts no spaces between words."""
    return len(word) == 1 and LETTERS[word] in _ALONE


def quoted(words: Sequence[str], *, beginning: bool = False) -> str:
    """Write words as a phrase of SQLite's full-text language (FTS5); `beginning`: the last may go on."""
    return '"' + " ".join(words).replace('"', "") + '"' + ("*" if beginning else "")


def any_of(parts: Iterable[str]) -> str:
    """Write that one of these has to be there."""
    found = list(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else "(" + " OR ".join(found) + ")"
