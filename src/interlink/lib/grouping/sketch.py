"""What of a report counts for grouping, small enough to keep for every report of the last days.

A term is kept as a number of 32 bits made of it, so that sketches need no common list of words and mean the same in
every process. Two kinds of terms are kept apart: words, which meet only within a language, and bridges, which mean
the same in every language: days and numbers, places, the desk's own subjects, and names in a common script.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from interlink.lib.grouping.facts import find_facts
from interlink.lib.grouping.places import find_places
from interlink.lib.grouping.words import count_words, is_unspaced
from interlink.lib.names.normalise import fold

VERSION = 1
READ = 2_000
_MOST_COUNTED = 255
_MOST_REMEMBERED = 50_000
_NAME = re.compile(r"(?<![\w'’])[^\W\d_](?:[\w’'-]*\w)?")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LEAST_WITHOUT_CAPITALS = 4
_SAMPLE = 200
# Languages so close that their reports share their words.
_CLOSE = MappingProxyType({"id": "ms", "nb": "no", "nn": "no", "hr": "sr", "bs": "sr", "sh": "sr", "prs": "fa"})


class Kind(StrEnum):
    """What a bridge is."""

    FACT = "fact"
    PLACE = "place"
    SUBJECT = "subject"
    NAME = "name"
    WORD = "word"


class Script(StrEnum):
    """The script that a report's names are in; names of two scripts do not meet."""

    LATIN = "latin"
    ARABIC = "arabic"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a report counts for grouping.

    Attributes:
        language: ISO 639-1, close languages taken as one.
        script: Of its names.
        words: How often each word stands in it, by the word's number.
        facts: The same for days and numbers.
        places: The same for places and watched subjects.
        names: The same for names.
        legend: What the bridges' numbers stand for; empty when the sketch was unpacked.
    """

    language: str
    script: Script
    words: Mapping[int, int]
    facts: Mapping[int, int]
    places: Mapping[int, int]
    names: Mapping[int, int]
    legend: Mapping[int, tuple[Kind, str]] = field(default_factory=dict, compare=False)


def sketch(title: str, text: str, language: str, subjects: Iterable[int] = ()) -> Sketch:
    """Make the sketch of a report.

    Args:
        title: As printed.
        text: As printed, or what is known of it; the beginning is read.
        language: ISO 639-1, or "" when nobody knows.
        subjects: The watched subjects that it names, by whatever number.
    """
    whole = f"{title}.\n{text[:READ]}"
    folded_title, folded_text = fold(title), fold(text[:READ])
    folded = f"{folded_title} | {folded_text}"
    close = _CLOSE.get(language, language)
    script, names = _names(whole)
    legend: dict[int, tuple[Kind, str]] = {}

    def numbered(kind: Kind, terms: Mapping[str, int], space: str) -> dict[int, int]:
        """Number terms by a checksum, each kind in a space of its own, and note in the legend what they are."""
        start = zlib.crc32(space.encode())
        numbers = {zlib.crc32(term.encode("utf-8", "replace"), start): term for term in terms}
        legend.update((number, (kind, term)) for number, term in numbers.items())
        return {number: terms[term] for number, term in numbers.items()}

    return Sketch(
        close,
        script,
        words=numbered(Kind.WORD, count_words(folded_title, folded_text), close),
        facts=numbered(Kind.FACT, Counter(find_facts(folded, language)), Kind.FACT),
        places=numbered(Kind.PLACE, Counter(find_places(folded, language)), Kind.PLACE)
        | numbered(Kind.SUBJECT, Counter(map(str, subjects)), Kind.SUBJECT),
        names=numbered(Kind.NAME, Counter(names), Kind.NAME),
        legend=legend,
    )


def _names(text: str) -> tuple[Script, list[str]]:
    """Return the words that may be names: capitalised, or in Arabic script, which has no capitals, longer ones."""
    if 4 * len(_ARABIC.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]):
        return Script.ARABIC, [word for word in fold(text).split() if len(word) >= _LEAST_WITHOUT_CAPITALS]
    unspaced = is_unspaced(text)
    every = _NAME.findall(text)
    found = [word for word in every if word[0].isupper() or (unspaced and word.isascii())]
    script = Script.LATIN if not found or found[0].isascii() else Script.OTHER
    # What stands in small letters too began a sentence.
    small = set(filter(str.islower, every))
    return script, [_folded(word) for word in found if len(word) > 1 and word.lower() not in small]


@lru_cache(maxsize=_MOST_REMEMBERED)
def _folded(word: str) -> str:
    return fold(word)


def pack(sketched: Sketch) -> bytes:
    """Write a sketch as bytes: a head, the language, then numbers and counts of words, facts, places and names."""
    parts = (sketched.words, sketched.facts, sketched.places, sketched.names)
    language = sketched.language.encode()[:12]
    head = struct.pack("<BBB4H", VERSION, list(Script).index(sketched.script), len(language), *map(len, parts))
    body = b"".join(
        struct.pack(f"<{len(part)}I", *part) + bytes(min(times, _MOST_COUNTED) for times in part.values())
        for part in parts
    )
    return head + language + body


def unpack(packed: bytes) -> Sketch | None:
    """Read what `pack` wrote; None when another version of this module wrote it."""
    if not packed or packed[0] != VERSION:
        return None
    _version, script, letters, *sizes = struct.unpack_from("<BBB4H", packed)
    at = struct.calcsize("<BBB4H")
    language = packed[at : at + letters].decode()
    at += letters
    parts = []
    for size in sizes:
        numbers = struct.unpack_from(f"<{size}I", packed, at)
        at += 4 * size
        parts.append(dict(zip(numbers, packed[at : at + size], strict=True)))
        at += size
    return Sketch(language, list(Script)[script], *parts)
