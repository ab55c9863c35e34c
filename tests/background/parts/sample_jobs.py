"""Jobs for the tests: they leave traces in a folder and do as they are told."""

from __future__ import annotations

import os
import signal
import time
from datetime import datetime
from pathlib import Path

from interlink.background.jobs import job


class Temporary(Exception):
    again = True


class Final(Exception):
    again = False


def note(folder: str, line: str) -> int:
    """Add a line to the folder's log and return how many there are."""
    path = Path(folder) / "log"
    with path.open("a") as log:
        log.write(f"{line}\n")
    return len(path.read_text().splitlines())


@job()
def add(first: int, second: int) -> int:
    return first + second


@job(attempts=3)
def fail(kind: str) -> None:
    match kind:
        case "temporary":
            raise Temporary("The server did not answer.")
        case "final":
            raise Final("That address is no feed.")
        case "exit":
            raise SystemExit(3)
        case _:
            raise RuntimeError("Something\nodd: happened.")


@job()
def unfit() -> object:
    return datetime.now


@job()
def slow_once(folder: str, seconds: float) -> None:
    """Take long the first time, no time after that."""
    if note(folder, f"start {os.getpid()}") == 1:
        time.sleep(seconds)
    note(folder, f"end {os.getpid()}")


@job()
def poison(folder: str) -> None:
    note(folder, "drunk")
    os.kill(os.getpid(), signal.SIGKILL)


@job()
def tally(folder: str, number: int) -> None:
    note(folder, str(number))
    time.sleep(0.002)


@job()
def tick() -> None:
    pass


@job()
def tock() -> None:
    pass
