"""The actors' private keys: a file each in the desk's keys folder, which its owner alone can read.

They are never in the database, whose copies go further than the folder's.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from interlink.lib.signatures import new_private_key
from interlink.newsroom.outreach.fediverse.models import Actor

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def file_of(actor: Actor) -> Path:
    """Return where the key of an actor is."""
    return Path(settings.INTERLINK_KEYS_ROOT) / "fediverse" / f"{actor.language}-{actor.key_number}.pem"


def private_key(actor: Actor) -> str:
    """Return the key of an actor, in PEM; a new one where there is none yet.

    Of two processes that make one at once, the first one's stays.

    Raises:
        OSError: it cannot be read or written.
    """
    file = file_of(actor)
    if not file.exists():
        _write(file, new_private_key())
    return file.read_text(encoding="ascii")


def _write(file: Path, key: str) -> None:
    file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with open(os.open(aside, flags, PRIVATE_FILE), "w", encoding="ascii") as new:  # noqa: PTH123 - private from its start
        new.write(key)
        new.flush()
        os.fsync(new.fileno())
    try:
        os.link(aside, file)  # unlike a rename, it never takes the place of one that is there
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def forget(file: Path) -> None:
    """Delete a key that is used no more."""
    file.unlink(missing_ok=True)
