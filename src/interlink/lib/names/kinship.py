"""Whether two words are one name, and what shows it.

The name lists decide where they know both words: two names of theirs are one name only if they stand together in
an entry, or if both are written alike without vowels and differ in nothing else. Where a word is not in the lists, the
letters decide, and strictly: one sound in one script, or a cheap reading of one script in the other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_lowercase

from interlink.lib.names.explain import Step, StepKind
from interlink.lib.names.keys import sound_of
from interlink.lib.names.lists import NameLists, shipped
from interlink.lib.names.normalise import fold
from interlink.lib.names.scripts import LETTERS, Script, latinised, script_of
from interlink.lib.names.sounds import IMPOSSIBLE, cost, path

# Costs a letter, of both words together, up to which a reading is taken. Measured: nine true pairs in ten cost less
# than the first, and of 500 other names the nearest costs more in nine cases of ten.
DEAREST = 0.75
# Where the lists know one of the words, but not the other as a form of it.
DEAREST_KNOWN = 0.65
# Where they know both, as two names: a mere reading is taken that nobody would write in another way.
DEAREST_APART = 0.3
# An initial in another script stands for what its letter usually does.
_DEAREST_INITIAL = 2.0
_ROUNDING = 1e-6
# Beyond this nobody needs to know the cost.
_LIMIT = 1.6
# What the lists have too few examples of to have a price is seldom, but not impossible.
_UNSEEN = 3.0
# Abjads write few vowels, so their tables make a vowel left out dear only where it is rare.
_VOWEL_LEFT_OUT = 1.6
_ABJADS = (Script.ARABIC, Script.HEBREW)
_FINAL = frozenset("aiouy")
_SILENT_NATIVE = frozenset("ьъהهحعءσς")
_FINAL_NATIVE = frozenset("ایویאהיаеиояуюαεηιουაეიოաեէիոօ")
# Letters that a word may begin with in one script and not in the other.
_MUTE = frozenset("aeiouyhwj")
_MUTE_NATIVE = frozenset("اءعهیואהעיаеэиоуыюяїєіьъαεηιουωაეიოუჰաեէըիոօույհ")
# Kurdish writes so what Arabic and Persian write with plainer letters; and every vowel, a long u as two letters.
_KURDISH_LETTERS = {"ڕ": "ر", "ڵ": "ل", "ێ": "ی", "ۆ": "و", "وو": "و"}
_KURDISH = frozenset("ڕڵێۆو")
_GLIDE = re.compile("i?y(?=[aeou])")
_MOST_REMEMBERED = 20_000
_MOST_PAIRS = 60_000
_SHORTEST_BY_SOUND = 3


@dataclass(frozen=True, slots=True)
class Kin:
    """Two words are one name.

    Attributes:
        score: How sure, from 0 to 1.
        step: What leads from one to the other; None where they are the same word.
    """

    score: float
    step: Step | None = None


class Kinship:
    """Judges pairs of folded words by one set of name lists."""

    def __init__(self, lists: NameLists | None = None) -> None:
        self.lists = lists or shipped()
        self.tables = {Script(code): table for code, table in self.lists.sounds().items()}
        for script in _ABJADS:
            left_out = self.tables[script].setdefault("", {})
            left_out |= {c: min(left_out.get(c, _VOWEL_LEFT_OUT), _VOWEL_LEFT_OUT) for c in "aeiou"}
        for table in self.tables.values():
            table.setdefault("", {}).update({c: min(table[""].get(c, _UNSEEN), _UNSEEN) for c in ascii_lowercase})
            for letter, pieces in table.items():
                if len(letter) == 1:
                    pieces[""] = min(pieces.get("", _UNSEEN), _UNSEEN)
        self._openings = {
            script: {native: tuple(filter(None, pieces)) for native, pieces in table.items() if native}
            for script, table in self.tables.items()
        }
        self.names_of = lru_cache(maxsize=_MOST_REMEMBERED)(self.lists.names_of)
        self._bare_forms = lru_cache(maxsize=_MOST_REMEMBERED)(self._bare_forms_now)
        self.between = lru_cache(maxsize=_MOST_PAIRS)(self._between)

    def _between(self, alias: str, found: str) -> Kin | None:
        """Judge an alias' word and a word found, both folded and without signs; None where they are two names."""
        kin = self._as_written(alias, found)
        if kin is None and not _KURDISH.isdisjoint(alias + found):
            plain = _as_arabic(alias), _as_arabic(found)
            return self._as_written(*plain) if plain != (alias, found) else None
        return kin

    def _as_written(self, alias: str, found: str) -> Kin | None:
        if alias == found:
            return Kin(1.0)
        names, others = self.names_of(alias), self.names_of(found)
        common = set(names).intersection(others)
        if common:
            item = self.lists.wikidata_of(min(common))
            return _kin(Step(StepKind.LISTED, alias, found, item))
        script, other = script_of(alias), script_of(found)
        if Script.OTHER in (script, other):
            return None
        if names and others:
            return self._by_form(alias, found)
        if script is other:
            return self._by_spelling(alias, found)
        return self._by_sound(alias, found, DEAREST_KNOWN if names or others else DEAREST)

    def _by_form(self, alias: str, found: str) -> Kin | None:
        """Judge two words that the lists have as different names."""
        mine, theirs = self._forms(alias), self._forms(found)
        script, other = script_of(alias), script_of(found)
        if script is other:
            if script is Script.LATIN and _without_glides(alias) == _without_glides(found):
                return _kin(Step(StepKind.SPELLING, alias, found))
            if _consonants(alias) != _consonants(found) or len(_consonants(alias)) < _SHORTEST_BY_SOUND:
                return None
            shared = sorted(form for form in mine & theirs if script_of(form) in _ABJADS)
            return _kin(Step(StepKind.LISTED_BY, alias, found, shared[0])) if shared else None
        if not self._may_begin_alike(alias, found) or self._price(alias, found, DEAREST_KNOWN)[0] > DEAREST_KNOWN:
            return None
        # The word found is a Latin name that sounds as the alias does, or the alias is one. Without written vowels,
        # the consonants are all that the word can tell.
        told = _consonants if script in _ABJADS or other in _ABJADS else sound_of
        for here, there in ((alias, theirs), (found, mine)):
            latin = [form for form in there if script_of(form) is Script.LATIN]
            telling = script_of(here) is Script.LATIN and len(_consonants(here)) >= _SHORTEST_BY_SOUND
            if telling and any(told(form) == told(here) for form in latin):
                return self._by_sound(alias, found, DEAREST_KNOWN)
        return self._by_sound(alias, found, DEAREST_APART)

    def _by_spelling(self, alias: str, found: str) -> Kin | None:
        """Judge two words of one script, of which the lists know at most one."""
        if script_of(alias) is not Script.LATIN or min(len(alias), len(found)) < _SHORTEST_BY_SOUND:
            return None
        if sound_of(alias) == sound_of(found):
            return _kin(Step(StepKind.SPELLING, alias, found))
        return None

    def _by_sound(self, alias: str, found: str, dearest: float) -> Kin | None:
        """Judge two words of different scripts by their letters."""
        if min(len(alias), len(found)) < _SHORTEST_BY_SOUND:
            return None
        if not self._may_begin_alike(alias, found):
            return None
        price, latin, native = self._price(alias, found, dearest)
        if price > dearest or native == "":
            return None
        most = price * (len(latin) + len(native)) + _ROUNDING
        pieces = path(native, latin, self.tables[script_of(native)], most)
        if not pieces or not _begins_alike(pieces) or not _ends_alike(pieces):
            return None
        by = " ".join([f"{one or '–'}={other or '–'}" for one, other in pieces])
        step = Step(StepKind.SOUND, alias, found, by)
        return Kin(round(step.weight * (1 - price / 4), 4), step)

    def _may_begin_alike(self, alias: str, found: str) -> bool:
        """Whether the first letters of two words can stand for one another at all; most that cannot are told here."""
        latin, native = (alias, found) if script_of(alias) is Script.LATIN else (found, alias)
        openings = self._openings.get(script_of(native))
        if openings is None or script_of(latin) is not Script.LATIN or native[0] in _MUTE_NATIVE:
            return True
        plain = latinised(latin)
        return plain[:1] in _MUTE or plain.startswith(openings.get(native[:1], ()) + openings.get(native[:2], ()))

    def may_begin(self, word: str, letter: str) -> bool:
        """Whether a single letter may be the initial of a word, also in another script; both folded."""
        script, other = script_of(word), script_of(letter)
        if script is other:
            return word[0] == letter
        if any(form[0] == letter for form in self._forms(word)):
            return True
        costs = self.tables.get(other, {}).get(letter, {})
        return script is Script.LATIN and any(
            piece and word.startswith(piece) for piece, price in costs.items() if price <= _DEAREST_INITIAL
        )

    def price(self, one: str, other: str) -> float:
        """Give the cost a letter of reading one folded word as another in a different script."""
        return self._price(one, other, _LIMIT)[0]

    def _price(self, alias: str, found: str, limit: float) -> tuple[float, str, str]:
        latin, native = (alias, found) if script_of(alias) is Script.LATIN else (found, alias)
        if Script.OTHER in (script_of(latin), script_of(native)):
            return IMPOSSIBLE, "", ""
        if script_of(latin) is not Script.LATIN:
            return self._native_price(alias, found, limit)
        latin = latinised(latin)
        size = len(latin) + len(native)
        return cost(native, latin, self.tables[script_of(native)], limit * size) / max(1, size), latin, native

    def _native_price(self, alias: str, found: str, limit: float) -> tuple[float, str, str]:
        """Judge two words neither of which is Latin by way of the more exact one's Latin letters."""
        first, second = sorted((alias, found), key=lambda word: script_of(word) in _ABJADS)
        if script_of(first) in _ABJADS:
            return IMPOSSIBLE, "", ""  # two scripts without vowels have too little in common to be sure
        latin = "".join([LETTERS[script_of(first)].get(c, "") for c in first]).replace("'", "")
        size = len(latin) + len(second)
        return cost(second, latin, self.tables[script_of(second)], limit * size) / max(1, size), latin, second

    def _forms(self, word: str) -> frozenset[str]:
        return frozenset().union(*(self._bare_forms(name) for name in self.names_of(word)))

    def _bare_forms_now(self, name: int) -> frozenset[str]:
        return frozenset("".join([c for c in fold(form) if c.isalnum()]) for form in self.lists.forms_of(name))


@cache
def shipped_kinship() -> Kinship:
    """Give the one that judges by the shipped lists; made once a process."""
    return Kinship()


def _as_arabic(word: str) -> str:
    """Give a Kurdish word in the letters of Arabic and Persian, without the vowel inside it that they do not write."""
    plain = word
    for kurdish, letter in _KURDISH_LETTERS.items():
        plain = plain.replace(kurdish, letter)
    # The vowel looks like an h after folding, so it is left out only of words that are surely Kurdish.
    return plain if plain == word else plain[:1] + plain[1:-1].replace("ه", "") + plain[1:][-1:]


def _kin(step: Step) -> Kin:
    return Kin(step.weight, step)


def _begins_alike(pieces: Sequence[tuple[str, str]]) -> bool:
    """Whether neither word begins with a consonant that the other lacks: Halbert is not Albert."""
    native, latin = pieces[0]
    return (latin != "" or native in _MUTE_NATIVE) and (native != "" or latin in _MUTE)


def _ends_alike(pieces: Sequence[tuple[str, str]]) -> bool:
    """Whether both words end with what the other has too: all scripts write a vowel there, and it tells names apart."""
    native, latin = pieces[-1]
    if latin == "" and native not in _FINAL_NATIVE and native not in _SILENT_NATIVE:
        return False  # a consonant that the other word does not have; in Latin letters many an end is silent
    return not (native == "" and latin in _FINAL) and not (latin == "" and native in _FINAL_NATIVE)


def _without_glides(word: str) -> str:
    """Give a Latin word without the y that some write between two vowels: "Bakhtiar" and "Bakhtiyar"."""
    return _GLIDE.sub("i", word)


def _consonants(word: str) -> str:
    """Give what two transliterations of one name written without vowels have in common."""
    return "".join([c for c in sound_of(word) if c not in "aeiou"])
