"""What stands for a capture besides its files: the signature, the timestamps, its line in the log.

Read from the files each time, and compared with what the desk knows; nothing is taken from the row on trust.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.by_hand import Step
from interlink.lib.warc.check import Kept
from interlink.lib.warc.errors import ReadFailed
from interlink.lib.warc.log_proofs import LineProof, proof_covering
from interlink.lib.warc.package.read import opened
from interlink.lib.warc.signing import check_signature, fingerprint_of, public_keys_in
from interlink.lib.warc.timestamps import Authority, check_stamp, kept_beside
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.copies import package_of
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import authorities, key_folder, log_as_it_is
from interlink.newsroom.evidence.verifying import steps_for, trust_in


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp of a third party.

    Attributes:
        authority: Who gives it.
        of_package: Whether it is of the package's manifest, else of the web archive file.
        at: When the authority saw it; None where that is not to be believed.
        state: Whether it holds.
    """

    authority: str
    of_package: bool
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


def proof_of(capture: Capture) -> Proof:
    """Return what stands for a capture that is whole."""
    signature, fingerprint = _signature(capture)
    stamps: tuple[Stamp, ...] = ()
    with suppress(StoreError), keeping.near(capture.warc_name, only=_is_stamp) as folder:
        stamps = tuple(_stamps(capture, folder))
    log = log_as_it_is()
    logged = log.files().get(capture.warc_name)
    entry = next((one for one in log.entries if logged is not None and one.number == logged.line), None)
    return Proof(
        signature=signature,
        fingerprint=fingerprint,
        stamps=tuple(sorted(stamps, key=lambda stamp: (stamp.at is None, stamp.at or capture.asked_at))),
        line=logged.line if logged is not None else None,
        line_sha256=entry.sha256 if entry is not None else "",
        lines=log.head.number,
        anchor=proof_covering(log, logged.line) if logged is not None else None,
    )


def by_hand(capture: Capture) -> tuple[Step, ...]:
    """Return the commands by which a stranger checks a capture with public tools, in the folder of evidence."""
    log = log_as_it_is()
    trust = trust_in(log)
    try:
        there = keeping.names_of(capture.warc_name)
        with keeping.near(capture.warc_name, only=_is_stamp) as folder:
            files = tuple(name for name in (capture.warc_name, capture.package_name) if name in there)
            return steps_for(Kept(str(capture.pk), files), trust, log, folder)
    except StoreError:
        return ()


def _is_stamp(name: str) -> bool:
    return name.endswith(".tsr")


def _signature(capture: Capture) -> tuple[State, str]:
    package = package_of(capture)
    if package is None:
        return State.UNKNOWN, ""
    try:
        with opened(package) as parts:
            said = parts.manifest_digest()
    except ReadFailed:
        return State.UNKNOWN, ""
    signed = said.get("signedData")
    known = frozenset(public_keys_in(key_folder()))
    state = check_signature(signed, checksum=f"sha256:{capture.manifest_sha256}", known=known).state
    return state, _fingerprint(signed)


def _fingerprint(signed: object) -> str:
    key = signed.get("publicKey") if isinstance(signed, Mapping) else None
    try:
        return fingerprint_of(base64.b64decode(key, validate=True)) if isinstance(key, str) else ""
    except ValueError:
        return ""


def _stamps(capture: Capture, folder: Path) -> Iterator[Stamp]:
    known = {one.name: one for one in authorities()}
    subjects = ((capture.warc_name, capture.warc_sha256, False), (capture.package_name, capture.manifest_sha256, True))
    for name, sha256, of_package in subjects:
        for authority, place in kept_beside(folder / name).items():
            giver = known.get(authority) or Authority(authority, "")
            stamped = check_stamp(place.read_bytes(), sha256, giver, name=authority)
            yield Stamp(authority, of_package, stamped.at, stamped.part.state)
