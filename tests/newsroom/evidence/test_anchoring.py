"""The log, proven by calendars on loopback that put it into blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from calendar_server import Calendar, promising

from interlink.lib.warc.calendars import Attested, check_proof, name_of, proofs_of, read_proof
from interlink.lib.warc.check import How
from interlink.lib.warc.log import append
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.log_proofs import proof_covering, proofs_beside
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import anchoring, exporting, proofs, sealing, verifying
from interlink.newsroom.evidence.models import Capture, LogProof
from interlink.newsroom.evidence.trusting import evidence_folder, log_path

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Calendar, Calendar]]:
    with promising() as tarn, promising() as harbour:
        yield tarn, harbour


@pytest.fixture
def calendars(both: tuple[Calendar, Calendar], db: None, desk_folders: Any, settings: Any) -> tuple[Calendar, Calendar]:
    for calendar in both:
        calendar.__init__(port=calendar.port)  # type: ignore[misc]
    settings.INTERLINK_CALENDARS = tuple(calendar.address for calendar in both)
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset(f"127.0.0.1:{calendar.port}" for calendar in both)
    return both


def log(lines: int) -> None:
    for _ in range(lines):
        append(log_path(), "capture", files={"a.warc.gz": "5" * 64}, at=NOON)


def told(number: int) -> Any:
    row = LogProof.objects.get(number=number)
    return check_proof(read_proof(evidence_folder() / name_of(number)), row.sha256, name="it")


def test_the_logs_end_is_promised_and_some_hours_later_in_a_block(calendars: tuple[Calendar, Calendar]) -> None:
    log(3)
    assert anchoring.anchor(NOON) == 0
    assert set(told(3).pending) == {calendar.address for calendar in calendars}
    row = LogProof.objects.get()
    assert (row.number, row.problem, row.block) == (3, "", None)
    calendars[1].make_block(870_000)
    assert anchoring.anchor(NOON + timedelta(minutes=30)) == 0  # not before its time
    assert anchoring.anchor(NOON + timedelta(hours=3)) == 1
    row.refresh_from_db()
    assert (row.block, row.due) == (870_000, None)
    assert told(3).attested[0].merkle_root == calendars[1].blocks[870_000]
    asked = len(calendars[0].asked)
    assert anchoring.anchor(NOON + timedelta(days=30)) == 0
    assert len(calendars[0].asked) == asked


def test_a_busy_desk_asks_once_an_hour_for_all_that_it_captured(calendars: tuple[Calendar, Calendar]) -> None:
    for minutes in range(0, 120, 10):
        log(2)
        anchoring.anchor(NOON + timedelta(minutes=minutes))
    assert list(LogProof.objects.values_list("number", flat=True)) == [2, 14]
    assert list(proofs_of(log_path())) == [2, 14]
    assert [path for path in calendars[0].asked if path == "/digest"] == ["/digest"] * 2


@pytest.mark.parametrize(
    ("instead", "words"),
    [((503, b"busy"), "it answered 503"), ((200, b"<html>"), "no timestamp"), ((200, b"x" * 50_000), "MB")],
)
def test_a_calendar_in_trouble_is_asked_again_and_the_other_one_not_twice(
    instead: tuple[int, bytes], words: str, calendars: tuple[Calendar, Calendar]
) -> None:
    tarn, harbour = calendars
    tarn.instead = instead
    log(1)
    anchoring.anchor(NOON)
    row = LogProof.objects.get()
    assert words in row.problem
    assert (row.promised, row.due) == ([harbour.address], NOON + anchoring.FIRST_PAUSE)
    tarn.instead = None
    anchoring.anchor(row.due)
    row.refresh_from_db()
    assert (sorted(row.promised), row.problem) == (sorted([tarn.address, harbour.address]), "")
    assert harbour.asked.count("/digest") == 1
    assert set(told(1).pending) == {tarn.address, harbour.address}


def test_a_proof_that_was_lost_or_damaged_is_asked_for_anew(calendars: tuple[Calendar, Calendar]) -> None:
    log(1)
    anchoring.anchor(NOON)
    (evidence_folder() / name_of(1)).write_bytes(b"damaged")
    anchoring.anchor(NOON + timedelta(hours=5))
    assert len(told(1).pending) == 2


def test_nobody_is_asked_where_no_calendar_is_set(calendars: tuple[Calendar, Calendar], settings: Any) -> None:
    settings.INTERLINK_CALENDARS = ()
    log(1)
    assert anchoring.anchor(NOON) == 0
    assert not LogProof.objects.exists()
    assert not calendars[0].asked


def test_the_proof_is_shown_checked_and_handed_to_a_stranger(
    calendars: tuple[Calendar, Calendar], whole_capture: Callable[..., Capture], tmp_path: Path
) -> None:
    capture, later = whole_capture(), whole_capture()
    assert sealing.seal(capture)
    assert sealing.seal(later)
    assert proofs.proof_of(capture).anchor is None
    anchoring.anchor(NOON)
    pending = proofs.proof_of(capture).anchor
    assert pending is not None
    assert (pending.number, pending.proven.part.state, bool(pending.proven.pending)) == (2, State.UNKNOWN, True)
    calendars[0].make_block(870_000)
    anchoring.anchor(NOON + timedelta(hours=3))
    attested = proofs.proof_of(capture).anchor
    assert attested is not None
    assert attested.proven.attested == (Attested(870_000, calendars[0].blocks[870_000]),)
    # It takes nothing from what else was checked, and gives it nothing.
    begun = verifying.verify([capture.pk], How())
    assert not {part.name for report in begun.reports for part in report.parts if "OpenTimestamps" in part.name}
    steps = "\n".join(f"{step.words}\n{step.command}" for step in proofs.by_hand(capture))
    assert f"ots info stamps/00000002.ots | grep -F {calendars[0].blocks[870_000]}" in steps
    exporting.export([capture.pk], tmp_path / "for-a-stranger")
    handed = check_log(tmp_path / "for-a-stranger" / "captures.log")
    assert [(one.number, one.proven.attested) for one in proofs_beside(handed)] == [(2, attested.proven.attested)]
    assert "getblockhash 870000" in (tmp_path / "for-a-stranger" / "README.txt").read_text()


def test_a_log_that_was_written_anew_has_a_proof_of_something_else(
    calendars: tuple[Calendar, Calendar], whole_capture: Callable[..., Capture]
) -> None:
    capture = whole_capture()
    sealing.seal(capture)
    anchoring.anchor(NOON)
    log_path().write_text(log_path().read_text().replace(capture.warc_sha256, "0" * 64))
    (found,) = proofs_beside(check_log(log_path()))
    assert found.proven.part.state is State.CHANGED
    assert proof_covering(check_log(log_path()), 1) is None
