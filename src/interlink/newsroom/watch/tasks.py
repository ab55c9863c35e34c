"""What runs later for watching."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.watch import capturing, queries, rounds

MOST_SOURCES = 500
MOST_ITEMS = 500


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


every("watch-sources", minutes=1, task=watch_due)
every("capture-spotted", minutes=2, task=capture_spotted)
