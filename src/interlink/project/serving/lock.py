"""One desk is served once: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from interlink.project.desk import Desk
from interlink.project.serving.errors import AlreadyUp


@contextmanager
def only_one(desk: Desk) -> Iterator[None]:
    """Hold the desk's lock.

    Raises:
        AlreadyUp: somebody else holds it.
    """
    desk.run.mkdir(parents=True, exist_ok=True)
    # Opened for appending, so that the holder's number is not wiped by who comes second.
    with (desk.run / "up.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyUp(str(desk.root), file.read(20).strip()) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        # A forked process would hold the lock on after we are gone.
        os.register_at_fork(after_in_child=file.close)
        yield
        file.truncate(0)
