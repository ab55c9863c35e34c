"""Our own engine as the desk runs it, without the database."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from bench.story_truth import Article, Pair
from interlink.lib.grouping.choosing import ALIKE, choose
from interlink.lib.grouping.sketch import Sketch, sketch
from interlink.lib.grouping.weighing import Seeker
from interlink.lib.grouping.window import Window

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MEMBERS = 12


def sketches(articles: Sequence[Article]) -> list[Sketch]:
    """Sketch each article."""
    return [sketch(article.title, article.text, article.language) for article in articles]


def group(sketched: Sequence[Sketch], seed: int, round_of: int | None) -> list[int]:
    """Place articles one after the other, in an order by chance, and return the group of each.

    Args:
        sketched: The articles.
        seed: Of the order.
        round_of: How many arrive together, or None for all at once. What arrives together is counted before the
            first of it is placed, as the desk does.
    """
    order = list(range(len(sketched)))
    random.Random(seed).shuffle(order)
    window, groups, members = Window(), dict[int, int](), defaultdict[int, list[int]](list)
    step = round_of or len(order)
    for start in range(0, len(order), step):
        arrived = order[start : start + step]
        for at in arrived:
            window.learn(sketched[at])
        for at in arrived:
            place(window, sketched[at], at, groups, members)
    return [groups[at] for at in range(len(sketched))]


def place(window: Window, sketched: Sketch, key: int, groups: dict[int, int], members: dict[int, list[int]]) -> None:
    """Find a report's group and keep it."""
    weighed = window.weigh(sketched)
    close = [near.key for near in window.nearest(NOW, weighed) if near.likeness >= ALIKE]
    likely = {groups[one] for one in close}
    choice = choose({one: window.likeness(NOW, weighed, members[one][-MEMBERS:]) for one in likely})
    window.keep(key, NOW, weighed)
    groups[key] = choice.group if choice else key
    members[groups[key]].append(key)


def pair_likeness(pairs: Sequence[Pair]) -> list[float]:
    """Return how alike we find the two of each pair, with all articles of the set in the window."""
    window = Window()
    both = [(sketches([pair.one])[0], sketches([pair.other])[0]) for pair in pairs]
    for one, other in both:
        window.learn(one)
        window.learn(other)
    return [Seeker(window.weigh(one)).likeness(window.weigh(other)) for one, other in both]
