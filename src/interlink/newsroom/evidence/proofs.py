"""What stands for a capture besides its files: the signature, the timestamps, its line in the log.

Read from the files each time, and compared with what the desk knows; nothing is taken from the row on trust.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.by_hand import Step
from interlink.lib.warc.check import captures_in
from interlink.lib.warc.errors import ReadFailed
from interlink.lib.warc.listings import listed
from interlink.lib.warc.log_check import LogVerdict
from interlink.lib.warc.log_proofs import LineProof, proof_covering
from interlink.lib.warc.log_stamps import StampedLog
from interlink.lib.warc.package.lines import object_of
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.signing import check_signature, fingerprint_of, public_keys_in
from interlink.lib.warc.timestamps import LONGEST_REPLY, SUFFIX, Authority, check_stamp, stamps_in
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.copies import has_package
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import authorities, evidence_folder, key_folder, log_as_it_is
from interlink.newsroom.evidence.verifying import steps_for, trust_in


class StampOf(StrEnum):
    """What a timestamp is of; earlier versions asked for those of a file and of a package."""

    LOG = "log"
    FILE = "file"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp of a third party.

    Attributes:
        authority: Who gives it.
        of: What it is of: the capture's line in the log or a later one, the web archive file, the package's manifest.
        at: When the authority saw it; None where that is not to be believed.
        state: Whether it holds.
    """

    authority: str
    of: StampOf
    at: datetime | None
    state: State


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands for a capture.

    Attributes:
        signature: Whether the package's signature holds; unknown where there is no package.
        fingerprint: Of the key that signed it; empty where none did.
        stamps: The timestamps, the earliest first.
        line: Its line in the log of captures; None where it has none.
        line_sha256: That line's checksum, which the lines after it continue.
        lines: How many lines the log has.
        anchor: The proof by OpenTimestamps that covers the line, if there is one: a promise, or a block to compare.
    """

    signature: State
    fingerprint: str
    stamps: tuple[Stamp, ...]
    line: int | None
    line_sha256: str
    lines: int
    anchor: LineProof | None = None


NOTHING_READ = Proof(State.UNKNOWN, "", (), None, "", 0)
"""What is known while the store does not give a capture's files."""


def proof_of(capture: Capture) -> Proof:
    """Return what stands for a capture that is whole; what it takes does not grow with the archive.

    Raises:
        StoreError: The store does not give its files now.
    """
    log = log_as_it_is()
    logged = log.files().get(capture.warc_name)
    shelf = keeping.lasting_shelf()
    signature, fingerprint = _signature(capture, shelf)
    stamps = [*_stamps_beside(capture, shelf), *(_stamps_of_log(log, logged.line) if logged else ())]
    return Proof(
        signature=signature,
        fingerprint=fingerprint,
        stamps=tuple(sorted(stamps, key=lambda stamp: (stamp.at is None, stamp.at or capture.asked_at))),
        line=logged.line if logged is not None else None,
        line_sha256=log.sums.get(logged.line, "") if logged is not None else "",
        lines=log.head.number,
        anchor=proof_covering(log, logged.line) if logged is not None else None,
    )


def by_hand(capture: Capture) -> tuple[Step, ...]:
    """Return the commands by which a stranger checks a capture with public tools, in a folder made by an export."""
    log = log_as_it_is()
    try:
        there = keeping.names_of(capture.warc_name)
    except StoreError:
        return ()
    logged = [kept for kept in captures_in(log.entries) if kept.name == str(capture.pk)]
    return steps_for(logged[0], trust_in(log), log, beside=there) if logged else ()


def _signature(capture: Capture, shelf: Shelf) -> tuple[State, str]:
    if not has_package(capture):
        return State.UNKNOWN, ""
    try:
        _, digest = shelf.manifest_of(capture.package_name)
    except ReadFailed:
        return State.UNKNOWN, ""
    signed = (object_of(digest) or {}).get("signedData")
    known = frozenset(public_keys_in(key_folder()))
    state = check_signature(signed, checksum=f"sha256:{capture.manifest_sha256}", known=known).state
    return state, _fingerprint(signed)


def _fingerprint(signed: object) -> str:
    key = signed.get("publicKey") if isinstance(signed, Mapping) else None
    try:
        return fingerprint_of(base64.b64decode(key, validate=True)) if isinstance(key, str) else ""
    except ValueError:
        return ""


def _stamps_of_log(log: LogVerdict, line: int) -> Iterator[Stamp]:
    for stamp in StampedLog(log, {one.name: one for one in authorities()}).covering(line):
        yield Stamp(stamp.authority, StampOf.LOG, stamp.at, stamp.part.state)


def _stamps_beside(capture: Capture, shelf: Shelf) -> Iterator[Stamp]:
    """Give the timestamps of the files themselves, which earlier versions asked for."""
    known = {one.name: one for one in authorities()}
    subjects = (
        (capture.warc_name, capture.warc_sha256, StampOf.FILE),
        (capture.package_name, capture.manifest_sha256, StampOf.PACKAGE),
    )
    beside = _stamp_names(capture.warc_name)
    for about, sha256, of in subjects:
        for name in sorted(name for name in beside if name.startswith(f"{about}.")):
            authority = name[len(about) + 1 : -len(SUFFIX)]
            giver = known.get(authority) or Authority(authority, "")
            with shelf.open(name) as source:
                stamped = check_stamp(source.read(LONGEST_REPLY), sha256, giver, name=authority)
            yield Stamp(authority, of, stamped.at, stamped.part.state)


def _stamp_names(warc_name: str) -> list[str]:
    if keeping.far() is not None:
        return [name for name in keeping.names_of(warc_name) if name.endswith(SUFFIX)]
    folder = warc_name.rpartition("/")[0]
    found = listed(evidence_folder() / folder, stamps_in)
    start = keeping.beginning(warc_name).removeprefix(f"{folder}/")
    abouts = (f"{start}{kind}" for kind in ("warc.gz", "wacz"))
    return [f"{folder}/{name}" for about in abouts for name in found.get(about, ())]
