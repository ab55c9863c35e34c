"""Many fetches at once, where what comes tells what else to fetch.

The event loop lives in a thread of its own. The caller adds pages and takes answers in its own thread, until nothing
is left, or the time is up.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Generic, Self, TypeVar

from interlink.lib.fetch.answers import Answer
from interlink.lib.fetch.conduct import DoorRules
from interlink.lib.fetch.door import Door
from interlink.lib.fetch.errors import FetchError
from interlink.lib.fetch.parallel import Wanted

Key = TypeVar("Key")

AT_ONCE = 16
A_WHILE = 0.5
"""Seconds after which who waits for answers is told that none came."""
_Ranked = tuple[int, int, Wanted[Key]]


class Gathering(Generic[Key]):
    """Fetches what is added, the lowest rank first, and gives the answers as they come.

    Use it as a context manager; leaving it stops what is still being fetched. Connections stay open in between, so that
    what a page needs comes over the one that the page came over.

    Args:
        rules: How the door behaves.
        user_agent: How we introduce ourselves.
        at_once: Fetches at the same time.
    """

    def __init__(self, rules: DoorRules, *, user_agent: str, at_once: int = AT_ONCE) -> None:
        self._rules = rules
        self._user_agent = user_agent
        self._at_once = at_once
        self._answers: queue.SimpleQueue[tuple[Key, Answer | FetchError] | BaseException] = queue.SimpleQueue()
        self._wanted: asyncio.PriorityQueue[_Ranked[Key]] = asyncio.PriorityQueue()
        self._added = self._open = 0
        self._ready = threading.Event()
        self._came = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="gather", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Call off what is still being fetched, and wait until all is closed. Doing it twice is harmless."""
        self.call_off()
        self._thread.join(timeout=5)

    def call_off(self) -> None:
        """Have what is still being fetched called off, and its connections closed, while the caller goes on."""
        if self._loop is not None and self._task is not None:
            with suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._task.cancel)

    def add(self, wanted: Wanted[Key], rank: int = 0) -> None:
        """Have one more page fetched."""
        assert self._loop is not None, "Use it in a `with`."
        self._added += 1
        self._open += 1
        self._came.clear()
        with suppress(RuntimeError):  # the loop has ended on an error, which the next look for an answer raises
            self._loop.call_soon_threadsafe(self._wanted.put_nowait, (rank, self._added, wanted))

    @property
    def is_waiting(self) -> bool:
        """Whether there are answers that have not been taken."""
        return self._open > 0

    def give_way(self, seconds: float) -> None:
        """Do nothing for so long at most, or until something has come, so that what was added is sent at once.

        It takes the other thread far longer while this one computes: it has to wait for its turn after each call to the
        system, of which sending takes many.
        """
        self._came.wait(seconds)

    def answers(
        self, seconds: float, *, waiting: Callable[[], object] | None = None
    ) -> Iterator[tuple[Key, Answer | FetchError]]:
        """Give what comes, until nothing is left or so many seconds are over; pages may be added in between.

        Args:
            seconds: So many at most.
            waiting: Is called each time that nothing has come for a while.
        """
        ends = time.monotonic() + seconds
        while self._open:
            left = max(ends - time.monotonic(), 0.0)
            try:
                thing = self._answers.get(timeout=min(left, A_WHILE) if waiting else left)
            except queue.Empty:
                if waiting is None or left <= A_WHILE:
                    return
                waiting()
                continue
            if isinstance(thing, BaseException):
                raise thing
            self._open -= 1
            yield thing

    def _run(self) -> None:
        try:
            asyncio.run(self._gather())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread
            self._answers.put(error)
        finally:
            self._ready.set()

    async def _gather(self) -> None:
        self._task = asyncio.current_task()
        async with Door(self._rules, user_agent=self._user_agent) as door:
            self._loop = asyncio.get_running_loop()
            self._ready.set()
            await asyncio.gather(*(self._stream(door) for _ in range(self._at_once)))

    async def _stream(self, door: Door) -> None:
        while True:
            _, _, page = await self._wanted.get()
            try:
                got: Answer | FetchError = await door.get(
                    page.address, limits=page.limits, validators=page.validators, obey_robots=page.obey_robots
                )
            except FetchError as error:
                got = error
            self._answers.put((page.key, got))
            self._came.set()
