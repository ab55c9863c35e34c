"""What one word of a text has to do with a book of aliases; remembered, since most words come again."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from interlink.lib.names.book import Book
from interlink.lib.names.common_words import is_date, is_grammar
from interlink.lib.names.explain import Step, StepKind
from interlink.lib.names.keys import keys_of
from interlink.lib.names.not_given import NOT_GIVEN
from interlink.lib.names.orders import ARTICLES, CONNECTORS
from interlink.lib.names.readings import Reading, readings
from interlink.lib.names.scripts import CASED, Script, script_of
from interlink.lib.names.sounded import LANGUAGES, language_told, signs_of

MOST_REMEMBERED = 40_000
# A word that stands for more of the book's words than this is no longer telling.
_MOST_HITS = 96
_MOST_KEYS = 8
_LONGEST = 100
# A shorter word is not found by its sound: the lists know the short names.
_SHORTEST_HEARD = 3
# A name read by its sound alone must be long to be found without another beside it.
SHORTEST_ALONE = 6
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична)(?:а|у|ем|ом|е|ы|и|ои|у)?$")
_NONE: frozenset[int] = frozenset()


class Hit(NamedTuple):
    """A word of the book that a word of the text may be.

    Attributes:
        word: The book's word, by its number.
        score: How sure, from 0 to 1.
        steps: What leads from it to the word of the text.
        reading: How the word of the text is read for it.
        weak: Whether the word of the text is also known as another name, so that more than this is needed.
    """

    word: int
    score: float
    steps: tuple[Step, ...]
    reading: Reading
    weak: bool


# Stands for what was not asked yet, since None is an answer.
UNKNOWN = Hit(-1, 0.0, (), Reading(""), weak=False)


class Look(NamedTuple):
    """A word of a text, looked up.

    Attributes:
        place: A number of its own, with room below for that of a word of the book.
        key: Its folded letters and digits.
        script: The script it is in.
        named: Whether it is written as names are: with a capital, or in a script that has none.
        hits: The book's words that it may be, the surest first.
        keys: Its rough keys that the book has too.
        initial: Whether it is a single letter that may stand for a name.
        connects: Whether it is a particle that is one with the next word, or one with a short word attached.
        bridge: Whether it may stand between two words of one name and be left out.
        links: For each of its keys, the keys of the words that stand after such words in the book, and in which place
            the book has the sequences with both.
        common: Whether it is as likely a date or a word of grammar, that every text has.
        date: Whether it is a day or a month.
        ways: The ways to read it.
        forms: What it may be, whatever the book holds: the keys of all its readings.
        listed: The book's words that it is by the lists, and that sound otherwise than it does.
        listed_keys: The rough keys of these.
        listed_links: For each of them what `links` has for its own.
        alone: The sequences of one word that it may be, each with how.
        opens: Whether a name may begin with it; most words say no.
        told: The language that its letters tell for its neighbours in a name; empty where they tell none.
        signed: Whether its letters tell anything of how it sounds.
    """

    place: int
    key: str
    script: Script
    named: bool
    hits: tuple[Hit, ...]
    keys: frozenset[int]
    initial: bool
    connects: bool
    bridge: bool
    common: bool
    date: bool
    ways: tuple[Reading, ...]
    forms: tuple[str, ...]
    links: tuple[Mapping[int, int], ...]
    listed: frozenset[int]
    listed_keys: frozenset[int]
    listed_links: tuple[Mapping[int, int], ...]
    alone: tuple[tuple[int, Hit], ...]
    opens: bool
    told: str
    signed: bool


_NOTHING = Look(
    place=0,
    key="",
    script=Script.OTHER,
    named=False,
    hits=(),
    keys=_NONE,
    initial=False,
    connects=False,
    bridge=False,
    common=False,
    date=False,
    ways=(),
    forms=(),
    links=(),
    listed=_NONE,
    listed_keys=_NONE,
    listed_links=(),
    alone=(),
    opens=False,
    told="",
    signed=False,
)


class _Known(dict[str, Look]):
    """The words of one language that were looked up so far."""

    def __init__(self, look: Callable[[str, str], Look], language: str) -> None:
        super().__init__()
        self._look, self._language = look, language

    def __missing__(self, word: str) -> Look:
        look = self[word] = self._look(word, self._language)
        return look


class Looks:
    """Looks words up in one book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, _Known] = {}
        self.kin_known: dict[int, Hit | None] = {}
        self._numbers = count(1)

    def of(self, word: str, language: str = "") -> Look:
        """Look a word up."""
        return self.all_of([word], language)[0]

    def all_of(self, words: Iterable[str], language: str = "") -> list[Look]:
        """Look many words up."""
        known = self._known.get(language)
        if known is None or len(known) >= MOST_REMEMBERED:
            known = self._known[language] = _Known(self._look, language)
        return list(map(known.__getitem__, words))

    def in_text(self, text: str, words: Sequence[str], language: str = "") -> list[Look]:
        """Look the words of a text up; those beside one whose letters tell its language, as words of that language."""
        found = self.all_of(words, language)
        if language in LANGUAGES or text.isascii():
            return found
        for at, told in [(at, look.told) for at, look in enumerate(found) if look.told]:
            for beside in (at - 1, at + 1):
                if 0 <= beside < len(words) and found[beside].named and not found[beside].signed:
                    found[beside] = self.of(words[beside], told)
        return found

    def _look(self, word: str, language: str) -> Look:
        script = script_of(word)
        named = script not in CASED or not (word[0].islower() and word.islower())
        # No name is longer, and what is comes from somebody who wants to hold us up.
        ways = readings(word, language if named else "") if len(word) <= _LONGEST else ()
        signs = signs_of(word)
        told = language_told(signs) if signs else ""
        if not ways:
            return _NOTHING._replace(script=script, named=named, told=told, signed=bool(signs))
        key = ways[0].key
        hits = self._hits(ways, named=named)
        date = named and any(
            is_date(reading.key, script, language) for reading in ways if reading.kind in (None, StepKind.PREFIX)
        )
        common = date or (script not in CASED and is_grammar(key, script, language))
        telling = named and len(ways[0].key) >= _SHORTEST_HEARD and ways[0].key not in NOT_GIVEN
        # Without capitals, such a word is a name only where the lists or the book have it as one.
        telling = telling and (script in CASED or not common)
        keys = self._keys(ways) if telling else _NONE
        initial = named and len(key) == 1 and key.isalpha()
        forms = tuple([reading.key for reading in ways])
        connects = not CONNECTORS.isdisjoint(forms)
        bridge = initial or key in ARTICLES or key in CONNECTORS or _PATRONYMIC.search(key) is not None
        alone = [(sequence, hit) for hit in hits if not hit.weak for sequence in self._book.singles.get(hit.word)]
        alone = [(sequence, hit) for sequence, hit in alone if (named and not common) or not hit.steps]
        if keys and not common and self._book.has_single_keys:
            alone += self._alone_by_sound(ways, keys, {hit.word for hit in hits})
        after, numbers = self._book.after, self._book.key_numbers
        links = tuple([after[number] for number in keys if number in after])
        listed, listed_keys = _NONE, _NONE
        if telling and hits:
            # Its neighbour may be known by its sound only.
            listed = frozenset([hit.word for hit in hits if not hit.weak])
            sounds = {numbers.get(key, 0) for word in listed for key in keys_of(self._book.words[word])}
            listed_keys = frozenset(sounds - keys - {0})
        return Look(
            place=next(self._numbers) << 32,
            key=key,
            script=script,
            named=named,
            hits=hits,
            keys=keys,
            initial=initial,
            connects=connects,
            bridge=bridge,
            common=common,
            date=date,
            ways=ways,
            forms=forms,
            links=links,
            listed=listed,
            listed_keys=listed_keys,
            listed_links=tuple([after[number] for number in listed_keys if number in after]),
            alone=tuple(alone),
            opens=bool(alone or hits or keys or initial),
            told=told,
            signed=bool(signs),
        )

    def _alone_by_sound(
        self, ways: tuple[Reading, ...], keys: frozenset[int], known: set[int]
    ) -> Iterator[tuple[int, Hit]]:
        if self._book.kinship.names_of(ways[0].key) or len(ways[0].key) < SHORTEST_ALONE - 1:
            return
        for key in sorted(keys):
            for sequence in self._book.single_keys.get(key):
                (word,) = self._book.sequence(sequence)
                if word not in known and len(self._book.words[word]) >= SHORTEST_ALONE:
                    known.add(word)
                    hit = self.kin(word, ways)
                    if hit is not None and hit.steps:
                        yield sequence, hit

    def kin_of(self, word: int, look: Look) -> Hit | None:
        """Say how a word of a text may be a word of the book; remembered, since names come again and again."""
        asked = look.place | word
        known = self.kin_known.get(asked, UNKNOWN)
        if known is not UNKNOWN:
            return known
        if len(self.kin_known) >= MOST_REMEMBERED:
            self.kin_known.clear()
        if look.script is not Script.LATIN and script_of(self._book.words[word]) is look.script:
            # Within a script the lists and the endings have had their say.
            hit = next((hit for hit in look.hits if hit.word == word), None)
        else:
            hit = self.kin(word, look.ways)
        self.kin_known[asked] = hit
        return hit

    def kin(self, word: int, ways: tuple[Reading, ...]) -> Hit | None:
        """Say how a word of the text may be a word of the book, by any of its readings."""
        best: Hit | None = None
        known = self._is_known(ways)
        for reading in ways:
            kin = self._book.kinship.between(self._book.words[word], reading.key)
            if kin is None:
                continue
            weight = reading.weight
            if best is None or best.score < kin.score * weight:
                steps = tuple(step for step in (kin.step, reading.step) if step)
                weak = known and reading.kind is StepKind.INFLECTED
                best = Hit(word, kin.score * weight, steps, reading, weak)
        return best

    def _hits(self, ways: tuple[Reading, ...], *, named: bool) -> tuple[Hit, ...]:
        found: dict[int, Hit] = {}
        known = named and self._is_known(ways)
        for reading in ways:
            weak = reading.kind is StepKind.INFLECTED and known
            for word in self._candidates(reading.key, named=named):
                kin = self._book.kinship.between(self._book.words[word], reading.key)
                if kin is None:
                    continue
                steps = tuple(step for step in (kin.step, reading.step) if step)
                score = kin.score * reading.weight
                if word not in found or found[word].score < score:
                    found[word] = Hit(word, score, steps, reading, weak)
        return tuple(sorted(found.values(), key=lambda hit: (-hit.score, hit.word))[:_MOST_HITS])

    def _is_known(self, ways: tuple[Reading, ...]) -> bool:
        """Whether the lists know the word, as it is written or as it sounds; one without readings is unknown."""
        written = [reading.key for reading in ways[:1]]
        heard = [reading.key for reading in ways[1:] if reading.kind is StepKind.SPELLING]
        return any(self._book.kinship.names_of(key) for key in (*written, *heard))

    def _candidates(self, key: str, *, named: bool) -> set[int]:
        book = self._book
        there = {book.vocabulary[key]} if key in book.vocabulary else set()
        if named:
            for name in book.kinship.names_of(key):
                there.update(book.by_name.get(name))
            if script_of(key) is Script.LATIN:
                there.update(book.sounding(key))
        elif book.small:
            for name in book.kinship.names_of(key):
                there.update(book.small.intersection(book.by_name.get(name)))
        return there

    def _keys(self, ways: tuple[Reading, ...]) -> frozenset[int]:
        numbers = self._book.key_numbers
        found = {numbers.get(key, 0): None for reading in ways for key in keys_of(reading.key)}
        found.pop(0, None)
        return frozenset(list(found)[:_MOST_KEYS])
