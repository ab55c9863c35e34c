"""The lifeline: how a process learns that the one that started it is gone, however it went.

The starter holds the writing end of a pipe and never writes. When it ends, be it by `kill -9`,
the system closes that end, and everybody who reads the other end sees it. This works wherever
there are pipes, and needs no polling.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable

VARIABLE = "INTERLINK_LIFELINE"
LAST_WAIT_SECONDS = 12.0


def watch() -> None:
    """Stop this process when the supervisor that started it is gone; without one, do nothing.

    The process gets SIGTERM first, and some seconds later it ends in any case.
    """
    number = os.environ.pop(VARIABLE, "")
    if not number.isdigit():
        return
    end = int(number)
    os.set_inheritable(end, False)
    _in_background(lambda: os.read(end, 1))


def watch_parent() -> None:
    """Stop this process when the process that forked it through `multiprocessing` is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        _in_background(parent.join)


def _in_background(wait: Callable[[], object]) -> None:
    def follow() -> None:
        wait()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LAST_WAIT_SECONDS)
        os._exit(os.EX_TEMPFAIL)

    threading.Thread(target=follow, name="lifeline", daemon=True).start()
