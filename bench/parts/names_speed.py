"""Builds a spotter for many subjects and measures how fast it reads articles, in a process of its own."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.name_truth import SCRIPTS, Synset, read_synsets, written
from bench.name_words import WITH_NAME, WITHOUT
from interlink.lib.names.spot import Alias, Spotter

WORDS = 800
SEED = 11
# One name in so many sentences; half of the names are watched ones.
NAMED = 6


def people(synsets: list[Synset], count: int, most: int) -> Iterator[tuple[int, str]]:
    """Give each subject's number with all its spellings, in all scripts, up to a bound."""
    dice = random.Random(SEED)
    usable = [s for s in synsets if "latin" in s.forms]
    for number in range(count):
        given, family = dice.sample(usable, 2)
        names = [
            f"{written(one, script)} {written(other, script)}"
            for script in SCRIPTS
            for one in given.forms.get(script, ())
            for other in family.forms.get(script, ())
        ]
        for name in sorted(set(names), key=names.index)[:most]:
            yield number, name


def articles(synsets: list[Synset], names: dict[str, list[str]], count: int, dice: random.Random) -> Iterator[str]:
    """Give articles, in all scripts in turn, each of so many words, no two the same."""
    made_up = {script: vocabulary(script) for script in SCRIPTS}
    for number in range(count):
        script = SCRIPTS[number % len(SCRIPTS)]
        pool = [s for s in synsets if script in s.forms]
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
    given = json.loads(sys.argv[1])
    synsets = read_synsets(Path(given["synsets"]))
    dice = random.Random(SEED)
    names: dict[str, list[str]] = {}
    for script in SCRIPTS:
        pool = [s for s in synsets if script in s.forms]
        if len(pool) < 2:
            continue
        names[script] = []
    watched = list(people(synsets, given["subjects"], given["spellings"]))
    by_block = {script: [] for script in names}
    for _, name in watched:
        for script in by_block:
            if name.split()[0].lower() and _in(script, name):
                by_block[script].append(name)
    texts = list(articles([s for s in synsets if s.forms], by_block, given["articles"], dice))
    aliases = len(watched)
    started = time.perf_counter()
    spotter = Spotter(Alias(number, name) for number, name in watched)
    built = time.perf_counter() - started
    del watched
    started = time.process_time()
    found = sum(len(spotter.spot(text)) for text in texts)
    spent = time.process_time() - started
    # In kilobytes on Linux.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "aliases": aliases, "build_seconds": built, "articles_per_second": len(texts) / spent, "found": found,
        "peak_memory_mb": peak,
    }))  # fmt: skip


def _in(script: str, name: str) -> bool:
    from bench.name_truth import script_of

    return script_of(name) == script


if __name__ == "__main__":
    main()
