"""Write a package from web archive files and what is known of their pages.

The web archive files go in as they are, byte for byte and not compressed again, so that a reader can fetch one
record out of the middle; so their checksums outside and inside the package are the same.
"""

import json
import os
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from interlink.lib.warc.errors import NotReadable, NotThere, OriginalMissing
from interlink.lib.warc.package.facts import (
    ARCHIVE,
    INDEX,
    MANIFEST,
    MANIFEST_DIGEST,
    PAGES,
    RESERVED,
    WACZ_VERSION,
    About,
    Extra,
    Page,
    Signer,
    stamp,
)
from interlink.lib.warc.package.index import line_of, places_in
from interlink.lib.warc.placing import placed
from interlink.lib.warc.write import software

_STEP = 1024 * 1024
_FILE_MODE = 0o100644 << 16
_LONGEST_ID = 16
_PACKED_ALREADY = (".png", ".jpg", ".webp", ".gz")


@dataclass(frozen=True)
class Packaged:
    """A package that is on the disk.

    Attributes:
        path: Where.
        sha256: The checksum of the whole file, in hexadecimal.
        size: Of the file, in bytes.
        manifest_sha256: The checksum of its manifest, which is what is signed and timestamped.
        warcs: The checksum of each web archive file in it, by its name.
    """

    path: Path
    sha256: str
    size: int
    manifest_sha256: str
    warcs: dict[str, str]


class _Zip:
    """The package being written, with its list of contents."""

    def __init__(self, out: BinaryIO, about: About) -> None:
        self._zip = zipfile.ZipFile(out, "w")
        moment = about.created.astimezone(UTC)
        self._moment = (max(moment.year, 1980), *moment.timetuple()[1:6])
        self.resources: list[dict[str, str | int]] = []

    def add(self, path: str, content: bytes, *, listed: bool = True, stored: bool = False) -> str:
        """Add a part that is in memory; give its checksum."""
        info = self._info(path)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, content)
        checksum = sha256(content).hexdigest()
        if listed:
            self._list(path, checksum, len(content))
        return checksum

    def add_file(self, path: str, source: BinaryIO) -> str:
        """Add a part from a file, as it is; give its checksum."""
        total, size = sha256(), 0
        info = self._info(path)
        # Known before, so that a small part gets no extra field: ReplayWeb.page reckons with none in front of it.
        info.file_size = os.fstat(source.fileno()).st_size
        with self._zip.open(info, "w") as target:
            while content := source.read(_STEP):
                target.write(content)
                total.update(content)
                size += len(content)
        self._list(path, total.hexdigest(), size)
        return total.hexdigest()

    def close(self) -> None:
        self._zip.close()

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self._moment)
        info.external_attr = _FILE_MODE
        return info

    def _list(self, path: str, checksum: str, size: int) -> None:
        name = path.lower().replace("/", "-")
        self.resources.append({"name": name, "path": path, "hash": f"sha256:{checksum}", "bytes": size})


def write_package(
    warcs: Sequence[Path],
    path: Path,
    *,
    about: About,
    pages: Sequence[Page],
    extras: Sequence[Extra] = (),
    signer: Signer | None = None,
    replace: bool = False,
) -> Packaged:
    """Write a package of the web archive files; whole under its final name, or not at all.

    The same files, facts and time give the same bytes, but for the signature.

    Args:
        warcs: Each record in them compressed for itself. Where one points to payloads of an earlier capture, the
            file of that one has to be among them.
        path: The final name; ends in ".wacz".
        about: What the package says of itself.
        pages: The pages in it, the main one first.
        extras: Further files, as a screenshot.
        signer: Signs the manifest; without one, the package is not signed.
        replace: Whether to take the place of a file of that name.

    Raises:
        ReadFailed: One of the files cannot be read to its end.
        OriginalMissing: A record points to a payload that is in none of the files.
        WriteFailed: The disk refuses.
        ValueError: Two parts would have the same name, or a further file stands where the standard keeps places.
    """
    _check_names(warcs, extras)
    index = _index(warcs)
    with placed(path, replace=replace) as out:
        with closing(_Zip(out, about)) as package:
            sums = {warc.name: _add_warc(package, warc) for warc in warcs}
            package.add(INDEX, "".join(index).encode())
            package.add(PAGES, _page_list(pages))
            for extra in extras:
                package.add(extra.path, extra.content, stored=extra.path.endswith(_PACKED_ALREADY))
            manifest = _manifest(about, pages, package.resources)
            checksum = package.add(MANIFEST, manifest, listed=False)
            package.add(MANIFEST_DIGEST, _manifest_digest(checksum, about, signer), listed=False)
        size = out.tell()
        whole = _sum_of(out)
    return Packaged(path, whole, size, checksum, sums)


def _check_names(warcs: Sequence[Path], extras: Sequence[Extra]) -> None:
    names = [warc.name for warc in warcs]
    if not names or len(set(names)) < len(names):
        raise ValueError("A package needs web archive files, each under a name of its own.")
    taken = {MANIFEST, MANIFEST_DIGEST}
    for extra in extras:
        place = PurePosixPath(extra.path)
        is_plain = str(place) == extra.path and "\\" not in extra.path and ".." not in place.parts
        if not is_plain or place.is_absolute() or place.parts[0] in RESERVED or extra.path in taken:
            raise ValueError("A further file in a package needs a place and a name of its own.")
        taken.add(extra.path)


def _index(warcs: Sequence[Path]) -> list[str]:
    lines: list[str] = []
    held: set[str] = set()
    wanted: dict[str, Path] = {}
    for warc in warcs:
        with _opened(warc) as source:
            for place in places_in(source, warc):
                payload = place.record.header("WARC-Payload-Digest") or ""
                if place.record.kind == "revisit":
                    wanted[payload] = warc
                elif place.record.kind in ("response", "resource"):
                    held.add(payload)
                line = line_of(place, warc.name)
                lines.extend([line] if line else [])
    for payload, warc in wanted.items():
        if payload not in held:
            raise OriginalMissing(warc, payload)
    return sorted(lines, key=str.encode)


def _add_warc(package: _Zip, warc: Path) -> str:
    with _opened(warc) as source:
        return package.add_file(f"{ARCHIVE}{warc.name}", source)


def _opened(warc: Path) -> BinaryIO:
    try:
        return warc.open("rb")
    except FileNotFoundError as error:
        raise NotThere(warc) from error
    except OSError as error:
        raise NotReadable(warc, error.strerror or str(error)) from error


def _page_list(pages: Iterable[Page]) -> bytes:
    lines: list[dict[str, object]] = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}
    ]
    for page in pages:
        moment = stamp(page.at)
        facts: dict[str, object] = {
            "id": sha256(f"{moment} {page.address}".encode()).hexdigest()[:_LONGEST_ID],
            "url": page.address,
            "ts": moment,
            "title": page.title,
            "text": page.text,
        }
        if page.language:
            facts["language"] = page.language
        lines.append(facts)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")


def _manifest(about: About, pages: Sequence[Page], resources: list[dict[str, str | int]]) -> bytes:
    moment = stamp(about.created)
    facts: dict[str, object] = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": about.title,
        "description": about.description,
        "created": moment,
        "modified": moment,
        "software": about.software or software(),
        "resources": resources,
    }
    if pages:
        facts |= {"mainPageUrl": pages[0].address, "mainPageDate": stamp(pages[0].at)}
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _manifest_digest(checksum: str, about: About, signer: Signer | None) -> bytes:
    facts: dict[str, object] = {"path": MANIFEST, "hash": f"sha256:{checksum}"}
    if signer is not None:
        by = about.software or software()
        facts["signedData"] = signer.signed(f"sha256:{checksum}", created=about.created, software=by)
    return (json.dumps(facts, indent=2) + "\n").encode()


def _sum_of(out: BinaryIO) -> str:
    out.seek(0)
    total = sha256()
    while content := out.read(_STEP):
        total.update(content)
    return total.hexdigest()
