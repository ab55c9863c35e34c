"""Demo desks for tests with real processes: made once, copied for each test, and what is in one when all is done."""

from __future__ import annotations

import gzip
import hashlib
import json
import mailbox
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from demo_press.clock import Clock
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.verify import State, verify
from interlink.lib.warc.write import is_leftover
from interlink.project.commands import demo
from interlink.project.desk import Desk
from interlink.project.newdesk import Plan, make_folder

DISTURBED = Path(__file__).parent / "parts" / "disturbed.py"
PATIENCE = 300
# A picture of each captured page takes seconds; tests of the captures themselves take them.
NO_PICTURES = {"INTERLINK_EVIDENCE__BROWSER": "off"}
PORTS = re.compile(r"localhost:\d+")


def a_free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass(frozen=True)
class Run:
    """A command that ended."""

    code: int
    printed: str

    @property
    def lines(self) -> list[str]:
        return self.printed.splitlines()

    @property
    def errors(self) -> list[str]:
        return [line for line in self.lines if line.startswith(("Error:", "Stopped."))]


@dataclass(frozen=True)
class DemoDesk:
    """A demo desk, and the command run in it.

    `through` stands before each command, such as what enters a namespace; `seen_from` is where the test sees a
    path that the command sees.
    """

    desk: Desk
    through: tuple[str, ...] = ()
    seen_from: str = ""
    ballast: str = ""
    loader: subprocess.Popen[str] | None = None

    @property
    def seen(self) -> Desk:
        return Desk(Path(f"{self.seen_from}{self.desk.root}"))

    def environment(self) -> dict[str, str]:
        more = {"BALLAST": self.ballast} if self.ballast else {}
        return os.environ | {"INTERLINK_DESK": str(self.desk.root), "PYTHONUNBUFFERED": "1", **NO_PICTURES} | more

    def run(self, *arguments: str, step: str = "-", nth: int = 0, how: str = "never", counts: str = "-") -> Run:
        """Run `interlink`, disturbed at a moment if one is named."""
        disturbed = (counts, step, str(nth), how, *arguments)
        if self.loader is not None:
            return self._order(*disturbed)
        command = (*self.through, sys.executable, str(DISTURBED), *disturbed)
        done = subprocess.run(
            command,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
            process_group=0,
        )
        return Run(done.returncode, done.stdout)

    @contextmanager
    def loaded(self) -> Iterator[DemoDesk]:
        """Load the program once for all runs in the block, each in a process of its own all the same."""
        command = (*self.through, sys.executable, str(DISTURBED))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        loader = subprocess.Popen(command, env=self.environment(), text=True, **pipes)  # type: ignore[call-overload]
        try:
            yield replace(self, loader=loader)
        finally:
            with suppress(BrokenPipeError):
                loader.stdin.close()
            loader.wait(PATIENCE)
            loader.stdout.close()

    def _order(self, *arguments: str) -> Run:
        assert self.loader is not None
        self.loader.stdin.write(json.dumps(arguments) + "\n")
        self.loader.stdin.flush()
        return Run(*json.loads(self.loader.stdout.readline()))

    def demo(self, *options: str, **moment: object) -> Run:
        """Run the demo's main job."""
        return self.run("demo", str(self.desk.root), "--no-serve", *options, **moment)  # type: ignore[arg-type]

    def ask_at_work(self, sql: str) -> list[tuple]:
        """Ask the database of a desk that others work on."""
        with closing(sqlite3.connect(self.desk.newsroom_database, timeout=10)) as database:
            return database.execute(sql).fetchall()

    def ask(self, sql: str) -> list[tuple]:
        """Ask a copy of the database as it is on the disk: opening the desk's own would already tidy it up.

        SQLite also follows links by itself, and so finds no way into another namespace.
        """
        with tempfile.TemporaryDirectory() as folder:
            for path in self.seen.root.glob("newsroom.sqlite3*"):
                if not path.name.endswith("-shm"):
                    shutil.copy(path, folder)
            with closing(sqlite3.connect(Path(folder) / "newsroom.sqlite3")) as database:
                return database.execute(sql).fetchall()


def copy_desk(source: Desk, root: Path, **more: object) -> DemoDesk:
    """Copy a demo desk whose sources are not seeded yet; its press gets a port of its own."""
    made = DemoDesk(Desk(root), **more)  # type: ignore[arg-type]
    shutil.copytree(source.root, made.seen.root)
    settings = made.seen.settings_file
    fresh = f'["*.localhost:{a_free_port()}"]'
    settings.write_text(re.sub(r'\["\*\.localhost:\d+"\]', fresh, settings.read_text()))
    return made


def bare(root: Path, **more: object) -> DemoDesk:
    """Make the folder of a demo desk, without a table."""
    made = DemoDesk(Desk(root), **more)  # type: ignore[arg-type]
    port = a_free_port()
    loopback = (f"*.localhost:{port}",)
    make_folder(made.seen, Plan("Meridian Watch", languages=demo.LANGUAGES, port=port, allowed_loopback=loopback))
    Clock(made.seen.run / "press.json")
    return made


@pytest.fixture(scope="session")
def bare_demo_desk() -> Callable[..., DemoDesk]:
    return bare


@pytest.fixture(scope="session")
def prepared_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A demo desk with its tables, before the first line of its job.

    As a test of its own, it is killed while the tables are made.
    """
    made = bare(tmp_path_factory.mktemp("prepared") / "desk")
    killed = made.run("upgrade", step="prepare", nth=150, how="kill")
    assert killed.code == -9, killed.printed
    again = made.run("upgrade")
    assert again.code == 0, again.printed
    assert "The desk is up to date. Made front pages: en, fr, de, sq, ar, fa." in again.printed
    (made.desk.run / demo.PREPARED).write_text(demo.version_of_tables())
    return made.desk


@dataclass(frozen=True)
class Finished:
    """A demo desk after an undisturbed run, and how many effects each step had."""

    desk: Desk
    contents: Contents
    counts: dict[str, int]


@pytest.fixture(scope="session")
def finished(prepared_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """What every disturbed run has to come to."""
    folder = tmp_path_factory.mktemp("finished")
    demo_desk = copy_desk(prepared_desk, folder / "desk")
    done = demo_desk.demo(counts=str(folder / "counts.json"))
    assert done.code == 0, done.printed
    found = _contents(demo_desk)
    assert found.deliveries == {"sent": 18}
    return Finished(demo_desk.desk, found, json.loads((folder / "counts.json").read_text()))


@dataclass(frozen=True)
class Contents:
    """What is in a desk, without what differs from run to run: keys, times and ports."""

    items: frozenset[tuple]
    stories: frozenset[frozenset[str]]
    posts: frozenset[tuple]
    captures: frozenset[tuple]
    digests: frozenset[tuple]
    mailed: frozenset[tuple]
    pages: frozenset[str]
    deliveries: Counter[str]


def _contents(of: DemoDesk) -> Contents:
    """Read a desk that nobody works on."""

    def rows(sql: str) -> list[tuple]:
        return [tuple(PORTS.sub("", cell) if isinstance(cell, str) else cell for cell in row) for row in of.ask(sql)]

    def groups(sql: str) -> dict[object, frozenset[str]]:
        found: dict[object, set[str]] = {}
        for key, member in rows(sql):
            found.setdefault(key, set()).add(member)
        return {key: frozenset(members) for key, members in found.items()}

    page = "JOIN wagtailcore_page page ON page.id = {}.page_ptr_id JOIN wagtailcore_locale l ON l.id = page.locale_id"
    entries = groups(
        "SELECT digest_id, post.cited_address FROM press_digestentry e "
        "JOIN press_postpage post ON post.page_ptr_id = post_id"
    )
    return Contents(
        items=frozenset(rows("SELECT address, title, reading, reading_problem, text FROM watch_item")),
        stories=frozenset(
            groups("SELECT story_id, i.address FROM stories_membership m JOIN watch_item i ON i.id = item_id").values()
        ),
        posts=frozenset(
            rows(
                "SELECT cited_address, excerpt, outlet, page.title, page.live, page.has_unpublished_changes, "
                f"language_code FROM press_postpage p {page.format('p')}"
            )
        ),
        captures=frozenset(rows("SELECT address, state, http_status, problem FROM evidence_capture")),
        digests=frozenset(
            (language, live, signed, entries[key])
            for key, language, live, signed in rows(
                "SELECT d.page_ptr_id, language_code, page.live, signed_off_by_id IS NOT NULL "
                f"FROM press_digestpage d {page.format('d')}"
            )
        ),
        mailed=frozenset(
            rows(
                "SELECT language_code, s.email FROM outreach_delivery o "
                "JOIN outreach_subscriber s ON s.id = subscriber_id "
                "JOIN outreach_mailing m ON m.id = mailing_id JOIN press_digestpage d ON d.page_ptr_id = m.digest_id "
                + page.format("d")
            )
        ),
        pages=frozenset(re.sub(r"^evidence/\d+", "evidence", place) for place in manifest(of.seen)),
        deliveries=Counter(state for (state,) in rows("SELECT state FROM outreach_delivery")),
    )


def manifest(desk: Desk) -> dict[str, str]:
    """The checksum of each baked file, as the signed lists have it."""
    lists = [path for path in (desk.site / "manifest").glob("*.sha256") if path.name != "index.sha256"]
    lines = (line.split("  ", 1) for path in lists for line in path.read_text().splitlines())
    return {place: checksum for checksum, place in lines}


def _check_whole(of: DemoDesk, story: object = None) -> None:
    """See that nothing in a desk is torn, whether its work is done or not."""
    assert of.ask("PRAGMA integrity_check") == [("ok",)], story
    assert of.ask("PRAGMA foreign_key_check") == [], story
    whole = dict(of.ask("SELECT warc_name, warc_sha256 FROM evidence_capture WHERE state = 'whole'"))
    files = {str(path.relative_to(of.seen.evidence)) for path in of.seen.evidence.rglob("*") if path.is_file()}
    named = {name for name in files if not is_leftover(Path(name))}
    shelf = Shelf(of.seen.evidence)
    for name in whole.keys() - named:
        # One that is mostly pointers lies in its wrapping once it is sealed, and comes out of it as it was.
        with shelf.laid_out([name]) as places:
            verdict = verify(places[name], whole[name])
        assert verdict.state is State.INTACT, (verdict, story)
    for name in named:
        if name.endswith(".wacz"):
            parts = judge(of.seen.evidence / name, Looking(with_records=True)).parts
            assert not [part for part in parts if part.state is not State.INTACT and part.name != "the signature"], (
                story
            )
        if not name.endswith(".warc.gz"):
            continue
        path = of.seen.evidence / name
        # The file of a capture that was cut off before its row was written is whole as well.
        verdict = verify(path, whole.get(name) or hashlib.sha256(path.read_bytes()).hexdigest())
        assert verdict.state is State.INTACT, (verdict, story)
    for path in of.seen.site.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            kind = path.name.removesuffix(".gz")
            if kind.endswith(".html"):
                assert body.rstrip().endswith(b"</html>"), (path, story)
    sent = [(message["To"], message["Message-ID"]) for message in outbox(of.seen)]
    assert len(sent) == len(set(sent)), "somebody was mailed twice"


def outbox(desk: Desk) -> list[mailbox.MaildirMessage]:
    return list(mailbox.Maildir(desk.outbox, create=False)) if desk.outbox.exists() else []


def _check_finished(of: DemoDesk, wanted: Contents, story: object = None) -> None:
    """See that a desk came to the same end as an undisturbed one."""
    _check_whole(of, story)
    found = _contents(of)
    for name in ("items", "stories", "posts", "captures", "digests", "mailed", "pages"):
        assert getattr(found, name) == getattr(wanted, name), (name, story)
    assert set(found.deliveries) <= {"sent", "unsure"}
    assert found.deliveries.total() == wanted.deliveries.total()
    mails = Counter(message["To"] for message in outbox(of.seen))
    assert set(mails.values()) == {1}, story
    assert found.deliveries["sent"] <= mails.total() <= found.deliveries.total()
    # Whoever was stopped while writing a line into the log left it to the next one to note that.
    log = check_log(of.seen.evidence / "captures.log")
    assert log.state is State.INTACT, (log.parts, story)
    logged = log.files()
    sealed = of.ask("SELECT warc_name, warc_sha256, package_sha256 FROM evidence_capture WHERE sealing = 'sealed'")
    assert of.ask("SELECT address FROM evidence_capture WHERE state = 'whole' AND sealing <> 'sealed'") == [], story
    for name, warc, package in sealed:
        assert (logged[name].sha256, logged[name].differs_from) == (warc, None), story
        entry = logged[f"{name.removesuffix('.warc.gz')}.wacz"]
        assert (entry.sha256, entry.differs_from) == (package, None), story
    # One that is mostly pointers lies in its wrapping once it is sealed.
    there = {path.name for path in of.seen.evidence.rglob("*.gz")}
    wrapped = {path.name.replace(".wrap", ".warc.gz") for path in of.seen.evidence.rglob("*.wrap")}
    whole = {Path(name).name for (name,) in of.ask("SELECT warc_name FROM evidence_capture WHERE state = 'whole'")}
    assert there <= whole <= there | wrapped, story
    _check_baked(of)
    left = of.ask(
        "SELECT task_path, status, traceback FROM django_tasks_database_dbtaskresult WHERE finished_at IS NULL"
    )
    assert left == [], story


def _check_baked(of: DemoDesk) -> None:
    """See that the baked files are those of the manifest, byte for byte, and no others."""
    listed = manifest(of.seen)
    root = of.seen.site
    there = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file() and path.name != ".bake.lock"}
    there = {name for name in there if not name.startswith("manifest/")}
    assert there == listed.keys() | {name for name in there if name.endswith(".gz")}
    for place, checksum in listed.items():
        body = (root / place).read_bytes()
        assert hashlib.sha256(body).hexdigest() == checksum, place
        packed = root / f"{place}.gz"
        assert not packed.exists() or gzip.decompress(packed.read_bytes()) == body


@pytest.fixture(scope="session")
def new_demo_desk(prepared_desk: Desk) -> Callable[..., DemoDesk]:
    """Make a prepared demo desk in a folder that is not there yet."""
    return lambda root, **more: copy_desk(prepared_desk, root, **more)


@pytest.fixture(scope="session")
def copy_finished(finished: Finished) -> Callable[[Path], DemoDesk]:
    """Copy the desk of the undisturbed run; all copies share one port for the press, so one of them runs at a time."""

    def copy(root: Path) -> DemoDesk:
        shutil.copytree(finished.desk.root, root)
        return DemoDesk(Desk(root))

    return copy


@pytest.fixture(scope="session")
def contents() -> Callable[[DemoDesk], Contents]:
    return _contents


@pytest.fixture(scope="session")
def check_whole() -> Callable[..., None]:
    return _check_whole


@pytest.fixture(scope="session")
def check_finished() -> Callable[..., None]:
    return _check_finished


class Served:
    """A demo desk that is up, with its press beside it."""

    def __init__(self, demo_desk: DemoDesk, log: Path) -> None:
        self.of, self.log = demo_desk, log
        self.port = a_free_port()
        self.environment = demo_desk.environment() | {"INTERLINK_SERVE__PORT": str(self.port)}
        with log.open("a") as output:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "interlink.cli", "up", "--workers", "1"],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def until(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE / 3
        while not condition():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def until_up(self) -> None:
        self.until(lambda: self.supervisor.poll() is not None or "The desk is up." in self.log.read_text())
        assert self.supervisor.poll() is None, self.log.read_text()

    def until_answering(self) -> None:
        self.until(self._answers)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
                line.sendall(b"GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return line.recv(100).startswith(b"HTTP/1.")
        except OSError:
            return False

    def order_captures(self, code: str, number: int) -> str:
        """Enqueue captures in a process of its own; return their keys, with commas between."""
        done = subprocess.run(
            [sys.executable, "-c", code, str(number)], env=self.environment, check=True, text=True, capture_output=True
        )
        return ", ".join(done.stdout.split())

    def pids(self, words: str) -> list[int]:
        """Return the processes of this desk whose command or own name has the words; only ours carry its name."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    f"INTERLINK_DESK={self.of.desk.root}\0".encode() in (process / "environ").read_bytes()
                    and words in (process / "cmdline").read_text() + (process / "comm").read_text()
                    and (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
                ):
                    found.append(int(process.name))
            except OSError:
                continue
        return sorted(found)

    def kill(self, words: str) -> None:
        """Kill every process whose command has the words."""
        pids = self.pids(words)
        assert pids, words
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_supervisor(self) -> None:
        self.supervisor.kill()
        self.supervisor.wait()

    def stop(self) -> None:
        self.supervisor.send_signal(signal.SIGINT)
        assert self.supervisor.wait(30) == 0, self.log.read_text()


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, finished: Finished
) -> Iterator[Callable[[DemoDesk], AbstractContextManager[Served]]]:
    """Serve a demo desk while a block runs; the press is there all the time."""
    folder = tmp_path_factory.mktemp("served")
    pattern = re.search(r"localhost:(\d+)", finished.desk.settings_file.read_text().partition("allowed_loopback")[2])
    state = shutil.copy(finished.desk.run / "press.json", folder / "press.json")
    press = subprocess.Popen(
        [sys.executable, "-m", "demo_press", "--state", state, "--port", pattern[1]], stdout=subprocess.DEVNULL
    )
    numbers = count(1)

    @contextmanager
    def serve(demo_desk: DemoDesk) -> Iterator[Served]:
        desk = Served(demo_desk, folder / f"up-{next(numbers)}.log")
        try:
            yield desk
        finally:
            if desk.supervisor.poll() is None:
                desk.kill_supervisor()
            for pid in desk.pids("interlink"):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    yield serve
    press.terminate()
    press.wait(20)
