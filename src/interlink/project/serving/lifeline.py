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
SERVING_WAIT_SECONDS = 4.0
REMIND_SECONDS = 0.5


def watch() -> None:
    """Stop this process when the supervisor that started it is gone; without one, do nothing.

    The process gets SIGTERM first, and some seconds later it ends in any case.
    """
    number = os.environ.pop(VARIABLE, "")
    if not number.isdigit():
        return
    end = int(number)
    os.set_inheritable(end, False)
    _in_background(lambda: os.read(end, 1), LAST_WAIT_SECONDS)


def watch_parent() -> None:
    """Stop this process when the process that made it through `multiprocessing` is gone.

    Until the server has its own handlers in place, an order to stop ends the process at once;
    those it inherited from its parent would swallow it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        _in_background(parent.join, SERVING_WAIT_SECONDS)


def _in_background(wait: Callable[[], object], last_wait: float) -> None:
    def follow() -> None:
        wait()
        deadline = time.monotonic() + last_wait
        while time.monotonic() < deadline:  # more than once: the first may come too early to be heard
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(REMIND_SECONDS)
        os._exit(os.EX_TEMPFAIL)

    threading.Thread(target=follow, name="lifeline", daemon=True).start()
