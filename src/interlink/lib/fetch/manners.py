"""Asking each site what it allows before reading it, once a day."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final
from weakref import WeakValueDictionary

from interlink.lib.fetch.addresses import WebAddress, read_address
from interlink.lib.fetch.answers import find_header
from interlink.lib.fetch.decoding import DecodingError, decode
from interlink.lib.fetch.errors import (
    AddressRefused,
    BadAnswer,
    FetchError,
    RobotsRefused,
    TooLarge,
    TooManyRedirects,
)
from interlink.lib.fetch.exchange import Reply
from interlink.lib.fetch.limits import ROBOTS
from interlink.lib.fetch.redirects import lead_on
from interlink.lib.fetch.robots import CLOSED, FREE, Manners, MannersKept, read_robots
from interlink.lib.sentences import Sentence

Ask = Callable[[WebAddress, float], Awaitable[Reply]]

_ROBOTS_FILE: Final = "/robots.txt"


class SiteManners:
    """Knows, or finds out, what each site allows.

    Args:
        ask: Sends one request for a robots.txt, given the seconds left for it, and cuts a long body off.
        agent: The name that a robots.txt would use for us.
        kept: What is known already; clocks of event loops all count the same seconds, so it outlives a loop.
    """

    def __init__(self, ask: Ask, agent: str, kept: MannersKept) -> None:
        self._ask = ask
        self._agent = agent
        self._kept = kept
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def mind(self, address: WebAddress) -> float | None:
        """Make sure that we may fetch an address.

        Returns:
            The seconds between requests that the site asks for, or None.

        Raises:
            RobotsRefused: We may not.
            FetchError: The site could not be asked.
        """
        manners = self._kept.find(address.origin, asyncio.get_running_loop().time())
        if manners is None:
            manners = await self._find_out(address)
        if not manners.readable:
            raise RobotsRefused(
                address.text,
                Sentence(
                    "The site %(host)s could not say what programs may read, so we stay out for now.", host=address.host
                ),
                again=True,
            )
        if not manners.allow(address.text, self._agent):
            raise RobotsRefused(
                address.text,
                Sentence(
                    "The site %(host)s asks programs like this one not to read this page (robots.txt).",
                    host=address.host,
                ),
            )
        return manners.crawl_delay

    async def _find_out(self, address: WebAddress) -> Manners:
        clock = asyncio.get_running_loop().time
        lock = self._asking.get(address.origin)
        if lock is None:
            lock = self._asking[address.origin] = asyncio.Lock()
        async with lock:
            manners = self._kept.find(address.origin, clock())
            if manners is None:
                manners = await self._fetch(address)
                self._kept.keep(address.origin, manners, clock())
        return manners

    async def _fetch(self, address: WebAddress) -> Manners:
        """Fetch a site's robots.txt, within the turn that its first visitor has.

        Names that do not resolve, servers that do not answer and the like are raised as they are, for the
        page behind them would fare no better.
        """
        clock = asyncio.get_running_loop().time
        where = read_address(_ROBOTS_FILE, base=address)
        seen = {where.text}
        left = ROBOTS.total_seconds
        try:
            while True:
                started = clock()
                reply = await self._ask(where, left)
                left -= clock() - started
                if reply.redirect is None:
                    break
                where = lead_on(where, reply.redirect, seen, ROBOTS.max_redirects)
            body = decode(reply.body, find_header(reply.headers, "content-encoding") or "", ROBOTS.max_bytes)
        except (BadAnswer, TooManyRedirects, TooLarge, DecodingError):
            # A file that cannot be read makes no rules; the page is asked next and speaks for itself.
            return FREE
        except FetchError as error:
            if len(seen) == 1:
                raise type(error)(address.text, error.message, again=error.again, asked=error.asked) from error
            return FREE if isinstance(error, AddressRefused) else CLOSED
        return read_robots(reply.status, body, self._agent)
