"""Many fetches at once, for callers that are not asynchronous themselves.

The event loop lives in a thread of its own; answers come out of a plain iterator as they
arrive, so that only retrieval runs in parallel and storing stays in the caller's thread.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from interlink.lib.fetch.answers import Answer, Validators
from interlink.lib.fetch.conduct import DoorRules
from interlink.lib.fetch.door import Door
from interlink.lib.fetch.errors import FetchError
from interlink.lib.fetch.limits import PAGE, Limits

Key = TypeVar("Key")

AT_ONCE = 100
WAITING_ANSWERS = 32
BATCH = 16


@dataclass(frozen=True, slots=True)
class Wanted(Generic[Key]):
    """One page to fetch; `key` comes back with the answer."""

    key: Key
    address: str
    limits: Limits = PAGE
    validators: Validators | None = None
    obey_robots: bool = True


def fetch_each(
    wanted: Iterable[Wanted[Key]], rules: DoorRules, *, user_agent: str, at_once: int = AT_ONCE
) -> Iterator[tuple[Key, Answer | FetchError]]:
    """Fetch every page, `at_once` at a time, and yield key and answer, or key and error, as they come.

    At most `WAITING_ANSWERS` answers wait for the caller, which bounds memory. Closing the
    iterator early stops the fetches.
    """
    with closing(fetch_batches(wanted, rules, user_agent=user_agent, at_once=at_once, most=1)) as batches:
        for batch in batches:
            yield from batch


def fetch_batches(
    wanted: Iterable[Wanted[Key]], rules: DoorRules, *, user_agent: str, at_once: int = AT_ONCE, most: int = BATCH
) -> Generator[list[tuple[Key, Answer | FetchError]], None, None]:
    """Do as `fetch_each`, and yield what has arrived as lists of at most `most`.

    A list is yielded as soon as there is anything to put in it: no answer waits for a slower one.
    """
    answers = _Answers[Key]()

    def run() -> None:
        try:
            asyncio.run(_fetch_all(_in_turn(wanted, rules.per_host_streams), answers, rules, user_agent, at_once))
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread
            answers.put(error)
        else:
            answers.put(None)

    thread = threading.Thread(target=run, name="fetch", daemon=True)
    thread.start()
    try:
        yield from answers.batches(most)
    finally:
        answers.stop()
        thread.join(timeout=5)


class _Answers(Generic[Key]):
    """Carries answers from the thread that fetches to the caller's; None or an error is the last thing."""

    def __init__(self) -> None:
        self._queue: queue.Queue[tuple[Key, Answer | FetchError] | BaseException | None] = queue.Queue(WAITING_ANSWERS)
        self.stopped = threading.Event()
        self._fetching: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None

    def begin(self, task: asyncio.Task[None]) -> None:
        """Know what to call off when the caller goes; called in the fetching thread."""
        self._fetching = task.get_loop(), task
        if self.stopped.is_set():
            task.cancel()

    def stop(self) -> None:
        """Say that the caller has gone, and call off what is still being fetched."""
        self.stopped.set()
        if self._fetching is not None:
            loop, task = self._fetching
            with suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(task.cancel)

    def put(self, thing: tuple[Key, Answer | FetchError] | BaseException | None) -> None:
        """Hand over, waiting for room, unless the caller has gone."""
        while not self.stopped.is_set():
            try:
                self._queue.put(thing, timeout=0.1)
            except queue.Full:
                continue
            return

    async def offer(self, thing: tuple[Key, Answer | FetchError]) -> None:
        """Hand over without holding the event loop up."""
        try:
            self._queue.put_nowait(thing)
        except queue.Full:
            await asyncio.to_thread(self.put, thing)

    def batches(self, most: int) -> Iterator[list[tuple[Key, Answer | FetchError]]]:
        """Take what is there, waiting only for the first of each list."""
        while True:
            batch: list[tuple[Key, Answer | FetchError]] = []
            thing = self._queue.get()
            while isinstance(thing, tuple):
                batch.append(thing)
                if len(batch) == most or self._queue.empty():
                    break
                thing = self._queue.get()
            if batch:
                yield batch
            if isinstance(thing, BaseException):
                raise thing
            if thing is None:
                return


async def _fetch_all(
    hosts: deque[deque[Wanted[Key]]], answers: _Answers[Key], rules: DoorRules, user_agent: str, at_once: int
) -> None:
    begun: deque[deque[Wanted[Key]]] = deque()

    def next_in_line(door: Door) -> deque[Wanted[Key]] | None:
        for line in (begun, hosts):
            while line and not line[0]:  # another stream took the host's last page
                line.popleft()
        # A host that was asked before comes first once its pause is over, for its connection is still open.
        if begun and not (hosts and door.rests(begun[0][0].address)):
            return begun.popleft()
        return hosts.popleft() if hosts else None

    async def stream(door: Door) -> None:
        # One stream takes one host's next page, then lets others go first whose turn it is. So a slow host with many
        # pages holds as many streams as it stands in line and no more; and when no host is free, streams have them all.
        while not answers.stopped.is_set() and (pages := next_in_line(door)) is not None:
            page = pages.popleft()
            await answers.offer((page.key, await _fetch(door, page, last=not pages)))
            if pages:
                begun.append(pages)

    task = asyncio.current_task()
    assert task is not None
    answers.begin(task)
    async with Door(rules, user_agent=user_agent) as door:
        await asyncio.gather(*(stream(door) for _ in range(min(at_once, len(hosts)))))


async def _fetch(door: Door, page: Wanted[Key], *, last: bool) -> Answer | FetchError:
    try:
        return await door.get(
            page.address, limits=page.limits, validators=page.validators, obey_robots=page.obey_robots, last=last
        )
    except FetchError as error:
        return error


def _in_turn(wanted: Iterable[Wanted[Key]], per_host: int) -> deque[deque[Wanted[Key]]]:
    """Put each host in line with its pages, in the order in which they came, as often as it may be asked at once."""
    hosts: dict[str, deque[Wanted[Key]]] = {}
    for page in wanted:
        hosts.setdefault(_host(page.address), deque()).append(page)
    return deque(pages for turn in range(per_host) for pages in hosts.values() if len(pages) > turn)


def _host(address: str) -> str:
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:  # no address at all: the door says so in its own words
        return ""
