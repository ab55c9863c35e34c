"""What runs later for watching."""

from __future__ import annotations

import time

from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.watch import capturing, duplicates, queries, rounds

MOST_SOURCES = 500
MOST_ITEMS = 500
# Names that came in by the thousand are compared over many turns, so that other work has its own.
COMPARING_SECONDS = 20


@job(attempts=1)
def watch_due() -> None:
    """Check the sources whose turn has come, and read the articles that wait."""
    for _ in rounds.check_sources(queries.due_sources(timezone.now())[:MOST_SOURCES], timezone.now):
        pass
    for _ in rounds.read_items(queries.items_to_read(timezone.now())[:MOST_ITEMS], timezone.now):
        pass


@job(attempts=1)
def capture_spotted() -> None:
    """Order captures of the reports in which a watched name was spotted, if the settings say so."""
    capturing.capture_spotted(timezone.now())


@job(attempts=1)
def compare_names() -> None:
    """Look for subjects that may be one among those whose names are new; what is left waits for the next turn."""
    until = time.monotonic() + COMPARING_SECONDS
    while duplicates.compare_some() and time.monotonic() < until:
        pass


every("watch-sources", minutes=1, task=watch_due)
every("capture-spotted", minutes=2, task=capture_spotted)
every("compare-names", minutes=1, task=compare_names)
