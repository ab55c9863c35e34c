"""Words that every text of a language has, and that may be spelled like a name: "أمس" (yesterday, Amos), "May".

Where a script has no capitals, nothing in such a word itself says that it is a name; where it has, only days and months
are written like one. The file is compiled by `scripts/common_words.py`; words are folded and bare.
"""

from enum import Enum
from functools import cache
from pathlib import Path

from interlink.lib.names.scripts import Script, script_of

FILE = Path(__file__).parent / "data" / "common_words.txt"


class Use(Enum):
    """What a word is common for."""

    DATE = "date"
    GRAMMAR = "grammar"


# Of Latin texts in languages that `language_of` does not tell, most are English.
_LATIN = "en"


@cache
def _words() -> dict[tuple[str, Use], frozenset[str]]:
    lines = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()]
    return {(language, Use(use)): frozenset(words.split()) for language, use, words in lines}


@cache
def _of_script(script: Script, use: Use) -> frozenset[str]:
    rows = [words for (_, there), words in _words().items() if there is use]
    return frozenset(word for words in rows for word in words if script_of(word) is script)


def _of(script: Script, language: str, use: Use) -> frozenset[str]:
    if script is Script.LATIN:
        return _words().get((language or _LATIN, use), frozenset())
    return _of_script(script, use)


def is_date(key: str, script: Script, language: str) -> bool:
    """Whether a word is the name of a day or a month, or says which day."""
    return key in _of(script, language, Use.DATE)


def is_grammar(key: str, script: Script, language: str) -> bool:
    """Whether a word is one that binds others together: "in", "since", "last"."""
    return key in _of(script, language, Use.GRAMMAR)
