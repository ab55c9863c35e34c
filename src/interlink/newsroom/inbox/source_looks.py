"""Looking at an address while an editor waits, without holding up everybody else.

A look asks several addresses, one after the other where they are on one host, and each may be slow. So it runs in a
thread of its own: the editor waits `PATIENCE` seconds at most, and a serving process looks at no more than
`LOOKS_AT_ONCE` addresses at a time. A look that nobody waits for any more ends by the time limits of the door.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread

from django.utils.translation import gettext as _

from interlink.newsroom.watch.finding import Proposal

PATIENCE = 60.0  # seconds; the pages say "up to a minute"
LOOKS_AT_ONCE = 2
_free = BoundedSemaphore(LOOKS_AT_ONCE)


class NoLook(Exception):
    """An address was not looked at to the end; the message says why and what helps."""


def look(find: Callable[[], Proposal]) -> Proposal:
    """Return what a look finds; its errors come through. It must not ask the database, whose threads are others.

    Raises:
        NoLook: as many looks are under way as may be, or this one took too long.
    """
    if not _free.acquire(blocking=False):
        raise NoLook(_("Other addresses are being looked at just now. Try again in a minute."))
    found: Future[Proposal] = Future()

    def run() -> None:
        try:
            found.set_result(find())
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that waits
            found.set_exception(error)
        finally:
            _free.release()

    Thread(target=run, name="look", daemon=True).start()
    try:
        return found.result(PATIENCE)
    except TimeoutError:
        raise NoLook(
            _("Its site is very slow: after a minute there was nothing to show. Give the address of its feed itself.")
        ) from None
