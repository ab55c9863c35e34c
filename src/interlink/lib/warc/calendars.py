"""Proofs by OpenTimestamps: a checksum went into a block of Bitcoin, which nobody can write anew.

A calendar is a server that gathers checksums and puts one for all of them into a block, some hours later. Until then
its proof says no more than that it promises to. Then the proof leads from our checksum to the Merkle root of the block;
whoever has the block, from a node of their own or from anybody they trust, compares the two. We have no node: such a
proof is told as what it is, and never counts as passed.

Nothing here touches the network: whoever calls brings functions that ask. The form of the files and of the requests is
that of the OpenTimestamps client, whose library reads and writes them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interlink.lib.sentences import Sentence
from interlink.lib.warc.errors import ReadFailed, StampRefused
from interlink.lib.warc.listings import listed
from interlink.lib.warc.placing import placed
from interlink.lib.warc.verify import Part, State

try:
    from opentimestamps.calendar import DEFAULT_CALENDAR_WHITELIST, UrlWhitelist
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation, TimeAttestation
    from opentimestamps.core.op import OpSHA256
    from opentimestamps.core.serialize import (
        BytesDeserializationContext,
        BytesSerializationContext,
        DeserializationError,
    )
    from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp
except ModuleNotFoundError:  # it comes with the extra "opentimestamps"
    INSTALLED = False
else:
    INSTALLED = True

SUFFIX: Final = ".ots"
FOLDER: Final = "stamps"
ACCEPT: Final = "application/vnd.opentimestamps.v1"
DIGEST_TYPE: Final = "application/x-www-form-urlencoded"
LONGEST_ANSWER: Final = 10_000
LONGEST_PROOF: Final = 256 * 1024
_MOST_PENDING: Final = 16
_A_PROOF: Final = Path("proof.ots")

Post = Callable[[str, bytes, Mapping[str, str]], Awaitable[bytes]]
Get = Callable[[str], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Attested:
    """A block of Bitcoin that a proof leads to.

    Attributes:
        block: Its height.
        merkle_root: What its Merkle root has to be, in hexadecimal, in the order in which nodes show it.
    """

    block: int
    merkle_root: str


@dataclass(frozen=True, slots=True)
class Proven:
    """What is known of a proof.

    Attributes:
        part: Whether it holds: changed if it is of something else, else unknown, since we have no blocks.
        attested: The blocks that it leads to, the earliest first.
        pending: The calendars that have promised, and not yet delivered.
    """

    part: Part
    attested: tuple[Attested, ...] = ()
    pending: tuple[str, ...] = ()


class Proof:
    """A proof of a checksum, to be completed little by little.

    Args:
        sha256: The checksum, in hexadecimal.
    """

    def __init__(self, sha256: str) -> None:
        self._file = DetachedTimestampFile(OpSHA256(), Timestamp(bytes.fromhex(sha256)))

    @classmethod
    def read(cls, content: bytes) -> Proof:
        """Read a proof that was kept, or that somebody else made.

        Raises:
            ReadFailed: It is none, or not of a SHA-256.
        """
        try:
            found = DetachedTimestampFile.deserialize(BytesDeserializationContext(content[:LONGEST_PROOF]))
        except (DeserializationError, *_DAMAGED) as error:
            raise ReadFailed(_A_PROOF, "It is no proof by OpenTimestamps.") from error
        if not isinstance(found.file_hash_op, OpSHA256):
            raise ReadFailed(_A_PROOF, "It is not of a SHA-256.")
        proof = cls(found.file_digest.hex())
        proof._file = found
        return proof

    @property
    def sha256(self) -> str:
        """The checksum that it is of."""
        return str(self._file.file_digest.hex())

    def content(self) -> bytes:
        """Return it as a file in the form of the OpenTimestamps client.

        Raises:
            ValueError: No calendar has answered yet.
        """
        out = BytesSerializationContext()
        self._file.serialize(out)
        return bytes(out.getbytes())

    @property
    def attested(self) -> tuple[Attested, ...]:
        """The blocks that it leads to, the earliest first."""
        found = {
            Attested(attestation.height, message[::-1].hex())
            for message, attestation in self._attestations()
            if isinstance(attestation, BitcoinBlockHeaderAttestation)
        }
        return tuple(sorted(found, key=lambda one: (one.block, one.merkle_root)))

    @property
    def pending(self) -> tuple[str, ...]:
        """The calendars that have promised, and not delivered by this proof."""
        delivered = {message for message, one in self._attestations() if isinstance(one, BitcoinBlockHeaderAttestation)}
        return tuple(sorted({address for _, address in self._promises()})) if not delivered else ()

    async def submit(self, calendar: str, post: Post) -> None:
        """Hand the checksum to a calendar, and take in its promise.

        Raises:
            StampRefused: What it answers is no such promise.
        """
        message = self._file.timestamp.msg
        body = await post(f"{calendar}/digest", message, {"Accept": ACCEPT, "Content-Type": DIGEST_TYPE})
        self._file.timestamp.merge(_answer(body, message, calendar))

    async def complete(self, calendars: Iterable[str], get: Get) -> bool:
        """Ask the calendars that have promised for what they promised, and say whether something came.

        Args:
            calendars: Those that we ask, beside the well-known ones; a proof by others may name any address.
            get: Gives the body at an address, or None while there is none.

        Raises:
            StampRefused: What one answers does not belong to the proof.
        """
        allowed = UrlWhitelist(calendars)
        came = False
        for stamp, address in self._promises()[:_MOST_PENDING]:
            if address in allowed or address in DEFAULT_CALENDAR_WHITELIST:
                body = await get(f"{address}/timestamp/{stamp.msg.hex()}")
                if body is not None:
                    stamp.merge(_answer(body, stamp.msg, address))
                    came = True
        return came

    def _attestations(self) -> Iterator[tuple[bytes, TimeAttestation]]:
        yield from self._file.timestamp.all_attestations()

    def _promises(self) -> list[tuple[Timestamp, str]]:
        found: list[tuple[Timestamp, str]] = []
        waiting = [self._file.timestamp]
        while waiting:
            stamp = waiting.pop()
            found += [(stamp, one.uri) for one in stamp.attestations if isinstance(one, PendingAttestation)]
            waiting += stamp.ops.values()
        return sorted(found, key=lambda one: (one[1], one[0].msg))


def name_of(number: int) -> str:
    """Return the path of the proof of a line of the log, from the log's folder."""
    return f"{FOLDER}/{number:08d}{SUFFIX}"


def proofs_of(log: Path) -> Mapping[int, Path]:
    """Return the proofs that are kept beside a log, by the number of the line that they are of, in their order."""
    return listed(log.parent / FOLDER, _proofs_in)


def _proofs_in(folder: Path) -> dict[int, Path]:
    places = {place.name.removesuffix(SUFFIX): place for place in folder.glob(f"*{SUFFIX}")}
    return {int(name): places[name] for name in sorted(places) if name.isascii() and name.isdigit()}


def read_proof(place: Path) -> bytes:
    """Return a proof as it is on the disk.

    Raises:
        OSError: It cannot be read.
    """
    with place.open("rb") as source:
        return source.read(LONGEST_PROOF)


def keep(proof: Proof, place: Path) -> None:
    """Put a proof where it belongs, in place of an earlier form of it.

    Raises:
        WriteFailed: The disk refuses.
    """
    with placed(place, replace=True) as out:
        out.write(proof.content())


def check_proof(content: bytes, sha256: str, *, name: str) -> Proven:
    """Say what a proof is worth by itself; nothing that is wrong with it raises.

    Args:
        content: The proof.
        sha256: The checksum, as it is now, of what it should be of.
        name: What to call it.
    """
    if not INSTALLED:
        words = "The library that reads it is not installed (the extra “opentimestamps”)."
        return Proven(Part(name, State.UNKNOWN, words))
    try:
        proof = Proof.read(content)
    except ReadFailed:
        return Proven(Part(name, State.UNKNOWN, "It is damaged, or no proof by OpenTimestamps, and proves nothing."))
    if proof.sha256 != sha256.lower():
        return Proven(Part(name, State.CHANGED, "It is of something else."))
    attested, pending = proof.attested, proof.pending
    if attested:
        first = attested[0]
        words = (
            f"Attested, if block {first.block} of Bitcoin has the Merkle root {first.merkle_root}; "
            "check that against a node of your own."
        )
    elif pending:
        words = "Pending: the calendars have promised to put it into a block of Bitcoin."
    else:
        words = "It leads to no block of Bitcoin, and no calendar has promised one."
    return Proven(Part(name, State.UNKNOWN, words), attested, pending)


def _answer(body: bytes, message: bytes, calendar: str) -> Timestamp:
    try:
        if len(body) > LONGEST_ANSWER:
            raise ValueError(len(body))
        return Timestamp.deserialize(BytesDeserializationContext(body), message)
    except (DeserializationError, *_DAMAGED) as error:
        raise StampRefused(calendar, Sentence("its answer is no timestamp"), again=True) from error


_DAMAGED = (ValueError, TypeError, OverflowError, RecursionError)
