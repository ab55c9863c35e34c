"""What earlier captures of an address hold already, so that it is not kept twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain

from django.db.models import Q

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.errors import ReadFailed
from interlink.lib.warc.exchange import Exchange, Made
from interlink.lib.warc.write import Original, originals_in
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.models import Capture, CaptureState

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

    def used_by(self, exchanges: Iterable[Exchange], made: Iterable[Made] = ()) -> set[int]:
        """Return the captures into whose files a capture with these exchanges, and what was made of them, points."""
        if not self.holders:
            return set()
        bodies = chain((exchange.wire_body for exchange in exchanges), (one.content for one in made))
        sums = (sha256(body).hexdigest() for body in bodies)
        return {self.holders[one] for one in sums if one in self.holders}


def earlier(capture: Capture) -> Earlier:
    """Find what earlier captures of the same address hold.

    The file in which a payload is written stays the one that all later captures point to: no chains are made.
    A file that is gone or damaged is left out, and what it held is kept anew.
    """
    same = Q(address=capture.address) | Q(final_address=capture.address)
    others = Capture.objects.filter(same, state=CaptureState.WHOLE).exclude(pk=capture.pk).only("warc_name")
    last = others.order_by("-taken_at").first()
    if last is None:
        return Earlier()
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
