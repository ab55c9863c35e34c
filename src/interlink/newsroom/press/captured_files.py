"""Files that were captured, such as a PDF: which of them readers get of a public copy, and what they are called.

Readers save them; they are never shown at the site's address. Only kinds that no browser runs are handed out as they
are, since the baked site may lie on a server that sends each file by its name alone. Any other is in the package.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from interlink.newsroom.evidence.models import Capture

_SUFFIXES = {
    "application/pdf": "pdf",
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/webm": "weba",
    "audio/x-wav": "wav",
    "image/avif": "avif",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/ogg": "ogv",
    "video/webm": "webm",
}


@dataclass(frozen=True, slots=True)
class CapturedFile:
    """A file that readers get.

    Attributes:
        suffix: The ending of its name.
        media_type: What it is sent as.
        size: Its bytes; nothing where that is not known.
        address: Where readers find it.
    """

    suffix: str
    media_type: str
    size: int | None
    address: str

    @property
    def name(self) -> str:
        """What people call such a file."""
        return self.suffix.upper()


def file_in(capture: Capture) -> CapturedFile | None:
    """Return the file that a capture has in the place of a page; None for a page, and for what is not handed out."""
    if capture.is_page or not capture.is_whole:
        return None
    facts = capture.facts.get("file", {})
    media_type = str(facts.get("type") or capture.media_type)
    suffix = _SUFFIXES.get(media_type)
    if suffix is None:
        return None
    address = reverse("press_captured_file", args=[capture.pk, suffix])
    return CapturedFile(suffix, media_type, facts.get("size"), address)
