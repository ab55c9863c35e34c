"""Our own subscribers as a list, with the proof of their consent; `reading` takes it in again."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.db.models import QuerySet

from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.importing import rules
from interlink.newsroom.outreach.models import Subscriber

HEAD = ("email", "language", "choices", "standing", "consent_at", "consent_from", "how", "words", "asked_at", "left_at")
AT_ONCE = 2000


class _Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def lines(subscribers: QuerySet[Subscriber]) -> Iterator[str]:
    """Yield the lines of a list, the names of its columns first, holding a few thousand people at a time."""
    writer = csv.writer(_Echo())
    yield writer.writerow(HEAD)
    for one in subscribers.select_related("wording").order_by("key").iterator(chunk_size=AT_ONCE):
        yield writer.writerow(map(rules.for_a_cell, _cells(one)))


def _cells(one: Subscriber) -> tuple[str, ...]:
    moments = [at.isoformat(timespec="seconds") if at else "" for at in (one.confirmed_at, one.asked_at, one.left_at)]
    return (
        one.email,
        one.language,
        Choice.write(subscribing.chosen(one)),
        one.standing,
        moments[0],
        one.consent_from or one.how,
        one.how,
        one.wording.text if one.wording else "",
        *moments[1:],
    )
