"""Questions to SQLite's full-text search that end after a while, whatever was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import OperationalError, connection

from interlink.newsroom.watch.search.errors import TookTooLong

SECONDS_AT_MOST = 2.0
_STEPS_BETWEEN_LOOKS = 20_000


@contextmanager
def bounded() -> Iterator[Any]:
    """Give a cursor whose statements are given up after a while.

    Raises:
        TookTooLong: they were.
    """
    stop_at = monotonic() + SECONDS_AT_MOST
    given_up = False

    def look() -> bool:
        nonlocal given_up
        given_up = monotonic() > stop_at
        return given_up

    with connection.cursor() as cursor:
        own = connection.connection
        own.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
        try:
            yield cursor
        except OperationalError as error:
            if given_up:
                raise TookTooLong from error
            raise
        finally:
            own.set_progress_handler(None, 0)
