"""Reports placed a second against a full window, fresh and after as many more have gone through it."""

from __future__ import annotations

import random
import time
import zlib
from collections import defaultdict

from bench.process import given, tell
from bench.story_grouping import NOW, place
from interlink.lib.grouping.sketch import Script, Sketch, sketch
from interlink.lib.grouping.window import Window

VOCABULARY, NAMES = 30_000, 8_000
WORDS = 450
_SYLLABLES = [first + second for first in "bcdfghjklmnprstvz" for second in "aeiou"]


def main() -> None:
    arguments = given()
    chance = random.Random(1)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)]
    names = ["".join(chance.choices(_SYLLABLES, k=3)).title() for _ in range(NAMES)]
    weights = [1 / (rank + 3) for rank in range(VOCABULARY)]  # as words are in any language (Zipf)
    texts = [_text(chance, words, weights, names) for _ in range(arguments["reports"])]
    most = arguments["window"]
    window = Window(most)
    groups: dict[int, int] = {}
    members: dict[int, list[int]] = defaultdict(list)
    _fill(window, chance, words, weights, range(1_000_000, 1_000_000 + most), groups, members)
    fresh = _placed(window, texts, 0, groups, members)
    _fill(window, chance, words, weights, range(2_000_000, 2_000_000 + most), groups, members)
    old = _placed(window, texts, len(texts), groups, members)
    tell({"fresh": fresh / len(texts), "old": old / len(texts), "characters": sum(map(len, texts)) / len(texts)})


def _text(chance: random.Random, words: list[str], weights: list[float], names: list[str]) -> str:
    drawn = chance.choices(words, weights, k=WORDS)
    for _ in range(30):
        drawn[chance.randrange(WORDS)] = chance.choice(names)
    for _ in range(12):
        drawn[chance.randrange(WORDS)] = str(chance.randint(10, 99_999))
    return " ".join(drawn)


def _fill(
    window: Window,
    chance: random.Random,
    words: list[str],
    weights: list[float],
    keys: range,
    groups: dict[int, int],
    members: dict[int, list[int]],
) -> None:
    # Numbered as a sketch numbers words, so that the reports that are measured meet those that fill the window.
    start = zlib.crc32(b"en")
    numbers = [zlib.crc32(word.encode(), start) for word in words]
    for key in keys:
        counts = dict.fromkeys(chance.choices(numbers, weights, k=220), 1)
        facts = {chance.randrange(100_000): 1 for _ in range(12)}
        made = Sketch("en", Script.LATIN, counts, facts, {}, {chance.randrange(8_000): 1 for _ in range(30)})
        window.learn(made)
        window.keep(key, NOW, window.weigh(made))
        groups[key] = key
        members[key] = [key]


def _placed(
    window: Window, texts: list[str], first: int, groups: dict[int, int], members: dict[int, list[int]]
) -> float:
    started = time.process_time()
    for key, text in enumerate(texts, first):
        sketched = sketch(text[:60], text, "en")
        window.learn(sketched)
        place(window, sketched, key, groups, members)
    return time.process_time() - started


if __name__ == "__main__":
    main()
