"""What this desk's evidence is proven by: its log, its keys, and the authorities that give it timestamps."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from interlink.lib.warc.log_check import LogVerdict, check_log
from interlink.lib.warc.timestamps import Authority

LOG_NAME = "captures.log"


def evidence_folder() -> Path:
    """Return the folder that captures are written into."""
    return Path(settings.INTERLINK_EVIDENCE_ROOT)


def log_path() -> Path:
    """Return where the log of captures is; it stays on this machine, wherever captures are kept."""
    return evidence_folder() / LOG_NAME


def log_as_it_is() -> LogVerdict:
    """Return what is known of the log now; it is read again only when it has changed."""
    path = log_path()
    try:
        seen = path.stat()
    except OSError:
        return check_log(path)
    return _log_as(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=1)
def _log_as(path: Path, _changed: int, _size: int) -> LogVerdict:
    # A bake asks for each capture, and the log is one file for all of them.
    return check_log(path)


def key_folder() -> Path:
    """Return where the key that signs packages is."""
    return Path(settings.INTERLINK_KEYS_ROOT)


def authorities() -> tuple[Authority, ...]:
    """Return who is asked for timestamps."""
    return tuple(
        Authority(name, address, _certificates(roots)) for name, address, roots in settings.INTERLINK_AUTHORITIES
    )


@lru_cache(maxsize=16)
def _certificates(path: Path | None) -> bytes:
    return path.read_bytes() if path else b""
