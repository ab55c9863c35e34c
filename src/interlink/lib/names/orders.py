"""The orders and joinings in which the words of an alias may stand: with and without articles, joined, divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interlink.lib.names.kinship import Kinship
from interlink.lib.names.prefixes import ARTICLE, SHORTEST_WORD, is_arabic
from interlink.lib.names.readings import bare
from interlink.lib.names.sounded import LANGUAGES, signs_of, sounded
from interlink.lib.names.tokens import tokens

ARTICLES = frozenset({"al", "el", "ul", "ol", "il", "аль", "эль", "ал", "эл", "ель", "αλ", "ελ", "אל", "ال", "ალ"})
CONNECTORS = frozenset(
    {
        *ARTICLES, "abd", "abdul", "abdel", "abdol", "abdal", "abu", "abou", "bu", "ibn", "ben", "bin", "bint",
        "mac", "mc",
        "o", "de", "di", "del", "della", "da", "dos", "van", "von", "der", "la", "le", "san", "santa", "st",
        "ter", "ten",
        "абд", "абдул", "абдель", "абу", "бен", "бин", "ибн", "ван", "фон", "де", "عبد", "ابو", "ابن", "بن", "بو",
        "עבד", "אבו", "בן", "αμπντ", "αμπου", "бинт",
        # What stands before European family names, as other scripts write it.
        "ди", "да", "дель", "дю", "ле", "ла", "дер", "тер", "мак", "دی", "دو", "دل", "فان", "فون", "لو", "لا",
        "דה", "די", "דל", "ואן", "ון", "פון", "לה", "לו", "ντε", "ντι", "ντελ", "βαν", "φον", "λε", "λα",
        "դե", "վան", "ֆոն", "დე", "ვან", "ფონ",
    }
)  # fmt: skip
# The ends of Arabic compounds, which are one name with the word before: "Nur al-Din".
COMPLETING = frozenset({"الدین", "الله"})
_JOINTS = "-‐‑–\u200c'’"
_MOST_ORDERS = 4
_PAIR = 2
_SHORTEST_SMALL = 3


def orders(text: str, *, exact: bool = False) -> Sequence[tuple[str, ...]]:
    """Give the ways in which an alias' words may be joined and divided, the plainest first."""
    return _orders([(bare(token.word), token.gap) for token in tokens(text)], exact=exact)


def _orders(written: list[tuple[str, str]], *, exact: bool) -> Sequence[tuple[str, ...]]:
    words = [(word, gap) for word, gap in written if word]
    plain = tuple(word for word, _ in words)
    found = {plain: None}
    if exact:
        return list(found)
    found[_joined(words)] = None
    without = [(w, g) for at, (w, g) in enumerate(words) if w not in ARTICLES or at == len(words) - 1]
    if 0 < len(without) < len(words):
        found[tuple(word for word, _ in without)] = None
        found[tuple(_with_article(words))] = None
    if len(plain) > 1:
        stripped = tuple(without_arabic_article(word) for word in plain)
        found[stripped] = None
        full = tuple(word for word in plain if len(word) > 1)
        if len(full) > 1:
            found[full] = None
    return list(found)[:_MOST_ORDERS]


def ways(text: str, kinship: Kinship) -> Sequence[tuple[str, ...]]:
    """Give the orders of a name's words, and those with two words joined that the lists have as one: "Ana María"."""
    return _with_joined(orders(text), kinship)


def _with_joined(orders: Sequence[tuple[str, ...]], kinship: Kinship) -> Sequence[tuple[str, ...]]:
    found = dict.fromkeys(orders)
    for words in list(found):
        for at in range(len(words) - 1 if len(words) > _PAIR else 0):
            joined = words[at] + words[at + 1]
            if kinship.names_of(joined):
                found[*words[:at], joined, *words[at + 2 :]] = None
    return list(found)


def heard_ways(text: str, kinship: Kinship, language: str = "") -> Sequence[tuple[str, ...]]:
    """Give the orders of a name's words as they sound, where that is not how they are written: see `sounded`.

    Args:
        text: The name.
        kinship: What knows words.
        language: The language it is in, ISO 639-1, where that is known.
    """
    signs = signs_of(text)
    if not signs and language not in LANGUAGES:
        return ()
    found: dict[tuple[str, ...], None] = {}
    words = [(token.word, token.gap, sounded(token.word, language, signs)) for token in tokens(text)]
    for spelling in range(max((len(heard) for *_, heard in words), default=0)):
        spelled = [(heard[min(spelling, len(heard) - 1)] if heard else bare(word), gap) for word, gap, heard in words]
        found.update(dict.fromkeys(_with_joined(_orders(spelled, exact=False), kinship)))
    if len(words) == _PAIR and all(heard and is_arabic(word[0]) for word, _, heard in words):
        # Kurdish writes names from Arabic as Arabic does, so one of two may be so.
        (one, _, (heard_one, *_)), (other, _, (heard_other, *_)) = words
        found |= {(heard_one, bare(other)): None, (bare(one), heard_other): None}
    return list(found)


def small_words(text: str) -> Iterator[str]:
    """Give the words that a text with capitals writes without one, but for articles and the like."""
    words = [token.word for token in tokens(text)]
    if any(word[:1].isupper() for word in words):
        small = (bare(word) for word in words if word[:1].islower())
        yield from (word for word in small if len(word) >= _SHORTEST_SMALL and word not in CONNECTORS)


def _joined(words: list[tuple[str, str]]) -> tuple[str, ...]:
    joined: list[str] = []
    connects = False
    for at, (word, gap) in enumerate(words):
        joint = gap.rstrip(" ")
        if at and (connects or word in COMPLETING or (joint and all(c in _JOINTS for c in joint))):
            joined[-1] += word
        else:
            joined.append(word)
        connects = word in CONNECTORS
    return tuple(joined)


def _with_article(words: list[tuple[str, str]]) -> Iterator[str]:
    article = ""
    for at, (word, _) in enumerate(words):
        if word in ARTICLES and at < len(words) - 1:
            article = word
        else:
            yield article + word
            article = ""


def without_arabic_article(word: str) -> str:
    """Take the Arabic article off a folded word."""
    if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + SHORTEST_WORD - 1:
        return word[len(ARTICLE) :]
    return word
