"""The picture of a captured page: a record in the web archive file, and beside it the same as a file to show."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from interlink.lib.warc.placing import make_folder, placed
from interlink.newsroom.evidence.earlier import Earlier
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import evidence_folder


def keep_picture(capture: Capture, picture: bytes, known: Earlier) -> str:
    """Put the picture beside the web archive file, and return its SHA-256; empty where there is no picture.

    A picture that looks as the one of an earlier capture takes no room of its own.

    Raises:
        WriteFailed: The disk refuses.
    """
    place = evidence_folder() / capture.screenshot_name
    if not picture:
        place.unlink(missing_ok=True)  # of a try that was killed
        return ""
    checksum = sha256(picture).hexdigest()
    holder = known.holders.get(checksum, 0)
    earlier = Capture.objects.filter(pk=holder, screenshot_sha256=checksum).first()
    if earlier is None or not _linked(evidence_folder() / earlier.screenshot_name, place):
        with placed(place, replace=True) as out:
            out.write(picture)
    return checksum


def _linked(there: Path, place: Path) -> bool:
    beside = place.with_suffix(".link")
    with suppress(OSError):
        make_folder(place.parent)
        beside.unlink(missing_ok=True)
        os.link(there, beside)
        beside.replace(place)
        return True
    return False
