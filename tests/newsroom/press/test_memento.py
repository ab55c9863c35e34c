"""Memento (RFC 7089): programs find the public copy nearest to a moment, and no private one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from interlink.newsroom.press.memento.rules import moment_of, spellings, stamp, wanted

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ADDRESS = "https://gazette.example/sell?from=front"


@pytest.fixture
def ask(client: Client, settings: Any) -> Any:
    settings.INTERLINK_SITE_ADDRESS = "https://watch.example"

    def get(path: str, **headers: str) -> Any:
        return client.get(path, headers={"host": "watch.example", **headers})

    return get


@pytest.fixture
def three(press: Any) -> None:
    """Two public copies, ten days apart, and a private one between them."""
    for days, public in ((0, True), (5, False), (10, True)):
        at = NOON + timedelta(days=days)
        press.capture(ADDRESS, taken_at=at, public_since=at if public else None, text=f"The text of day {days}.")


def test_the_gate_leads_to_the_nearest_public_copy(three: None, ask: Any) -> None:
    for moment, leads in (
        ("Wed, 25 Nov 2026 12:00:00 GMT", "20261124120000"),
        ("Mon, 30 Nov 2026 12:00:00 GMT", "20261204120000"),
        ("", "20261204120000"),
    ):
        answer = ask(f"/timegate/{ADDRESS}", **({"Accept-Datetime": moment} if moment else {}))
        assert answer.status_code == 302
        assert answer["Location"] == f"https://watch.example/memento/{leads}/{ADDRESS}"
        assert "accept-datetime" in answer["Vary"].lower()
        assert f'<{ADDRESS}>; rel="original"' in answer["Link"]
        assert "Memento-Datetime" not in answer
    assert ask(f"/timegate/{ADDRESS}", **{"Accept-Datetime": "yesterday"}).status_code == 400


def test_a_copy_says_when_it_was_taken_and_where_its_relatives_are(three: None, ask: Any) -> None:
    answer = ask(f"/memento/20261124120000/{ADDRESS}")
    assert answer.status_code == 200
    assert answer["Memento-Datetime"] == "Tue, 24 Nov 2026 12:00:00 GMT"
    assert "The text of day 0." in answer.content.decode()
    assert not answer.cookies
    for link in (
        f'<{ADDRESS}>; rel="original"',
        f'<https://watch.example/timegate/{ADDRESS}>; rel="timegate"',
        f'<https://watch.example/timemap/link/{ADDRESS}>; rel="timemap"; type="application/link-format"',
        f'<https://watch.example/memento/20261124120000/{ADDRESS}>; rel="first memento"; datetime="Tue, 24 Nov',
        f'<https://watch.example/memento/20261204120000/{ADDRESS}>; rel="last memento"',
    ):
        assert link in answer["Link"]
    # The private one of that day is not there: its neighbour is.
    assert "/memento/20261124120000/" in ask(f"/memento/20261129115959/{ADDRESS}")["Location"]


def test_the_map_lists_public_copies_only(three: None, ask: Any) -> None:
    answer = ask(f"/timemap/link/{ADDRESS}")
    assert answer["Content-Type"] == "application/link-format"
    assert answer.content.decode().count("memento/2026") == 2
    listed = ask(f"/timemap/json/{ADDRESS}").json()
    assert listed["original_uri"] == ADDRESS
    assert [one["datetime"] for one in listed["mementos"]["list"]] == ["2026-11-24T12:00:00Z", "2026-12-04T12:00:00Z"]


@pytest.mark.parametrize("form", ["memento/20261124120000", "timegate", "timemap/link", "timemap/json"])
def test_what_has_no_public_copy_is_not_found(form: str, press: Any, ask: Any) -> None:
    press.capture(ADDRESS)
    assert ask(f"/{form}/{ADDRESS}").status_code == 404
    assert ask(f"/{form}/https://nowhere.example/").status_code == 404


def test_an_address_is_found_however_it_was_passed_on() -> None:
    kept = "https://gazette.example/%D8%AE%D8%A8%D8%B1"
    for asked in (kept, "https://gazette.example/خبر", "https:/gazette.example/خبر", "gazette.example/خبر/"):
        assert kept in spellings(asked)


def test_moments_are_read_and_written_alike() -> None:
    assert moment_of(stamp(NOON)) == NOON
    assert moment_of("20261399000000") is None
    assert wanted("") is None
    assert wanted("Tue, 24 Nov 2026 12:00:00 GMT") == NOON
    with pytest.raises(ValueError, match="time zone"):
        wanted("Tue, 24 Nov 2026 12:00:00 -0000")
