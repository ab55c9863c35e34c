"""Where names of a book may stand in a text: every run of words that may be one, for `judging` to judge."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from interlink.lib.names.book import LOW, Book
from interlink.lib.names.explain import Step, StepKind
from interlink.lib.names.judging import Candidate, Judge, Node
from interlink.lib.names.looks import UNKNOWN, Hit, Look, Looks
from interlink.lib.names.not_given import SHORTENED
from interlink.lib.names.orders import ARTICLES, COMPLETING
from interlink.lib.names.readings import Reading
from interlink.lib.names.tokens import Tokens

# What may stand between two words of one name.
_GLUE = re.compile(r"[ \t\u00a0\u202f]*(?:\r?\n[ \t]*)?|[-‐‑–\u200c\u200b'’]|['’׳] |[-‐‑–] |[ \u200c]+|-\r?\n")
_DOTTED = re.compile(r"\.[ \u00a0]?")
_INVERTED = re.compile(r",[ \u00a0]")
_JOINTS = frozenset("-‐‑–\u200c'’")
_MOST_JOINED = 3
_TURNED = (Step(StepKind.ORDER),)
# Written small after a comma, they belong to what the text goes on with.
_THE = frozenset({"the", "le", "la", "les", "der", "die", "das", "den", "dem", "los", "las", "il"})

_Pairs = list[tuple[Node, Hit]]


@lru_cache(maxsize=1000)
def _gap(gap: str) -> str:
    """Say what kind of gap it is: in a word, of one name, after an initial or a family name, or between strangers."""
    if gap and all(c in _JOINTS for c in gap):
        return "tight"
    if gap == " " or _GLUE.fullmatch(gap):
        return "glue"
    if _DOTTED.fullmatch(gap):
        return "dot"
    return "comma" if _INVERTED.fullmatch(gap) else ""


def _linked(one: Look, other: Look) -> bool:
    for there in one.links:
        for key in other.keys:
            if key in there:
                return True
    # Of a word that the lists know, what it sounds like matters less.
    return bool(one.listed_links and other.keys) or bool(one.links and other.listed_keys)


class Reader:
    """Reads one text against one book."""

    def __init__(self, book: Book, looks: Looks, text: str, words: Tokens, language: str) -> None:
        self.book = book
        self.text = text
        self.tokens = words
        self.language = language
        self._of, self._kin_of, self._kin_known = looks.of, looks.kin_of, looks.kin_known
        self.looks = looks.in_text(text, words.words, language)
        self._gaps = list(map(_gap, words.gaps))
        self._judge = Judge(book, looks, text, words, self.looks, language)
        self._joins = self._find_joins()

    def candidates(self) -> Iterator[Candidate]:
        """Find every run of words that may be an alias."""
        joins, last = self._joins, len(self.looks) - 1
        for at in sorted(joins.union([at for at, look in enumerate(self.looks) if look.opens])):
            look = self.looks[at]
            if look.alone or at in joins or (at < last and self._may_begin(at, look)):
                for node in self._nodes(at):
                    yield from self._from(node)

    def _may_begin(self, at: int, look: Look) -> bool:
        """Whether a word and the next may be of one name; a quick look, since most are not."""
        after = self.looks[at + 1]
        if after.bridge or at + 1 in self._joins:
            return True
        if after.hits and (look.hits or look.initial):
            return True
        if look.initial:
            return any(self.book.last_keys.get(key) for key in after.keys)
        return _linked(look, after) or _linked(after, look)

    def _find_joins(self) -> frozenset[int]:
        """Find the words that may be one with the next: joined by a sign, or in the book as one."""
        vocabulary, compounds = self.book.vocabulary, self.book.compounds
        return frozenset(
            [
                at
                for at, (look, after, gap) in enumerate(zip(self.looks, self.looks[1:], self._gaps[1:], strict=False))
                if look.named
                and gap in ("glue", "tight")
                and (
                    gap == "tight"
                    or look.connects
                    or after.key in COMPLETING
                    or (joined := look.key + after.key) in vocabulary
                    or joined in compounds
                )
            ]
        )

    def _nodes(self, at: int) -> list[Node]:
        """Give the word at a place, alone and joined with the next ones."""
        nodes = [Node(at, at, self.looks[at])]
        return nodes + list(self._joined(at)) if at in self._joins else nodes

    def _joined(self, at: int) -> Iterator[Node]:
        joined = self.looks[at].key
        for last in range(at + 1, min(at + _MOST_JOINED, len(self.tokens))):
            gap = self._gaps[last]
            joined += self.looks[last].key
            known = (
                joined in self.book.vocabulary
                or joined in self.book.compounds
                or self.looks[last - 1].connects
                or self.looks[last].key in COMPLETING
            )
            if gap != "tight" and not (gap == "glue" and known):
                return
            parts = [self.tokens[part].word for part in range(at, last + 1)]
            look = self._of("".join(parts), self.language)
            if look.hits or look.keys:
                yield Node(at, last, look)

    def _from(self, node: Node) -> Iterator[Candidate]:
        for sequence, hit in node.look.alone:
            yield from self._judge.whole(sequence, [(node, hit)], ())
        if node.look.hits or node.look.keys or node.look.initial:
            for after, between in self._next(node):
                for other in self._nodes(after):
                    if other.look.hits or other.look.keys:
                        yield from self._together(node, other, between)

    def _next(self, node: Node) -> Iterator[tuple[int, tuple[Step, ...]]]:
        """Give the words that may be the next of the name, past articles, initials and fathers' names."""
        at = node.last + 1
        if at >= len(self.tokens) or not self._glued(at):
            return
        yield at, ()
        look = self.looks[at]
        if look.bridge and at + 1 < len(self.tokens) and self._glued(at + 1):
            yield at + 1, () if look.key in ARTICLES else (Step(StepKind.BETWEEN, found=self.tokens[at].word),)

    def _glued(self, at: int) -> bool:
        gap = self._gaps[at]
        key = self.looks[at - 1].key
        return gap in ("glue", "tight", "comma") or (gap == "dot" and (len(key) == 1 or key in SHORTENED))

    def _begins_anew(self, at: int) -> bool:
        """Whether a word after a comma is an article, of other words: "Meridian Fellowship, the court"."""
        return self.tokens[at].word in _THE

    def _together(self, node: Node, other: Node, between: tuple[Step, ...]) -> Iterator[Candidate]:
        one, two = node.look, other.look
        comma = "comma" in self._gaps[node.last + 1 : other.first + 1]
        seen: set[int] = set()
        if one.hits and two.hits:
            yield from self._by_words(node, other, between, seen, comma=comma)
        if one.initial and not comma:
            yield from self._initialled(node, other, between)
        if (one.keys or one.listed) and (two.keys or two.listed):
            for sequence, pair in self._heard(node, other, seen):
                if not comma or self.book.turned[sequence] == 1:
                    yield from self._followed(sequence, pair, between)
            for sequence, pair in self._heard(other, node, seen):
                if self.book.is_pair(sequence):
                    yield from self._judge.whole(sequence, pair, (*between, *_TURNED))

    def _by_words(
        self, node: Node, other: Node, between: tuple[Step, ...], seen: set[int], *, comma: bool
    ) -> Iterator[Candidate]:
        firsts = self.book.firsts
        for first in node.look.hits:
            for second in other.look.hits:
                for sequence in firsts.get(first.word << 32 | second.word):
                    if not comma or self.book.turned[sequence] == 1:
                        seen.add(sequence)
                        yield from self._followed(sequence, [(node, first), (other, second)], between)
                for sequence in firsts.get(second.word << 32 | first.word):
                    if self.book.is_pair(sequence) and not (comma and self._begins_anew(other.first)):
                        seen.add(sequence)
                        pairs = [(other, second), (node, first)]
                        yield from self._judge.whole(sequence, pairs, (*between, *_TURNED))

    def _heard(self, node: Node, other: Node, seen: set[int]) -> Iterator[tuple[int, _Pairs]]:
        """Give the sequences whose first two words these two may be by their sounds.

        Nearly all that share rough keys are other names, so what refuses them is written out here.
        """
        one, two = node.look, other.look
        known, kin_of = self._kin_known, self._kin_of
        for at in self._sounding(one, two):
            words = self.book.pair_words[at]
            first, second = words >> 32, words & LOW
            hit, other_hit = known.get(one.place | first, UNKNOWN), known.get(two.place | second, UNKNOWN)
            if hit is None or other_hit is None or not (self._fits(first, one) and self._fits(second, two)):
                continue
            # The longer word tells more, and what is refused once needs no second look.
            if len(one.key) < len(two.key) and kin_of(second, two) is None:
                continue
            hit = kin_of(first, one)
            other_hit = kin_of(second, two) if hit else None
            sequence = self.book.with_keys[at]
            if hit and other_hit and sequence not in seen:
                seen.add(sequence)
                yield sequence, [(node, hit), (other, other_hit)]

    def _sounding(self, one: Look, two: Look) -> Iterator[int]:
        """Give where the book has sequences of words that sound as these, or that one is by the lists."""
        places, words = self.book.places, self.book.pair_words
        for there in one.links:
            for key in two.keys:
                if key in there:
                    yield from places(there[key])
            for key in two.listed_keys:
                if key in there:
                    yield from [at for at in places(there[key]) if words[at] & LOW in two.listed]
        for there in one.listed_links:
            for key in two.keys:
                if key in there:
                    yield from [at for at in places(there[key]) if words[at] >> 32 in one.listed]

    def _fits(self, word: int, look: Look) -> bool:
        """Whether a word of the book is about as long as one of the text."""
        size, there = len(look.key), self.book.sizes[word]
        return there <= 2 * size + 2 and size <= 2 * there + 3

    def _followed(self, sequence: int, pairs: _Pairs, between: tuple[Step, ...]) -> Iterator[Candidate]:
        """Look for the rest of a longer alias after its first two words."""
        turned = self.book.turned[sequence]
        for place, word in enumerate(self.book.sequence(sequence)[2:], 2):
            at = pairs[-1][0].last + 1
            if at >= len(self.tokens) or not self._glued(at):
                return
            if self._gaps[at] == "comma" and (place != turned or self._begins_anew(at)):
                return
            found = self._one_of(word, self._nodes(at))
            if found is None:
                return
            pairs = [*pairs, found]
        yield from self._judge.whole(sequence, pairs, (*between, *_TURNED) if turned else between)

    def _one_of(self, word: int, nodes: Iterable[Node]) -> tuple[Node, Hit] | None:
        for node in nodes:
            hit = next((hit for hit in node.look.hits if hit.word == word), None)
            if hit is None and self.book.liked[word] and (node.look.named or word in self.book.small):
                hit = self._kin_of(word, node.look)
            if hit is not None:
                return node, hit
        return None

    def _initialled(self, node: Node, other: Node, between: tuple[Step, ...]) -> Iterator[Candidate]:
        """Find an initial before a family name."""
        seen: set[int] = set()
        for hit in other.look.hits:
            for sequence in self.book.lasts.get(hit.word):
                seen.add(sequence)
                yield from self._after_initial(sequence, node, [(other, hit)], between)
        for key in other.look.keys:
            for sequence in self.book.last_keys.get(key):
                if sequence not in seen and self._may_begin_with(sequence, node):
                    seen.add(sequence)
                    found = self._kin_of(self.book.family(sequence), other.look)
                    if found is not None:
                        yield from self._after_initial(sequence, node, [(other, found)], between)
        yield from self._initialled_two(node, other, between)

    def _initialled_two(self, node: Node, other: Node, between: tuple[Step, ...]) -> Iterator[Candidate]:
        after = other.last + 1
        if not other.look.hits or after >= len(self.tokens) or self._gaps[after] not in ("glue", "tight"):
            return
        for last in self._nodes(after):
            for hit in last.look.hits:
                for sequence in self.book.lasts.get(hit.word):
                    for middle in other.look.hits:
                        yield from self._after_initial(sequence, node, [(other, middle), (last, hit)], between)

    def _may_begin_with(self, sequence: int, node: Node) -> bool:
        given = self.book.words[self.book.sequence(sequence)[0]]
        if self.book.exact[self.book.owner(sequence)] or len(given) == 1:
            return False
        return self.book.kinship.may_begin(given, node.look.key)

    def _after_initial(
        self, sequence: int, node: Node, family: _Pairs, between: tuple[Step, ...]
    ) -> Iterator[Candidate]:
        words, told = self.book.sequence(sequence), [hit.word for _, hit in family]
        if family[-1][1].weak or len(words) == len(told) or list(words[-len(told) :]) != told:
            return
        if self._may_begin_with(sequence, node):
            given = self.book.words[words[0]]
            step = Step(StepKind.INITIAL, given, self.tokens[node.first].word + ".")
            begin = Hit(words[0], step.weight, (step,), Reading(node.look.key), weak=False)
            yield from self._judge.whole(sequence, [(node, begin), *family], between)
