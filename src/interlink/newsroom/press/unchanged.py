"""What is read again and again, kept in memory for as long as nothing in the database has changed.

SQLite says for nothing whether anything was written since, by whomever: what is kept is never older than the
database. Each thread keeps its own, since each has a connection of its own that counts.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")

_SECONDS = 30
_MOST_ANSWERS = 64


class _Kept(threading.local):
    def __init__(self) -> None:
        self.version: object = None
        self.answers: OrderedDict[Hashable, object] = OrderedDict()


_kept = _Kept()


def version() -> object:
    """What changes whenever the database does, whoever changed it; None where nobody can tell.

    SQLite counts what others commit (`data_version`) for each connection, and what the connection itself writes.
    """
    # What a transaction has written may be taken back, and SQLite does not count that.
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    connection.ensure_connection()
    own = connection.connection
    others = own.execute("PRAGMA data_version").fetchone()[0]
    # The connection itself, not its number, which another one may get; and half a minute at most, since files and the
    # alias book, which have their own pace, are no part of the count.
    return own, others, own.total_changes, int(time.monotonic()) // _SECONDS


def while_unchanged(ask: Callable[P, T]) -> Callable[P, T]:
    """Keep what a question about the database gave. Its arguments can be hashed; nobody alters its answer."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        now = version()  # before it is asked: a change meanwhile then counts as one after it
        if now is None:
            return ask(*args, **kwargs)
        if now != _kept.version:
            _kept.version = now
            _kept.answers.clear()
        key = ask, args, tuple(kwargs.items())
        if key not in _kept.answers:
            _kept.answers[key] = ask(*args, **kwargs)
            if len(_kept.answers) > _MOST_ANSWERS:
                _kept.answers.popitem(last=False)
        return cast("T", _kept.answers[key])

    return answer
