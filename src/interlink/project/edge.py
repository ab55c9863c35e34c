"""The outer edge of every command: what stops it from outside becomes one plain line and an exit code."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.db import OperationalError

from interlink.newsroom.evidence.errors import NoRoom
from interlink.project.desk import Desk, find_desk

INTERRUPTED = 130  # as shells count it: 128 and the number of SIGINT
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Less than this, and SQLite cannot even open its files; it then says no more than "disk I/O error".
LEAST_FREE_BYTES = 256 * 1024


@contextmanager
def plain_ending() -> Iterator[None]:
    """Turn Ctrl-C and an unwilling disk or database into one line and an exit code.

    Raises:
        click.ClickException: the disk is full, or the disk or the database refused.
        click.exceptions.Exit: Ctrl-C was pressed.
    """
    try:
        yield
    except KeyboardInterrupt as stop:
        click.echo("\nStopped. What was done is kept; run the same command again to carry on.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from stop
    except NoRoom as error:
        raise click.ClickException(_no_room(find_desk())) from error
    except (OSError, OperationalError) as error:
        if isinstance(error, OSError) and error.errno is None:
            raise
        raise click.ClickException(_in_plain_words(error, find_desk())) from error


def _in_plain_words(error: OSError | OperationalError, desk: Desk) -> str:
    if _is_for_want_of_room(error, desk):
        return _no_room(desk)
    if isinstance(error, OSError):
        where = f" at {error.filename}" if error.filename else ""
        why = os.strerror(error.errno or 0)
        return f"The system refused{where}: {why}. Mend that, then run the same command again."
    if "locked" in str(error):
        return "Another program holds the desk's database. Wait until it is done, then run the same command again."
    return f"The desk's database at {desk.newsroom_database} cannot be used: {error}."


def _no_room(desk: Desk) -> str:
    return (
        f"There is no room left on the disk that holds {desk.root}, so the work has stopped. "
        "What was done before is kept. Make room, then run the same command again."
    )


def _is_for_want_of_room(error: OSError | OperationalError, desk: Desk) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if "disk is full" in str(error):
        return True
    try:
        return shutil.disk_usage(desk.root).free < LEAST_FREE_BYTES
    except OSError:
        return False
