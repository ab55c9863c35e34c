"""Moving the demo press' clock on, and again after a kill."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from demo_press.clock import Clock
from demo_press.errors import BadClock
from interlink.project import demo_clock

WEEK = timedelta(days=7)


def elapsed(run: Path) -> timedelta:
    return Clock(run / demo_clock.STATE).moment.elapsed


def test_asking_again_after_a_kill_moves_the_clock_once(tmp_path: Path) -> None:
    before = elapsed(tmp_path)
    for _run_that_was_cut_off in range(3):
        demo_clock.advance(tmp_path, 7)
    assert elapsed(tmp_path) == before + WEEK


def test_a_kill_between_the_note_and_the_clock_loses_no_move(tmp_path: Path) -> None:
    before = (tmp_path / demo_clock.STATE, Clock(tmp_path / demo_clock.STATE).moment)
    at_first = before[0].read_bytes()
    demo_clock.advance(tmp_path, 7)
    before[0].write_bytes(at_first)
    demo_clock.advance(tmp_path, 7)
    assert elapsed(tmp_path) == before[1].elapsed + WEEK


def test_each_finished_run_moves_it_anew(tmp_path: Path) -> None:
    before = elapsed(tmp_path)
    for _week in range(2):
        demo_clock.advance(tmp_path, 7)
        demo_clock.finish(tmp_path)
    assert elapsed(tmp_path) == before + 2 * WEEK


def test_another_number_of_days_is_another_move(tmp_path: Path) -> None:
    before = elapsed(tmp_path)
    demo_clock.advance(tmp_path, 7)
    demo_clock.advance(tmp_path, 1.5)
    assert elapsed(tmp_path) == before + timedelta(days=8.5)


def test_a_torn_note_counts_as_none(tmp_path: Path) -> None:
    before = elapsed(tmp_path)
    (tmp_path / demo_clock.NOTE).write_text('{"days": 7, "elap')
    demo_clock.advance(tmp_path, 7)
    assert elapsed(tmp_path) == before + WEEK


def test_a_move_out_of_the_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadClock):
        demo_clock.advance(tmp_path, 400)
