"""What we decide about hubs."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.reading.link_headers import HeaderLink
from interlink.newsroom.watch.websub import rules

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FEED = "https://courier.example/feed"


def link(relation: str, address: str) -> HeaderLink:
    return HeaderLink(address, frozenset({relation}))


def test_the_feed_names_hub_and_topic_and_its_address_stands_in_for_the_topic() -> None:
    assert rules.choose(["https://hub.example/"], "https://own.example/", [], FEED) == rules.Links(
        "https://hub.example/", "https://own.example/"
    )
    assert rules.choose(["https://hub.example/"], None, [], FEED) == rules.Links("https://hub.example/", FEED)
    assert rules.choose([], "https://own.example/", [], FEED) is None


def test_headers_count_before_the_feed_and_encrypted_hubs_before_others() -> None:
    headers = [link("hub", "http://one.example/"), link("hub", "https://two.example/"), link("self", FEED)]
    chosen = rules.choose(["https://other.example/"], "https://own.example/", headers, "https://asked.example/")
    assert chosen == rules.Links("https://two.example/", FEED)


def test_addresses_too_long_to_keep_are_passed_over() -> None:
    long = "https://hub.example/" + "a" * 1_000
    assert rules.choose([long], None, [], FEED) is None
    assert rules.choose(["https://hub.example/"], long, [], FEED) == rules.Links("https://hub.example/", FEED)


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("https://watch.example", True), ("https://watch.example:8443", True), ("https://93.184.216.34", True),
        ("http://watch.example", False), ("https://localhost", False), ("https://127.0.0.1", False),
        ("https://10.0.0.8", False), ("https://[::1]:8000", False), ("https://desk.localhost", False),
        ("https://desk.local", False), ("https://abcdef.onion", False), ("https://desk", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_public_https_address_can_be_reached(address: str, reachable: bool) -> None:
    assert rules.is_reachable(address) is reachable


def test_a_lease_is_renewed_before_it_ends() -> None:
    granted = rules.lease("864000", NOON, spread=0)
    assert granted == rules.Lease(NOON + 240 * HOUR, NOON + 180 * HOUR)


@pytest.mark.parametrize("seconds", ["", "0", "-1", "599", "ten", "1e9", "٣٦٠٠", "9" * 13, " 864000"])
def test_a_lease_of_no_use_is_none(seconds: str) -> None:
    assert rules.lease(seconds, NOON, spread=0) is None


@given(st.integers(600, 10**12 - 1), st.floats(-1, 1))
def test_a_lease_has_bounds_and_its_renewal_lies_within(seconds: int, spread: float) -> None:
    granted = rules.lease(str(seconds), NOON, spread=spread)
    assert granted is not None
    assert NOON < granted.renew < granted.until <= NOON + rules.LONGEST_LEASE


def test_a_silent_hub_is_asked_again_soon_then_later_and_later_up_to_a_week() -> None:
    waits = [rules.retry(failures, NOON) - NOON for failures in (0, 1, 2, 3, 4, 5, 50)]
    assert waits == [rules.SOON, HOUR, 4 * HOUR, 16 * HOUR, 64 * HOUR, 168 * HOUR, 168 * HOUR]


@given(
    st.binary(max_size=300),
    st.text(min_size=1, max_size=64),
    st.sampled_from(sorted(rules.METHODS)),
    st.integers(0, 300),
)
def test_a_right_signature_fits_however_the_body_is_cut(body: bytes, secret: str, method: str, cut: int) -> None:
    digits = hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()
    for header in (f"{method}={digits}", f" {method.upper()}={digits.upper()}"):
        check = rules.SignatureCheck(secret, header)
        check.add(body[:cut])
        check.add(body[cut:])
        assert check.fits()


@given(st.text(max_size=150))
def test_a_made_up_signature_never_fits(header: str) -> None:
    check = rules.SignatureCheck("secret", header)
    check.add(b"body")
    assert not check.fits()


@pytest.mark.parametrize("header", ["", "sha256=", "md5=" + hmac.new(b"secret", b"body", "md5").hexdigest(), "sha256"])
def test_weak_or_missing_signatures_do_not_fit(header: str) -> None:
    check = rules.SignatureCheck("secret", header)
    check.add(b"body")
    assert not check.fits()


def test_without_a_secret_nothing_fits() -> None:
    check = rules.SignatureCheck("", "sha256=" + hmac.new(b"", b"", "sha256").hexdigest())
    assert not check.fits()


def test_a_told_source_is_due_at_once_yet_not_more_often_than_is_polite() -> None:
    assert rules.due_when_told(NOON, None, 0) == NOON
    assert rules.due_when_told(NOON, NOON - HOUR, 0) == NOON
    assert rules.due_when_told(NOON, NOON - MINUTE / 2, 0) == NOON + MINUTE / 2
    assert rules.due_when_told(NOON, NOON - MINUTE, 3) == NOON + 9 * MINUTE


def test_a_hub_that_missed_an_item_or_never_told_saves_no_visit() -> None:
    until = NOON + HOUR
    assert rules.rest(until, None, None, NOON) == timedelta()
    assert rules.rest(until, NOON, NOON + 10 * MINUTE, NOON) == rules.SAFETY_REST
    assert rules.rest(until, NOON, NOON + 20 * MINUTE, NOON) == timedelta()
    assert rules.rest(NOON, NOON, None, NOON) == timedelta()
    assert rules.rest(None, NOON, None, NOON) == timedelta()
