"""Timestamps of the log: each covers all lines up to the one that it is of, since each continues the one before.

So two authorities are asked for one timestamp each, however many captures were logged meanwhile, and a capture's web
archive file and package are both covered, their checksums being in its line. What is timestamped is a line's checksum:
the SHA-256 of its bytes without the line's end, as the next line repeats it.

Nine tenths of an authority's answer are its certificates, the same in each. They are kept once, and put back where
they were when the answer is read: it is then what was received, byte for byte.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from rfc3161_client import decode_timestamp_response

from interlink.lib.warc.listings import listed
from interlink.lib.warc.log_check import LogVerdict
from interlink.lib.warc.placing import placed
from interlink.lib.warc.timestamps import LONGEST_REPLY, SUFFIX, Authority, Stamped, check_stamp
from interlink.lib.warc.verify import Part, State

FOLDER = "stamps"

_NAME = re.compile(rf"(?P<number>\d{{8,}})\.(?P<authority>[^.]+){re.escape(SUFFIX)}")
_MAGIC = b"interlink timestamp 1 "
_HEAD = re.compile(rb"interlink timestamp 1 (?P<name>[\w-]+\.[0-9a-f]{16}\.certificates) (?P<place>\d{1,6})\n")
# So many are looked at where one after the other turns out to be damaged.
_MOST_LOOKS = 8


@dataclass(frozen=True)
class LineStamp:
    """What is known of a timestamp that covers a line of the log.

    Attributes:
        authority: Who gave it.
        number: The line that it is of.
        part: Whether it holds.
        at: The time that it states; None where that is not to be believed.
    """

    authority: str
    number: int
    part: Part
    at: datetime | None


def stamp_name(number: int, authority: str) -> str:
    """Give the path of a line's timestamp, from the log's folder."""
    return f"{FOLDER}/{number:08d}.{authority}{SUFFIX}"


def keep_stamp(answer: bytes, log: Path, number: int, authority: Authority) -> Path:
    """Keep a timestamp of a line; give its place.

    Raises:
        WriteFailed: The disk refuses.
    """
    content = answer
    start, end = _certificates_in(answer)
    if end > start:
        shared = answer[start:end]
        name = f"{authority.name}.{sha256(shared).hexdigest()[:16]}.certificates"
        place = log.parent / FOLDER / name
        # Before what needs them. Written again where they do not fit: they may have been damaged.
        if not place.is_file() or place.read_bytes() != shared:
            with placed(place, replace=True) as out:
                out.write(shared)
        content = _MAGIC + f"{name} {start}\n".encode() + answer[:start] + answer[end:]
    place = log.parent / stamp_name(number, authority.name)
    with placed(place, replace=True) as out:
        out.write(content)
    return place


def read_stamp(place: Path) -> bytes:
    """Give a timestamp as it was received.

    Raises:
        OSError: It, or the certificates that belong to it, cannot be read.
    """
    content = _short(place)
    head = _HEAD.match(content)
    if head is None:
        return content
    shared = _short(place.with_name(head["name"].decode()))
    rest, at = content[head.end() :], int(head["place"])
    return rest[:at] + shared + rest[at:]


def stamps_of(log: Path) -> Mapping[str, Sequence[int]]:
    """Give which lines have a timestamp, in their order, by the name of the authority."""
    return listed(log.parent / FOLDER, _stamps_in)


def _stamps_in(folder: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    names = (path.name for path in folder.glob(f"*{SUFFIX}"))
    for name in filter(None, map(_NAME.fullmatch, names)):
        found.setdefault(name["authority"], []).append(int(name["number"]))
    return {authority: sorted(numbers) for authority, numbers in sorted(found.items())}


@dataclass
class StampedLog:
    """The log with its timestamps; each is checked once, however many captures it covers."""

    log: LogVerdict
    authorities: Mapping[str, Authority]
    _numbers: Mapping[str, Sequence[int]] = field(init=False)
    _checked: dict[tuple[str, int], LineStamp] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look which timestamps there are."""
        self._numbers = stamps_of(self.log.path)

    def covering(self, line: int) -> Iterator[LineStamp]:
        """Give each authority's earliest timestamp that covers a line and holds; else the first that does not."""
        for authority, numbers in self._numbers.items():
            first: LineStamp | None = None
            place = bisect_left(numbers, line)
            for number in numbers[place : place + _MOST_LOOKS]:
                if not self.log.leads(line, number):
                    break
                found = self._check(authority, number)
                first = first or found
                if found.part.state is State.INTACT:
                    first = found
                    break
            if first is not None:
                yield first

    def _check(self, authority: str, number: int) -> LineStamp:
        key = (authority, number)
        if key not in self._checked:
            stamped = self._stamped(authority, number)
            self._checked[key] = LineStamp(authority, number, stamped.part, stamped.at)
        return self._checked[key]

    def _stamped(self, authority: str, number: int) -> Stamped:
        name = f"line {number} of the log, the timestamp by {authority}"
        checksum = self.log.sums.get(number)
        if checksum is None:
            return Stamped(Part(name, State.UNKNOWN, "The line that it is of cannot be read."), None)
        try:
            answer = read_stamp(self.log.path.parent / stamp_name(number, authority))
        except OSError as error:
            words = f"It cannot be read from the disk: {error.strerror or error}."
            return Stamped(Part(name, State.UNKNOWN, words), None)
        known = self.authorities.get(authority, Authority(authority, ""))
        return check_stamp(answer, checksum, known, name=name)


def _short(place: Path) -> bytes:
    with place.open("rb") as source:
        return source.read(LONGEST_REPLY)


def _certificates_in(answer: bytes) -> tuple[int, int]:
    """Give from where to where an answer's certificates reach; nothing where they do not follow each other."""
    try:
        certificates = decode_timestamp_response(answer).signed_data.certificates
    except ValueError:
        return 0, 0
    spans = sorted((answer.find(one), len(one)) for one in certificates)
    if not spans or spans[0][0] < 0:
        return 0, 0
    end = spans[0][0]
    for start, length in spans:
        if start != end:
            return 0, 0
        end += length
    return spans[0][0], end
