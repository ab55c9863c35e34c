"""Sealing a capture: its package, signed by the desk, and its line in the log.

The row is the queue. What is whole and not sealed is sealed in the next round, whoever was killed at it before. Of the
package, its wrapping is kept, which gets its name when all of it is on the disk; then the line is written; then a web
archive file that lies in the wrapping goes; and then the row says so. Who comes again finds the wrapping and takes it
as it is: a second one would have another signature, and the log two checksums for one file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils import timezone

from interlink.lib.sentences import Sentence
from interlink.lib.store.errors import StoreError
from interlink.lib.warc.check import CAPTURE
from interlink.lib.warc.errors import DiskFull, OriginalMissing, ReadFailed, WarcError
from interlink.lib.warc.log import append
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.facts import About, Page
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.shelf import Shelf, sum_of
from interlink.lib.warc.package.wrapping import Wrapping
from interlink.lib.warc.package.write import Contents, wrap_package
from interlink.lib.warc.placing import placed
from interlink.lib.warc.records import safe_address
from interlink.lib.warc.signing import key_in
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.errors import NoRoom, SealingFailed
from interlink.newsroom.evidence.models import Capture, CaptureState, Sealing
from interlink.newsroom.evidence.trusting import authorities, evidence_folder, key_folder, log_path

logger = logging.getLogger(__name__)

_TAKEN = Sentence("Another capture's package has the name %(name)s.")
MOST_INSIDE = 512 * 1024
"""A capture that points to earlier ones and is no longer lies in its package's wrapping, not in a file of its own."""


def seal(capture: Capture) -> bool:
    """Package, sign and log a capture that is whole; return whether it is sealed now.

    One that is sealed, or cannot be, is left alone. What went wrong is on the row, and does not raise: the capture
    itself is whole all the same, and the next round tries again where that may help.

    Raises:
        NoRoom: The disk is full.
    """
    if capture.state != CaptureState.WHOLE or capture.sealing != Sealing.OPEN:
        return capture.sealing == Sealing.SEALED
    try:
        _seal(capture, timezone.now())
    except DiskFull as error:
        raise NoRoom(capture.address, error.message, again=True) from error
    except (WarcError, StoreError, SealingFailed, OSError) as error:
        logger.warning("Capture %s is not sealed: %s", capture.pk, error)
        _note(capture, error)
    return capture.sealing == Sealing.SEALED


def seal_each(captures: Iterable[Capture]) -> int:
    """Seal captures one after the other, and return how many are sealed now.

    Raises:
        NoRoom: The disk is full.
    """
    return sum(map(seal, captures))


def _note(capture: Capture, error: WarcError | StoreError | SealingFailed | OSError) -> None:
    capture.sealing = Sealing.OPEN
    if isinstance(error, ReadFailed | OriginalMissing | SealingFailed) and not error.again:
        capture.sealing = Sealing.FAILED
        with suppress(WarcError):  # what was captured is in the log all the same
            _log(capture, {capture.warc_name: capture.warc_sha256, **_picture(capture)}, timezone.now())
    capture.sealing_problem = str(error) if isinstance(error, OSError) else error.message
    capture.save(update_fields=["sealing", "sealing_problem"])


@dataclass(frozen=True)
class _Package:
    """What is known of a package that is on the disk, as a file or as a wrapping.

    Attributes:
        sha256, size, manifest_sha256: Of the package.
        files: The checksums that go into the log.
        has_warc: Whether the web archive file lies in the wrapping, and needs none of its own.
    """

    sha256: str
    size: int
    manifest_sha256: str
    files: dict[str, str]
    has_warc: bool = False


def _seal(capture: Capture, now: datetime) -> None:
    with keeping.shelf() as shelf:
        there = _finished(capture, shelf)
        package = there or _package(capture, shelf, now)
    sealed_at = _logged(there.files) if there else None
    sealed_at = sealed_at or _log(capture, package.files, now)
    if package.has_warc:
        capture.warc_path.unlink(missing_ok=True)  # it lies in the wrapping, which is on the disk by now
    capture.sealed_at = sealed_at
    capture.sealing, capture.sealing_problem = Sealing.SEALED, ""
    capture.package_sha256, capture.manifest_sha256 = package.sha256, package.manifest_sha256
    capture.package_bytes = package.size
    capture.stamps_due = now if authorities() else None
    capture.save(
        update_fields=[
            "sealing", "sealing_problem", "sealed_at", "package_sha256", "manifest_sha256", "package_bytes",
            "stamps_due",
        ]
    )  # fmt: skip


def _package(capture: Capture, shelf: Shelf, now: datetime) -> _Package:
    assert capture.taken_at is not None
    page = Page(
        address=safe_address(capture.final_address or capture.address),
        at=capture.taken_at,
        title=capture.title,
        text=capture.text,
    )
    originals = list(capture.points_to.order_by("pk").only("warc_name"))
    contents = Contents(
        about=About(title=capture.title or capture.address, created=now),
        pages=[page],
        signer=key_in(key_folder()),
    )
    with shelf.laid_out([capture.warc_name, *(one.warc_name for one in originals)]) as warcs:
        try:
            wrapping, content = wrap_package(
                shelf,
                warcs,
                contents,
                inside={capture.warc_name} if originals and capture.warc_bytes <= MOST_INSIDE else (),
                earlier=_earlier(shelf, originals),
            )
        except (ReadFailed, OriginalMissing):
            _same(capture, _sum_of(warcs[capture.warc_name]))  # the reason, rather than what follows from it
            raise
    _same(capture, _sums(wrapping).get(capture.warc_name))
    with placed(evidence_folder() / capture.wrapping_name, replace=False) as out:
        out.write(content)
    return _described(capture, wrapping, content)


def _same(capture: Capture, checksum: str | None) -> None:
    if checksum != capture.warc_sha256:
        words = Sentence("The file is no longer what was captured, so it cannot be sealed.")
        raise SealingFailed(capture.address, words)


def _sum_of(path: Path) -> str:
    with path.open("rb") as source:
        return sum_of(source)


def _sums(wrapping: Wrapping) -> dict[str, str]:
    """Return the checksums of the files that a package is put together from, by their names."""
    held = {one.name: one.sha256 for one in wrapping.held}
    return held | {name: sha256(wrapping.cut(place)).hexdigest() for name, place in wrapping.inside.items()}


def _earlier(shelf: Shelf, originals: Iterable[Capture]) -> str:
    """Return the wrapping that lines may be taken from: one that takes from none itself, so that no chains are made."""
    for original in originals:
        with suppress(ReadFailed):
            if not shelf.wrapping(original.wrapping_name).after:
                return original.wrapping_name
    return ""


def _described(capture: Capture, wrapping: Wrapping, content: bytes) -> _Package:
    files = {
        capture.warc_name: capture.warc_sha256,
        capture.package_name: wrapping.sha256,
        capture.wrapping_name: sha256(content).hexdigest(),
        **_picture(capture),
    }
    is_inside = capture.warc_name in wrapping.inside
    return _Package(wrapping.sha256, wrapping.size, wrapping.manifest_sha256, files, is_inside)


def _picture(capture: Capture) -> dict[str, str]:
    """Return the checksum of the picture; of one that looks like an earlier capture's, the store keeps that alone."""
    is_own = capture.screenshot_sha256 and keeping.picture_holder(capture) is None
    return {capture.screenshot_name: capture.screenshot_sha256} if is_own else {}


def _finished(capture: Capture, shelf: Shelf) -> _Package | None:
    """Return what is known of a package that a killed run has finished; None where there is none."""
    wrapped = shelf.as_it_lies(capture.wrapping_name)
    if wrapped is not None:
        with wrapped:
            content = wrapped.read()
        wrapping = shelf.wrapping(capture.wrapping_name)
        if _sums(wrapping).get(capture.warc_name) != capture.warc_sha256:
            raise SealingFailed(capture.address, _TAKEN.about(name=capture.package_name))
        return _described(capture, wrapping, content)
    package = evidence_folder() / capture.package_name
    if not package.exists():
        return None
    # Earlier versions wrote packages whole.
    judged = judge(package, Looking())
    if judged.manifest_sha256 is None or judged.warcs.get(capture.warc_path.name) != capture.warc_sha256:
        raise SealingFailed(capture.address, _TAKEN.about(name=package.name))
    checksum = _sum_of(package)
    files = {capture.warc_name: capture.warc_sha256, capture.package_name: checksum, **_picture(capture)}
    return _Package(checksum, package.stat().st_size, judged.manifest_sha256, files)


def _log(capture: Capture, files: dict[str, str], now: datetime) -> datetime:
    # No address: the log is handed to strangers with captures that are not about this one.
    return append(log_path(), CAPTURE, files=files, at=now, facts={"name": str(capture.pk)}).at


def _logged(files: dict[str, str]) -> datetime | None:
    """Return when these files were logged, if they were."""
    for entry in reversed(check_log(log_path()).entries):
        if dict(entry.files) == files:
            return entry.at
    return None
