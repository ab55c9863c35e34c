"""The door: the one place where the product speaks to other people's servers."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

import aiohttp

from interlink.lib.fetch.addresses import WebAddress, read_address
from interlink.lib.fetch.answers import Answer, Headers, Hop, Validators, find_header, retry_after
from interlink.lib.fetch.conduct import STRICT, DoorRules
from interlink.lib.fetch.decoding import DecodingError, UnpackedTooLargeError, decode
from interlink.lib.fetch.errors import BadAnswer, FetchError, TooLarge
from interlink.lib.fetch.exchange import Reply, exchange, refused
from interlink.lib.fetch.guard import Guard
from interlink.lib.fetch.limits import CALL, PAGE, ROBOTS, Limits
from interlink.lib.fetch.manners import SiteManners
from interlink.lib.fetch.politeness import Turn, Turns
from interlink.lib.fetch.questions import Document, Json, Method, Question, get_question, post_question
from interlink.lib.fetch.redirects import carried_on, lead_on
from interlink.lib.fetch.resolver import GuardedResolver, guarded_socket, loopback_allowed
from interlink.lib.fetch.robots import MannersKept
from interlink.lib.fetch.warmth import WarmHosts
from interlink.lib.sentences import Sentence

USER_AGENT: Final = "Interlink/0.1 (press watch; obeys robots.txt)"

_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,"
    "application/xml;q=0.9,*/*;q=0.8"
)
_KEEPALIVE_SECONDS: Final = 10.0
_NAME_SECONDS: Final = 60
_NAMES_KEPT: Final = 5_000
_ASKED_TO_SLOW_DOWN: Final = frozenset({429, 503})


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
        agent = user_agent.partition("/")[0].strip()
        self._manners = SiteManners(self._ask_robots, agent, MannersKept() if rules.manners is None else rules.manners)
        self._warm = WarmHosts(_KEEPALIVE_SECONDS)
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
        headers: Mapping[str, str] | None = None,
        last: bool = False,
    ) -> Answer:
        """Fetch an address, following redirects, each of them guarded.

        Args:
            address: An http or https address.
            limits: The bounds.
            validators: From an earlier answer; then the server may say "unchanged" (304) with no body.
            obey_robots: False only for an act of a person, such as archiving one page that she cites.
            headers: Up to 20 for the asked host only, such as "Referer"; not those that the door makes itself.
            last: Whether nothing more is wanted of this host soon, so that the connection need not stay open.

        Raises:
            FetchError: One of its kinds; see errors.py. HTTP errors such as 404 are answers.
            ValueError: A header that may not be sent.
        """
        question = get_question(validators, headers)
        return await self._carry_out(question, address, limits, obey_robots=obey_robots, last=last)

    async def post(
        self,
        address: str,
        *,
        form: Mapping[str, str] | None = None,
        json: Mapping[str, Json] | Sequence[Json] | None = None,
        document: Document | None = None,
        headers: Mapping[str, str] | None = None,
        limits: Limits = CALL,
        method: Method = "POST",
    ) -> Answer:
        """Hand something over to an interface, such as a WebSub hub; no robots.txt is asked.

        Redirects with 307 and 308 are followed with the same body, 303 is followed by fetching the page it
        names, and 301 and 302 are the answer. The caller's headers go to the asked host only, and what was
        on its way encrypted is not sent on in clear text.

        Args:
            address: An http or https address.
            form: Fields to send as a web form does.
            json: What to send as JSON instead.
            document: A body to send as it is instead.
            headers: Up to 20, such as "Authorization" or "Accept"; not those that the door makes itself.
            limits: The bounds.
            method: "PUT" changes and "DELETE" takes away what is at the address, where the interface has that.

        Raises:
            FetchError: One of its kinds; see errors.py. HTTP errors such as 404 are answers. When the time
                ran out or the connection broke, the other side may have acted all the same: `asked` says so.
            ValueError: More than one of these, or a header that may not be sent.
        """
        return await self._carry_out(
            post_question(form, json, document, headers or {}, method), address, limits, obey_robots=False
        )

    def rests(self, address: str) -> bool:
        """Tell whether a request to an address would have to wait for the host's pause to end."""
        try:
            return self._turns.rests(read_address(address).host)
        except FetchError:
            return False

    async def _carry_out(
        self, question: Question, address: str, limits: Limits, *, obey_robots: bool, last: bool = False
    ) -> Answer:
        here = read_address(address)
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
                    self._widen(turn, await self._manners.mind(here))
                async with self._streams:
                    started = clock()
                    reply = await self._ask(here, question, limits, limits.total_seconds - spent, last=last)
                    spent += clock() - started
                if reply.status in _ASKED_TO_SLOW_DOWN:
                    self._widen(turn, retry_after(find_header(reply.headers, "retry-after"), reply.sent_at))
                onward = question.redirected(reply.status)
                if reply.redirect is None or onward is None:
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
                if onward.method != question.method:
                    seen = set()  # to fetch the page at the very address that took the form is no circle
                there = lead_on(here, reply.redirect, seen, limits.max_redirects)
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
                question = carried_on(onward, here, there)
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
        self, address: WebAddress, question: Question, limits: Limits, seconds: float, *, cut: bool = False,
        last: bool = False,
    ) -> Reply:  # fmt: skip
        if self._session is None:
            raise RuntimeError("The door is closed: use it in an `async with`.")
        self._admit(address)
        own = {name.lower() for name, _ in question.headers}
        headers = tuple(header for header in self._headers if header[0].lower() not in own) + question.headers
        # After robots.txt, the one body that is cut, the page follows at once over the same connection.
        if not cut and not self._warm.keeps(address.origin, asyncio.get_running_loop().time(), last=last):
            headers = (*headers, ("Connection", "close"))
        token = loopback_allowed.set(self._guard.allows_loopback(address.host, address.port))
        try:
            return await exchange(self._session, address, replace(question, headers=headers), limits, seconds, cut=cut)
        finally:
            loopback_allowed.reset(token)

    async def _ask_robots(self, address: WebAddress, seconds: float) -> Reply:
        async with self._streams:
            return await self._ask(address, Question(), ROBOTS, seconds, cut=True)

    def _widen(self, turn: Turn, gap: float | None) -> None:
        """Leave a longer pause after this turn, as the site asks, within bounds."""
        if gap is not None:
            turn.gap = max(turn.gap, min(gap, self._rules.max_crawl_delay))

    @staticmethod
    def _unpacked(here: WebAddress, reply: Reply, limits: Limits) -> bytes:
        packing = find_header(reply.headers, "content-encoding") or ""
        try:
            return decode(reply.body, packing, limits.max_bytes)
        except UnpackedTooLargeError:
            raise TooLarge(
                here.text,
                Sentence(
                    "What %(host)s sends unpacks to more than the %(megabytes)s MB that we take in.",
                    host=here.host,
                    megabytes=limits.max_bytes / 1000000,
                ),
            ) from None
        except DecodingError as error:
            raise BadAnswer(
                here.text, Sentence("The server at %(host)s sent %(what)s.", host=here.host, what=error.what)
            ) from None
