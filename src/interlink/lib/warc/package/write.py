"""Write a package from web archive files and what is known of their pages.

The web archive files go in as they are, byte for byte and not compressed again, so that a reader can fetch one
record out of the middle; so their checksums outside and inside the package are the same.
"""

import dataclasses
import io
import os
import zipfile
from collections.abc import Container, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from interlink.lib.warc.errors import NotReadable, NotThere, OriginalMissing
from interlink.lib.warc.package.facts import (
    ARCHIVE,
    INDEX,
    MANIFEST,
    MANIFEST_DIGEST,
    PAGES,
    RESERVED,
    About,
    Extra,
    Page,
    Signer,
)
from interlink.lib.warc.package.index import line_of, places_in
from interlink.lib.warc.package.outline import Outline
from interlink.lib.warc.package.shelf import Shelf, sum_of
from interlink.lib.warc.package.texts import digest_of, manifest_of, page_list
from interlink.lib.warc.package.wrapping import Span, Wrapping, packed
from interlink.lib.warc.placing import placed

_STEP = 1024 * 1024
_FILE_MODE = 0o100644 << 16


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


@dataclass(frozen=True)
class Contents:
    """What goes into a package.

    Attributes:
        about: What the package says of itself.
        pages: The pages in it, the main one first.
        extras: Further files, as a screenshot.
        signer: Signs the manifest; without one, the package is not signed.
    """

    about: About
    pages: Sequence[Page]
    extras: Sequence[Extra] = ()
    signer: Signer | None = None


class _Zip:
    """The package being written, with its list of contents.

    No part is compressed: what a compressor makes may change with its version, and what is large in a package is
    compressed already.
    """

    def __init__(self, out: BinaryIO | Outline, about: About) -> None:
        self._out = out
        self._zip = zipfile.ZipFile(cast("BinaryIO", out), "w")
        moment = about.created.astimezone(UTC)
        self._moment = (max(moment.year, 1980), *moment.timetuple()[1:6])
        self.resources: list[dict[str, object]] = []

    def add(self, path: str, content: bytes, *, listed: bool = True, held: str = "") -> str:
        """Add a part that is in memory, perhaps held elsewhere under a name; give its checksum."""
        return self.add_file(path, io.BytesIO(content), len(content), listed=listed, held=held)

    def add_file(self, path: str, source: BinaryIO, size: int, *, listed: bool = True, held: str = "") -> str:
        """Add a part from a file, as it is; give its checksum."""
        total = sha256()
        info = zipfile.ZipInfo(path, self._moment)
        info.external_attr = _FILE_MODE
        # Known before, so that a small part gets no extra field: ReplayWeb.page reckons with none in front of it.
        info.file_size = size
        with self._zip.open(info, "w") as target:
            if held and isinstance(self._out, Outline):
                self._out.hold(held)
            while content := source.read(_STEP):
                target.write(content)
                total.update(content)
            if held and isinstance(self._out, Outline):
                self._out.held(total.hexdigest())
        if listed:
            name = path.lower().replace("/", "-")
            facts = {"name": name, "path": path, "hash": f"sha256:{total.hexdigest()}", "bytes": info.file_size}
            self.resources.append(facts)
        return total.hexdigest()

    def close(self) -> None:
        self._zip.close()


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
    contents = Contents(about, pages, extras, signer)
    with placed(path, replace=replace) as out:
        put = _put(out, [(warc.name, warc) for warc in warcs], contents, kept=False)
        size = out.tell()
        whole = sum_of(out)
    return Packaged(path, whole, size, put.manifest_sha256, put.warcs)


def wrap_package(
    shelf: Shelf, warcs: Mapping[str, Path], contents: Contents, *, inside: Container[str] = (), earlier: str = ""
) -> tuple[Wrapping, bytes]:
    """Make the wrapping of a package of web archive files that stay where they are; `Shelf` puts the package together.

    Args:
        shelf: The folder of evidence.
        warcs: The web archive files, by their names in it; see `write_package`. An extra whose `kept_as` names a file
            in the folder stays where it is, too.
        contents: What else goes into it.
        inside: Which of the web archive files are to lie in the wrapping itself.
        earlier: The wrapping of an earlier capture, by its path, that lines may be taken from.

    Returns:
        The wrapping, and what is to be written into a file of the name that `wrapping_name` gives.

    Raises:
        ReadFailed, OriginalMissing, ValueError: As `write_package`.
    """
    outline = Outline()
    put = _put(outline, list(warcs.items()), contents, kept=True, inside=inside)
    size, own, pieces = outline.done()
    draft = Wrapping(size, "", pieces, own, _found(own, put.manifest), _found(own, put.manifest_digest))
    places = {name: _found(own, content) for name, content in put.inside.items()}
    with shelf.assembled(draft) as package:
        draft = dataclasses.replace(draft, sha256=sum_of(package), inside=places, after=earlier)
    return draft, packed(draft, shelf.wrapping(earlier).own if earlier else b"")


@dataclass(frozen=True)
class _Put:
    manifest: bytes
    manifest_digest: bytes
    manifest_sha256: str
    warcs: dict[str, str]
    inside: dict[str, bytes]


def _put(
    out: BinaryIO | Outline,
    warcs: Sequence[tuple[str, Path]],
    contents: Contents,
    *,
    kept: bool,
    inside: Container[str] = (),
) -> _Put:
    _check_names([path for _, path in warcs], contents.extras)
    index = _index([path for _, path in warcs])
    sums: dict[str, str] = {}
    within: dict[str, bytes] = {}
    with closing(_Zip(out, contents.about)) as package:
        for name, warc in warcs:
            with _opened(warc) as source:
                size = os.fstat(source.fileno()).st_size
                if name in inside:
                    within[name] = source.read()
                    source.seek(0)
                held = name if kept and name not in inside else ""
                sums[warc.name] = package.add_file(f"{ARCHIVE}{warc.name}", source, size, held=held)
        package.add(INDEX, "".join(index).encode())
        package.add(PAGES, page_list(contents.pages))
        for extra in contents.extras:
            package.add(extra.path, extra.content, held=extra.kept_as if kept else "")
        manifest = manifest_of(contents.about, contents.pages, package.resources)
        checksum = package.add(MANIFEST, manifest, listed=False)
        digest = digest_of(checksum, contents.about, contents.signer)
        package.add(MANIFEST_DIGEST, digest, listed=False)
    return _Put(manifest, digest, checksum, sums, within)


def _found(own: bytes, content: bytes) -> Span:
    return Span(own.rindex(content), len(content))


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


def _opened(warc: Path) -> BinaryIO:
    try:
        return warc.open("rb")
    except FileNotFoundError as error:
        raise NotThere(warc) from error
    except OSError as error:
        raise NotReadable(warc, error.strerror or str(error)) from error
