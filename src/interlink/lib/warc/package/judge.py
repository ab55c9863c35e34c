"""Say of each part of a package whether it is still as it was written; nothing that is wrong with it raises.

A package vouches for itself: its manifest has the checksum of each part, and the signature that of the manifest.
Whoever changes it on purpose makes a new manifest too; only a checksum kept elsewhere (the log of captures), a
timestamp, or a key that we know shows that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from interlink.lib.warc.errors import BrokenFile, ReadFailed, TooLarge
from interlink.lib.warc.package.facts import ARCHIVE, MANIFEST, MANIFEST_DIGEST
from interlink.lib.warc.package.lines import object_of
from interlink.lib.warc.package.read import PACKAGE_BOUNDS, Package, PackageBounds, opened
from interlink.lib.warc.read import BOUNDS, Bounds, Record, records_in
from interlink.lib.warc.signing import check_signature
from interlink.lib.warc.verify import Part, State, check_records, worst_of

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_UNLISTED = frozenset({MANIFEST, MANIFEST_DIGEST})


@dataclass(frozen=True)
class Judgement:
    """What is known of a package.

    Attributes:
        path: The file.
        state: Of the whole: changed if any part is, else unknown if any part is, else intact.
        parts: The list of parts, the manifest, the signature, then each part and, where asked for, each record.
        manifest_sha256: The manifest's checksum as it is now; None where it could not be read.
        warcs: The checksum, as it is now, of each web archive file in it that could be read, by its name.
    """

    path: Path
    state: State
    parts: tuple[Part, ...]
    manifest_sha256: str | None = None
    warcs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Looking:
    """How closely to look.

    Attributes:
        known: Fingerprints of the keys whose owner we know.
        with_parts: Whether to compute the checksum of each part; needless where that of the whole file holds.
        with_records: Whether to unpack the web archive files, too, and check record by record.
        bounds: How much of the package we are willing to hold.
        record_bounds: How much of a web archive file.
    """

    known: frozenset[str] = frozenset()
    with_parts: bool = True
    with_records: bool = False
    bounds: PackageBounds = PACKAGE_BOUNDS
    record_bounds: Bounds = BOUNDS


def judge(path: Path, looking: Looking | None = None, source: BinaryIO | None = None) -> Judgement:
    """Say of each part of a package, ours or anybody's, what is known of it.

    Args:
        path: The package.
        looking: How closely to look.
        source: The package, where it is open already; then the path is only told of.
    """
    looking = looking or Looking()
    try:
        if source is not None:
            return _judge(Package(path, source, looking.bounds), looking)
        with opened(path, bounds=looking.bounds) as package:
            return _judge(package, looking)
    except (BrokenFile, TooLarge) as error:
        return _alone(path, f"It could not be read: {error.why}.")
    except ReadFailed as error:
        return _alone(path, str(error))


def _alone(path: Path, words: str) -> Judgement:
    return Judgement(path, State.UNKNOWN, (Part("the package", State.UNKNOWN, words),))


def _judge(package: Package, looking: Looking) -> Judgement:
    parts = [Part(name, State.UNKNOWN, words) for name, words in package.oddities.items()]
    manifest, checksum, about_manifest = _manifest(package, looking)
    parts += about_manifest
    listed = _listed(manifest)
    if not any(name.startswith(ARCHIVE) for name in package.names):
        parts.append(Part(ARCHIVE, State.UNKNOWN, "There is no web archive file in the package."))
    warcs: dict[str, str] = {}
    if looking.with_parts:
        parts += _parts(package, listed, warcs)
    if looking.with_records:
        parts += _records(package, looking)
    return Judgement(package.path, worst_of(parts), tuple(parts), checksum, warcs)


def _manifest(package: Package, looking: Looking) -> tuple[dict[str, object], str | None, list[Part]]:
    try:
        content = package.content(MANIFEST)
        manifest = package.manifest()
    except (BrokenFile, TooLarge) as error:
        return {}, None, [Part("the manifest", State.UNKNOWN, f"It could not be read: {error.why}.")]
    checksum = sha256(content).hexdigest()
    try:
        digest = package.content(MANIFEST_DIGEST)
    except (BrokenFile, TooLarge) as error:
        words = f"Nothing vouches for it: {error.why}."
        return manifest, checksum, [Part("the manifest", State.UNKNOWN, words)]
    return manifest, checksum, check_manifest(content, digest, looking.known)


def check_manifest(manifest: bytes, digest: bytes, known: frozenset[str]) -> list[Part]:
    """Check a manifest and its signature against what the package says of it.

    Args:
        manifest: As it is in the package.
        digest: What the package says of it.
        known: Fingerprints of the keys whose owner we know.
    """
    said = object_of(digest)
    if said is None:
        words = f"Nothing vouches for it: {MANIFEST_DIGEST} in it is not in the form that packages have."
        return [Part("the manifest", State.UNKNOWN, words)]
    checksum = sha256(manifest).hexdigest()
    signature = check_signature(said.get("signedData"), checksum=f"sha256:{checksum}", known=known)
    return [_compared("the manifest", checksum, said.get("hash")), signature]


def _listed(manifest: dict[str, object]) -> dict[str, object]:
    resources = manifest.get("resources")
    entries = resources if isinstance(resources, list) else []
    found: dict[str, object] = {}
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("path"), str):
            found[entry["path"]] = entry.get("hash")
    return found


def _parts(package: Package, listed: dict[str, object], warcs: dict[str, str]) -> Iterator[Part]:
    for name in package.names:
        if name in _UNLISTED:
            continue
        try:
            total = sha256()
            for piece in package.pieces(name):
                total.update(piece)
        except BrokenFile as error:
            yield Part(name, State.CHANGED, f"It is damaged: {error.why}.")
            continue
        except TooLarge as error:
            yield Part(name, State.UNKNOWN, f"It could not be read: {error.why}.")
            continue
        if name.startswith(ARCHIVE):
            warcs[name.removeprefix(ARCHIVE)] = total.hexdigest()
        if name in listed:
            yield _compared(name, total.hexdigest(), listed[name])
        else:
            yield Part(name, State.UNKNOWN, "The manifest does not list it.")
    for name in listed:
        if name not in package.names and name not in package.oddities:
            yield Part(name, State.CHANGED, "The manifest lists it, and it is not there.")


def _compared(name: str, checksum: str, wanted: object) -> Part:
    if not isinstance(wanted, str) or not _DIGEST.fullmatch(wanted.strip().lower()):
        return Part(name, State.UNKNOWN, "The package gives no SHA-256 for it.")
    if wanted.strip().lower() == f"sha256:{checksum}":
        return Part(name, State.INTACT, "Its SHA-256 is the one that the package gives.")
    return Part(name, State.CHANGED, "Its SHA-256 is not the one that the package gives.")


def _records(package: Package, looking: Looking) -> Iterator[Part]:
    held: set[str] = set()
    pointed: dict[str, str] = {}
    for name in package.names:
        if name.startswith(ARCHIVE):
            records = records_in(_Joined(package.pieces(name)), package.path, bounds=looking.record_bounds)
            noted = _noted(records, name, held, pointed)
            for part in check_records(noted, Part(name, State.UNKNOWN, "")):
                yield Part(f"{name}, {part.name}", part.state, part.words)
    for payload, name in pointed.items():
        if payload not in held:
            yield Part(name, State.UNKNOWN, f"It points to a payload that is not in the package ({payload}).")


def _noted(records: Iterator[Record], name: str, held: set[str], pointed: dict[str, str]) -> Iterator[Record]:
    for record in records:
        payload = record.header("WARC-Payload-Digest") or ""
        if record.kind == "revisit":
            pointed.setdefault(payload, f"{name}, record {record.number}")
        else:
            held.add(payload)
        yield record


class _Joined:
    """Pieces as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""

    def read(self, size: int, /) -> bytes:
        if not self._left:
            self._left = next(self._pieces, b"")
        content, self._left = self._left[:size], self._left[size:]
        return content
