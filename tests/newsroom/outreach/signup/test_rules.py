"""What is decided about a form that came back, and what is kept of whom it came from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from interlink.newsroom.outreach.signup import rules
from interlink.newsroom.outreach.signup.rules import Form

NOON = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "bait", "proven", "judged"),
    [
        (10, "", False, Form.GOOD),
        (2, "", False, Form.TOO_QUICK),
        (2, "", True, Form.GOOD),
        (0.5, "", True, Form.TOO_QUICK),
        (13 * 3600, "", True, Form.TOO_OLD),
        (-5, "", True, Form.TOO_OLD),
        (None, "", True, Form.TOO_OLD),
        (10, "https://cheap.example", True, Form.BAITED),
        (None, "x", False, Form.BAITED),
    ],
)
def test_a_form_is_judged_by_its_age_and_its_bait(age: float | None, bait: str, proven: bool, judged: Form) -> None:
    assert rules.judge(None if age is None else timedelta(seconds=age), bait, proven=proven) is judged


def test_work_proves_one_form_alone() -> None:
    proof = next(str(number) for number in count() if rules.proves("stamp", str(number)))
    assert int(proof) > 100  # it was work
    assert not rules.proves("another", proof)
    for nonsense in ("", "-1", "1.5", "٣", "9" * 50, "abc"):
        assert not rules.proves("stamp", nonsense)


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("not an address", "unknown"),
        ("", "unknown"),
    ],
)
def test_neighbours_are_one_network(ip: str, network: str) -> None:
    assert rules.network_of(ip) == network


def test_what_is_counted_has_another_name_each_day_and_tells_nobody_what_it_was() -> None:
    today = rules.window_of(NOON, rules.DAY)
    assert today == NOON.replace(hour=0, minute=0)
    assert rules.window_of(NOON, rules.HOUR) == NOON.replace(minute=0)
    names = {
        rules.label("from 192.0.2.0/24", secret, window)
        for secret in ("one", "other")
        for window in (today, today + rules.DAY, today + rules.HOUR)
    }
    assert len(names) == 6
    assert not any("192" in name and "/" in name for name in names)
