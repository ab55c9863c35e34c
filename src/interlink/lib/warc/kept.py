"""Captures as they are kept, what they are checked against, and what is known of them then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from interlink.lib.warc.log import Entry
from interlink.lib.warc.log_check import Logged
from interlink.lib.warc.log_stamps import StampedLog
from interlink.lib.warc.timestamps import Authority
from interlink.lib.warc.verify import Part, State

CAPTURE = "capture"
LET_GO = "let go"
WRAPPED = "wrapped"


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
        stamped: The timestamps of the log.
    """

    logged: Mapping[str, Logged] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    stamped: StampedLog | None = None


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
        kept: The capture.
        state: Of the whole: changed if any part is, else unknown if any part is, else intact.
        parts: Each file, its line in the log, what is in it, the signature, each timestamp.
        size: Of its files on the disk, in bytes.
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
        elif entry.kind == WRAPPED and name in found:
            found[name] = Kept(name, tuple(dict.fromkeys((*found[name].files, *entry.files))))
    yield from found.values()
