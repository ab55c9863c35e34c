"""The secrets of channels: a file each in the desk's keys folder, which its owner alone can read.

They are never in the database, whose copies go further than the folder's, and never in a log.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def file_of(channel: int) -> Path:
    """Return where the secrets of a channel are."""
    return Path(settings.INTERLINK_KEYS_ROOT) / "channels" / f"{channel}.json"


def read(channel: int) -> dict[str, str]:
    """Return the secrets of a channel; none where the file is not there or damaged, as after a restored copy."""
    try:
        found = json.loads(file_of(channel).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def keep(channel: int, secrets: Mapping[str, str]) -> None:
    """Write the secrets of a channel, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    file = file_of(channel)
    file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with open(os.open(aside, flags, PRIVATE_FILE), "w", encoding="utf-8") as new:  # noqa: PTH123 - private from its start
        json.dump(dict(secrets), new)
        new.flush()
        os.fsync(new.fileno())
    aside.replace(file)


def forget(channel: int) -> None:
    """Delete the secrets of a channel."""
    file_of(channel).unlink(missing_ok=True)
