"""Exact and near copies of an item's text in other items: linked, never merged.

A text's fingerprint is cut into bands; items that share a band are compared by their fingerprints. So the cost of an
item depends on how many look alike, not on how many there are. See docs/decisions/0010-near-copies.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from interlink.lib.reading.sameness import NEAR, Signature, bands, exact, likeness, signature
from interlink.newsroom.watch.models import Band, Copy, Item
from interlink.newsroom.watch.rows import insert_missing

SHORTEST: Final = 200
"""Characters; shorter texts are alike by chance."""
MOST_CANDIDATES: Final = 50
"""Items compared with a new one: the latest that share a band with it."""


def sign(item: Item) -> Signature | None:
    """Put the fingerprint of an item's text into it; the caller stores it. Too short a text has none."""
    if len(item.text) < SHORTEST:
        item.fingerprint, item.text_checksum = None, ""
        return None
    signed = signature(item.text)
    item.fingerprint, item.text_checksum = signed.as_bytes(), exact(item.text)
    return signed


def link(item: Item, signed: Signature | None) -> None:
    """Link an item whose text is new, or has changed, with those that have the same or nearly the same text."""
    if item.changed_at is not None:
        item.bands.all().delete()
        item.copies.all().delete()
        item.copied_as.all().delete()
    if signed is None:
        return
    mine = bands(signed)
    found = list(_alike(item, signed, mine))
    insert_missing(Band, [{"item_id": item.pk, "band": band} for band in mine])
    Copy.objects.bulk_create((Copy(item=item, of_id=pk, likeness=how) for pk, how in found), ignore_conflicts=True)


def _alike(item: Item, signed: Signature, mine: Iterable[int]) -> Iterable[tuple[int, float]]:
    sharing = Band.objects.filter(band__in=mine).exclude(item=item.pk)
    latest = sharing.order_by("-item").values_list("item", flat=True).distinct()[:MOST_CANDIDATES]
    for pk, checksum, stored in Item.objects.filter(pk__in=list(latest)).values_list(
        "pk", "text_checksum", "fingerprint"
    ):
        how = 1.0 if checksum == item.text_checksum else likeness(signed, Signature.from_bytes(bytes(stored or b"")))
        if how >= NEAR:
            yield pk, how
