"""Put a file on the disk: whole under its final name, or not at all.

The file is written under another name in the same folder, flushed to the disk, and only then given its final
name. Whatever happens before (a full disk, a killed process, a power cut) leaves at most a leftover, whose
name begins and ends as no capture's does.
"""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from interlink.lib.warc.errors import AlreadyThere, DiskFull, WriteFailed

_LEFTOVER_START = ".capture-"
_LEFTOVER_END = ".part"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
_HELPED_BY_WAITING = frozenset({errno.EIO, errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ESTALE})


@contextlib.contextmanager
def placed(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """Give a file to write to that gets its final name when the block ends, and is gone when it fails.

    Args:
        path: The final name. Missing folders are made.
        replace: Whether to take the place of a file of that name.

    Raises:
        DiskFull: There is no room.
        AlreadyThere: A file of that name exists, and it is not to be replaced.
        WriteFailed: The disk refuses for another reason.
    """
    try:
        if not replace and path.exists():
            raise AlreadyThere(path)
        make_folder(path.parent)
        with _placed(path, replace=replace) as out:
            yield out
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path, error: OSError) -> WriteFailed:
    """Say what the disk's refusal means for the capture of that name."""
    if error.errno in _NO_ROOM:
        return DiskFull(path)
    why = os.strerror(error.errno) if error.errno else str(error)
    again = error.errno in _HELPED_BY_WAITING
    return WriteFailed(path, f"The capture {path.name} could not be kept: {why}.", again=again)


def is_leftover(path: Path) -> bool:
    """Whether the file is what an interrupted write left behind, by its name."""
    return path.name.startswith(_LEFTOVER_START) and path.name.endswith(_LEFTOVER_END)


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Give what interrupted writes left in the folder; a write still running has its file among them."""
    return tuple(sorted(path for path in folder.glob(f"{_LEFTOVER_START}*{_LEFTOVER_END}") if path.is_file()))


def make_folder(folder: Path) -> None:
    """Make the folder, and those above it, so that they are there after a power cut too.

    Raises:
        OSError: The disk refuses.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's list of names written to the disk.

    Raises:
        OSError: The disk refuses.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _placed(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=_LEFTOVER_START, suffix=_LEFTOVER_END, dir=path.parent)
    leftover = Path(name)
    try:
        with os.fdopen(handle, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _give_name(leftover, path, replace=replace)
    finally:
        # Gone already where all went well; where even this fails, its name tells what it is.
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)  # it may be gone after a power cut, so nobody may rely on it
        raise


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
