"""A desk that is really served, a press that it reads, and a browser that tells everything it notices."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium import flags, have_chromium
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from interlink.project.desk import Desk
from interlink.project.newdesk import Plan, make_folder

PARTS = Path(__file__).parent / "parts"
LANGUAGES = ("en", "fr", "de", "sq", "ar", "fa")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
PATIENCE = 60
# A picture of each captured page takes seconds; tests of the captures themselves take them.
NO_PICTURES = {"INTERLINK_EVIDENCE__BROWSER": "off"}
# Told by the browser itself, whoever would hide it from the console.
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample} in ${event.sourceFile}`));
"""


def pytest_report_header() -> str:
    found = have_chromium()
    return f"browser: {found.path} ({found.how})"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@dataclass(frozen=True)
class Served:
    """A desk at work."""

    desk: Desk
    address: str
    press: int

    @property
    def password(self) -> str:
        return (self.desk.keys / "demo-editor-password").read_text().strip()

    def outlet(self, slug: str) -> str:
        return f"http://{slug}.localhost:{self.press}/"

    def interlink(self, *arguments: str) -> str:
        """Run a command as a person would, and return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "interlink.cli", "--desk", str(self.desk.root), *arguments],
            env=environment(self.desk),
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def environment(desk: Desk) -> dict[str, str]:
    return os.environ | {"INTERLINK_DESK": str(desk.root), "PYTHONUNBUFFERED": "1", **NO_PICTURES}


@contextmanager
def running(desk: Desk, log: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python program beside the test; what it says goes to a file in the desk."""
    with (desk.run / log).open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, *arguments], env=environment(desk), stdout=said, stderr=said, start_new_session=True
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def press_at(desk: Desk, port: int) -> Iterator[None]:
    state = str(desk.run / "press.json")
    with running(desk, "press.log", "-m", "demo_press", "--state", state, "--port", str(port)):
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/"))
        yield


@contextmanager
def up(desk: Desk, port: int, press: int) -> Iterator[Served]:
    address = f"http://localhost:{port}"
    with running(desk, "up.log", "-m", "interlink.cli", "--desk", str(desk.root), "up") as process:
        wait_for(lambda: process.poll() is not None or answers(f"{address}/desk/login/"))
        assert process.poll() is None, (desk.run / "up.log").read_text()
        yield Served(desk, address, press)


@pytest.fixture(scope="session")
def served(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A demo desk with a week of news in its inbox, and a digest out in English and one in Persian."""
    desk, port, press = Desk(tmp_path_factory.mktemp("demo") / "desk"), free_port(), free_port()
    plan = Plan(
        "Meridian Watch",
        "We follow the Meridian Fellowship in the press.",
        LANGUAGES,
        port=port,
        allowed_loopback=(f"*.localhost:{press}",),
    )
    make_folder(desk, plan)
    shutil.copyfile(tables, desk.newsroom_database)
    with press_at(desk, press):
        prepare = [sys.executable, str(PARTS / "prepare_desk.py"), str(press)]
        done = subprocess.run(prepare, env=environment(desk), check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        with up(desk, port, press) as site:
            yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for the whole session: Django refuses its database to a thread in which Playwright's loop is open.
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=have_chromium().path, args=flags())
        yield program
        program.close()


@dataclass
class Visit:
    """One person's browser, and what it noticed."""

    context: BrowserContext
    troubles: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        return page

    def hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.troubles.append(f"{said.text} ({said.location['url']})")

    def note(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"}:
            self.asked.append(request.url)
            if address.hostname not in LOOPBACK and not str(address.hostname).endswith(".localhost"):
                self.troubles.append(f"asked another host: {request.url}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a browser for one person. In the end nobody may have seen an error or asked another host."""
    with ExitStack() as open_ones:
        visits: list[Visit] = []

        def begin(**settings: object) -> Visit:
            one = Visit(open_ones.enter_context(browser.new_context(**settings)))
            one.context.add_init_script(TELL_VIOLATIONS)
            one.context.on("request", one.note)
            one.context.on("console", one.hear)
            one.context.on("weberror", lambda error: one.troubles.append(str(error.error)))
            visits.append(one)
            return one

        yield begin
        for one in visits:
            assert one.troubles == []


@pytest.fixture
def sign_in() -> Callable[[Page, Served, str, str], None]:
    def go(page: Page, site: Served, name: str, password: str) -> None:
        page.goto(f"{site.address}/desk/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{site.address}/desk/")

    return go


@pytest.fixture
def patience() -> Callable[..., None]:
    return wait_for


@pytest.fixture(scope="session")
def beside() -> Callable[..., AbstractContextManager[object]]:
    """Runs a further program of a desk, at a port that it is told, and waits until it answers."""

    @contextmanager
    def run(desk: Desk, module: str, address: str) -> Iterator[None]:
        with running(desk, f"{module}.log", "-m", module):
            wait_for(lambda: answers(address))
            yield

    return run


@pytest.fixture(scope="session")
def ports() -> Callable[[], int]:
    return free_port
