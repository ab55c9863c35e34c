"""Exact and near copies of an item's text in other items: linked, never merged.

A text's fingerprint is cut into bands; items that share a band are compared by their fingerprints. So the cost of an
item depends on how many look alike, not on how many there are. See docs/decisions/0010-near-copies.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q

from interlink.lib.reading.sameness import BANDS, NEAR, Signature, bands, likeness, marks
from interlink.newsroom.watch.models import Band, Copy, Item
from interlink.newsroom.watch.rows import insert_missing

SHORTEST: Final = 200
"""Characters; shorter texts are alike by chance."""
MOST_CANDIDATES: Final = 50
"""Items compared with a new one: the latest that share a band with it."""


def sign(item: Item) -> None:
    """Put the fingerprint of an item's text into it; the caller stores it. Too short a text has none."""
    if len(item.text) < SHORTEST:
        item.fingerprint, item.text_checksum = None, ""
    else:
        signed, item.text_checksum = marks(item.text)
        item.fingerprint = signed.as_bytes()


def link(items: Sequence[Item]) -> None:
    """Link items whose text is new, or has changed, with those that have the same or nearly the same text."""
    changed = [item.pk for item in items if item.changed_at is not None]
    if changed:
        Band.objects.filter(item__in=changed).delete()
        Copy.objects.filter(Q(item__in=changed) | Q(of__in=changed)).delete()
    signed = {item.pk: Signature.from_bytes(bytes(item.fingerprint)) for item in items if item.fingerprint}
    cut = {pk: bands(one) for pk, one in signed.items()}
    insert_missing(Band, [{"item_id": pk, "band": band} for pk, mine in cut.items() for band in mine])
    pairs = _pairs(cut)
    others = {pk for pair in pairs for pk in pair} - signed.keys()
    stored = Item.objects.filter(pk__in=others).values_list("pk", "fingerprint") if others else ()
    known = signed | {pk: Signature.from_bytes(bytes(one or b"")) for pk, one in stored}
    rows = [
        {"item_id": later, "of_id": earlier, "likeness": how}
        for later, earlier in pairs
        if (how := likeness(known[later], known[earlier])) >= NEAR
    ]
    insert_missing(Copy, rows)


def _pairs(cut: Mapping[int, Sequence[int]]) -> set[tuple[int, int]]:
    """Return which items share a band with which, the later one first; for each the latest few."""
    owners: defaultdict[int, set[int]] = defaultdict(set)
    for pk, mine in cut.items():
        for band in mine:
            owners[band].add(pk)
    near: defaultdict[int, set[int]] = defaultdict(set)
    sharing = Band.objects.filter(band__in=owners).order_by("-item").values_list("item", "band")
    for other, band in sharing[: MOST_CANDIDATES * BANDS * len(cut)] if cut else ():
        for pk in owners[band] - {other}:
            if len(near[pk]) < MOST_CANDIDATES:
                near[pk].add(other)
    return {(max(pk, other), min(pk, other)) for pk, found in near.items() for other in found}
