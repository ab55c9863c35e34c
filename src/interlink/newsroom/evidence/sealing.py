"""Sealing a capture: its package, signed by the desk, and its line in the log.

The row is the queue. What is whole and not sealed is sealed in the next round, whoever was killed at it before. The
package gets its name when all of it is on the disk; then the line is written, and then the row says so. Who comes
again finds the package and takes it as it is: a second one would have another signature, and the log two checksums
for one file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.utils import timezone

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.check import CAPTURE
from interlink.lib.warc.errors import DiskFull, OriginalMissing, ReadFailed, WarcError
from interlink.lib.warc.log import append
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.facts import About, Page
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.write import Packaged, write_package
from interlink.lib.warc.records import safe_address
from interlink.lib.warc.signing import key_in
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.errors import NoRoom, SealingFailed
from interlink.newsroom.evidence.models import Capture, CaptureState, Sealing
from interlink.newsroom.evidence.trusting import authorities, evidence_folder, key_folder, log_path

logger = logging.getLogger(__name__)


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
        raise NoRoom(capture.address, str(error), again=True) from error
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
    if isinstance(error, ReadFailed | OriginalMissing | SealingFailed) and not error.again:
        capture.sealing = Sealing.FAILED
        with suppress(WarcError):  # what was captured is in the log all the same
            _log(capture, {capture.warc_name: capture.warc_sha256}, timezone.now())
    capture.sealing_problem = str(error)
    capture.save(update_fields=["sealing", "sealing_problem"])


def _seal(capture: Capture, now: datetime) -> None:
    package = evidence_folder() / capture.package_name
    sealed_at = None
    if package.exists():
        checksum, manifest = _finished(capture, package)
        sealed_at = _logged(_files(capture, checksum))
    else:
        packaged = _package(capture, package, now)
        checksum, manifest = packaged.sha256, packaged.manifest_sha256
    capture.sealed_at = sealed_at or _log(capture, _files(capture, checksum), now)
    capture.sealing, capture.sealing_problem = Sealing.SEALED, ""
    capture.package_sha256, capture.manifest_sha256 = checksum, manifest
    capture.package_bytes = package.stat().st_size
    capture.stamps_due = now if authorities() else None
    capture.save(
        update_fields=[
            "sealing", "sealing_problem", "sealed_at", "package_sha256", "manifest_sha256", "package_bytes",
            "stamps_due",
        ]
    )  # fmt: skip


def _package(capture: Capture, path: Path, now: datetime) -> Packaged:
    assert capture.taken_at is not None
    page = Page(
        address=safe_address(capture.final_address or capture.address),
        at=capture.taken_at,
        title=capture.title,
        text=capture.text,
    )
    names = [capture.warc_name, *(original.warc_name for original in capture.points_to.order_by("pk"))]
    with keeping.near(*names, only=names.__contains__) as folder:
        packaged = write_package(
            [folder / name for name in names],
            path,
            about=About(title=capture.title or capture.address, created=now),
            pages=[page],
            signer=key_in(key_folder()),
        )
    if packaged.warcs[capture.warc_path.name] != capture.warc_sha256:
        path.unlink()
        raise SealingFailed(capture.address, "The file is no longer what was captured, so it cannot be sealed.")
    return packaged


def _finished(capture: Capture, package: Path) -> tuple[str, str]:
    """Return the checksums of a package that is there already, and of its manifest."""
    judged = judge(package, Looking())
    if judged.manifest_sha256 is None or judged.warcs.get(capture.warc_path.name) != capture.warc_sha256:
        raise SealingFailed(capture.address, f"Another capture's package has the name {package.name}.")
    with package.open("rb") as source:
        return file_digest(source, "sha256").hexdigest(), judged.manifest_sha256


def _files(capture: Capture, package_sha256: str) -> dict[str, str]:
    return {capture.warc_name: capture.warc_sha256, capture.package_name: package_sha256}


def _log(capture: Capture, files: dict[str, str], now: datetime) -> datetime:
    # No address: the log is handed to strangers with captures that are not about this one.
    return append(log_path(), CAPTURE, files=files, at=now, facts={"name": str(capture.pk)}).at


def _logged(files: dict[str, str]) -> datetime | None:
    """Return when these files were logged, if they were."""
    for entry in reversed(check_log(log_path()).entries):
        if dict(entry.files) == files:
            return entry.at
    return None
