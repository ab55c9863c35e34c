"""A zip that is unpacked and opened from a disk, a stick or a phone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from interlink.newsroom.press.offline.packing import Entry

# As early as a zip can say. The same files then give the same bytes.
_DATED = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = (".png", ".webp", ".jpg", ".jpeg", ".avif", ".pdf", ".zip", ".epub")
_FILE = 0o644 << 16


class ZipPack:
    """Writes a zip with everything in one folder, so that unpacking it does not strew files about."""

    def __init__(self, path: Path, folder: str) -> None:
        self._zip = zipfile.ZipFile(path, "w")
        self._folder = folder

    def add(self, entry: Entry) -> None:
        """Take a file in."""
        told = zipfile.ZipInfo(f"{self._folder}/{entry.place}", _DATED)
        told.external_attr = _FILE
        packed = entry.place.endswith(_PACKED_ALREADY)
        told.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        self._zip.writestr(told, entry.body, compresslevel=9)

    def close(self) -> None:
        """Finish."""
        self._zip.close()
