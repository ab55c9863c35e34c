"""The head of the log on each day, read on from where it was read before: a log only grows.

A log that was cut, or written anew, is read from its beginning: the last line that was read has to be there still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from hashlib import sha256
from pathlib import Path
from threading import Lock

from interlink.lib.warc.log import LONGEST_LINE, Head, entry_of


@dataclass
class _Read:
    """How far a log was read: where its last line began and ended, and that line's checksum."""

    start: int = 0
    end: int = 0
    last: str = ""
    days: dict[date, Head] = field(default_factory=dict)


_read: dict[Path, _Read] = {}
_lock = Lock()


def heads_by_day(path: Path) -> Mapping[date, Head]:
    """Give the last line of each day (UTC) that has one, in the log's order; nothing where there is no log."""
    with _lock:
        known = _read.get(path, _Read())
        try:
            with path.open("rb") as log:
                log.seek(known.start)
                last = log.read(known.end - known.start)
                if known.end and sha256(last.rstrip(b"\n")).hexdigest() != known.last:
                    known = _Read()
                    log.seek(0)
                while (line := log.readline(LONGEST_LINE + 2)).endswith(b"\n"):
                    checksum = sha256(line[:-1]).hexdigest()
                    known.start, known.end, known.last = known.end, known.end + len(line), checksum
                    if (entry := entry_of(line[:-1])) is not None:
                        known.days[entry.at.astimezone(UTC).date()] = Head(entry.number, checksum)
        except OSError:
            return {}
        _read[path] = known
        return dict(known.days)
