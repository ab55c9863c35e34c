"""What we decide while watching; pure, with the clock passed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.feeds import Entry
from interlink.lib.sentences import Sentence

READING_TRIES = 4
FIRST_READING_REST = timedelta(minutes=5)
GONE = frozenset({404, 410})


# Of entries without a date, so many of the first answer are news; the others were there before we came.
UNDATED_AT_FIRST = 50
# Entries that were this old when the watch began are no news.
REACHES_BACK = timedelta(days=30)


class Sighting(Enum):
    """What an entry is to us."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


def identity(entry: Entry) -> str:
    """Return what tells this entry from the others of its source."""
    return entry.guid or entry.address or entry.title


def checksum(entry: Entry) -> str:
    """Return the SHA-256 of what the feed says of an entry, as hexadecimal digits.

    How the address is written makes no difference, for some feeds put a new tracking number into it each time.
    """
    published = entry.published.isoformat() if entry.published else ""
    said = "\x1f".join([address_key(entry.address or ""), entry.title, entry.byline or "", published, entry.summary])
    return hashlib.sha256(said.encode()).hexdigest()


def judge(new_checksum: str, known_checksum: str | None) -> Sighting:
    """Tell whether an entry is new, changed since we last saw it, or known."""
    if known_checksum is None:
        return Sighting.NEW
    return Sighting.KNOWN if new_checksum == known_checksum else Sighting.CHANGED


@dataclass(frozen=True, slots=True)
class NextReading:
    """What follows a failed try at reading an article; no `read_after` means that it is not tried again."""

    failures: int
    read_after: datetime | None


def after_unread(now: datetime, failures: int, *, again: bool) -> NextReading:
    """Plan the next try at an article that could not be read."""
    failures += 1
    if not again or failures >= READING_TRIES:
        return NextReading(failures, None)
    return NextReading(failures, now + FIRST_READING_REST * 6 ** (failures - 1))


def status_problem(status: int) -> tuple[str, bool]:
    """Say in plain words what an HTTP status means for reading, and whether trying again may help."""
    if status in GONE:
        return Sentence("The page is not there (the site answered %(status)s).", status=str(status)), False
    if status in {401, 402, 403, 451}:
        return Sentence("The site does not let us read this page (it answered %(status)s).", status=str(status)), True
    if status == 429:  # noqa: PLR2004 - Too Many Requests
        return Sentence("The site asks us to come less often (it answered %(status)s).", status=str(status)), True
    if status >= 500:  # noqa: PLR2004
        return Sentence("The site has trouble of its own (it answered %(status)s).", status=str(status)), True
    return Sentence("The site answered %(status)s, which is not a page.", status=str(status)), False
