"""Check one capture after the other of one folder, and remember what was computed for the ones before."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from interlink.lib.warc.errors import ReadFailed
from interlink.lib.warc.kept import Kept, Report, Trust
from interlink.lib.warc.log_check import Logged
from interlink.lib.warc.package.judge import Looking, check_manifest, judge
from interlink.lib.warc.package.shelf import (
    PACKAGE_SUFFIX,
    PICTURE_SUFFIX,
    WARC_SUFFIX,
    Shelf,
    nothing,
    sum_of,
    wrapping_name,
)
from interlink.lib.warc.package.wrapping import LONGEST, SUFFIX, Wrapping
from interlink.lib.warc.timestamps import LONGEST_REPLY, Authority, check_stamp, kept_beside, stamps_in
from interlink.lib.warc.verify import Part, State, check_sum, verify_source, worst_of

_COVERED = "The file's checksum covers them."


@dataclass
class _Wrapped:
    """A wrapping as it is now; `problem` says why it cannot be unpacked."""

    sha256: str
    size: int
    wrapping: Wrapping | None
    problem: str = ""


@dataclass
class _Of:
    """A capture while it is checked."""

    kept: Kept
    size: int = 0
    wrapped: dict[str, _Wrapped | None] = field(default_factory=dict)


class Checker:
    """Checks captures of one folder; several threads may at once.

    Args:
        shelf: The folder of evidence. What it raises when it brings files from elsewhere is passed on.
        trust: What to check against.
        thorough: Whether to unpack what the log vouches for, too.
    """

    def __init__(self, shelf: Shelf, trust: Trust, *, thorough: bool) -> None:
        self._shelf = shelf
        self._trust = trust
        self._thorough = thorough
        self._lock = Lock()
        self._sums: dict[str, Future[tuple[str, int] | None]] = {}
        self._is_inside = lru_cache(maxsize=1024)(self._inside)
        self._stamps_in = lru_cache(maxsize=1024)(lambda folder: stamps_in(Path(folder)))

    def check(self, kept: Kept) -> Report:
        """Check one capture; nothing that is wrong with it raises."""
        of = _Of(kept)
        parts: list[Part] = []
        for name in kept.files:
            parts += self._check_file(name, of)
        if not kept.files:
            parts.append(Part(kept.name, State.UNKNOWN, "The log has no such capture, so there is nothing to check."))
        else:
            parts += self._check_stamps(kept)
        return Report(kept, worst_of(parts), tuple(parts), of.size)

    def _check_file(self, name: str, of: _Of) -> Iterator[Part]:
        if not self._is_inside(name.rpartition("/")[0]) or ".." in name.split("/"):
            yield Part(name, State.UNKNOWN, "Its name leads out of the folder of evidence.")
            return
        logged = self._trust.logged.get(name)
        wrapped = self._wrapped(name, of) if name.endswith(SUFFIX) else None
        summed = (wrapped.sha256, wrapped.size) if wrapped else self._sum(name)
        if summed is not None:
            of.size += summed[1]
            yield from self._check_lying(name, summed[0], logged)
            return
        wrapped = self._wrapped(name, of)
        if wrapped is None:
            yield Part(name, State.UNKNOWN, "The file is not there, or cannot be read.")
        elif wrapped.wrapping is None:
            yield Part(name, State.UNKNOWN, f"It cannot be put together: {wrapped.problem}")
        elif name.endswith(PACKAGE_SUFFIX):
            yield from self._check_package(name, wrapped, wrapped.wrapping, logged)
        else:
            yield from self._check_inside(name, wrapped.wrapping, logged)
        if wrapped is not None:
            yield _in_log(name, logged)

    def _check_lying(self, name: str, checksum: str, logged: Logged | None) -> Iterator[Part]:
        whole = check_sum(checksum, logged.sha256 if logged else None)
        yield Part(name, whole.state, whole.words)
        yield _in_log(name, logged)
        closely = self._thorough or whole.state is not State.INTACT
        if name.endswith(PACKAGE_SUFFIX):
            yield from self._judged(name, closely=closely)
        elif name.endswith((SUFFIX, PICTURE_SUFFIX)):
            return
        elif closely:
            yield from self._records(name, logged)
        else:
            yield Part(f"{name}, its records", State.INTACT, _COVERED)

    def _check_package(self, name: str, wrapped: _Wrapped, wrapping: Wrapping, logged: Logged | None) -> Iterator[Part]:
        of_wrapping = self._trust.logged.get(wrapping_name(name))
        vouched = of_wrapping is not None and of_wrapping.sha256 == wrapped.sha256
        vouched = vouched and logged is not None and logged.sha256 == wrapping.sha256
        for held in wrapping.held:
            summed = self._sum(held.name) or self._sum_inside(held.name)
            if summed is None:
                vouched = False
                yield Part(name, State.UNKNOWN, f"It cannot be put together: {held.name} is not there.")
            elif summed[0] != held.sha256:
                vouched = False
                yield Part(name, State.CHANGED, f"{held.name}, which belongs to it, is not what it was.")
        if not vouched or self._thorough:
            yield self._put_together(name, wrapping, logged)
            yield from self._judged(name, closely=True)
            return
        yield Part(name, State.INTACT, "All that it is put together from has the checksum that was written down.")
        manifest, digest = wrapping.cut(wrapping.manifest), wrapping.cut(wrapping.manifest_digest)
        for part in check_manifest(manifest, digest, self._trust.keys):
            yield Part(f"{name}, {part.name}", part.state, part.words)
        yield Part(f"{name}, its parts", State.INTACT, _COVERED)
        yield from self._stamps_beside(name, sha256(manifest).hexdigest())

    def _put_together(self, name: str, wrapping: Wrapping, logged: Logged | None) -> Part:
        try:
            with self._shelf.assembled(wrapping) as package:
                whole = check_sum(sum_of(package), logged.sha256 if logged else None)
        except (ReadFailed, OSError) as error:
            return Part(name, State.UNKNOWN, f"It cannot be put together: {error}")
        return Part(name, whole.state, whole.words)

    def _judged(self, name: str, *, closely: bool) -> Iterator[Part]:
        looking = Looking(self._trust.keys, with_parts=closely, with_records=closely)
        try:
            with self._shelf.open(name) as source:
                judged = judge(self._shelf.folder / name, looking, source)
        except (ReadFailed, OSError) as error:
            yield Part(name, State.UNKNOWN, f"It could not be read: {error}")
            return
        for part in judged.parts:
            yield Part(f"{name}, {part.name}", part.state, part.words)
        if not closely:
            yield Part(f"{name}, its parts", State.INTACT, _COVERED)
        if judged.manifest_sha256 is not None:
            yield from self._stamps_beside(name, judged.manifest_sha256)

    def _check_inside(self, name: str, wrapping: Wrapping, logged: Logged | None) -> Iterator[Part]:
        place = wrapping.inside.get(name)
        if place is None:
            yield Part(name, State.UNKNOWN, "The file is not there, or cannot be read.")
            return
        whole = check_sum(sha256(wrapping.cut(place)).hexdigest(), logged.sha256 if logged else None)
        yield Part(name, whole.state, whole.words)
        if self._thorough or whole.state is not State.INTACT:
            yield from self._records(name, logged)
        else:
            yield Part(f"{name}, its records", State.INTACT, _COVERED)

    def _records(self, name: str, logged: Logged | None) -> Iterator[Part]:
        try:
            with self._shelf.open(name) as source:
                verdict = verify_source(source, self._shelf.folder / name, logged.sha256 if logged else None)
        except ReadFailed as error:
            yield Part(name, State.UNKNOWN, str(error))
            return
        for part in verdict.parts[1:]:
            yield Part(f"{name}, {part.name}", part.state, part.words)

    def _check_stamps(self, kept: Kept) -> Iterator[Part]:
        """Tell of the timestamps of the capture's line in the log; earlier versions had them for each file."""
        found = False
        for name in kept.files:
            summed = self._sum(name) if name.endswith(WARC_SUFFIX) else None
            for part in self._stamps_beside(name, summed[0]) if summed else ():
                found = True
                yield part
        line = next((self._trust.logged[name].line for name in kept.files if name in self._trust.logged), None)
        if line is not None and self._trust.stamped is not None:
            with self._lock:  # each is checked once
                stamps = list(self._trust.stamped.covering(line))
            for stamp in stamps:
                found = True
                yield Part(f"{kept.name}, {stamp.part.name}", stamp.part.state, stamp.part.words)
        if not found:
            yield Part(f"{kept.name}, its timestamps", State.UNKNOWN, "It has none, or none yet.")

    def _stamps_beside(self, name: str, checksum: str) -> Iterator[Part]:
        folder, _, last = name.rpartition("/")
        if self._shelf.beyond is nothing and last not in self._stamps_in(f"{self._shelf.folder}/{folder}"):
            return
        path = self._shelf.place(name) or self._shelf.folder / name
        for authority, place in kept_beside(path, self._stamps_in(str(path.parent)).get(path.name, ())).items():
            known = self._trust.authorities.get(authority, Authority(authority, ""))
            yield _check_stamp(place, checksum, known, f"{name}, the timestamp by {authority}")

    def _wrapped(self, name: str, of: _Of) -> _Wrapped | None:
        wrapped = wrapping_name(name)
        if wrapped not in of.wrapped:
            of.wrapped[wrapped] = self._unwrapped(wrapped)
        return of.wrapped[wrapped]

    def _unwrapped(self, name: str) -> _Wrapped | None:
        """Read a wrapping once: for its checksum, and for what it says."""
        try:
            source = self._shelf.as_it_lies(name)
        except ReadFailed:
            return None
        if source is None:
            return None
        with source:
            content = source.read(LONGEST)
        checksum = sha256(content).hexdigest()
        try:
            return _Wrapped(checksum, len(content), self._shelf.unwrapped(name, content))
        except ReadFailed as error:
            return _Wrapped(checksum, len(content), None, str(error))

    def _sum_inside(self, name: str) -> tuple[str, int] | None:
        try:
            with self._shelf.open(name) as source:
                return sum_of(source), 0
        except (ReadFailed, OSError):
            return None

    def _sum(self, name: str) -> tuple[str, int] | None:
        """Give the checksum and the size of a file that lies there as it is; each is read once."""
        with self._lock:
            future = self._sums.get(name)
            is_ours = future is None
            if future is None:
                future = self._sums[name] = Future()
        if is_ours:
            try:
                future.set_result(self._summed(name))
            except BaseException as error:
                future.set_exception(error)
                raise
        return future.result()

    def _summed(self, name: str) -> tuple[str, int] | None:
        try:
            source = self._shelf.as_it_lies(name)
            if source is None:
                return None
            with source:
                return sum_of(source), source.tell()
        except (ReadFailed, OSError):
            return None

    def _inside(self, folder: str) -> bool:
        place = self._shelf.folder / folder
        return place.resolve().is_relative_to(self._shelf.folder.resolve())


def _check_stamp(place: Path, checksum: str, authority: Authority, about: str) -> Part:
    try:
        with place.open("rb") as source:
            answer = source.read(LONGEST_REPLY)
    except OSError as error:
        return Part(about, State.UNKNOWN, f"It cannot be read from the disk: {error.strerror or error}.")
    return check_stamp(answer, checksum, authority, name=about).part


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
