"""The hands: threads that write letters and hand them over, each by a line of its own."""

from __future__ import annotations

import queue
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail.letter import Reader, Writer
from interlink.newsroom.outreach.mail.ways import Line

Outcomes = list[tuple[Reader, Outcome]]


class Hands:
    """Hands letters over, several at once. None of its threads asks the database anything."""

    def __init__(self, lines: list[Line], writer: Writer) -> None:
        self._lines, self._writer = lines, writer
        self._pool = ThreadPoolExecutor(len(lines), thread_name_prefix="mail")
        self._free: queue.SimpleQueue[Line] = queue.SimpleQueue()
        for line in lines:
            self._free.put(line)
        self._done: queue.SimpleQueue[tuple[Reader, Outcome]] = queue.SimpleQueue()
        self.busy = 0

    @property
    def lines(self) -> int:
        """How many letters are handed over at once."""
        return len(self._lines)

    @property
    def room(self) -> int:
        """How many more letters can be handed over at once."""
        return len(self._lines) - self.busy

    def start(self, readers: Iterable[Reader]) -> None:
        """Begin with these readers' letters."""
        for reader in readers:
            self.busy += 1
            self._pool.submit(self._one, reader)

    def collect(self, seconds: float | None = None) -> Outcomes:
        """Wait until a letter is done, or so long, and return all that are."""
        found: Outcomes = []
        try:
            while self.busy:
                found.append(self._done.get(block=not found, timeout=seconds))
                self.busy -= 1
        except queue.Empty:
            pass
        return found

    def close(self) -> None:
        """End the threads, which have nothing more to do, and hang up."""
        self._pool.shutdown()
        for line in self._lines:
            line.close()

    def _one(self, reader: Reader) -> None:
        line = self._free.get()
        # Before the letter is written, nothing can have left.
        after_trouble = Result.WAITING
        try:
            letter = self._writer.to(reader)
            after_trouble = Result.UNSURE
            outcome = line.hand_over(letter)
        except ValueError as error:
            outcome = Outcome(Result.REFUSED, f"This reader cannot be written to: {error}")
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that waits
            outcome = Outcome(after_trouble, str(error), stop=True, error=error)
        self._free.put(line)
        self._done.put((reader, outcome))
