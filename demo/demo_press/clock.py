"""The press' own clock: it stands still until it is told to move on.

A run has an *epoch* (midnight UTC, fourteen days before it first started) and an *elapsed* time, which
starts at seven days so that a week of news is there at once. Both are kept in a small JSON file.
"""

import json
import math
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from demo_press.errors import BadClock, StateUnreadable

EPOCH_BEFORE_START = timedelta(days=14)
ELAPSED_AT_START = timedelta(days=7)
LONGEST_RUN = timedelta(days=366)


@dataclass(frozen=True)
class Moment:
    """Where the press' clock stands."""

    epoch: datetime
    elapsed: timedelta

    @property
    def now(self) -> datetime:
        """The press' own time of day, in UTC."""
        return self.epoch + self.elapsed


def first_moment(started: datetime) -> Moment:
    """Give the moment at which a run that started then begins."""
    midnight = started.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment(midnight - EPOCH_BEFORE_START, ELAPSED_AT_START)


class Clock:
    """The clock of one run, kept in a file.

    Args:
        path: The state file. It is made when it does not exist.
        started: When the run starts, if the file does not say; by default, now.

    Raises:
        StateUnreadable: The file exists and is not a state file.
    """

    def __init__(self, path: Path, *, started: datetime | None = None) -> None:
        self._path = path
        if path.exists():
            self._moment = _read(path)
        else:
            self._moment = first_moment(started or datetime.now(UTC))
            _write(path, self._moment)

    @property
    def folder(self) -> Path:
        """Where the run keeps its files."""
        return self._path.parent

    @property
    def moment(self) -> Moment:
        """Where the clock stands now."""
        return self._moment

    def advance(self, seconds: object) -> Moment:
        """Move the clock on, never back, and keep that in the file.

        Raises:
            BadClock: This is no number of seconds, or it leads out of the run.
        """
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise BadClock(repr(seconds))
        if not math.isfinite(seconds) or not 0 <= seconds <= LONGEST_RUN.total_seconds():
            raise BadClock(f"{seconds} seconds")
        elapsed = self._moment.elapsed + timedelta(seconds=seconds)
        if elapsed > LONGEST_RUN:
            raise BadClock(f"{seconds} more seconds")
        moment = Moment(self._moment.epoch, elapsed)
        _write(self._path, moment)
        self._moment = moment
        return moment


def _read(path: Path) -> Moment:
    try:
        kept = json.loads(path.read_text("utf-8"))
        epoch = datetime.fromisoformat(kept["epoch"])
        elapsed = timedelta(seconds=float(kept["elapsed_seconds"]))
    except OSError as error:
        raise StateUnreadable(path, error.strerror or "it cannot be read") from error
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise StateUnreadable(path, "it is not a state file of the demo press") from error
    if epoch.tzinfo is None or not timedelta(0) <= elapsed <= LONGEST_RUN:
        raise StateUnreadable(path, "its times make no sense")
    return Moment(epoch.astimezone(UTC), elapsed)


def _write(path: Path, moment: Moment) -> None:
    """Write the file whole or not at all, so that a kill in the middle leaves the old one."""
    kept = {"epoch": moment.epoch.isoformat(), "elapsed_seconds": moment.elapsed.total_seconds()}
    write_whole(path, json.dumps(kept, indent=2) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Put a small text file in place in one step.

    Raises:
        StateUnreadable: The folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise StateUnreadable(path, error.strerror or "it cannot be written") from error
