"""Sealing: each capture gets its signed package and its line in the log, whoever is killed when."""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.judge import Judgement, Looking, judge
from interlink.lib.warc.package.read import PACKAGE_BOUNDS, Package
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.signing import key_in
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import sealing
from interlink.newsroom.evidence.errors import NoRoom
from interlink.newsroom.evidence.models import Capture, Sealing
from interlink.newsroom.evidence.trusting import evidence_folder, log_path

Making = Callable[..., Capture]


def logged() -> list[dict[str, str]]:
    return [dict(entry.files) for entry in check_log(log_path()).entries]


def the_one_line(capture: Capture) -> dict[str, str]:
    wrapping = (evidence_folder() / capture.wrapping_name).read_bytes()
    return {
        capture.warc_name: capture.warc_sha256,
        capture.package_name: capture.package_sha256,
        capture.wrapping_name: sha256(wrapping).hexdigest(),
    }


def judged(capture: Capture, looking: Looking | None = None) -> Judgement:
    """Judge a capture's package as it is put together."""
    with Shelf(evidence_folder()).open(capture.package_name) as source:
        return judge(Path(capture.package_name), looking, source)


def test_a_capture_gets_a_signed_package_and_a_line_in_the_log(whole_capture: Making, own_keys: Path) -> None:
    capture = whole_capture()
    assert sealing.seal(capture)
    capture.refresh_from_db()
    assert (capture.sealing, capture.sealing_problem, capture.stamps_due) == (Sealing.SEALED, "", None)
    known = frozenset({key_in(own_keys).fingerprint})
    found = judged(capture, Looking(known, with_records=True))
    assert found.state is State.INTACT, found.parts
    assert found.manifest_sha256 == capture.manifest_sha256
    with Shelf(evidence_folder()).open(capture.package_name) as source:
        content = source.read()
        package = Package(Path(capture.package_name), source, PACKAGE_BOUNDS)
        (page,) = package.pages()
    assert (len(content), sha256(content).hexdigest()) == (capture.package_bytes, capture.package_sha256)
    wrapping = (evidence_folder() / capture.wrapping_name).read_bytes()
    assert capture.warc_path.read_bytes() not in zlib.decompress(wrapping.partition(b"\n")[2])
    assert (page.address, page.title, page.text) == (capture.address, capture.title, capture.text)
    assert logged() == [the_one_line(capture)]
    assert capture.address.encode() not in log_path().read_bytes()


def test_a_package_has_the_originals_that_the_capture_points_to(whole_capture: Making) -> None:
    first = whole_capture()
    second = whole_capture(after=first)
    third = whole_capture(after=first)
    assert sealing.seal_each([first, second, third]) == 3
    with Shelf(evidence_folder()).open(third.package_name) as source:
        package = Package(Path(third.package_name), source, PACKAGE_BOUNDS)
        warcs = [name for name in package.names if name.startswith("archive/")]
    assert warcs == [f"archive/{third.warc_path.name}", f"archive/{first.warc_path.name}"]
    assert (list(third.points_to.all()), list(first.pointed_to_by.order_by("pk"))) == ([first], [second, third])


def test_stopped_at_any_moment_it_is_sealed_the_next_time_with_one_package_and_one_line(
    whole_capture: Making, stop_before: Callable[..., Any], own_keys: Path
) -> None:
    known = frozenset({key_in(own_keys).fingerprint})
    first = whole_capture()
    sealing.seal(first)
    for moment in count(1):
        capture = whole_capture(after=first)
        with stop_before(moment) as stopping:
            sealing.seal(Capture.objects.get(pk=capture.pk))
        wrapping = evidence_folder() / capture.wrapping_name
        assert not wrapping.exists() or judged(capture, Looking(with_records=True)).manifest_sha256
        fresh = Capture.objects.get(pk=capture.pk)
        assert fresh.sealing == Sealing.SEALED or stopping.stopped
        assert sealing.seal(fresh)
        assert [files for files in logged() if capture.warc_name in files] == [the_one_line(fresh)], moment
        if not stopping.stopped:
            break
        assert not capture.warc_path.exists()
        assert judged(fresh, Looking(known, with_records=True)).state is State.INTACT
    assert moment > 6, "there are more places to stop at"
    assert check_log(log_path()).state is State.INTACT
    assert len(list(evidence_folder().rglob("*.wrap"))) == moment + 1


def test_a_full_disk_at_any_moment_is_told_and_once_there_is_room_it_goes_on(
    whole_capture: Making, stop_before: Callable[..., Any]
) -> None:
    first = whole_capture()
    sealing.seal(first)
    for moment in range(1, 6):  # what is written into the folder of evidence, and then what is deleted there
        capture = whole_capture(after=first)
        with suppress(NoRoom), stop_before(moment, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) as stopping:
            sealing.seal(capture)
        assert stopping.stopped
        fresh = Capture.objects.get(pk=capture.pk)
        assert (fresh.sealing == Sealing.SEALED) is bool(fresh.package_sha256), moment
        assert sealing.seal(fresh), (moment, fresh.sealing_problem)
        assert [files for files in logged() if capture.warc_name in files] == [the_one_line(fresh)], moment
    assert check_log(log_path()).state is State.INTACT


def test_a_file_that_was_changed_before_it_was_sealed_is_not_sealed_and_what_was_captured_stays_logged(
    whole_capture: Making,
) -> None:
    capture, other = whole_capture(), whole_capture(b"<p>Something else.</p>")
    capture.warc_path.write_bytes(other.warc_path.read_bytes())
    assert not sealing.seal(capture)
    capture.refresh_from_db()
    assert capture.sealing == Sealing.FAILED
    assert "no longer what was captured" in capture.sealing_problem
    assert logged() == [{capture.warc_name: capture.warc_sha256}]
    assert not (evidence_folder() / capture.wrapping_name).exists()


def test_a_capture_whose_original_is_gone_says_so(whole_capture: Making) -> None:
    first = whole_capture()
    second = whole_capture(after=first)
    Capture.objects.filter(pk=first.pk).delete()
    assert not sealing.seal(second)
    assert "needs an earlier one" in second.sealing_problem


def test_a_key_that_others_may_read_is_not_used_and_the_capture_waits(whole_capture: Making, own_keys: Path) -> None:
    key_in(own_keys)
    private = own_keys / "evidence-signing.pem"
    private.chmod(0o644)
    capture = whole_capture()
    assert not sealing.seal(capture)
    assert capture.sealing == Sealing.OPEN
    assert "chmod 600" in capture.sealing_problem
    private.chmod(0o600)
    assert sealing.seal(capture)
    assert capture.sealing_problem == ""


def test_another_captures_package_is_never_written_over(whole_capture: Making) -> None:
    capture, other = whole_capture(), whole_capture(b"<p>Something else.</p>")
    sealing.seal(other)
    place = evidence_folder() / capture.wrapping_name
    place.write_bytes((evidence_folder() / other.wrapping_name).read_bytes())
    assert not sealing.seal(capture)
    assert "Another capture's package" in capture.sealing_problem
    assert place.read_bytes() == (evidence_folder() / other.wrapping_name).read_bytes()
