"""Processes that begin with all that this one has loaded, and share its memory as long as they leave it alone.

Django, Wagtail and our own modules fill some 120 MB. Loaded once and forked, the processes of a desk have them in
common, and start at once. The one who forks must have no threads and no open database.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

LOOK_SECONDS = 0.05
_LONGEST_NAME = 15  # bytes of a process' name, as Linux keeps it
Work = Callable[[], object]


class Forked:
    """A process of our own that was forked; it is looked after as one of `subprocess` is."""

    def __init__(self, work: Work, *, name: str, environment: Mapping[str, str], drop: tuple[int, ...] = ()) -> None:
        """Start it.

        Args:
            work: what it does; when that returns, or raises SystemExit, it ends.
            name: as lists of processes show it, where the system lets us say.
            environment: its variables, instead of ours.
            drop: open files of ours that it must not hold on to.
        """
        self.returncode: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _go_on(work, name, environment, drop)

    def poll(self) -> int | None:
        """Return the exit code, or the signal that ended it as a negative number; None while it runs."""
        if self.returncode is None:
            with suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends, and return how.

        Raises:
            subprocess.TimeoutExpired: it has not ended in time.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(LOOK_SECONDS)
        return code

    def terminate(self) -> None:
        """Ask it to stop."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def _go_on(work: Work, name: str, environment: Mapping[str, str], drop: tuple[int, ...]) -> None:
    """Do the work of a new process, and end it; nothing of what its maker was about to do is done here."""
    code = 1
    try:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for end in drop:
            os.close(end)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.environ.clear()
        os.environ.update(environment)
        _be_called(name)
        work()
        code = 0
    except SystemExit as end_:
        code = end_.code if isinstance(end_.code, int) else int(end_.code is not None)
    except BaseException:  # noqa: BLE001 - the edge of a process: it is said, and told by the exit code
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        # Not sys.exit: what our maker has set up for its own end is not ours to carry out.
        os._exit(code)


def _be_called(name: str) -> None:
    """Set the name that `top` and `ps -o comm` show; elsewhere than on Linux there is nothing to set."""
    with suppress(OSError):
        Path("/proc/self/comm").write_bytes(f"desk {name}".encode()[:_LONGEST_NAME])
