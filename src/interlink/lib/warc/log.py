"""The log of captures: one line of JSON for each, and in each line the checksum of the one before.

Nobody can slip a line in, take one out or change one without changing every line after it, and the head of the log
(the number and checksum of its last line) is published; so back-dating shows. A line's checksum is the SHA-256 of
its bytes without the line's end.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from interlink.lib.warc.package.lines import object_of
from interlink.lib.warc.placing import make_folder, refused, sync_folder

BEGINNING = "0" * 64
TORN = "torn"
LONGEST_LINE = 1024 * 1024

_STEP = 8 * 1024


@dataclass(frozen=True)
class Head:
    """The end of the log at some time; what is published.

    Attributes:
        number: How many lines there are.
        sha256: The checksum of the last one.
    """

    number: int
    sha256: str


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    Attributes:
        number: Its place, from 1.
        at: When it was written; aware.
        kind: What it is about, as "capture".
        files: The checksums of the files that it is about, by their names in the folder of evidence.
        facts: What else it says.
        previous: The checksum of the line before.
        sha256: The checksum of this line.
    """

    number: int
    at: datetime
    kind: str
    files: Mapping[str, str]
    facts: Mapping[str, str]
    previous: str
    sha256: str


def append(
    path: Path, kind: str, *, files: Mapping[str, str], at: datetime, facts: Mapping[str, str] | None = None
) -> Entry:
    """Write a line at the end of the log; when this returns, it is on the disk.

    Several processes may do so at once: each waits for its turn. What a killed one left half-written is put beside
    the log, and the log says so.

    Raises:
        DiskFull: There is no room.
        WriteFailed: The disk refuses for another reason.
        ValueError: The time has no time zone, or the line is too long.
    """
    if at.tzinfo is None:
        raise ValueError("A line in the log needs a time zone.")
    try:
        make_folder(path.parent)
        with _locked(path) as handle:
            head = _healed(handle, path, at)
            return _write(handle, head, kind, files=files, at=at, facts=facts or {})
    except OSError as error:
        raise refused(path, error) from error


def head_of(path: Path) -> Head:
    """Give the end of the log; a line that a writer is just writing does not count.

    Raises:
        OSError: It cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return Head(0, BEGINNING)
    try:
        return _head(handle, os.fstat(handle).st_size)[0]
    finally:
        os.close(handle)


def entry_of(line: bytes) -> Entry | None:
    """Give what a line says; None where it does not say it in the log's form."""
    facts = object_of(line)
    if facts is None:
        return None
    try:
        at = datetime.fromisoformat(str(facts.get("at")))
    except ValueError:
        return None
    number, kind, previous = facts.get("number"), facts.get("kind"), facts.get("previous")
    if type(number) is not int or not isinstance(kind, str) or not isinstance(previous, str) or at.tzinfo is None:
        return None
    return Entry(
        number=number,
        at=at,
        kind=kind,
        files=_texts(facts.get("files")),
        facts=_texts(facts.get("facts")),
        previous=previous,
        sha256=sha256(line).hexdigest(),
    )


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[int]:
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if is_new:
            sync_folder(path.parent)
        yield handle
    finally:
        os.close(handle)


def _healed(handle: int, path: Path, at: datetime) -> Head:
    """Give the head, having dealt with what a killed writer left after the last line's end."""
    head, rest = _head(handle, os.fstat(handle).st_size)
    if not rest:
        return head
    entry = entry_of(rest)
    if entry is not None and (entry.number, entry.previous) == (head.number + 1, head.sha256):
        _write_all(handle, b"\n")  # all of it is there but its end
        return Head(entry.number, entry.sha256)
    beside = path.with_name(f"{path.name}.{TORN}")
    with beside.open("ab") as kept:
        kept.write(rest + b"\n")
        kept.flush()
        os.fsync(kept.fileno())
    os.ftruncate(handle, os.fstat(handle).st_size - len(rest))
    facts = {"bytes": str(len(rest)), "sha256": sha256(rest).hexdigest()}
    torn = _write(handle, head, TORN, files={}, at=at, facts=facts)
    return Head(torn.number, torn.sha256)


def _head(handle: int, size: int) -> tuple[Head, bytes]:
    """Give the head, and what stands after the last line's end."""
    tail, place = b"", size
    while place > 0 and tail.count(b"\n") < 2:  # noqa: PLR2004 (the end of the last line, and of the one before)
        step = min(_STEP, place)
        place -= step
        tail = os.pread(handle, step, place) + tail
    whole, end, rest = tail.rpartition(b"\n")
    if not end:
        return Head(0, BEGINNING), rest
    last = whole.rpartition(b"\n")[2]
    entry = entry_of(last)
    # A damaged line does not stop the captures to come; the check of the log tells of it.
    number = _count(handle, size) if entry is None else entry.number
    return Head(number, sha256(last).hexdigest()), rest


def _count(handle: int, size: int) -> int:
    return sum(os.pread(handle, _STEP, place).count(b"\n") for place in range(0, size, _STEP))


def _write(
    handle: int, head: Head, kind: str, *, files: Mapping[str, str], at: datetime, facts: Mapping[str, str]
) -> Entry:
    said = {
        "number": head.number + 1,
        "at": at.astimezone(UTC).isoformat(),
        "kind": kind,
        "files": dict(files),
        "facts": dict(facts),
        "previous": head.sha256,
    }
    line = json.dumps(said).encode()
    if len(line) > LONGEST_LINE:
        raise ValueError("A line in the log is that long only by mistake.")
    entry = entry_of(line)
    assert entry is not None  # it was made just now
    size = os.fstat(handle).st_size
    try:
        _write_all(handle, line + b"\n")
    except OSError:
        os.ftruncate(handle, size)  # whoever is told that it failed must not find it in the log
        raise
    return entry


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _texts(value: object) -> Mapping[str, str]:
    items = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in items if isinstance(name, str) and isinstance(text, str)}
