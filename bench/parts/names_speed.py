"""Builds a spotter for many subjects and measures how fast it reads articles, in a process of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from bench.name_truth import SCRIPTS, Synset, read_synsets, script_of, written
from bench.name_words import WITH_NAME, WITHOUT
from bench.process import given, tell, timed
from interlink.lib.names.spot import Alias, Spotter

WORDS = 800
SEED = 11
# A worker runs for days, so what it learns from its first articles is not counted.
WARM = 70
# One name in so many sentences; half of the names are watched ones.
NAMED = 6


def people(synsets: list[Synset], count: int, most: int) -> Iterator[tuple[int, str]]:
    """Give each subject's number with all its spellings, in all scripts, up to a bound."""
    dice = random.Random(SEED)
    usable = [s for s in synsets if "latin" in s.forms]
    for number in range(count):
        one, other = dice.sample(usable, 2)
        names = [
            f"{written(first, script)} {written(last, script)}"
            for script in SCRIPTS
            for first in one.forms.get(script, ())
            for last in other.forms.get(script, ())
        ]
        for name in sorted(set(names), key=names.index)[:most]:
            yield number, name


def articles(synsets: list[Synset], names: dict[str, list[str]], count: int, dice: random.Random) -> Iterator[str]:
    """Give articles, in all scripts in turn, each of so many words, no two the same."""
    pools = {script: [s for s in synsets if script in s.forms] for script in SCRIPTS}
    made_up = {script: vocabulary(script) for script in SCRIPTS if len(pools[script]) > 1}
    for number in range(count):
        script = list(made_up)[number % len(made_up)]
        pool = pools[script]
        sentences: list[str] = []
        while sum(len(sentence.split()) for sentence in sentences) < WORDS:
            sentence = dice.choice(WITHOUT[script])
            if dice.randrange(NAMED) == 0:
                stranger = " ".join(written(dice.choice(s.forms[script]), script) for s in dice.sample(pool, 2))
                name = dice.choice(names[script]) if names.get(script) and dice.random() < 0.5 else stranger
                sentence = dice.choice(WITH_NAME[script]).replace("{}", name)
            # Real articles hold new words all the time, so most words of a sentence are changed for made-up ones.
            words = [dice.choice(made_up[script]) if dice.random() < 0.3 else word for word in sentence.split()]
            sentences.append(" ".join(words))
        yield " ".join(sentences)


def vocabulary(script: str, size: int = 20_000) -> list[str]:
    """Make words out of the parts of a script's own words, with few at the front of the list used again and again."""
    dice = random.Random(SEED)
    parts = [word[at : at + 3] for sentence in WITHOUT[script] for word in sentence.lower().split() for at in (0, 2, 4)]
    parts = [part for part in parts if len(part) > 1 and part.isalpha()]
    words = ["".join(dice.choices(parts, k=dice.choice((1, 2, 2, 3)))) for _ in range(size)]
    return [words[min(size - 1, int(dice.paretovariate(0.6)))] for _ in range(4 * size)]


def main() -> None:
    asked = given()
    synsets = [s for s in read_synsets(Path(asked["synsets"])) if s.forms]
    watched = list(people(synsets, asked["subjects"], asked["spellings"]))
    names: dict[str, list[str]] = {}
    for _, name in watched:
        names.setdefault(script_of(name), []).append(name)
    texts = list(articles(synsets, names, asked["articles"], random.Random(SEED)))
    aliases = len(watched)
    started = time.perf_counter()
    spotter = Spotter(Alias(number, name) for number, name in watched)
    built = time.perf_counter() - started
    del watched, names, synsets
    for text in texts[:WARM]:
        spotter.spot(text)
    texts = texts[WARM:]
    found: list[int] = []
    taken = timed(lambda: found.extend(len(spotter.spot(text)) for text in texts))
    rate = len(texts) / taken.cpu
    tell({"aliases": aliases, "build_seconds": built, "articles_per_second": rate, "found": sum(found)})


if __name__ == "__main__":
    main()
