"""Moving the demo press' clock on, so that asking again after a kill moves it no further."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from demo_press.clock import Clock
from interlink.project.newdesk import write_private

STATE = "press.json"
NOTE = "demo-advance.json"


def advance(run: Path, days: float) -> None:
    """Move the press' clock on by so many days.

    Where it is to stand is noted first, and the note stays until `finish`. Asked for the same again before that,
    as somebody does whose demo was cut off, the clock goes to the noted time and no further.

    Args:
        run: the desk's folder for what matters while it runs.
        days: how far.

    Raises:
        PressError: the clock's file cannot be used, or the clock would leave its run.
    """
    clock = Clock(run / STATE)
    note = run / NOTE
    stands = clock.moment.elapsed.total_seconds()
    aim = _noted(note, days)
    if aim is None:
        aim = stands + timedelta(days=days).total_seconds()
        write_private(note, json.dumps({"days": days, "elapsed_seconds": aim}) + "\n")
    clock.advance(max(0.0, aim - stands))


def finish(run: Path) -> None:
    """Say that the week which the clock was moved on for has been worked through."""
    (run / NOTE).unlink(missing_ok=True)


def _noted(note: Path, days: float) -> float | None:
    """Return where a move of so many days was to end that nobody has finished."""
    try:
        kept = json.loads(note.read_text("utf-8"))
        return float(kept["elapsed_seconds"]) if float(kept["days"]) == days else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
