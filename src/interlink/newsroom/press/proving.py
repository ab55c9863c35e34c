"""Having the log's head written to the public site when captures were sealed, which no post may have to do with."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from interlink.newsroom.evidence import publishing
from interlink.newsroom.press.bake.jobs import bake_soon

_TAIL = 200


def publish_head() -> bool:
    """Have the published heads written if the log goes on after the last of them; return whether it does.

    The end of the log is compared with the end of the written file, so the cost does not grow with either.
    """
    address = reverse("press_evidence_log")
    head = publishing.head()
    if not head.number or _end_of(Path(settings.INTERLINK_SITE_ROOT) / address.lstrip("/")).endswith(
        f" {head.number} {head.sha256}\n"
    ):
        return False
    bake_soon([address])
    return True


def _end_of(path: Path) -> str:
    try:
        with path.open("rb") as written:
            written.seek(max(0, path.stat().st_size - _TAIL))
            return written.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
