"""Which story a report tells of that no source has brought, and which of some reports are alike; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from interlink.lib.grouping import choosing
from interlink.lib.grouping.choosing import choose
from interlink.lib.grouping.sketch import Sketch, sketch
from interlink.newsroom.stories import engine, queries, rules
from interlink.newsroom.stories.engine import Engine


@dataclass(frozen=True, slots=True)
class Report:
    """What of a report counts for telling what it is about.

    Attributes:
        title: As printed.
        text: As printed.
        language: ISO 639-1, or "" when nobody knows.
        subjects: The numbers of the watched subjects that it names.
        when: When it came out, as far as known.
    """

    title: str
    text: str
    language: str
    subjects: tuple[int, ...]
    when: datetime

    def sketched(self) -> Sketch:
        """Return its sketch."""
        return sketch(self.title, self.text, self.language, self.subjects)


def story_like(report: Report) -> int | None:
    """Return the number of the story that a report would join; None if it tells of something new.

    The window is this process' own, so this is for the worker, which has it in any case.
    """
    window = engine.current()
    window.catch_up()
    weighed = window.weigh_sketch(report.sketched())
    near = [one for one in window.nearest(report.when, weighed) if one.likeness >= choosing.ALIKE]
    strands = rules.by_strand(queries.placed_beside([one.key for one in near]))
    stories = list(strands)
    chosen = choose({at: window.likeness(report.when, weighed, strands[strand]) for at, strand in enumerate(stories)})
    return stories[chosen.group][0] if chosen else None


def alike(report: Report, others: Iterable[tuple[int, Report]]) -> int | None:
    """Return the key of the first of some reports that tells of the same event as one; None if none does."""
    window = engine.current()
    sketched = report.sketched()
    return next((key for key, other in others if _like(window, sketched, other.sketched())), None)


def _like(window: Engine, one: Sketch, other: Sketch) -> bool:
    return window.likeness_of(one, other) >= choosing.ALIKE
