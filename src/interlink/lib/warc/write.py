"""Write a capture: whole under its final name, or not at all.

The file is written under another name in the same folder, flushed to the disk, and only then given its final
name. Whatever happens before (a full disk, a killed process, a power cut) leaves at most a leftover, whose
name begins and ends as no capture's does.
"""

import contextlib
import errno
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from warcio.warcwriter import WARCWriter

from interlink.lib.warc.errors import AlreadyThere, DiskFull, WriteFailed
from interlink.lib.warc.exchange import Exchange, Headers, Hop
from interlink.lib.warc.records import drafts

__all__ = ["Exchange", "Headers", "Hop", "Written", "is_leftover", "leftovers", "write_capture"]

_LEFTOVER_START = ".capture-"
_LEFTOVER_END = ".part"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
_HELPED_BY_WAITING = frozenset({errno.EIO, errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ESTALE})


@dataclass(frozen=True)
class Written:
    """A capture that is on the disk.

    Attributes:
        path: Where.
        sha256: The file's checksum, in hexadecimal; to be kept elsewhere, for `verify`.
        size: Of the file, in bytes.
        payload_sha256: The checksum of the page's body as received.
    """

    path: Path
    sha256: str
    size: int
    payload_sha256: str


class _Sums:
    """A file to write to that sums up what goes into it."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.size = 0
        self.sum = sha256()

    def write(self, content: bytes) -> int:
        self.out.write(content)
        self.sum.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        self.out.flush()


def write_capture(exchange: Exchange, path: Path, *, replace: bool = False) -> Written:
    """Write the exchange as a WARC 1.1 file, each record compressed for itself.

    Args:
        exchange: What was asked and received.
        path: The final name; usually ending in ".warc.gz". Missing folders are made.
        replace: Whether to take the place of a file of that name, as a task that runs twice may want.

    Raises:
        DiskFull: There is no room.
        AlreadyThere: A file of that name exists, and it is not to be replaced.
        WriteFailed: The disk refuses for another reason.
        ValueError: The exchange's time has no time zone.
    """
    try:
        if not replace and path.exists():
            raise AlreadyThere(path)
        _make_folder(path.parent)
        return _write(exchange, path, replace=replace)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(path) from error
        why = os.strerror(error.errno) if error.errno else str(error)
        again = error.errno in _HELPED_BY_WAITING
        raise WriteFailed(path, f"The capture {path.name} could not be kept: {why}.", again=again) from error


def is_leftover(path: Path) -> bool:
    """Whether the file is what an interrupted write left behind, by its name."""
    return path.name.startswith(_LEFTOVER_START) and path.name.endswith(_LEFTOVER_END)


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Give what interrupted writes left in the folder; a write still running has its file among them."""
    return tuple(sorted(path for path in folder.glob(f"{_LEFTOVER_START}*{_LEFTOVER_END}") if path.is_file()))


def _write(exchange: Exchange, path: Path, *, replace: bool) -> Written:
    handle, name = tempfile.mkstemp(prefix=_LEFTOVER_START, suffix=_LEFTOVER_END, dir=path.parent)
    leftover = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            sums = _Sums(out)
            writer = WARCWriter(sums, gzip=True, warc_version="1.1")
            for draft in drafts(exchange, name=path.name, software=_software()):
                writer.write_record(draft.record())
            out.flush()
            os.fsync(out.fileno())
        _give_name(leftover, path, replace=replace)
    finally:
        # Gone already where all went well; where even this fails, its name tells what it is.
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
    try:
        _sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)  # it may be gone after a power cut, so nobody may rely on it
        raise
    return Written(path, sums.sum.hexdigest(), sums.size, sha256(exchange.wire_body).hexdigest())


def _give_name(leftover: Path, path: Path, *, replace: bool) -> None:
    if replace:
        leftover.replace(path)
        return
    try:
        os.link(leftover, path)  # unlike a rename, it fails where somebody else was quicker
    except FileExistsError as error:
        raise AlreadyThere(path) from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        leftover.replace(path)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _software() -> str:
    try:
        return f"interlink/{version('interlink')} warcio/{version('warcio')}"
    except PackageNotFoundError:
        return "interlink"
