"""Check captures from the files alone: one, some or all, and say of each part what is known.

Where a file's checksum is the one that the log has for it, everything in the file is as it was, and it is not
unpacked; so checking runs about as fast as the checksums are computed. Where it is not, or where asked for, the
file is taken apart, and what has changed is named.
"""

import hashlib
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from interlink.lib.warc.log import Entry
from interlink.lib.warc.log_check import Logged
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.timestamps import LONGEST_REPLY, Authority, check_stamp, kept_beside, stamps_in
from interlink.lib.warc.verify import Part, State, check_sum, verify, worst_of

PACKAGE_SUFFIX = ".wacz"
CAPTURE = "capture"
LET_GO = "let go"

# Below that, starting processes takes longer than what they save.
_WORTH_PROCESSES = 32
_CHUNK = 16


@dataclass(frozen=True)
class Kept:
    """A capture as it is kept.

    Attributes:
        name: What to call it.
        files: Its web archive files and its package, by their paths in the folder of evidence.
    """

    name: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Trust:
    """What the files are checked against.

    Attributes:
        logged: What the log of captures says of each file, by its path in the folder of evidence.
        keys: Fingerprints of the keys that may sign.
        authorities: Who may give timestamps, by name.
    """

    logged: Mapping[str, Logged] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    authorities: Mapping[str, Authority] = field(default_factory=dict)


@dataclass(frozen=True)
class How:
    """How captures are checked.

    Attributes:
        thorough: Whether to unpack what the log vouches for, too, and check record by record.
        workers: How many at once; as many as there are processors, if 0.
    """

    thorough: bool = False
    workers: int = 0


@dataclass(frozen=True)
class Report:
    """What is known of a capture.

    Attributes:
        kept: Which.
        state: Of the whole: changed if any part is, else unknown if any part is, else intact.
        parts: Each file, its entry in the log, its contents, its signature and its timestamps.
        size: How many bytes were checked.
    """

    kept: Kept
    state: State
    parts: tuple[Part, ...]
    size: int

    @property
    def passed(self) -> bool:
        """Whether all of it was checked and nothing of it has changed."""
        return self.state is State.INTACT


def captures_in(entries: Iterable[Entry]) -> Iterator[Kept]:
    """Give the captures that the log knows, each once, but for those that it says were let go."""
    found: dict[str, Kept] = {}
    for entry in entries:
        name = entry.facts.get("name") or f"line {entry.number}"
        if entry.kind == CAPTURE and entry.files:
            found[name] = Kept(name, tuple(entry.files))
        elif entry.kind == LET_GO:
            found.pop(name, None)
    yield from found.values()


def check_all(folder: Path, captures: Iterable[Kept], trust: Trust, how: How | None = None) -> Iterator[Report]:
    """Check captures in parallel, and tell of each in its order as soon as it is done.

    Many are checked by processes: checksums can be computed side by side in one, signatures and timestamps cannot.
    They begin at once, before anything is asked of the iterator.

    Args:
        folder: The folder of evidence.
        captures: Which.
        trust: What to check against.
        how: How closely, and by how many.
    """
    how = how or How()
    kept = list(captures)
    workers = how.workers or os.cpu_count() or 1
    checker = _Checker(folder, trust, thorough=how.thorough)
    if workers > 1 and len(kept) >= _WORTH_PROCESSES:
        # Forked, they have all that is loaded at once; nothing else runs in them but what is in this module.
        context = multiprocessing.get_context("fork")
        pool: Executor = ProcessPoolExecutor(workers, context, initializer=_take, initargs=(checker,))
        return _in_order(pool, pool.map(_check, kept, chunksize=_CHUNK))
    pool = ThreadPoolExecutor(workers)
    return _in_order(pool, pool.map(checker.check, kept))


def _in_order(pool: Executor, reports: Iterator[Report]) -> Iterator[Report]:
    try:
        yield from reports
    finally:
        pool.shutdown(cancel_futures=True)


def _take(checker: "_Checker") -> None:
    _checkers[:] = [checker]


def _check(kept: Kept) -> Report:
    return _checkers[0].check(kept)


_checkers: list["_Checker"] = []


def check_capture(folder: Path, kept: Kept, trust: Trust, *, thorough: bool = False) -> Report:
    """Check one capture; nothing that is wrong with it raises."""
    return _Checker(folder, trust, thorough=thorough).check(kept)


class _Checker:
    """Checks captures of one folder, and remembers what is in it."""

    def __init__(self, folder: Path, trust: Trust, *, thorough: bool) -> None:
        self._folder = folder
        self._inside = folder.resolve()
        self._trust = trust
        self._thorough = thorough
        self._stamps: dict[Path, dict[str, list[str]]] = {}

    def check(self, kept: Kept) -> Report:
        parts: list[Part] = []
        size = 0
        for name in kept.files:
            parts += self._check_file(name)
            size += _size(self._folder / name)
        if not kept.files:
            parts.append(Part(kept.name, State.UNKNOWN, "It has no files."))
        return Report(kept, worst_of(parts), tuple(parts), size)

    def _check_file(self, name: str) -> Iterator[Part]:
        path = self._folder / name
        if not path.resolve().is_relative_to(self._inside):
            yield Part(name, State.UNKNOWN, "Its name leads out of the folder of evidence.")
            return
        checksum = _sum_of(path)
        if checksum is None:
            yield Part(name, State.UNKNOWN, "The file is not there, or cannot be read.")
            return
        logged = self._trust.logged.get(name)
        whole = check_sum(checksum, logged.sha256 if logged else None)
        yield Part(name, whole.state, whole.words)
        yield _in_log(name, logged)
        closely = self._thorough or whole.state is not State.INTACT
        if path.suffix == PACKAGE_SUFFIX:
            yield from self._check_package(path, name, closely=closely)
        else:
            yield from _check_warc(path, name, logged, closely=closely)
            yield from self._check_stamps(path, name, checksum)

    def _check_package(self, path: Path, name: str, *, closely: bool) -> Iterator[Part]:
        judged = judge(path, Looking(self._trust.keys, with_parts=closely, with_records=closely))
        for part in judged.parts:
            yield Part(f"{name}, {part.name}", part.state, part.words)
        if not closely:
            yield Part(f"{name}, its parts", State.INTACT, "The file's checksum covers them.")
        if judged.manifest_sha256 is not None:
            yield from self._check_stamps(path, name, judged.manifest_sha256)

    def _check_stamps(self, path: Path, name: str, checksum: str) -> Iterator[Part]:
        if path.parent not in self._stamps:
            self._stamps[path.parent] = stamps_in(path.parent)
        kept = kept_beside(path, self._stamps[path.parent].get(path.name, ()))
        for authority, place in kept.items():
            known = self._trust.authorities.get(authority, Authority(authority, ""))
            yield _check_stamp(place, checksum, known, f"{name}, the timestamp by {authority}")
        if not kept:
            yield Part(f"{name}, its timestamps", State.UNKNOWN, "It has none, or none yet.")


def _check_stamp(place: Path, checksum: str, authority: Authority, about: str) -> Part:
    try:
        with place.open("rb") as source:
            answer = source.read(LONGEST_REPLY)
    except OSError as error:
        return Part(about, State.UNKNOWN, f"It cannot be read from the disk: {error.strerror or error}.")
    return check_stamp(answer, checksum, authority, name=about).part


def _check_warc(path: Path, name: str, logged: Logged | None, *, closely: bool) -> Iterator[Part]:
    if not closely:
        yield Part(f"{name}, its records", State.INTACT, "The file's checksum covers them.")
        return
    for part in verify(path, logged.sha256 if logged else None).parts[1:]:
        yield Part(f"{name}, {part.name}", part.state, part.words)


def _in_log(name: str, logged: Logged | None) -> Part:
    about = f"{name}, its line in the log"
    if logged is None:
        return Part(about, State.UNKNOWN, "The log does not know the file.")
    if logged.differs_from is not None:
        words = f"Line {logged.line} has another checksum for it than line {logged.differs_from} had before."
        return Part(about, State.CHANGED, words)
    if not logged.covered:
        return Part(about, State.UNKNOWN, f"After line {logged.line}, which has it, the log's chain breaks.")
    return Part(about, State.INTACT, f"Line {logged.line} has it, and the chain from there to the head is whole.")


def _sum_of(path: Path) -> str | None:
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
