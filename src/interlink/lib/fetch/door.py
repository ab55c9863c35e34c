"""The door: the one place where the product speaks to other people's servers."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self
from weakref import WeakValueDictionary

import aiohttp

from interlink.lib.fetch.addresses import WebAddress, read_address
from interlink.lib.fetch.answers import Answer, Headers, Hop, Validators, find_header, retry_after
from interlink.lib.fetch.decoding import DecodingError, UnpackedTooLargeError, decode
from interlink.lib.fetch.errors import (
    AddressRefused,
    BadAnswer,
    FetchError,
    RobotsRefused,
    TooLarge,
    TooManyRedirects,
)
from interlink.lib.fetch.exchange import Reply, exchange, refused
from interlink.lib.fetch.guard import Guard
from interlink.lib.fetch.limits import PAGE, ROBOTS, Limits
from interlink.lib.fetch.politeness import Turn, Turns
from interlink.lib.fetch.resolver import GuardedResolver, guarded_socket, loopback_allowed
from interlink.lib.fetch.robots import CLOSED, FREE, Manners, MannersKept, read_robots

USER_AGENT: Final = "Interlink/0.1 (press watch; obeys robots.txt)"

_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,"
    "application/xml;q=0.9,*/*;q=0.8"
)
_KEEPALIVE_SECONDS: Final = 10.0
_MAX_WARM: Final = 100
_NAME_SECONDS: Final = 60
_NAMES_KEPT: Final = 5_000
_ASKED_TO_SLOW_DOWN: Final = frozenset({429, 503})


@dataclass(frozen=True)
class DoorRules:
    """How the door behaves.

    Attributes:
        allowed_loopback: ``host:port`` or ``*.localhost:port`` patterns that may lead to this machine.
        obey_robots: Whether robots.txt is asked for and obeyed.
        per_host_streams: Requests to one host at the same time.
        streams: Requests at the same time, all hosts together.
        gap_seconds: Pause between two requests to one host; none at the allowed loopback hosts.
        max_crawl_delay: The longest pause, in seconds, that a site's Crawl-delay or Retry-After can impose
            within one door.
        hosts: Fixed numeric addresses for names, like a hosts file; they pass the guard as any other.
    """

    allowed_loopback: frozenset[str] = frozenset()
    obey_robots: bool = True
    per_host_streams: int = 1
    streams: int = 200
    gap_seconds: float = 0.5
    max_crawl_delay: float = 30.0
    hosts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


STRICT: Final = DoorRules()


class Door:
    """Fetches addresses safely and politely; one per run, shared by many tasks.

    Use it as an async context manager, in the event loop in which it was entered.

    Args:
        rules: How it behaves.
        user_agent: How we introduce ourselves. The word before the first "/" is the name that a robots.txt
            would use for us.

    Raises:
        ValueError: A user agent that cannot be sent, or a pattern in the rules that is none.
    """

    def __init__(self, rules: DoorRules = STRICT, *, user_agent: str = USER_AGENT) -> None:
        if not (user_agent.isascii() and user_agent.isprintable() and user_agent.strip()):
            raise ValueError(f"A user agent is printable ASCII text: {user_agent!r}")
        self._rules = rules
        self._guard = Guard(rules.allowed_loopback)
        self._turns = Turns(rules.per_host_streams)
        self._streams = asyncio.Semaphore(rules.streams)
        self._manners = MannersKept()
        self._asking_manners: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._warm: OrderedDict[str, float] = OrderedDict()
        self._agent = user_agent.partition("/")[0].strip()
        self._headers: Headers = (
            ("User-Agent", user_agent),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", "gzip, deflate"),
        )
        self._resolver: GuardedResolver | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._resolver = GuardedResolver(self._guard, self._rules.hosts)
        connector = aiohttp.TCPConnector(
            resolver=self._resolver,
            socket_factory=guarded_socket,
            limit=0,  # the door counts streams itself, before the clock of a fetch starts
            ttl_dns_cache=_NAME_SECONDS,
            dns_cache_max_size=_NAMES_KEPT,
            keepalive_timeout=_KEEPALIVE_SECONDS,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
        if self._resolver is not None:
            await self._resolver.close()
        self._session = self._resolver = None

    async def get(
        self,
        address: str,
        *,
        limits: Limits = PAGE,
        validators: Validators | None = None,
        obey_robots: bool = True,
    ) -> Answer:
        """Fetch an address, following redirects, each of them guarded.

        Args:
            address: An http or https address.
            limits: The bounds.
            validators: From an earlier answer; then the server may say "unchanged" (304) with no body.
            obey_robots: False only for an act of a person, such as archiving one page that she cites.

        Raises:
            FetchError: One of its kinds; see errors.py. HTTP errors such as 404 are answers.
        """
        here = read_address(address)
        extra = validators.headers() if validators is not None else ()
        clock = asyncio.get_running_loop().time
        hops: list[Hop] = []
        seen = {here.text}
        spent = 0.0
        turn: Turn | None = None
        try:
            while True:
                if turn is None or turn.host != here.host:
                    # The old turn goes back first, or two fetches redirecting to each other's hosts lock up.
                    if turn is not None:
                        turn.give_back()
                    self._admit(here)
                    turn = await self._turns.take(here.host, self._gap(here))
                if obey_robots and self._rules.obey_robots:
                    await self._mind_manners(here, turn)
                async with self._streams:
                    started = clock()
                    reply = await self._ask(here, extra, limits, limits.total_seconds - spent)
                    spent += clock() - started
                if reply.status in _ASKED_TO_SLOW_DOWN:
                    self._slow_down(turn, reply)
                location = reply.redirect
                if location is None:
                    return Answer(
                        asked=address,
                        address=here.text,
                        status=reply.status,
                        reason=reply.reason,
                        http_version=reply.http_version,
                        headers=reply.headers,
                        request_headers=reply.request_headers,
                        wire_body=reply.body,
                        body=self._unpacked(here, reply, limits),
                        hops=tuple(hops),
                        fetched_at=reply.sent_at,
                        seconds=spent,
                    )
                there = self._next(here, location, seen, limits)
                hops.append(
                    Hop(
                        here.text,
                        reply.status,
                        there.text,
                        reply.headers,
                        reply.reason,
                        reply.http_version,
                        reply.request_headers,
                    )
                )
                here = there
        finally:
            if turn is not None:
                turn.give_back()

    def _gap(self, address: WebAddress) -> float:
        return 0.0 if self._guard.allows_loopback(address.host, address.port) else self._rules.gap_seconds

    def _admit(self, address: WebAddress) -> None:
        """Refuse numeric hosts at once; names are judged when they are resolved."""
        if address.ip is not None:
            allowed = self._guard.allows_loopback(address.host, address.port)
            why = self._guard.refusal(address.ip, loopback_allowed=allowed)
            if why is not None:
                raise refused(address, why)

    async def _ask(
        self, address: WebAddress, extra: Headers, limits: Limits, seconds: float, *, cut: bool = False
    ) -> Reply:
        if self._session is None:
            raise RuntimeError("The door is closed: use it in an `async with`.")
        self._admit(address)
        headers = self._headers + extra
        if not self._keeps_warm(address.origin):
            headers = (*headers, ("Connection", "close"))
        token = loopback_allowed.set(self._guard.allows_loopback(address.host, address.port))
        try:
            return await exchange(self._session, address, headers, limits, seconds, cut=cut)
        finally:
            loopback_allowed.reset(token)

    def _keeps_warm(self, origin: str) -> bool:
        """Whether the connection may stay open for the next request.

        Idle connections are files held open, here and there. Only the hundred hosts that came first within
        the last seconds keep theirs; with thousands of hosts the others are asked to close.
        """
        now = asyncio.get_running_loop().time()
        warm = self._warm
        if origin not in warm:
            while warm and next(iter(warm.values())) < now:
                warm.popitem(last=False)
            if len(warm) >= _MAX_WARM:
                return False
        warm[origin] = now + _KEEPALIVE_SECONDS
        warm.move_to_end(origin)
        return True

    def _slow_down(self, turn: Turn, reply: Reply) -> None:
        asked = retry_after(find_header(reply.headers, "retry-after"), reply.sent_at)
        if asked is not None:
            turn.gap = max(turn.gap, min(asked, self._rules.max_crawl_delay))

    async def _mind_manners(self, address: WebAddress, turn: Turn) -> None:
        manners = self._manners.find(address.origin, asyncio.get_running_loop().time())
        if manners is None:
            lock = self._asking_manners.get(address.origin)
            if lock is None:
                lock = self._asking_manners[address.origin] = asyncio.Lock()
            async with lock:
                manners = self._manners.find(address.origin, asyncio.get_running_loop().time())
                if manners is None:
                    manners = await self._ask_manners(address)
        if manners.crawl_delay is not None:
            turn.gap = max(turn.gap, min(manners.crawl_delay, self._rules.max_crawl_delay))
        if not manners.readable:
            raise RobotsRefused(
                address.text,
                f"The site {address.host} could not say what programs may read, so we stay out for now.",
                again=True,
            )
        if not manners.allow(address.text, self._agent):
            raise RobotsRefused(
                address.text,
                f"The site {address.host} asks programs like this one not to read this page (robots.txt).",
            )

    async def _ask_manners(self, address: WebAddress) -> Manners:
        """Fetch a site's robots.txt, within the turn that its first visitor has.

        Names that do not resolve, servers that do not answer and the like are raised as they are, for the
        page behind them would fare no better.
        """
        where = read_address("/robots.txt", base=address)
        seen = {where.text}
        left = ROBOTS.total_seconds
        clock = asyncio.get_running_loop().time
        manners, size = FREE, 0
        try:
            while True:
                async with self._streams:
                    started = clock()
                    reply = await self._ask(where, (), ROBOTS, left, cut=True)
                    left -= clock() - started
                location = reply.redirect
                if location is None:
                    break
                where = self._next(where, location, seen, ROBOTS)
            packing = find_header(reply.headers, "content-encoding") or ""
            body = decode(reply.body, packing, ROBOTS.max_bytes)
            manners, size = read_robots(reply.status, body, self._agent), len(body)
        except (BadAnswer, TooManyRedirects, TooLarge, DecodingError):
            pass  # a file that cannot be read makes no rules; the page is asked next and speaks for itself
        except FetchError as error:
            if len(seen) == 1:
                raise type(error)(address.text, error.message, again=error.again) from error
            manners = FREE if isinstance(error, AddressRefused) else CLOSED
        self._manners.keep(address.origin, manners, size, clock())
        return manners

    @staticmethod
    def _next(here: WebAddress, location: str, seen: set[str], limits: Limits) -> WebAddress:
        """Where a redirect leads; the guard looks at it before it is asked."""
        there = read_address(location, base=here)
        if there.text in seen:
            raise TooManyRedirects(here.text, f"The server at {here.host} sends visitors around in a circle.")
        if len(seen) > limits.max_redirects:
            raise TooManyRedirects(
                here.text,
                f"The server at {here.host} sends visitors on more than {limits.max_redirects} times.",
            )
        seen.add(there.text)
        return there

    @staticmethod
    def _unpacked(here: WebAddress, reply: Reply, limits: Limits) -> bytes:
        packing = find_header(reply.headers, "content-encoding") or ""
        try:
            return decode(reply.body, packing, limits.max_bytes)
        except UnpackedTooLargeError:
            raise TooLarge(
                here.text,
                f"What {here.host} sends unpacks to more than the {limits.max_bytes / 1_000_000:g} MB that we"
                " take in.",
            ) from None
        except DecodingError as error:
            raise BadAnswer(here.text, f"The server at {here.host} sent {error}.") from None
