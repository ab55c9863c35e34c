"""A browser that runs: started locked down, watched, and ended for certain.

It speaks to us over a pipe. When the pipe breaks, since we were killed perhaps, it ends by itself, and the kernel ends
it with whoever started it (see `keeper`). Its profile is a folder that is new each time and deleted in the end.
"""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interlink.lib.browser import keeper
from interlink.lib.browser.errors import BrowserFailed, NoBrowser
from interlink.lib.browser.processes import Process, descendants, is_alive, memory
from interlink.lib.sentences import Sentence

if TYPE_CHECKING:
    from playwright.async_api import Browser

FOLDER_START = "interlink-browser-"
_KEEPER = Path(keeper.__file__)
_START_SECONDS = 30
_END_SECONDS = 5
_DELETING_TRIES = 10
_SECONDS_BETWEEN_LOOKS = 0.5
# Chromium makes a socket in its folder, and the path of a socket has room for 107 bytes.
_LONGEST_ROOT = 45
_SHORT_ROOT = Path("/tmp")  # noqa: S108 - a folder of our own is made in it
# The proxy is nobody: port 9 throws away what it gets, and names, the proxy's included, are not looked up at all.
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--no-pings",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-quic",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication,MediaRouter,OptimizationHints,Prerender2,Translate",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    "--renderer-process-limit=2",
    "--js-flags=--max-old-space-size=512",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a browser is started.

    Attributes:
        program: Chromium or Chrome.
        sandbox: Whether it keeps its own sandbox; without, a page that breaks out of it is us.
        no_network: Whether it is put where there is no network, as far as this machine can.
        most_memory: Bytes of memory for all its processes together.
        folders: Where its profiles are made; the system's place for what is temporary, where empty.
    """

    program: Path
    sandbox: bool = True
    no_network: bool = True
    most_memory: int = 1_500_000_000
    folders: str = ""


@cache
def has_places_without_network() -> bool:
    """Whether this machine lets us put a browser where there is no network."""
    if platform.system() != "Linux":
        return False
    command = [sys.executable, "-I", "-S", str(_KEEPER), keeper.TRY]
    done = subprocess.run(command, capture_output=True, check=False, timeout=_START_SECONDS)  # noqa: S603 - ours
    return done.returncode == 0


@dataclass(slots=True)
class Running:
    """A browser at work.

    Attributes:
        browser: What drives it.
        ended: Done when it has ended before we said so; the result says why, for a person.
    """

    browser: Browser
    ended: asyncio.Future[str]

    def end(self, why: str) -> None:
        """Note that it has ended, unless that is known."""
        if not self.ended.done():
            self.ended.set_result(why)


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[Running]:
    """Start a browser; when the block ends, nothing is left of it.

    Raises:
        NoBrowser: It cannot be started safely here.
        BrowserFailed: It does not start.
    """
    isolated = plan.no_network and await asyncio.to_thread(has_places_without_network)
    if plan.sandbox and not isolated and os.geteuid() == 0:
        raise NoBrowser(
            Sentence(
                "Chromium gives up its sandbox when root starts it, and this machine allows no name spaces that would "
                "help. Run Interlink as another user, or set browser_sandbox to false in [evidence]."
            )
        )
    api = import_module("playwright.async_api")
    with _folder(plan.folders) as folder:
        async with api.async_playwright() as playwright:
            browser = await _launch(playwright, api.Error, plan, folder, isolated=isolated)
            at_work = Running(browser, asyncio.get_running_loop().create_future())
            browser.on("disconnected", lambda _: at_work.end(Sentence("The browser broke down.")))
            main = await _main_process(browser)
            (folder / "process").write_text(_note(main))
            watch = asyncio.create_task(_watch(main, plan.most_memory, at_work))
            try:
                yield at_work
            finally:
                watch.cancel()
                left = [main, *descendants(main)]
                with suppress(api.Error, TimeoutError):
                    async with asyncio.timeout(_END_SECONDS):
                        await browser.close()
                kill(left)
                await _gone(left)


async def _launch(playwright: Any, error: type[Exception], plan: Plan, folder: Path, *, isolated: bool) -> Browser:
    bare = () if isolated else (keeper.BARE,)
    flags = (*_FLAGS, f"--user-data-dir={folder / 'profile'}", *(() if plan.sandbox else ("--no-sandbox",)))
    try:
        browser: Browser = await playwright.chromium.launch(
            executable_path=sys.executable,
            args=["-I", "-S", str(_KEEPER), *bare, str(plan.program), *flags],
            ignore_default_args=True,
            env=_environment(folder),
            timeout=_START_SECONDS * 1000,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
    except error as failed:
        words = Sentence("The browser did not start: %(why)s", why=_reason(str(failed)))
        raise BrowserFailed(words) from failed
    return browser


def _reason(told: str) -> str:
    """Return the line in which Chromium says why it does not start; Playwright tells all that it printed."""
    lines = [line.partition("[err]")[2].strip() for line in told.splitlines() if "[err]" in line]
    fatal = next((line for line in lines if "FATAL" in line or "sandbox" in line.lower()), "")
    return fatal or next(iter([*lines, *told.splitlines()]), "it does not say why.")


def _environment(folder: Path) -> dict[str, str | float | bool]:
    """Nothing of ours, where keys may be; and what a browser writes beside its profile goes into our folder too."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "TZ"}}
    return {**kept, **dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))}


async def _main_process(browser: Browser) -> Process:
    session = await browser.new_browser_cdp_session()
    told = await session.send("SystemInfo.getProcessInfo")
    number = next(int(one["id"]) for one in told["processInfo"] if one["type"] == "browser")
    await session.detach()
    return Process.of(number) or Process(number, "")


async def _watch(main: Process, most: int, at_work: Running) -> None:
    while not at_work.ended.done():
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        family = [main, *descendants(main)]
        if memory(family) > most:
            at_work.end(
                Sentence("The page takes more memory than the %(size)s GB that a browser gets.", size=most / 1e9)
            )
            kill(family)


async def _gone(family: list[Process]) -> None:
    """Wait until processes that were killed are gone, so that nobody writes into the folder that is deleted next."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_END_SECONDS):
            while any(map(is_alive, family)):  # noqa: ASYNC110 - nobody tells us of the end of others' children
                await asyncio.sleep(0.02)


def kill(family: list[Process]) -> None:
    """End processes at once; a number that is somebody else's by now is left alone."""
    for process in family:
        if is_alive(process):
            with suppress(OSError):
                os.kill(process.number, signal.SIGKILL)


@contextmanager
def _folder(above: str) -> Iterator[Path]:
    root = Path(above or tempfile.gettempdir())
    if len(str(root)) > _LONGEST_ROOT and _SHORT_ROOT.is_dir():
        root = _SHORT_ROOT
    sweep(root)
    made = Path(tempfile.mkdtemp(prefix=FOLDER_START, dir=root))
    try:
        (made / "owner").write_text(_note(Process.of(os.getpid())))
        yield made
    finally:
        _delete(made)


def _delete(folder: Path) -> None:
    """Delete a folder, again if one of the browser's processes wrote into it as it ended."""
    for _ in range(_DELETING_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


def sweep(root: Path) -> None:
    """End and delete what is left of browsers whose starter was killed."""
    for folder in root.glob(f"{FOLDER_START}*"):
        owner, browser = _noted(folder / "owner"), _noted(folder / "process")
        if owner is None or is_alive(owner):
            continue
        if browser is not None and is_alive(browser):
            kill([browser, *descendants(browser)])
        _delete(folder)


def _note(process: Process | None) -> str:
    return f"{process.number} {process.began}" if process else ""


def _noted(file: Path) -> Process | None:
    try:
        number, _, began = file.read_text().partition(" ")
        return Process(int(number), began)
    except (OSError, ValueError):
        return None
