"""Say whether the log of captures is still the one that was written, and if not, where it breaks."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from interlink.lib.warc.log import BEGINNING, LONGEST_LINE, Entry, Head, entry_of
from interlink.lib.warc.verify import Part, State, worst_of

HEAD = "the published head"
"""How the names of parts begin that tell of published heads."""

_MOST_BREAKS = 100


@dataclass(frozen=True)
class Logged:
    """What the log says of a file.

    Attributes:
        sha256: Its checksum.
        line: In which line.
        covered: Whether nothing is broken between that line and the log's head.
        differs_from: An earlier line that had another checksum for it; None where there is none.
    """

    sha256: str
    line: int
    covered: bool
    differs_from: int | None = None


@dataclass(frozen=True)
class LogVerdict:
    """What is known of the log.

    Attributes:
        path: The file.
        state: Of the whole: changed if any part is, else unknown if any part is, else intact.
        parts: The chain, each place where it breaks, and each published head.
        head: Its end as it is now.
        entries: The lines that can be read, in their order.
        breaks: The lines that do not continue the one before, in their order.
    """

    path: Path
    state: State
    parts: tuple[Part, ...]
    head: Head
    entries: tuple[Entry, ...]
    breaks: tuple[int, ...] = ()

    def leads(self, line: int, later: int) -> bool:
        """Say whether each line after the one continues the one before, up to the other."""
        place = bisect_right(self.breaks, line)
        return line <= later <= self.head.number and (place == len(self.breaks) or self.breaks[place] > later)

    @cached_property
    def sums(self) -> Mapping[int, str]:
        """The checksums of the lines that can be read, by their numbers."""
        return {entry.number: entry.sha256 for entry in self.entries}

    def files(self) -> Mapping[str, Logged]:
        """Give what the log says of each file; where it says several things, the last counts and the first is named."""
        return self._files

    @cached_property
    def _files(self) -> Mapping[str, Logged]:
        found: dict[str, Logged] = {}
        last_break = self.breaks[-1] if self.breaks else 0
        for entry in self.entries:
            for name, checksum in entry.files.items():
                before = found.get(name)
                is_same = before is None or (before.sha256 == checksum and before.differs_from is None)
                differs_from = None if is_same or before is None else before.differs_from or before.line
                covered = entry.number >= last_break
                found[name] = Logged(checksum, entry.number, covered=covered, differs_from=differs_from)
        return found


def check_log(path: Path, published: Iterable[Head] = ()) -> LogVerdict:
    """Check the chain of the log, and that it still leads through the heads that were published.

    A published head may have the beginning of a checksum alone. Nothing that is wrong with the log raises. The chain
    alone shows a change only if the lines after it were not written anew; the published heads show that as well.
    """
    heads = sorted(published, key=lambda head: head.number)
    try:
        with path.open("rb") as source:
            return _check(path, source, heads)
    except FileNotFoundError:
        return _unread(path, "The log is not there.")
    except OSError as error:
        return _unread(path, f"The log cannot be read from the disk: {error.strerror or error}.")


def _unread(path: Path, words: str) -> LogVerdict:
    return LogVerdict(path, State.UNKNOWN, (Part("the log", State.UNKNOWN, words),), Head(0, BEGINNING), ())


def _check(path: Path, source: BinaryIO, heads: list[Head]) -> LogVerdict:
    breaks: list[Part] = []
    broken: list[int] = []
    entries: list[Entry] = []
    wanted = {head.number: head.sha256 for head in heads}
    met: dict[int, str] = {}
    previous, number = BEGINNING, 0
    for line in _lines(source):
        if not line.endswith(b"\n"):
            breaks.append(
                Part(f"line {number + 1}", State.UNKNOWN, "It has no end: its writer was stopped, or is at it.")
            )
            break
        number += 1
        checksum = sha256(line[:-1]).hexdigest()
        entry = entry_of(line[:-1])
        fault = _fault(entry, number, previous)
        if fault is not None:
            broken.append(number)
            breaks.append(Part(f"line {number}", State.CHANGED, fault))
        if entry is not None and entry.number == number:
            entries.append(entry)
        if number in wanted:
            met[number] = checksum
        previous = checksum
    chain = _chain(number, breaks)
    parts = (chain, *breaks[:_MOST_BREAKS], *(_published(head, met) for head in heads))
    return LogVerdict(path, worst_of(parts), parts, Head(number, previous), tuple(entries), tuple(broken))


def _lines(source: BinaryIO) -> Iterator[bytes]:
    while line := source.readline(LONGEST_LINE + 2):
        yield line


def _fault(entry: Entry | None, number: int, previous: str) -> str | None:
    if entry is None:
        return "It is not in the log's form."
    if entry.previous != previous:
        return f"It does not continue line {number - 1}: one of the two has been changed, or lines between are gone."
    if entry.number != number:
        return f"It says that it is line {entry.number}."
    return None


def _chain(number: int, breaks: list[Part]) -> Part:
    if any(part.state is State.CHANGED for part in breaks):
        return Part("the log", State.CHANGED, f"Its chain breaks, first at {breaks[0].name}.")
    if number == 0:
        return Part("the log", State.UNKNOWN, "It has no line.")
    return Part("the log", State.INTACT, f"Each of its {number} lines continues the one before.")


def _published(head: Head, met: dict[int, str]) -> Part:
    name = f"{HEAD} {head.number}:{head.sha256[:16]}"
    if head.number == 0:
        return Part(name, State.INTACT, "It was published before there was a line.")
    if head.number not in met:
        return Part(name, State.CHANGED, "The log has fewer lines now than when it was published.")
    if met[head.number].startswith(head.sha256.lower()):
        return Part(name, State.INTACT, "The log still leads through it.")
    return Part(name, State.CHANGED, "The log had another line there when it was published.")
