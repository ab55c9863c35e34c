"""Changes that outlive a power cut, for books of what has left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def stored_for_good() -> Iterator[None]:
    """Have each change reach the disk itself while a block lasts.

    The desk's usual way may lose the last moments in a power cut, and what has left would leave again.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA synchronous").fetchone()
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous={int(usual)}")
