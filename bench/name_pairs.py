"""Pairs of full names that are one name, or two, from synsets and from pairs of tokens."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.name_truth import SCRIPTS, Cast, Synset, written


@dataclass(frozen=True, slots=True)
class Pair:
    """Two full names.

    Attributes:
        kind: What the pair tries.
        one: A name in Latin letters.
        other: A name, mostly in another script.
        same: Whether they are one name.
    """

    kind: str
    one: str
    other: str
    same: bool


def pairs_of(cast: Cast, tokens: dict[str, list[tuple[str, str]]], count: int, seed: int) -> Iterator[Pair]:
    """Give pairs, half of them one name; of the rest most share the family name."""
    dice = random.Random(seed)
    yield from _from_synsets(cast, count, dice)
    yield from _from_tokens(tokens, count, dice)


def _from_synsets(cast: Cast, count: int, dice: random.Random) -> Iterator[Pair]:
    scripts = [script for script in SCRIPTS if len(cast.by_script[script]) > 2]
    for number in range(count):
        script = scripts[number % len(scripts)]
        given, family, third = dice.sample(cast.by_script[script], 3)
        alias = _name(given, family, "latin", dice)
        yield Pair(f"{script}, same", alias, _name(given, family, script, dice), same=True)
        if number % 2 and not third.all_forms & given.all_forms:
            yield Pair(f"{script}, other given name", alias, _name(third, family, script, dice), same=False)
        elif number % 4 and not third.all_forms & family.all_forms:
            yield Pair(f"{script}, other family name", alias, _name(given, third, script, dice), same=False)
        else:
            form = written(dice.choice(given.forms[script]), script)
            like = cast.likeness(given, form, script)
            last = written(dice.choice(family.forms[script]), script)
            if like:
                yield Pair(f"{script}, like given name", alias, f"{like} {last}", same=False)


def _name(given: Synset, family: Synset, script: str, dice: random.Random) -> str:
    return " ".join(written(dice.choice(name.forms[script]), script) for name in (given, family))


def _from_tokens(tokens: dict[str, list[tuple[str, str]]], count: int, dice: random.Random) -> Iterator[Pair]:
    for script, rows in tokens.items():
        for number in range(count // len(tokens)):
            (given, given_native), (family, family_native), (other, other_native) = dice.sample(rows, 3)
            one = f"{written(given, 'latin')} {written(family, 'latin')}"
            native = f"{written(given_native, script)} {written(family_native, script)}"
            yield Pair(f"{script} tokens, same", one, native, same=True)
            if other != given and number % 2:
                trap = f"{written(other_native, script)} {written(family_native, script)}"
                yield Pair(f"{script} tokens, other given name", one, trap, same=False)
            elif other != family:
                trap = f"{written(given_native, script)} {written(other_native, script)}"
                yield Pair(f"{script} tokens, other family name", one, trap, same=False)
