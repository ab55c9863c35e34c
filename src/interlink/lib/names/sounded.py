"""What a word sounds like by its own letters, told before folding takes the marks off them.

Folding makes ş an s, as people type who lack the key. Others write the sound: "Dilshad" for "Dilşad". So a word with
such letters has one more spelling, in plain Latin letters. Kurdish in Arabic letters writes its vowels, unlike Arabic,
so its words have one too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from interlink.lib.names.normalise import fold
from interlink.lib.names.prefixes import is_arabic
from interlink.lib.names.words import LETTERS, Letter


def _table(pairs: str) -> dict[int, str]:
    return str.maketrans(dict(pair.split("=") for pair in pairs.split()))


_MARKED = "ț=ts ţ=ts š=sh ş=sh ș=sh ś=sh ŝ=sh č=ch ç=ch ć=ch ĉ=ch ž=zh ż=zh ź=zh ə=a ƣ=gh ḫ=kh ʃ=sh þ=th ð=dh đ=dj"
_PLAIN = _table(_MARKED)
# In these two languages letters without marks stand for other sounds than elsewhere too.
_TURKISH = _table(f"{_MARKED} c=j ğ=gh x=kh")
_KURDISH = _table(f"{_MARKED} c=j x=kh j=zh e=a ê=e î=i û=u")
_TELLS_TURKISH, _TELLS_KURDISH, _TELLS_EITHER = frozenset("ğıə"), frozenset("êîû"), frozenset("şç")
# French writes sh so, and has some of these letters with sounds of its own.
_FRENCH_CH, _FRENCH = re.compile("t?ch"), frozenset("çêîû")
_TURKIC = frozenset({"tr", "az"})
_KURDIC = frozenset({"ku", "kmr", "ckb"})
# The languages whose unmarked words are respelled as well.
LANGUAGES = _TURKIC | _KURDIC | {"fr"}

# Kurdish in Arabic letters (Sorani): letters that only it has, and what is written with more than one.
_SORANI = frozenset("ەێۆڕڵ")
_TELLING = frozenset("țţšşșśŝčçćĉžżźəƣḫʃþðđğıêîû") | _SORANI
# The same in capitals, and taken apart into letters and marks.
_MAY_TELL = (
    _TELLING | frozenset("".join(_TELLING).upper()) | frozenset("\u0302\u0306\u0326\u0327\u030c\u0301\u0307\u032e")
)
_NONE: frozenset[str] = frozenset()
_SORANI_LETTERS = _table(
    """
    ا=a ە=a ێ=e ۆ=o U=u ئ= ع= ء= ب=b پ=p ت=t ط=t ث=s ج=j چ=ch ح=h خ=kh د=d ذ=z ر=r ڕ=r ز=z ظ=z ض=z ژ=zh س=s ص=s ش=sh
    غ=gh ف=f ڤ=v ق=q ک=k ك=k گ=g ل=l ڵ=l م=m ن=n ه=h ھ=h
    """
)
_BESIDE_VOWEL = re.compile("(?<=[اەێۆU])[ویي]|[ویي](?=[اەێۆU])")
_AS_CONSONANTS = {"و": "w", "ی": "y", "ي": "y"}
_AS_VOWELS = str.maketrans({"و": "u", "ی": "i", "ي": "i", "ى": "i"})
# What Kurdish writes as Arabic does has too few vowels to be read, and then mostly begins with two consonants.
_BEGINS = re.compile("(?:[szckg]h|[b-df-hj-np-tv-z])?[aeiouwy]")
_MOST_REMEMBERED = 20_000


def signs_of(text: str) -> frozenset[str]:
    """Give the letters of a name that tell how its words are meant to sound."""
    if text.isascii() or _MAY_TELL.isdisjoint(text):
        return _NONE
    return _TELLING.intersection(unicodedata.normalize("NFC", text).casefold())


@lru_cache(maxsize=_MOST_REMEMBERED)
def sounded(word: str, language: str = "", around: frozenset[str] = _NONE) -> tuple[str, ...]:
    """Give the spellings of a word by its sound, in plain Latin letters; none where folding loses nothing.

    Args:
        word: The word as it is written.
        language: The language it is in, ISO 639-1, where that is known.
        around: What `signs_of` gives for the whole name, since the letters of one word tell how the others are meant.
    """
    signs = signs_of(word) | around
    if not signs and language not in LANGUAGES:
        return ()
    letters = unicodedata.normalize("NFC", word).casefold()
    if is_arabic(letters[0]):
        heard = _from_sorani(letters) if language in _KURDIC or signs & _SORANI else ""
        told = bool(_BEGINS.match(heard)) if _SORANI.isdisjoint(letters) else bool(heard)
        return (heard,) if told and heard.isascii() else ()
    folded = _letters_of(letters)
    if language == "fr" and not signs - _FRENCH:
        heard = _FRENCH_CH.sub(lambda found: "ch" if found[0] == "tch" else "sh", folded)
        return (heard,) if heard != folded and heard.isascii() else ()
    spelled = [_letters_of(letters.translate(table)) for table in _tables(signs, language)]
    return tuple(dict.fromkeys(found for found in spelled if found != folded and found.isascii()))


def language_told(signs: frozenset[str]) -> str:
    """Give the language that the letters of a word tell for its neighbours in a name; empty where they tell none."""
    if signs & _SORANI:
        return "ckb"
    if signs & _TELLS_KURDISH:
        return "ku"
    return "tr" if signs & (_TELLS_TURKISH | _TELLS_EITHER) else ""


def _tables(letters: frozenset[str], language: str) -> Iterator[dict[int, str]]:
    if language in _TURKIC or letters & _TELLS_TURKISH:
        yield _TURKISH
    elif language in _KURDIC or letters & _TELLS_KURDISH:
        # A Kurdish e is an a to some and an e to others.
        yield from (_KURDISH, _TURKISH)
    elif letters & _TELLS_EITHER:
        yield from (_TURKISH, _KURDISH)
    elif letters:
        yield _PLAIN


def _from_sorani(letters: str) -> str:
    # A long u is two letters; w and y are those of u and i, beside a vowel.
    written = letters.replace("وو", "U")
    written = _BESIDE_VOWEL.sub(lambda found: _AS_CONSONANTS[found[0]], written)
    return _letters_of(written.translate(_AS_VOWELS).translate(_SORANI_LETTERS))


def _letters_of(text: str) -> str:
    return "".join([c for c in fold(text) if LETTERS[c] is not Letter.NONE])
