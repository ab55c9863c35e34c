"""A family name alone, after the full name: "Mousavi said"."""

from collections.abc import Iterator, Sequence

from interlink.lib.names.aliases import Match
from interlink.lib.names.book import Book
from interlink.lib.names.candidates import Reader
from interlink.lib.names.common_words import is_grammar
from interlink.lib.names.explain import Step, StepKind, reason, score
from interlink.lib.names.judging import Candidate
from interlink.lib.names.looks import Look
from interlink.lib.names.neighbours import Neighbours
from interlink.lib.names.not_given import NOT_GIVEN
from interlink.lib.names.readings import Reading, readings
from interlink.lib.names.scripts import CASED

# A shorter name alone is too often another word.
_SHORTEST = 3
_SHORTEST_UNCASED = 4
_FORMAL = (StepKind.PREFIX, StepKind.INFLECTED, StepKind.LISTED, StepKind.LISTED_BY, StepKind.SOUND, StepKind.SPELLING)


def partials(
    book: Book, reader: Reader, neighbours: Neighbours, full: Sequence[tuple[Candidate, Match]]
) -> Iterator[Match]:
    """Find the parts of names whose full form stands before them, each bound to the nearest one."""
    if not full:
        return
    families: dict[str, list[tuple[Candidate, Match]]] = {}
    words: dict[int, list[tuple[Candidate, Match]]] = {}
    for candidate, match in sorted(full, key=lambda pair: pair[0].start):
        families.setdefault(candidate.family, []).append((candidate, match))
        last = book.family(candidate.sequence)
        words.setdefault(last, []).append((candidate, match))
    keys = families.keys()
    covered = {at for candidate, _ in full for at in range(candidate.first, candidate.last + 1)}
    for at, look in enumerate(reader.looks):
        if at in covered or not (look.hits or not keys.isdisjoint(look.forms)):
            continue
        if not _may_stand_alone(reader, at):
            continue
        for reading, owners in _owners(reader, at, families, words):
            if not _may_be_read(look, reading):
                continue
            earlier = [pair for pair in owners if _binds(reader, at, pair)]
            first = min((_first(reader, at, candidate) for candidate, _ in earlier), default=at)
            if earlier and not neighbours.belong_to_another(first, at):
                subjects = {match.subject: (candidate, match) for candidate, match in earlier}
                for _, match in subjects.values():
                    yield _part(reader, (first, at), reading, match)
                break


def _may_stand_alone(reader: Reader, at: int) -> bool:
    look = reader.looks[at]
    if look.date and not _is_no_date(reader, at):
        return False
    if look.script in CASED:
        return look.named and len(look.key) >= _SHORTEST
    return len(look.key) >= _SHORTEST_UNCASED or (len(look.key) == _SHORTEST and look.key not in NOT_GIVEN)


def _binds(reader: Reader, at: int, full: tuple[Candidate, Match]) -> bool:
    """Whether a full name stands before a word that may be its part; a word of grammar must be written as there."""
    token, look = reader.tokens[at], reader.looks[at]
    if look.common and look.script not in CASED and token.word not in full[1].found.split():
        return False  # folded, "آنا" (Anna) is "أنا" (I)
    return full[0].end <= token.start


def _is_no_date(reader: Reader, at: int) -> bool:
    """Whether a word that may be a date stands as a name does: "May said", but not "in May", "last May", "5 May"."""
    look = reader.looks[at]
    if look.script not in CASED:
        return False
    before, after = (reader.looks[place] if 0 <= place < len(reader.looks) else None for place in (at - 1, at + 1))
    if before is not None and not before.named and is_grammar(before.key, look.script, reader.language):
        return False
    return not any(beside is not None and beside.key.isdigit() for beside in (before, after))


def _may_be_read(look: Look, reading: Reading) -> bool:
    """Whether a word may be read so; a short one without capitals only just as it was written in the full name."""
    return look.script in CASED or len(look.key) >= _SHORTEST_UNCASED or reading.key == look.key


def _first(reader: Reader, at: int, candidate: Candidate) -> int:
    """Give where a family name of two words begins, whose second one is here: "García Márquez said"."""
    looks, last = reader.looks, candidate.last
    long = last - candidate.first > 1 and looks[last].key == candidate.family
    return at - 1 if long and at > last + 1 and looks[at - 1].key == looks[last - 1].key else at


def _owners(
    reader: Reader,
    at: int,
    families: dict[str, list[tuple[Candidate, Match]]],
    words: dict[int, list[tuple[Candidate, Match]]],
) -> Iterator[tuple[Reading, list[tuple[Candidate, Match]]]]:
    """Give the full names that a word may be the last part of."""
    look = reader.looks[at]
    for reading in readings(reader.tokens[at].word, reader.language):
        if reading.key in families:
            yield reading, families[reading.key]
    for hit in look.hits:
        if hit.word in words and not hit.weak:
            yield hit.reading, words[hit.word]


def _part(reader: Reader, span: tuple[int, int], reading: Reading, match: Match) -> Match:
    first, at = span
    start = reader.tokens[first].start + (reading.skip if first == at else 0)
    end = reader.tokens[at].end - reading.drop
    found = reader.text[start:end]
    kept = tuple(step for step in match.steps if step.kind in _FORMAL and step.kind is not StepKind.PREFIX)
    taken = (reading.step,) if reading.step and reading.step not in kept else ()
    steps = (*taken, Step(StepKind.PARTIAL, match.alias, found, match.found))
    return Match(
        subject=match.subject,
        alias=match.alias,
        found=found,
        start=start,
        end=end,
        reason=reason(found, match.alias, steps),
        score=score((*kept, *steps)),
        kind=match.kind,
        steps=steps,
        bound_to=match.start,
    )
