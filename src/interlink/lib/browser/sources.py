"""Where a browser's answers come from: live through the door, or from what was received before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias
from urllib.parse import urldefrag

from interlink.lib.browser.requests import passed_on
from interlink.lib.fetch import PART, Answer, Door, FetchError
from interlink.lib.reading.page_parts import Kind, PagePart
from interlink.lib.sentences import Sentence

TOO_MANY = Sentence("The page asked for more parts than are kept of one page.")
TOO_LARGE = Sentence("The parts before it are as large as all parts of one page may be.")


@dataclass(frozen=True, slots=True)
class Found:
    """The page asks for a part."""

    part: PagePart


@dataclass(frozen=True, slots=True)
class Came:
    """A part came, or did not."""

    address: str
    result: Answer | FetchError


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part is not fetched."""

    address: str
    why: str


Event: TypeAlias = Found | Came | LeftOut
Tell: TypeAlias = Callable[[Event], None]


class Source(Protocol):
    """Answers a browser's requests."""

    async def get(self, address: str, kind: Kind, headers: Mapping[str, str]) -> Answer | None:
        """Return the answer for an address; None when there is none to give."""

    def refuse(self, address: str, kind: Kind, why: str) -> None:
        """Note that a request is not carried out."""


class Kept:
    """Gives what was received before, and nothing else."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers: dict[str, Answer] = {}
        for answer in answers:
            for address in (answer.asked, answer.address):
                self._answers.setdefault(urldefrag(address)[0], answer)

    async def get(self, address: str, kind: Kind, headers: Mapping[str, str]) -> Answer | None:
        """Return the answer that was received."""
        del kind, headers
        return self._answers.get(urldefrag(address)[0])

    def refuse(self, address: str, kind: Kind, why: str) -> None:
        """Note nothing: all was told when it was received."""


class Live:
    """Fetches through the door, each address once, within bounds, and tells of it.

    Args:
        door: Entered in the same event loop.
        page: Is not fetched again.
        count: Parts asked for.
        size: Bytes of all parts together, as received.
        tell: Hears what is found and what comes.
    """

    def __init__(self, door: Door, page: Answer, *, count: int, size: int, tell: Tell) -> None:
        self._door = door
        self._left = count
        self._size_left = size
        self._tell = tell
        self._page = page
        self._open: dict[str, asyncio.Task[Answer | None]] = {}
        self._known = {page.address, page.asked}
        self.answers: list[Answer] = []

    async def get(self, address: str, kind: Kind, headers: Mapping[str, str]) -> Answer | None:
        """Return what an address gives, fetched now or a moment ago."""
        address = urldefrag(address)[0]
        if address in (self._page.address, self._page.asked):
            return self._page
        if address not in self._open:
            # A task of its own: the browser may drop the request, and another may wait for the same.
            self._open[address] = asyncio.create_task(self._fetch(address, kind, passed_on(headers)))
        return await asyncio.shield(self._open[address])

    def refuse(self, address: str, kind: Kind, why: str) -> None:
        """Tell that a request is not carried out."""
        if self._is_new(address, kind):
            self._tell(LeftOut(address, why))

    @property
    def spent(self) -> str:
        """Why nothing more will be fetched; empty while something may be."""
        return TOO_MANY if self._left <= 0 else TOO_LARGE if self._size_left <= 0 else ""

    @property
    def busy(self) -> bool:
        """Whether something is being fetched."""
        return any(not task.done() for task in self._open.values())

    def stop(self) -> None:
        """Fetch nothing more."""
        self._left = 0
        for task in self._open.values():
            task.cancel()

    def _is_new(self, address: str, kind: Kind) -> bool:
        if address in self._known:
            return False
        self._known.add(address)
        self._tell(Found(PagePart(address, kind)))
        return True

    async def _fetch(self, address: str, kind: Kind, headers: dict[str, str]) -> Answer | None:
        if self.spent:
            self.refuse(address, kind, self.spent)
            return None
        self._left -= 1
        self._is_new(address, kind)
        try:
            answer = await self._door.get(address, limits=PART, obey_robots=False, headers=headers)
        except FetchError as error:
            self._tell(Came(address, error))
            return None
        self._size_left -= len(answer.wire_body)
        self.answers.append(answer)
        # What a redirect led to is here; the browser asks for it next.
        if answer.address not in self._open:
            done: asyncio.Task[Answer | None] = asyncio.create_task(_direct(answer))
            self._open[answer.address] = done
        self._tell(Came(address, answer))
        return answer


async def _direct(answer: Answer) -> Answer:
    return answer
