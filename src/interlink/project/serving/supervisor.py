"""`interlink up`: starts the processes of a desk, keeps them alive, and stops them all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from types import FrameType

from interlink.project.desk import DESK_VARIABLE, Desk
from interlink.project.env.environment import Environment
from interlink.project.serving import lifeline, ports, web, worker
from interlink.project.serving.errors import DoesNotStart, ServingError
from interlink.project.serving.forking import Forked
from interlink.project.serving.loading import load_all
from interlink.project.serving.lock import only_one
from interlink.project.serving.rules import describe_exit, failures_in_a_row, restart_pause

STOP_SECONDS = 10.0
READY_SECONDS = 90.0
PORT_PATIENCE_SECONDS = 5.0
LOOK_SECONDS = 0.1
DEATHS_BEFORE_READY = 3
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WEB = "web"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A process that belongs to a running desk.

    Attributes:
        name: what it is called in messages.
        task: a command to run, or a function that goes on in a forked process with what is loaded here. Either must
            hold on to the lifeline, as `leash` does for any module.
        environment: variables besides our own.
    """

    name: str
    task: tuple[str, ...] | Callable[[], object]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Child:
    """A part at work."""

    part: Part
    process: subprocess.Popen[bytes] | Forked | None = None
    began: float = 0.0
    failures: int = 0
    start_at: float = 0.0


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a Python module of ours which holds on to the lifeline itself."""
    return (sys.executable, "-m", name, *arguments)


def leashed(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs any Python module, held on the lifeline."""
    return module("interlink.project.serving.leash", name, *arguments)


def replay_part() -> Part:
    """Return the process that replays captures, on an origin of its own."""
    return Part("replay", module("interlink.project.serving.replay"))


def newsroom_parts(*, workers: int = 1) -> tuple[Part, ...]:
    """Return the processes of the newsroom plane: the web server, and workers with the clock."""
    names = ["worker"] if workers == 1 else [f"worker {number}" for number in range(1, workers + 1)]
    return (Part(WEB, web.main), *(Part(name, worker.main) for name in names))


def up(
    desk: Desk,
    env: Environment,
    *,
    others: Sequence[Part] = (),
    workers: int = 1,
    say: Say = print,
    on_ready: Callable[[], None] | None = None,
) -> None:
    """Serve a desk until SIGINT, SIGTERM or SIGHUP.

    What its processes need is loaded here, once, before they are forked.

    Args:
        desk: the desk, with its database in place.
        env: its settings.
        others: further processes, started before ours.
        workers: how many worker processes.
        say: takes plain lines for the person who looks on.
        on_ready: called once the site answers; a line says so afterwards.

    Raises:
        AlreadyUp: the desk is being served.
        PortTaken: another program has the port.
        AddressUnusable: this machine cannot listen there.
        DoesNotStart: the web process ends again and again, or never answers.
    """
    host, port = env.serve.host, env.serve.port
    with only_one(desk):
        # Those of a supervisor that was killed leave within seconds.
        ports.check_free(host, port, patience=PORT_PATIENCE_SECONDS)
        replays = [replay_part()] if _may_replay(env, say) else []
        parts = (*others, *newsroom_parts(workers=workers), *replays)
        load_all()
        Supervisor(desk, parts, is_ready=lambda: ports.answers(host, port), say=say, on_ready=on_ready).run()


def _may_replay(env: Environment, say: Say) -> bool:
    """Say whether captures can be replayed; the desk itself goes without, if they cannot."""
    if not env.replay_address:
        return False
    try:
        ports.check_free(env.serve.host, env.replay_port, patience=PORT_PATIENCE_SECONDS)
    except ServingError:
        say(
            f"Port {env.replay_port} cannot be had, so captures are not replayed now. "
            "Set another one: replay_port under [evidence] in interlink.toml."
        )
        return False
    return True


class Supervisor:
    """Runs the parts of a desk until it is told to stop."""

    def __init__(
        self,
        desk: Desk,
        parts: Sequence[Part],
        *,
        is_ready: Callable[[], bool],
        say: Say,
        on_ready: Callable[[], None] | None = None,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        """Make a supervisor.

        Args:
            desk: the desk.
            parts: its processes.
            is_ready: whether the desk answers.
            say: takes plain lines for the person who looks on.
            on_ready: called once it answers; a line says so afterwards.
            stop_seconds: how long the processes get to stop.
        """
        self._desk = desk
        self._children = [_Child(part) for part in parts]
        self._is_ready = is_ready
        self._say = say
        self._on_ready = on_ready
        self._stop_seconds = stop_seconds
        self._stopping = False
        self._leash = (-1, -1)

    def run(self) -> None:
        """Start all parts, say when the desk answers, restart what dies, and stop all in the end.

        Raises:
            DoesNotStart: the web process ends again and again, or never answers.
        """
        self._leash = os.pipe()
        try:
            with self._signals():
                self._wait_until_ready()
                while not self._stopping:
                    self._look_after()
                    time.sleep(LOOK_SECONDS)
        finally:
            with self._signals():  # who presses Ctrl-C twice still leaves nobody behind
                self._stop()
            for end in self._leash:
                os.close(end)

    def _wait_until_ready(self) -> None:
        """Return once the desk answers, or we are told to stop."""
        deadline = time.monotonic() + READY_SECONDS
        while not self._stopping:
            self._look_after()
            web = next((child for child in self._children if child.part.name == WEB), None)
            if web is not None and web.failures >= DEATHS_BEFORE_READY:
                raise DoesNotStart(f"it ended {web.failures} times")
            if self._is_ready():
                if self._on_ready is not None:
                    self._on_ready()
                self._say("The desk is up. Press Ctrl-C to stop it.")
                return
            if time.monotonic() > deadline:
                raise DoesNotStart(f"it did not answer within {READY_SECONDS:.0f} seconds")
            time.sleep(LOOK_SECONDS)

    def _look_after(self) -> None:
        """Start what is to be started, and note what died."""
        for child in self._children:
            now = time.monotonic()
            if child.process is None:
                if now >= child.start_at and not self._stopping:
                    self._start(child)
                continue
            code = child.process.poll()
            if code is None or self._stopping:
                continue
            _sweep(child.process)
            child.process = None
            child.failures = failures_in_a_row(child.failures, timedelta(seconds=now - child.began))
            pause = restart_pause(child.failures).total_seconds()
            child.start_at = now + pause
            self._say(f"The {child.part.name} process {describe_exit(code)}. It starts again in {pause:g} s.")

    def _start(self, child: _Child) -> None:
        environment = os.environ | {DESK_VARIABLE: str(self._desk.root), **child.part.environment}
        environment[lifeline.VARIABLE] = str(self._leash[0])
        child.began = time.monotonic()
        if not isinstance(child.part.task, tuple):
            child.process = Forked(
                child.part.task, name=child.part.name, environment=environment, drop=(self._leash[1],)
            )
            return
        # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the others in order.
        child.process = subprocess.Popen(  # noqa: S603 - our own commands
            child.part.task,
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=(self._leash[0],),
            start_new_session=True,
        )

    def _stop(self) -> None:
        """Ask all to stop, wait, and kill who does not."""
        self._stopping = True
        alive = [child.process for child in self._children if child.process and child.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + self._stop_seconds
        for process in alive:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(deadline - time.monotonic(), 0))
            _sweep(process)
            process.wait()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Take the orders to stop as long as we are at it."""

        def stop(signum: int, frame: FrameType | None) -> None:
            del signum, frame
            self._stopping = True

        before = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _sweep(process: subprocess.Popen[bytes] | Forked) -> None:
    """Kill what is left of a child's session: itself, if it would not stop, and children of its own.

    The system gives the number of a group to nobody else while a member lives.
    """
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
