"""Whether words found for all of an alias' words are the alias, there in the text, and what leads from it to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.book import Book
from interlink.lib.names.explain import Step, StepKind
from interlink.lib.names.looks import Hit, Look, Looks
from interlink.lib.names.normalise import ZWNJ, fold_cased
from interlink.lib.names.prefixes import may_be_attached
from interlink.lib.names.tokens import Tokens
from interlink.lib.names.words import PERSIAN_ENDINGS


class Node(NamedTuple):
    """One word of a text, or several read as one."""

    first: int
    last: int
    look: Look


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words that may be an alias.

    Attributes:
        sequence: Which order and joining of which alias.
        first: Its first word in the text.
        last: Its last.
        start: Where it begins, in characters.
        end: The place after it.
        steps: What leads from the alias to it.
        family: The folded family name found, or nothing where the alias is one word.
    """

    sequence: int
    first: int
    last: int
    start: int
    end: int
    steps: tuple[Step, ...]
    family: str = ""


class Judge:
    """Judges runs of words of one text."""

    def __init__(self, book: Book, known: Looks, text: str, words: Tokens, looks: list[Look], language: str) -> None:
        self.book = book
        self._looks = known
        self.text = text
        self.tokens = words
        self.looks = looks
        self.language = language

    def whole(self, sequence: int, pairs: list[tuple[Node, Hit]], between: tuple[Step, ...]) -> Iterator[Candidate]:
        """Make a candidate of words that were found for all of an alias' words, if it stands there as words."""
        nodes = sorted(pairs, key=lambda pair: pair[0].first)
        first, last = nodes[0], nodes[-1]
        owner = self.book.owner(sequence)
        steps = tuple(dict.fromkeys([step for _, hit in pairs for step in hit.steps] + list(between)))
        if self.book.exact[owner] and not all(step.kind in _FORMAL for step in steps):
            return
        if sum(hit.weak for _, hit in pairs) and not _agree(pairs):
            return
        if not _attached_well(nodes):
            return
        start = self.tokens[first[0].first].start + first[1].reading.skip
        end = self.tokens[last[0].last].end - last[1].reading.drop
        tail = self._tail(last[0].last + 1, start, first[0].first)
        if tail is None:
            return
        if self.book.heard[sequence] and not any(step.kind is StepKind.SPELLING for step in steps):
            steps = (*steps, Step(StepKind.SPELLING, self.book.texts[owner], self.text[start:end]))
        spelled = self._spelled((*steps, *tail), start, end, owner)
        if spelled is None:
            return
        # In the order of the sequence, whatever that of the text; the initial and its family name are two of more.
        family = pairs[(self.book.turned[sequence] or len(pairs)) - 1][0].look.key if len(pairs) > 1 else ""
        yield Candidate(sequence, first[0].first, last[0].last, start, end, spelled, family)

    def _tail(self, after: int, start: int, first: int) -> tuple[Step, ...] | None:
        """Judge what is joined to the run without a space: an ending is none of ours, more is another word."""
        if first and start == self.tokens[first].start and self.tokens[first].gap == ZWNJ:
            return None
        if after < len(self.tokens) and self.tokens[after].gap.strip("\u200d") == ZWNJ:
            ending = self.looks[after].key
            return (Step(StepKind.ENDING, found=self.tokens[after].word),) if ending in PERSIAN_ENDINGS else None
        return ()

    def _spelled(self, steps: tuple[Step, ...], start: int, end: int, owner: int) -> tuple[Step, ...] | None:
        """Add how the words found are written; None for an acronym that is not in its own case."""
        found, alias = self.text[start:end], self.book.texts[owner]
        if self.book.kind(owner) is AliasKind.ACRONYM and fold_cased(found) != fold_cased(alias):
            return None
        if found == alias or any(step.kind not in (StepKind.PREFIX, StepKind.ENDING) for step in steps):
            return steps
        if found.casefold() == alias.casefold():
            return (Step(StepKind.CASE), *steps)
        if fold_cased(found) == fold_cased(alias):
            return (Step(StepKind.SIGNS), *steps)
        return (*_rewritten(found, alias), *steps)


_FORMAL = (StepKind.PREFIX, StepKind.MERGED_ARTICLE, StepKind.ENDING)


def _rewritten(found: str, alias: str) -> tuple[Step, ...]:
    one, other = (fold_cased(text).casefold() for text in (found, alias))
    if one == other:
        return (Step(StepKind.CASE), Step(StepKind.SIGNS))
    return (Step(StepKind.JOINED, alias, found),)


def _agree(pairs: list[tuple[Node, Hit]]) -> bool:
    """Whether a word that may be another name is shown by its neighbour to be a grammatical form."""
    return len(pairs) > 1 and all(any(step.kind is StepKind.INFLECTED for step in hit.steps) for _, hit in pairs)


def _attached_well(nodes: list[tuple[Node, Hit]]) -> bool:
    """Whether each attached prefix may be there: any before the first word, the article before others."""
    alone = len(nodes) == 1
    for place, (_, hit) in enumerate(nodes):
        prefix = hit.reading.attached
        if not prefix:
            continue
        word = hit.reading.key if alone else f"{hit.reading.key} x"
        if prefix[0] > "\u0600" and not may_be_attached(prefix, word):
            return False
        if place and prefix not in ("ال", "ה"):
            return False
    return True
