"""What earlier captures of an address hold already, so that it is not kept twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import Q

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.errors import ReadFailed
from interlink.lib.warc.write import Original, originals_in
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.models import Capture

MOST_FILES = 6
"""So many earlier files are looked into: the last one, and those that it points into itself."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Payloads that earlier captures hold.

    Attributes:
        originals: Where each is, by its SHA-256 in hexadecimal.
        holders: Which capture's file has it, by the same.
    """

    originals: Mapping[str, Original] = field(default_factory=dict)
    holders: Mapping[str, int] = field(default_factory=dict)

    def has(self, body: bytes) -> bool:
        """Whether a body need not be written again."""
        return bool(self.originals) and sha256(body).hexdigest() in self.originals

    def holding(self, checksums: Iterable[str]) -> set[int]:
        """Return the captures whose files have these payloads."""
        return {self.holders[one] for one in checksums}


def earlier(capture: Capture) -> Earlier:
    """Find what earlier captures of the same address hold.

    The file in which a payload is written stays the one that all later captures point to: no chains are made.
    A file that is gone or damaged is left out, and what it held is kept anew.
    """
    # An index has the few captures of one address. Which of them are whole is not asked of the database, or it looks
    # through all that are.
    same = Capture.objects.filter(Q(address=capture.address) | Q(final_address=capture.address))
    whole = [
        one for one in same.order_by().only("warc_name", "state", "taken_at") if one.is_whole and one.pk != capture.pk
    ]
    if not whole:
        return Earlier()
    last = max(whole, key=_taken)
    originals: dict[str, Original] = {}
    holders: dict[str, int] = {}
    for one in [*last.points_to.only("warc_name").order_by("-taken_at")[: MOST_FILES - 1], last]:
        try:
            with keeping.shelf() as shelf, shelf.laid_out([one.warc_name]) as places:
                found = originals_in(places[one.warc_name])
        except (ReadFailed, StoreError):
            continue
        for checksum, original in found.items():
            if checksum not in originals:
                originals[checksum], holders[checksum] = original, one.pk
    return Earlier(originals, holders)


def _taken(capture: Capture) -> tuple[float, int]:
    return capture.taken_at.timestamp() if capture.taken_at else 0.0, -capture.pk
