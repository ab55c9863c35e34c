import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from demo_press.clock import Clock
from demo_press.errors import BadClock, StateUnreadable

STARTED = datetime(2025, 12, 15, 11, 22, tzinfo=UTC)


def test_a_run_begins_a_week_after_its_epoch_and_a_week_before_today(tmp_path: Path):
    moment = Clock(tmp_path / "state.json", started=STARTED).moment
    assert moment.epoch == datetime(2025, 12, 1, tzinfo=UTC)
    assert moment.now == datetime(2025, 12, 8, tzinfo=UTC)


def test_the_clock_stands_until_it_is_moved_and_remembers(tmp_path: Path):
    path = tmp_path / "state.json"
    clock = Clock(path, started=STARTED)
    clock.advance(3600)
    again = Clock(path, started=STARTED + timedelta(days=90))
    assert again.moment == clock.moment
    assert again.moment.now == datetime(2025, 12, 8, 1, tzinfo=UTC)
    assert [file.name for file in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), 1e12, "60", None, True, [1]])
def test_a_move_that_makes_no_sense_is_refused_and_changes_nothing(tmp_path: Path, seconds: object):
    clock = Clock(tmp_path / "state.json", started=STARTED)
    before = clock.moment
    with pytest.raises(BadClock, match="advance_seconds"):
        clock.advance(seconds)
    assert clock.moment == before


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        '{"epoch": "2025-12-01T00:00:00+00:00"}',
        '{"epoch": "yesterday", "elapsed_seconds": 1}',
        '{"epoch": "2025-12-01T00:00:00", "elapsed_seconds": 1}',
        '{"epoch": "2025-12-01T00:00:00+00:00", "elapsed_seconds": 1e300}',
    ],
)
def test_a_damaged_state_file_is_named_and_left_alone(tmp_path: Path, kept: str):
    path = tmp_path / "state.json"
    path.write_text(kept)
    with pytest.raises(StateUnreadable, match=r"state\.json"):
        Clock(path)
    assert path.read_text() == kept


def test_the_state_file_holds_the_epoch_and_what_has_passed(tmp_path: Path):
    path = tmp_path / "deep" / "state.json"
    Clock(path, started=STARTED)
    assert json.loads(path.read_text()) == {
        "epoch": "2025-12-01T00:00:00+00:00",
        "elapsed_seconds": 7 * 86400,
    }
