"""Proofs by OpenTimestamps that lie beside the log: each is of one line, and so of all lines that lead to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interlink.lib.warc.calendars import Proven, check_proof, proofs_of, read_proof
from interlink.lib.warc.log_check import LogVerdict
from interlink.lib.warc.verify import Part, State

# A block for a later line is worth more than a promise for an earlier one; further on it is too late to matter.
_MOST_LOOKS = 24


@dataclass(frozen=True, slots=True)
class LineProof:
    """What is known of a proof, and of which line of the log it is."""

    number: int
    proven: Proven


def proofs_beside(log: LogVerdict) -> Iterator[LineProof]:
    """Give all proofs that are beside a log, in the order of their lines; nothing that is wrong with one raises."""
    for number, place in proofs_of(log.path).items():
        yield LineProof(number, _check(number, place, log.sums.get(number)))


def proof_covering(log: LogVerdict, line: int) -> LineProof | None:
    """Return the earliest proof with a block that covers a line; where there is none, the earliest promise."""
    places = proofs_of(log.path)
    numbers = list(places)
    start = bisect_left(numbers, line)
    promise: LineProof | None = None
    for number in numbers[start : start + _MOST_LOOKS]:
        if not log.leads(line, number):
            break
        found = LineProof(number, _check(number, places[number], log.sums.get(number)))
        if found.proven.attested:
            return found
        if found.proven.pending:
            promise = promise or found
    return promise


def _check(number: int, place: Path, sha256: str | None) -> Proven:
    name = f"line {number} of the log, the proof by OpenTimestamps"
    if sha256 is None:
        return Proven(Part(name, State.UNKNOWN, "The line that it is of cannot be read."))
    try:
        content = read_proof(place)
    except OSError as error:
        return Proven(Part(name, State.UNKNOWN, f"It cannot be read from the disk: {error.strerror or error}."))
    return check_proof(content, sha256, name=name)
