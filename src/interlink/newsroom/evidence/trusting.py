"""What this desk's evidence is proven by: its log, its keys, and the authorities that give it timestamps."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from interlink.lib.warc.timestamps import Authority

LOG_NAME = "captures.log"


def evidence_folder() -> Path:
    """Return the folder that captures are written into."""
    return Path(settings.INTERLINK_EVIDENCE_ROOT)


def log_path() -> Path:
    """Return where the log of captures is; it stays on this machine, wherever captures are kept."""
    return evidence_folder() / LOG_NAME


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
