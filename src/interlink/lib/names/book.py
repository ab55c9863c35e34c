"""The aliases as the spotter looks them up: their words, their pairs of words, and where to look for likenesses.

Twenty thousand subjects with all their spellings must fit into a small server's memory, so what is kept for each
alias is kept in columns of numbers, and no word is kept twice.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from interlink.lib.names.aliases import Alias, AliasKind
from interlink.lib.names.keys import keys_of, sound_of
from interlink.lib.names.kinship import Kinship
from interlink.lib.names.orders import CONNECTORS, heard_ways, orders, small_words, ways
from interlink.lib.names.pairs import Pairs
from interlink.lib.names.readings import bare
from interlink.lib.names.scripts import Script, script_of

_PAIR = 2
# Names of more words than this are not looked for with the family name first.
_MOST_TURNED = 4
# A family name after an initial is found by its sound where that has so many consonants.
_FEWEST_AFTER_INITIAL = 3
# Two words with fewer consonants than this between them are not found by their sound: too many others have them.
_FEWEST_CONSONANTS = 4
_PARTED = re.compile(r"[ \-\u200c]+")
# How many sequences stand at a place, in the lowest bits of the number that says where.
_COUNT_BITS = 20
_MOST_COUNTED = (1 << _COUNT_BITS) - 1
LOW = (1 << 32) - 1
_NO_KEYS: tuple[int, ...] = ()


class Book:
    """A set of aliases, ready to be looked up.

    An alias is known by its number here; `words_of` gives the orders and joinings in which its words may stand.
    """

    def __init__(self, aliases: Iterable[Alias], kinship: Kinship) -> None:
        self.kinship = kinship
        self.vocabulary: dict[str, int] = {}
        self.words: list[str] = []
        self.texts: list[str] = []
        self.subjects: list[int] = []
        self.kinds = bytearray()
        self.exact = bytearray()
        self.supports: dict[int, tuple[str, ...]] = {}
        self._owners = array("I")  # the alias of each sequence
        # Where in a sequence the family name is written before the others, the place after it; else 0.
        self.turned = bytearray()
        # Sequences of an alias' words as they sound, not as they are written.
        self.heard = bytearray()
        self._starts = array("I", [0])
        self._sequences = array("I")
        # Words that an alias with capitals writes in small letters, and that a text may write so too.
        self.small: set[int] = set()
        for alias in aliases:
            self._add(alias)
        self._index()

    def _add(self, alias: Alias) -> None:
        number = len(self.texts)
        self.texts.append(alias.text)
        self.subjects.append(alias.subject)
        self.kinds.append(_KINDS.index(alias.kind))
        exact = alias.exact_only or alias.kind is AliasKind.ACRONYM
        self.exact.append(exact)
        if alias.supports:
            self.supports[number] = alias.supports
        if not exact:
            self.small.update(self._number(word) for word in small_words(alias.text))
        if exact:
            for words in orders(alias.text, exact=True):
                self._append(number, words)
            return
        for words in ways(alias.text, self.kinship):
            self._append_turns(number, words)
        for words in heard_ways(alias.text, self.kinship, alias.language):
            self._append_turns(number, words, heard=True)

    def _append_turns(self, alias: int, words: tuple[str, ...], *, heard: bool = False) -> None:
        self._append(alias, words, heard=heard)
        if _PAIR < len(words) <= _MOST_TURNED and CONNECTORS.isdisjoint(words):
            for after in range(1, len(words)):
                self._append(alias, words[-after:] + words[:-after], after, heard=heard)

    def _append(self, alias: int, words: Iterable[str], turned: int = 0, *, heard: bool = False) -> None:
        self._owners.append(alias)
        self.turned.append(turned)
        self.heard.append(heard)
        self._sequences.extend(self._number(word) for word in words)
        self._starts.append(len(self._sequences))

    def _number(self, word: str) -> int:
        known = self.vocabulary.get(word)
        if known is None:
            known = self.vocabulary[word] = len(self.words)
            self.words.append(word)
        return known

    def _index(self) -> None:
        self.sizes = array("H", [min(len(word), 999) for word in self.words])
        self.liked = bytearray(len(self.words))  # words that may be found in other spellings
        singles: list[tuple[int, int]] = []
        firsts: list[tuple[int, int]] = []
        lasts: list[tuple[int, int]] = []
        for sequence in range(len(self._owners)):
            words = self.sequence(sequence)
            if not self.exact[self._owners[sequence]]:
                for word in words:
                    self.liked[word] = 1
            if len(words) == 1:
                singles.append((words[0], sequence))
            else:
                firsts.append((words[0] << 32 | words[1], sequence))
                if not self.turned[sequence]:
                    lasts.append((words[-1], sequence))
        self.singles, self.firsts, self.lasts = Pairs(singles), Pairs(firsts), Pairs(lasts)
        self._index_likenesses()

    def _index_likenesses(self) -> None:
        names: list[tuple[int, int]] = []
        sounds: list[tuple[int, int]] = []
        for number, word in enumerate(self.words):
            if not self.liked[number]:
                continue
            names += [(name, number) for name in self.kinship.lists.names_of(word)]
            if script_of(word) is Script.LATIN:
                sounds.append((_number_of(sound_of(word)), number))
        self.by_name, self.by_sound = Pairs(names), Pairs(sounds)
        self.compounds = self._compounds({name for name, _ in names})
        self.key_numbers: dict[str, int] = {"": 0}
        self._index_keys()

    def _compounds(self, names: set[int]) -> frozenset[str]:
        """Give the beginnings, of two words and more, of the forms that the lists write in several words."""
        found: set[str] = set()
        # In their order, since the lists are packed in blocks of neighbours.
        for name in sorted(names):
            for form in self.kinship.lists.forms_of(name):
                parts = _PARTED.split(form) if _PARTED.search(form) else ()
                found.update(bare("".join(parts[:size])) for size in range(2, len(parts) + 1))
        return frozenset(found)

    def _index_keys(self) -> None:
        numbers = self.key_numbers
        keys = [
            tuple([numbers.setdefault(key, len(numbers)) for key in keys_of(word)]) if self.liked[number] else _NO_KEYS
            for number, word in enumerate(self.words)
        ]
        names = list(numbers)
        singles: list[tuple[int, int]] = []
        lasts: list[tuple[int, int]] = []
        pairs: list[tuple[int, int]] = []
        seen: set[tuple[int, int]] = set()
        # Latin spellings are the ones that others are read as, so where a subject has one, it is enough.
        latin = {
            self.subjects[self._owners[sequence]]
            for sequence in range(self.size)
            if not self.exact[self._owners[sequence]] and not self.heard[sequence] and self._is_latin_pair(sequence)
        }
        for sequence in range(self.size):
            owner = self._owners[sequence]
            if self.exact[owner] or (self.subjects[owner] in latin and not self._is_latin(sequence)):
                continue
            words = self.sequence(sequence)
            if len(words) == 1:
                singles += [(key, sequence) for key in keys[words[0]]]
                continue
            if not self.turned[sequence]:
                told = [key for key in keys[words[-1]] if len(names[key]) >= _FEWEST_AFTER_INITIAL]
                lasts += [(key, sequence) for key in told]
            for one in keys[words[0]]:
                for other in keys[words[1]]:
                    enough = len(names[one]) + len(names[other]) >= _FEWEST_CONSONANTS
                    # What a name sounds like has the same keys as what is written, and is there to be found.
                    if enough and (self.heard[sequence] or (one << 32 | other, self.subjects[owner]) not in seen):
                        seen.add((one << 32 | other, self.subjects[owner]))
                        pairs.append((one << 32 | other, sequence))
        self.single_keys, self.last_keys = Pairs(singles), Pairs(lasts)
        self._index_pairs(pairs)

    def _index_pairs(self, pairs: list[tuple[int, int]]) -> None:
        """Keep the sequences of each pair of keys, in the way that is asked for most: by the first, then the second."""
        pairs.sort()
        self.with_keys = array("I", [sequence for _, sequence in pairs])
        self.pair_words = array("Q", [one << 32 | other for one, other in map(self.pair, self.with_keys)])
        after: defaultdict[int, dict[int, int]] = defaultdict(dict)
        first = 0
        for keys, same in groupby(pairs, key=itemgetter(0)):
            size = sum(1 for _ in same)
            after[keys >> 32][keys & LOW] = first << _COUNT_BITS | min(size, _MOST_COUNTED)
            first += size
        self.after = dict(after)

    @staticmethod
    def places(place: int) -> range:
        """Give where in `with_keys`, and in `pair_words`, the sequences stand that `after` has there."""
        start = place >> _COUNT_BITS
        return range(start, start + (place & _MOST_COUNTED))

    def _is_latin(self, sequence: int) -> bool:
        return script_of(self.words[self._sequences[self._starts[sequence]]]) is Script.LATIN

    def _is_latin_pair(self, sequence: int) -> bool:
        return self._starts[sequence + 1] - self._starts[sequence] > 1 and self._is_latin(sequence)

    def sequence(self, number: int) -> array[int]:
        """Give the words of a sequence, by their numbers."""
        return self._sequences[self._starts[number] : self._starts[number + 1]]

    @property
    def size(self) -> int:
        """How many sequences there are."""
        return len(self._owners)

    def is_pair(self, number: int) -> bool:
        """Whether a sequence has two words, which may stand in either order."""
        return self._starts[number + 1] - self._starts[number] == _PAIR

    @property
    def has_single_keys(self) -> bool:
        """Whether any alias of one word may be found by its sound."""
        return self.single_keys.size > 0

    def pair(self, number: int) -> tuple[int, int]:
        """Give the first two words of a sequence, by their numbers."""
        start = self._starts[number]
        return self._sequences[start], self._sequences[start + 1]

    def family(self, sequence: int) -> int:
        """Give the last word of a sequence's alias, by its number."""
        turned = self.turned[sequence]
        return self._sequences[self._starts[sequence] + turned - 1 if turned else self._starts[sequence + 1] - 1]

    def owner(self, sequence: int) -> int:
        """Give the alias that a sequence is of."""
        return self._owners[sequence]

    def kind(self, alias: int) -> AliasKind:
        """Give what an alias is to its subject."""
        return _KINDS[self.kinds[alias]]

    def sounding(self, word: str) -> Sequence[int]:
        """Give the Latin words of the book that may sound as this one."""
        return self.by_sound.get(_number_of(sound_of(word)))


_KINDS = list(AliasKind)


def _number_of(sound: str) -> int:
    return hash(sound) & 0xFFFFFFFFFFFF
