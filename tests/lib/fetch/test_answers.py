from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.fetch import Answer, Hop, Validators
from interlink.lib.fetch.answers import retry_after

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)


def answer(*headers, status=200, hops=()):
    return Answer(
        "http://a.example",
        "http://a.example/",
        status,
        "OK",
        "HTTP/1.1",
        headers,
        (),
        b"",
        b"",
        hops,
        NOW,
        0.1,
    )


def hop(status, location):
    return Hop("http://a.example/", status, location, ())


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("text/html; charset=UTF-8", "text/html", "utf-8"),
        ('Text/HTML;charset="windows-1256"', "text/html", "cp1256"),
        ("application/rss+xml ; foo=1; CHARSET = latin1", "application/rss+xml", "iso8859-1"),
        ("text/html; charset=klingon", "text/html", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=\0", "text/html", None),
        ("html", None, None),
        ("", None, None),
    ],
)
def test_content_type_is_read_in_its_many_forms(value, media_type, charset):
    got = answer(("Content-Type", value))
    assert (got.media_type, got.charset) == (media_type, charset)


@given(st.text(max_size=80))
def test_no_header_value_is_too_odd(value):
    got = answer(("Content-Type", value), ("Retry-After", value), ("ETag", value), ("Last-Modified", value))
    assert (got.media_type, got.charset, got.retry_after, got.validators.headers()) is not None


def test_headers_are_found_in_any_case_and_the_first_counts():
    got = answer(("X-One", "1"), ("x-one", "2"))
    assert got.header("X-ONE") == "1"
    assert got.header("x-two") is None


def test_validators_go_back_as_they_came():
    got = answer(("ETag", 'W/"abc"'), ("Last-Modified", "Sun, 04 May 2031 10:00:00 GMT"))
    assert got.validators.headers() == (
        ("If-None-Match", 'W/"abc"'),
        ("If-Modified-Since", "Sun, 04 May 2031 10:00:00 GMT"),
    )


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"\xe9"', '"' + "a" * 2000 + '"', ""])
def test_validators_that_cannot_be_sent_safely_are_left_out(etag):
    assert Validators(etag=etag).headers() == ()


@pytest.mark.parametrize(
    ("hops", "moved"),
    [
        ((), None),
        ((hop(301, "http://b.example/"),), "http://b.example/"),
        ((hop(301, "http://b.example/"), hop(308, "http://c.example/")), "http://c.example/"),
        ((hop(301, "http://b.example/"), hop(302, "http://c.example/")), "http://b.example/"),
        ((hop(302, "http://b.example/"), hop(301, "http://c.example/")), None),
    ],
)
def test_only_permanent_redirects_at_the_start_move_an_address(hops, moved):
    assert answer(hops=hops).permanent_address == moved


def test_a_move_to_an_error_page_is_not_trusted():
    assert answer(hops=(hop(301, "http://b.example/"),), status=404).permanent_address is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("0", 0.0),
        ("Sun, 04 May 2031 12:01:00 GMT", 60.0),
        ("Sun, 04 May 2031 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("9999999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds
    assert NOW + timedelta(seconds=seconds or 0) >= NOW
