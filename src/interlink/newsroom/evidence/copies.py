"""The copy of a page: private evidence, until an editor publishes it in the public interest.

Whoever shows copies asks here for what is in one.
"""

from __future__ import annotations

import logging
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.lib.warc.errors import NotThere
from interlink.lib.warc.package.lines import object_of
from interlink.lib.warc.package.shelf import sum_of
from interlink.newsroom.evidence import keeping, looking
from interlink.newsroom.evidence.errors import CopyRefused
from interlink.newsroom.evidence.models import Capture, CopyDecision, CopyDeed
from interlink.newsroom.evidence.trusting import evidence_folder

logger = logging.getLogger(__name__)

LONGEST_REASON = 2000
_DEEDS = {CopyDeed.PUBLISHED: Deed.COPY_SHOWN, CopyDeed.WITHDRAWN: Deed.COPY_HIDDEN}


def publish_copy(capture: Capture, by: User, reason: str, now: datetime) -> CopyDecision:
    """Let readers see the copy of a page, and note who decided so and why.

    Raises:
        CopyRefused: no reason was given, there is no copy, or readers see it already.
    """
    return _decide(capture, CopyDeed.PUBLISHED, by, reason, now)


def withdraw_copy(capture: Capture, by: User, reason: str, now: datetime) -> CopyDecision:
    """Let readers no longer see the copy of a page, and note who decided so and why.

    Raises:
        CopyRefused: no reason was given, or readers do not see it.
    """
    return _decide(capture, CopyDeed.WITHDRAWN, by, reason, now)


def _decide(capture: Capture, deed: CopyDeed, by: User, reason: str, now: datetime) -> CopyDecision:
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise CopyRefused(capture.address, _("Say why, for those who ask later."))
    with transaction.atomic():
        kept = Capture.objects.select_for_update().get(pk=capture.pk)
        _refuse_what_makes_no_sense(kept, deed)
        kept.public_since = now if deed is CopyDeed.PUBLISHED else None
        kept.save(update_fields=["public_since"])
        decision = CopyDecision.objects.create(
            capture=kept, deed=deed, at=now, by=by, by_name=by.get_full_name(), reason=reason
        )
        record(by, _DEEDS[deed], capture.title or capture.address, reason, at=now)
    capture.public_since = kept.public_since
    return decision


def _refuse_what_makes_no_sense(capture: Capture, deed: CopyDeed) -> None:
    if deed is CopyDeed.WITHDRAWN and capture.public_since is None:
        raise CopyRefused(capture.address, _("Readers do not see this copy."))
    if deed is CopyDeed.PUBLISHED and capture.public_since is not None:
        raise CopyRefused(capture.address, _("Readers see this copy already."))
    if deed is CopyDeed.PUBLISHED and not capture.is_whole:
        raise CopyRefused(capture.address, _("There is no copy to publish."))


def has_package(capture: Capture) -> bool:
    """Return whether a capture has a sealed package; nothing is asked of the store."""
    return capture.is_whole and bool(capture.package_sha256 and capture.warc_name)


def has_picture(capture: Capture) -> bool:
    """Return whether a picture of the page was taken; nothing is asked of the store."""
    if not (capture.is_whole and capture.warc_name):
        return False
    return bool(capture.screenshot_sha256) or (evidence_folder() / capture.screenshot_name).is_file()


def package_of(capture: Capture) -> BinaryIO | None:
    """Open the package of a capture; None where it has none.

    Raises:
        StoreError: The store does not give it now.
        WarcError: It cannot be put together.
    """
    return keeping.lasting_shelf().open(capture.package_name) if has_package(capture) else None


def picture_of(capture: Capture) -> BinaryIO | None:
    """Open the picture of the page; None where none was taken, or what lies there is another one.

    Raises as `package_of` does.
    """
    picture = _picture_of(capture) if has_picture(capture) else None
    if picture is None or not capture.screenshot_sha256:  # an earlier version noted no checksum
        return picture
    if sum_of(picture) == capture.screenshot_sha256:
        picture.seek(0)
        return picture
    picture.close()
    logger.error("The picture of capture %s is not the one that was taken, and is not shown.", capture.pk)
    return None


def _picture_of(capture: Capture) -> BinaryIO:
    shelf = keeping.lasting_shelf()
    try:
        return shelf.open(capture.screenshot_name)
    except NotThere:  # a store has one that looks the same once
        holder = keeping.picture_holder(capture)
        if holder is None:
            raise
        return shelf.open(holder.screenshot_name)


def manifest_of(capture: Capture) -> dict[str, object]:
    """Return what the package of a capture says of its parts; empty where it has none. Raises as `package_of` does."""
    if not has_package(capture):
        return {}
    manifest, _ = keeping.lasting_shelf().manifest_of(capture.package_name)
    return object_of(manifest) or {}


def file_of(capture: Capture) -> BinaryIO | None:
    """Return a file that was captured, such as a PDF, as it was received; None for a page.

    Raises:
        WarcError: its web archive file cannot be read.
        StoreError: the store does not give it.
    """
    if not capture.is_whole or capture.is_page:
        return None
    body, _headers = looking.captured_page(capture)
    return BytesIO(body)
