"""What is decided about the fediverse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from interlink.newsroom.outreach.fediverse.rules import (
    LET_GO,
    LONGEST_PAUSE,
    After,
    covers,
    is_let_go,
    is_name,
    judge,
    name_of,
    rest_until,
)

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "after"),
    [
        *((status, After.DONE) for status in (200, 201, 202, 204)),
        *((status, After.LATER) for status in (404, 408, 429, 500, 502, 503)),
        *((status, After.REFUSED) for status in (301, 400, 401, 403, 405, 422)),
        (410, After.GONE),
    ],
)
def test_an_answer_says_what_follows(status: int, after: After) -> None:
    assert judge(status, "", None).after is after


def test_pauses_grow_and_end() -> None:
    pauses = [rest_until(tries, None, NOW) - NOW for tries in range(1, 12)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), LONGEST_PAUSE)
    assert rest_until(1, 7200, NOW) - NOW == timedelta(hours=2)
    assert rest_until(1, 1e9, NOW) - NOW == timedelta(days=1)


def test_a_server_is_let_go_after_weeks() -> None:
    assert not is_let_go(None, NOW)
    assert not is_let_go(NOW - LET_GO, NOW)
    assert is_let_go(NOW - LET_GO - timedelta(seconds=1), NOW)


@pytest.mark.parametrize(
    ("group", "language", "main", "name"),
    [
        ("Meridian Watch", "en", True, "meridian_watch"),
        ("Meridian Watch", "fa", False, "meridian_watch_fa"),
        ("Überwachung & Söhne", "pt-br", False, "uberwachung_sohne_pt_br"),
        ("دیده‌بان", "fa", True, "news"),
        ("A very long name of a group that goes on and on", "fa", False, "a_very_long_name_of_a_group_fa"),
    ],
)
def test_a_name_is_suggested_that_can_be_one(group: str, language: str, main: bool, name: str) -> None:
    assert name_of(group, language, main=main) == name
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "_a", "a_", "Anna", "a b", "a@b", "ä", "a" * 31])
def test_not_everything_can_be_a_name(name: str) -> None:
    assert not is_name(name)


def test_a_block_holds_for_what_is_below_a_domain_and_nothing_else() -> None:
    assert all(covers("bad.example", host) for host in ("bad.example", "a.bad.example", "bad.example:8443"))
    assert not any(covers("bad.example", host) for host in ("notbad.example", "bad.example.org", "example"))
