"""When a mail that came back says that an address is gone, and when it came back often enough."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from interlink.newsroom.outreach.bounces import rules

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "words", "gone"),
    [
        ("5.1.1", "", True),
        ("5.1.10 (null MX)", "", True),
        ("5.2.1", "mailbox disabled", True),
        ("5.2.2", "over quota", False),
        ("5.7.1", "rejected as spam", False),
        ("5.7.26", "unauthenticated mail", False),
        ("5.4.7", "delivery time expired", False),
        ("4.4.7", "gave up after five days", False),
        ("5.0.0", "smtp; 550 5.1.1 no such user", True),
        ("5.0.0", "smtp; 552 5.2.2 mailbox is full", False),
        ("5.0.0", "smtp; 550 no such user here", True),
        ("5.0.0", "smtp; 550 blocked: bad reputation", False),
        ("", "550 User unknown", True),
        ("", "", True),
        ("nonsense", "quota exceeded", False),
    ],
)
def test_only_what_is_about_the_address_is_for_good(status: str, words: str, gone: bool) -> None:
    assert rules.is_for_good(status, words) is gone


@pytest.mark.parametrize(
    ("days", "through", "enough"),
    [
        ((28, 21, 14, 7, 0), None, True),
        ((21, 14, 7, 0), None, False),
        ((35, 28, 21, 14, 7), None, False),  # the first is too long ago
        ((4, 3, 2, 1, 0), None, False),  # many in a short trouble
        ((28, 21, 14, 7, 0), 20, False),  # one came through meanwhile
        ((28, 21, 14, 7, 0), 29, True),
        ((), None, False),
    ],
)
def test_five_in_a_month_are_enough_if_nothing_came_through(
    days: tuple[int, ...], through: int | None, enough: bool
) -> None:
    soft = [NOW - timedelta(days=day) for day in days]
    came_through = None if through is None else NOW - timedelta(days=through)
    assert rules.is_enough(soft, came_through, NOW) is enough
