"""One visit of a browser to one page: what it asks for, what it shows in the end, and what it looks like."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urldefrag

from interlink.lib.browser import scripts
from interlink.lib.browser.errors import BrowserError
from interlink.lib.browser.pictures import picture_of
from interlink.lib.browser.requests import given, kind_of, refusal
from interlink.lib.browser.running import Plan, Running, running
from interlink.lib.browser.sources import Event, Kept, Live, Source, Tell
from interlink.lib.fetch import Answer, Door, DoorRules
from interlink.lib.reading.page_parts import Kind
from interlink.lib.sentences import Sentence

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Route, WebSocketRoute

T = TypeVar("T")

SCRIPT_GOES_ON = Sentence("The page’s script did not come to an end in the time that it gets.")
NOT_DRAWN = Sentence("The picture of the page was not ready in the time that it gets.")
NO_END = Sentence("The page’s script leads from one page to the next.")
ONLY_TEXT = Sentence("Only what the page says is looked at.")
MOST_LEADS = 6
_NOT_TEXT = frozenset({Kind.IMAGE, Kind.FONT})
_LONGEST_HTML = 8_000_000
_STEP_SECONDS = 12.0
_QUIET_SECONDS = 0.6
_STAY = "aborted"
"""How a way that leads to where we do not go is ended: any other error would put the browser's own page there."""
_ERROR_PAGE = "chrome-error:"
_LONGEST_END = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one visit may take.

    Attributes:
        count: Parts asked for.
        size: Bytes of all parts together, as received.
        seconds: All of it, but for starting and ending the browser.
        load_seconds: Until the page has loaded; then it has to do as it is.
        settle_seconds: For what scripts fetch after that, and again after scrolling.
        width: Of the window, in pixels.
        height: Of the window, in pixels.
        tallest: Of the picture, in pixels; with 0 there is none.
        most_picture: Bytes of the picture.
        only_text: Whether pictures and fonts are left out, where all that matters is what the page says.
    """

    count: int = 300
    size: int = 60_000_000
    seconds: float = 75.0
    load_seconds: float = 20.0
    settle_seconds: float = 5.0
    width: int = 1280
    height: int = 900
    tallest: int = 8_000
    most_picture: int = 8_000_000
    only_text: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a visit.

    Attributes:
        answers: What came beside the page, in the order in which it came.
        html: The page as its scripts made it; empty where it could not be read.
        address: Where its scripts have led in the end; empty where that is not known.
        picture: What it looked like, as PNG; empty where none could be taken.
        problem: What went wrong, for a person; empty when nothing did.
    """

    answers: tuple[Answer, ...] = ()
    html: str = ""
    picture: bytes = b""
    problem: str = ""
    address: str = ""


def visit(page: Answer, plan: Plan, rules: DoorRules, user_agent: str, bounds: Bounds) -> Iterator[Event | Seen]:
    """Open a page that was fetched just now, its scripts on, and give what happens; the last is what came of it.

    The browser runs in the event loop of another thread. Closing the generator ends it.

    Raises:
        BrowserError: There is no browser, or it does not start.
    """

    async def go(tell: Tell) -> Seen:
        async with Door(rules, user_agent=user_agent) as door:
            source = Live(door, page, count=bounds.count, size=bounds.size, tell=tell)
            opened = _Visit(page, source, bounds)
            try:
                async with running(plan) as browser:
                    await opened.open(browser)
            except BrowserError as error:
                if not source.answers:
                    raise
                opened.problem = opened.problem or error.message
            finally:
                spent = source.spent
                source.stop()
            problem = spent or opened.problem
            return Seen(tuple(source.answers), opened.html, opened.picture, problem, opened.address)

    yield from _carried_out(go)


def draw(page: Answer, parts: tuple[Answer, ...], plan: Plan, bounds: Bounds) -> Seen:
    """Open a page from what was received of it, its scripts off, and take its picture. Nothing is fetched.

    Raises:
        BrowserError: There is no browser, or it does not start.
    """

    async def go(tell: Tell) -> Seen:
        del tell
        opened = _Visit(page, Kept((page, *parts)), bounds, scripted=False)
        async with running(plan) as browser:
            await opened.open(browser)
        return Seen(picture=opened.picture, problem=opened.problem)

    *_, seen = _carried_out(go)
    assert isinstance(seen, Seen)
    return seen


def _carried_out(go: Callable[[Tell], Coroutine[Any, Any, Seen]]) -> Iterator[Event | Seen]:
    told: queue.SimpleQueue[Event | Seen | BaseException] = queue.SimpleQueue()
    begun: Future[Callable[[], object]] = Future()

    async def whole() -> Seen:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        begun.set_result(lambda: loop.call_soon_threadsafe(task.cancel))
        return await go(told.put)

    def run() -> None:
        try:
            told.put(asyncio.run(whole()))
        except BaseException as error:  # noqa: BLE001 - carried over to the caller's thread
            told.put(error)
            if not begun.done():
                begun.set_exception(error)

    thread = threading.Thread(target=run, name="browser", daemon=True)
    thread.start()
    stop = begun.result()
    try:
        while True:
            thing = told.get()
            if isinstance(thing, BaseException):
                raise thing
            yield thing
            if isinstance(thing, Seen):
                return
    finally:
        with suppress(RuntimeError):  # the loop has ended already
            stop()
        thread.join(timeout=_LONGEST_END)


@dataclass
class _Visit:
    page: Answer
    source: Source
    bounds: Bounds
    scripted: bool = True
    html: str = ""
    address: str = ""
    picture: bytes = b""
    problem: str = ""
    _leads: int = 0
    _error: type[Exception] = field(default=Exception)

    async def open(self, browser: Running) -> None:
        """Open the page and take what it shows; what fails is noted, and the rest is kept."""
        self._error = import_module("playwright.async_api").Error
        try:
            async with asyncio.timeout(self.bounds.seconds):
                context = await self._context(browser)
                tab = await context.new_page()
                context.on("page", lambda other: asyncio.ensure_future(_close(other)))
                tab.on("crash", lambda _: browser.end(Sentence("The page broke the browser down.")))
                await _unless(browser.ended, self._look(tab))
        except TimeoutError:
            self.problem = self.problem or self._late
        except self._error as error:
            self.problem = Sentence("The browser could not show the page: %(why)s", why=str(error).splitlines()[0])
        if browser.ended.done():
            self.problem = browser.ended.result()

    async def _context(self, browser: Running) -> BrowserContext:
        context = await browser.browser.new_context(
            viewport={"width": self.bounds.width, "height": self.bounds.height},
            java_script_enabled=self.scripted,
            accept_downloads=False,
            service_workers="block",
            permissions=[],
            reduced_motion="reduce",
        )
        await context.add_init_script(scripts.NO_WAY_ROUND)
        await context.route("**/*", self._answer)
        await context.route_web_socket("**/*", self._no_socket)
        return context

    async def _look(self, tab: Page) -> None:
        # What stands after “#” is never sent, and tells many scripts which of their pages to show.
        place, after = self.page.address, urldefrag(self.page.asked)[1]
        await tab.goto(
            f"{place}#{after}" if after else place, wait_until="commit", timeout=self.bounds.load_seconds * 1000
        )
        with suppress(self._error):  # it may load for ever
            await tab.wait_for_load_state("load", timeout=self.bounds.load_seconds * 1000)
        if self.scripted:
            await self._quiet()
            await self._step(lambda: tab.evaluate(scripts.SCROLL))
            await self._quiet()
            if tab.url.startswith(_ERROR_PAGE):  # its words are the browser's own
                self.problem = self.problem or Sentence("The browser could not show the page: %(why)s", why=tab.url)
                return
            self.html = str(await self._step(lambda: tab.evaluate(scripts.AS_IT_IS)) or "")[:_LONGEST_HTML]
            self.address = tab.url
        if not self.bounds.tallest:
            return
        size = (self.bounds.width, self.bounds.height, self.bounds.tallest, self.bounds.most_picture)
        self.picture = await self._step(lambda: picture_of(tab, *size)) or b""

    async def _step(self, step: Callable[[], Awaitable[T]]) -> T | None:
        """Wait for a step, but not for ever: a script that never ends lets the browser do nothing else."""
        if self.problem:
            return None
        try:
            async with asyncio.timeout(_STEP_SECONDS):
                return await step()
        except TimeoutError:
            self.problem = self._late
            return None

    @property
    def _late(self) -> str:
        return SCRIPT_GOES_ON if self.scripted else NOT_DRAWN

    async def _quiet(self) -> None:
        """Wait until nothing was fetched for a moment."""
        clock = asyncio.get_running_loop().time
        ends, calm_since = clock() + self.bounds.settle_seconds, clock()
        while clock() < ends and clock() - calm_since < _QUIET_SECONDS:
            await asyncio.sleep(0.1)
            if isinstance(self.source, Live) and self.source.busy:
                calm_since = clock()

    async def _answer(self, route: Route) -> None:
        request = route.request
        kind = kind_of(request.resource_type)
        with suppress(self._error):  # the page is gone meanwhile
            why = refusal(request.method, request.resource_type, request.url)
            if self.bounds.only_text and kind in _NOT_TEXT:
                why = why or ONLY_TEXT
            leads_away = request.is_navigation_request() and request.frame.parent_frame is None
            if leads_away:
                self._leads += 1
                if self._leads > MOST_LEADS:
                    self.problem = why = NO_END
            if why is not None:
                self.source.refuse(request.url, kind, why)
                await route.abort(_STAY if leads_away else "blockedbyclient")
                return
            answer = await self.source.get(request.url, kind, await request.all_headers())
            if answer is None:
                await route.abort(_STAY if leads_away else "failed")
            else:
                gives = given(answer, request.url, kind)
                await route.fulfill(status=gives.status, headers=gives.headers, body=gives.body)

    def _no_socket(self, socket: WebSocketRoute) -> None:
        self.source.refuse(socket.url, Kind.DATA, refusal("GET", "websocket", socket.url) or "")
        asyncio.ensure_future(_close(socket))  # noqa: RUF006 - it ends with the loop


async def _unless(ended: asyncio.Future[str], steps: Coroutine[Any, Any, None]) -> None:
    """Take the steps, or leave them when the browser has ended."""
    work = asyncio.ensure_future(steps)
    waited: list[asyncio.Future[Any]] = [work, ended]
    try:
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            await work
    finally:
        work.cancel()


async def _close(thing: Page | WebSocketRoute) -> None:
    with suppress(Exception):
        await thing.close()
