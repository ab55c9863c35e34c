"""The server: one port on 127.0.0.1, a host name for each outlet, one for control and one for trouble."""

import asyncio
import errno
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from demo_press import content, timestamps, trouble
from demo_press.clock import Clock, write_whole
from demo_press.control import Control
from demo_press.errors import PortTaken
from demo_press.newsstand import Newsstand
from demo_press.pages import Noise

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8801
CONTROL_HOST, TROUBLE_HOST = "press.localhost", "trouble.localhost"
CLOCKS = "clocks"
# The host goes into the pages' links as it was sent, so nothing else may be in it.
HOST = re.compile(r"^[\w.-]+(:\d{1,5})?$", re.ASCII)
# How long open answers may go on when the server is told to stop; /endless would never end.
LAST_WORDS_SECONDS = 0.5


@dataclass(frozen=True)
class Running:
    """A press that listens."""

    port: int
    clock: Clock

    @property
    def control(self) -> str:
        """The address of the control host, without a slash at the end."""
        return f"http://{CONTROL_HOST}:{self.port}"

    def site(self, outlet: str) -> str:
        """The base address of an outlet or of "trouble", without a slash at the end."""
        return f"http://{outlet}.localhost:{self.port}"


@asynccontextmanager
async def serving(
    clock: Clock, *, port: int = DEFAULT_PORT, slow_seconds: float | None = None
) -> AsyncIterator[Running]:
    """Serve the press while the block runs.

    Args:
        clock: The run's clock.
        port: Where to listen on 127.0.0.1; 0 takes any free port.
        slow_seconds: How long the slow outlet holds each answer back; by default as its entry says.

    Raises:
        PortTaken: Another program has the port.
        BadContent: A content file is wrong.
    """
    content.articles()
    runner = web.AppRunner(_application(clock, slow_seconds), access_log=None, shutdown_timeout=LAST_WORDS_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, ADDRESS, port).start()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(port) from error
            raise
        listening: int = runner.addresses[0][1]
        yield Running(listening, clock)
    finally:
        await runner.cleanup()


async def run(
    state: Path, *, port: int = DEFAULT_PORT, port_file: Path | None = None, slow_seconds: float | None = None
) -> None:
    """Serve the press until SIGTERM or SIGINT.

    Args:
        state: The file that keeps the run's clock; made when it does not exist.
        port: Where to listen on 127.0.0.1; 0 takes any free port.
        port_file: Where to write the port once the press listens; removed at the end.
        slow_seconds: How long the slow outlet holds each answer back; by default as its entry says.

    Raises:
        PressError: The press cannot start; the message says why in plain words.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with serving(Clock(state), port=port, slow_seconds=slow_seconds) as running:
        if port_file is not None:
            write_whole(port_file, f"{running.port}\n")
        print(f"The demo press is at {running.control}/ (Ctrl-C stops it).", flush=True)
        try:
            await stop.wait()
        finally:
            _remove(port_file)
    print("The demo press has stopped.", flush=True)


def _remove(port_file: Path | None) -> None:
    if port_file is not None:
        port_file.unlink(missing_ok=True)


def _application(clock: Clock, slow_seconds: float | None) -> web.Application:
    control = Control(clock)
    newsstand = Newsstand(clock, slow_seconds, Noise())

    async def answer(request: web.Request) -> web.StreamResponse:
        if not HOST.match(request.host):
            return web.Response(status=400, text="This is no host name.\n")
        host = request.host.partition(":")[0].lower()
        if host == CONTROL_HOST:
            return await control.answer(request)
        if host == TROUBLE_HOST:
            return await trouble.answer(request)
        if (name := host.removesuffix(".localhost")) in timestamps.NAMES and request.method == "POST":
            authority = await asyncio.to_thread(timestamps.authority_in, clock.folder / CLOCKS / name)
            return await asyncio.to_thread(authority.answer, await request.read())
        outlet = content.outlets().get(host.removesuffix(".localhost"))
        if outlet is None or host != outlet.host:
            # Also keeps out pages that have rebound their own name to loopback.
            return web.Response(status=421, text=f"No outlet has this name. See http://{CONTROL_HOST}/.\n")
        return await newsstand.answer(outlet, request)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    return application
