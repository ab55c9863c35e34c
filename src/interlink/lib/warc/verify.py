"""Say whether a capture is still what was written.

There are three answers, not two: what could not be checked is unknown, and unknown never counts as passed.
The file's own checksums show damage, but whoever changes a file on purpose changes them too; only the
checksum that was kept elsewhere shows that.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from interlink.lib.warc.errors import BrokenFile, TooLarge
from interlink.lib.warc.read import BOUNDS, Bounds, Record, records_in
from interlink.lib.warc.unpack import Source

_STEP = 1024 * 1024
_ALGORITHMS = frozenset({"sha256", "sha512", "sha384", "sha224", "sha1", "md5"})
_HEX_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE = "the file"


class State(StrEnum):
    """What is known of a part."""

    INTACT = "intact"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Part:
    """What is known of one part of a capture.

    Attributes:
        name: Which part, in plain words.
        state: What is known.
        words: How we know, in one plain sentence.
    """

    name: str
    state: State
    words: str


@dataclass(frozen=True)
class Verdict:
    """What is known of a capture.

    Attributes:
        path: The file.
        state: Of the whole: changed if any part is, else unknown if any part is, else intact.
        parts: The file as a whole, then each record.
        sha256: The file's checksum as it is now; None where it could not be read.
    """

    path: Path
    state: State
    parts: tuple[Part, ...]
    sha256: str | None

    @property
    def passed(self) -> bool:
        """Whether all of it was checked and nothing of it has changed."""
        return self.state is State.INTACT


@dataclass(frozen=True)
class _Checked:
    """A record checked against its own head; silent where that says nothing."""

    name: str
    state: State
    words: str
    silent: bool = False


class _Summed:
    """A file that sums up what is read from it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._sum = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        content = self._source.read(size)
        self._sum.update(content)
        return content

    def finish(self) -> str:
        """Read what is left and give the checksum of all."""
        while self.read(_STEP):
            pass
        return self._sum.hexdigest()


def verify(path: Path, expected_sha256: str | None, *, bounds: Bounds = BOUNDS) -> Verdict:
    """Check a capture against the checksum kept elsewhere and against its own.

    Nothing that is wrong with the file raises; it is said in the verdict.

    Args:
        path: The capture.
        expected_sha256: The file's checksum as it was written down, in hexadecimal; None where nobody did.
        bounds: How much we are willing to hold.
    """
    try:
        with path.open("rb") as source:
            return verify_source(source, path, expected_sha256, bounds=bounds)
    except FileNotFoundError:
        return _verdict(path, [Part(_FILE, State.UNKNOWN, "The file is not there.")], None)
    except OSError as error:
        words = f"The file cannot be read from the disk: {error.strerror or error}."
        return _verdict(path, [Part(_FILE, State.UNKNOWN, words)], None)


def verify_source(source: Source, path: Path, expected_sha256: str | None, *, bounds: Bounds = BOUNDS) -> Verdict:
    """Check an open capture as `verify` does; the path is only told of.

    Raises:
        OSError: It cannot be read from the disk.
    """
    summed = _Summed(source)
    records, damage = _check_records(records_in(summed, path, bounds=bounds))
    sha256 = summed.finish()
    whole = check_sum(sha256, expected_sha256)
    return _verdict(path, [whole, *_told(records, damage, whole)], sha256)


def worst_of(parts: Iterable[Part]) -> State:
    """Give the state of a whole: changed if any part is, else unknown if any part is, else intact."""
    states = {part.state for part in parts}
    return next((state for state in (State.CHANGED, State.UNKNOWN) if state in states), State.INTACT)


def check_records(records: Iterator[Record], whole: Part) -> list[Part]:
    """Check each record against its own head.

    Args:
        records: As `records_in` gives them.
        whole: What is known of the file that they are in.
    """
    return _told(*_check_records(records), whole)


def _told(records: list[_Checked], damage: BrokenFile | TooLarge | None, whole: Part) -> list[Part]:
    parts = [_covered(part, whole) for part in records]
    return parts if damage is None else [*parts, _rest(damage, whole)]


def _verdict(path: Path, parts: list[Part], sha256: str | None) -> Verdict:
    return Verdict(path, worst_of(parts), tuple(parts), sha256)


def check_sum(sha256: str, expected: str | None) -> Part:
    """Compare a file's checksum with the one that was written down elsewhere."""
    if expected is None:
        return Part(_FILE, State.UNKNOWN, "No checksum of the file was written down to compare it with.")
    wanted = expected.strip().lower()
    if not _HEX_SHA256.fullmatch(wanted):
        return Part(_FILE, State.UNKNOWN, "What was written down as the file's checksum is not a SHA-256.")
    if sha256 == wanted:
        return Part(_FILE, State.INTACT, "The file's SHA-256 is the one that was written down.")
    return Part(_FILE, State.CHANGED, "The file's SHA-256 is not the one that was written down.")


def _check_records(records: Iterator[Record]) -> tuple[list[_Checked], BrokenFile | TooLarge | None]:
    checked: list[_Checked] = []
    try:
        for record in records:
            checked.append(_check_record(record))  # noqa: PERF401 (what came before the damage is kept)
    except (BrokenFile, TooLarge) as error:
        return checked, error
    return checked, None


def _check_record(record: Record) -> _Checked:
    about = f"{record.kind} of {record.address}" if record.address else record.kind
    name = f"record {record.number} ({about})" if about else f"record {record.number}"
    block = _matches(record.block, record.header("WARC-Block-Digest"))
    payload = None
    if record.kind != "revisit":  # its payload is in another record
        payload = _matches(record.payload, record.header("WARC-Payload-Digest"))
    if block is False or (block is None and payload is False):
        return _Checked(name, State.CHANGED, "Its content does not match the checksum in its own head.")
    if payload is False:
        words = "Its content matches its checksum, but the checksum of its payload says otherwise."
        return _Checked(name, State.UNKNOWN, words)
    if block:
        return _Checked(name, State.INTACT, "Its content matches the checksum in its own head.")
    words = "Its head has no checksum of the whole content that we can check."
    return _Checked(name, State.UNKNOWN, words, silent=True)


def _covered(checked: _Checked, whole: Part) -> Part:
    if checked.silent and whole.state is State.INTACT:
        return Part(checked.name, State.INTACT, "It has no checksum of its own; the file's covers it.")
    return Part(checked.name, checked.state, checked.words)


def _rest(damage: BrokenFile | TooLarge, whole: Part) -> Part:
    if isinstance(damage, TooLarge) or whole.state is State.INTACT:
        return Part("the rest of the file", State.UNKNOWN, f"It could not be read: {damage.why}.")
    return Part("the rest of the file", State.CHANGED, f"It is damaged: {damage.why}.")


def _matches(content: bytes, digest: str | None) -> bool | None:
    """Whether the content has this checksum; None where there is none that we can check."""
    algorithm, _, value = (digest or "").strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return None
    actual = hashlib.new(algorithm, content, usedforsecurity=False).digest()
    # The standard leaves the notation open: hexadecimal, base 32 and base 64 are all met.
    bare = value.rstrip("=")
    if bare.lower() == actual.hex():
        return True
    in_base_32 = base64.b32encode(actual).decode().rstrip("=").lower()
    return bare.lower() == in_base_32 or bare == base64.b64encode(actual).decode().rstrip("=")
