"""Whether a few words on a page are the names of people who write."""

import re
from collections.abc import Callable

from interlink.lib.names.lists import shipped
from interlink.lib.names.normalise import fold as fold_name
from interlink.lib.reading.credit_words import NOT_NAMES, ROLES
from interlink.lib.reading.month_names import MONTHS, WEEKDAYS, fold

_MOST_WORDS, _MOST_LETTERS = 6, 60
_LEAST_ALONE, _MOST_ALONE = 2, 4
_EDGES = " \t,;:،؛.()[]|•·–—-/*\u200e\u200f"
_BETWEEN = re.compile(r"\s*[,،;؛]\s*")
_JOINED = re.compile(r"\s+(?:and|et|und|dhe|و|&|with|mit|avec)\s+|\s*&\s*", re.IGNORECASE)
# What follows a name and leads to a place or an outlet: "Ana Berg in Port Vell", "Ana Berg for the Courier".
_TAIL = re.compile(
    r"\s(?:in|at|for|from|à|pour|für|aus|në|për|i[nm]|في|از|در|برای)\s+\S.*$|\s*[(\[][^()\[\]]*[)\]]\s*$"
)
_PARTICLES = frozenset(
    ("von", "van", "der", "den", "de", "la", "le", "du", "da", "di", "del", "dos", "des", "el", "al", "bin", "ibn",
     "ben", "bint", "zu", "zur", "ter", "ten", "of", "e", "y", "und", "the")
)  # fmt: skip
_ORGANISED = frozenset(
    ("staff", "reporters", "reporter", "desk", "agencies", "agency", "team", "redaktion", "redaction")
)
_PREFIXED = re.compile(r"^(?:[dlDL]['’]|al-|el-|ad-|as-|ar-|an-|ash-|[Oo]['’])")
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3\u064b-\u0655\u200c]+\.?")
_LONG_ENOUGH = 3
_LEAST_OF_A_SENTENCE = 5


def people(text: str, *, opening: Callable[[], str] = str, not_names: frozenset[str] = frozenset()) -> str | None:
    """The names in a text that is nothing but names, with what outlets add to them; None where it is anything else.

    Args:
        text: Without a leading "By".
        opening: Gives the folded beginning of the article: what is named there is a place, hardly the writer.
        not_names: Folded texts that are no names, such as the outlet's.

    Returns:
        The names joined by commas, without roles, places and outlets.
    """
    text = _TAIL.sub("", text.strip(_EDGES)).strip(_EDGES)
    if not text or len(text) > 4 * _MOST_LETTERS or fold(text) in not_names:
        return None
    found: list[str] = []
    for place, part in enumerate(_BETWEEN.split(text)):
        folded = fold(part)
        if place and (ROLES.search(folded) or folded in not_names or folded in opening()):
            continue
        if place and len(part.split()) == 1 and len(found[0].split()) > 1:
            continue  # where one writer has two names, a word alone is a place
        names = [one.strip(_EDGES) for one in _JOINED.split(_with_and_apart(part))]
        if not all(map(_is_name, names)):
            if place and len(part.split()) < _LEAST_OF_A_SENTENCE:
                break
            return None
        found += names
    return ", ".join(dict.fromkeys(found)) or None


def stands_alone(name: str, *, opening: Callable[[], str] = str, signed: bool = False) -> bool:
    """Whether a name is surely a person's, though no word says so: two to four words, one of them a known name.

    Args:
        name: One of those that `people` found.
        opening: As for `people`.
        signed: Whether it stands below the text as writers sign: then capitals are enough.
    """
    words = name.split()
    if not _LEAST_ALONE <= len(words) <= _MOST_ALONE or fold(words[0]) in NOT_NAMES or fold(name) in opening():
        return False
    if ROLES.search(fold(name)):
        return False
    if signed and not _ARABIC.fullmatch(words[0]):
        return True
    return any(len(word) >= _LONG_ENOUGH and word.casefold() not in _PARTICLES and _is_known(word) for word in words)


def all_known(name: str) -> bool:
    """Whether each of several words is known as a part of people's names."""
    words = name.split()
    return len(words) >= _LEAST_ALONE and all(map(_is_known, words))


def _with_and_apart(text: str) -> str:
    """The text with the Arabic "and" apart from the name onto which it is written, where that surely is one."""
    words = text.split()
    for place in range(_LEAST_ALONE, len(words) - _LEAST_ALONE + 1):
        word = words[place]
        if word[:1] == "و" and len(word) > _LONG_ENOUGH and _is_known(word[1:]) and not _is_known(word):
            return " ".join((*words[:place], "و", word[1:], *words[place + 1 :]))
    return text


def _is_known(word: str) -> bool:
    folded = fold_name(word)
    pieces = [piece for piece in re.split(r"[-'’\s\u200c]", folded) if piece]
    return any(len(piece) >= _LONG_ENOUGH and shipped().names_of(piece) for piece in ("".join(pieces), *pieces))


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > _MOST_LETTERS:
        return False
    if any(len(word) > _LONG_ENOUGH and fold(word) in WEEKDAYS for word in words):
        return False
    if all(_ARABIC.fullmatch(word) for word in words):
        return not any(fold(word) in NOT_NAMES for word in words)
    if len(words) == 1 and fold(text) in MONTHS:
        return False
    return all(map(_is_name_word, words)) and any(word[:1].isupper() or _PREFIXED.match(word) for word in words)


def _is_name_word(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    if folded in _PARTICLES or folded in _ORGANISED:
        return True
    if fold(word) in NOT_NAMES or any(sign in word for sign in ':?!"“”„«»…@#/\\') or any(map(str.isdigit, word)):
        return False
    bare = _PREFIXED.sub("", word)
    if word.endswith(".") and len(word) > _LONG_ENOUGH + 2:
        return False
    return bool(bare) and (bare[0].isupper() or (bare[0].isalpha() and not bare[0].islower()))
