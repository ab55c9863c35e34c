"""What the Wayback Machine answers, as its manual has it and as nobody would have it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.wayback.answers import Job, Memento, closest, moment, ordered, outcome
from interlink.lib.wayback.errors import Busy, CaptureMissed, KeysRefused, NotUnderstood, PageRefused, WaybackError

AT = datetime(2026, 11, 24, 12, 15, tzinfo=UTC)
STORY = "https://gazette.example/story?page=2"


def said(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def available(**changes: Any) -> bytes:
    found = {
        "available": True, "status": "200", "timestamp": "20261124121500",
        "url": f"http://web.archive.org/web/20261124121500/{STORY}",
    }  # fmt: skip
    return said(archived_snapshots={"closest": found | changes})


def test_a_copy_is_named_below_the_address_that_we_know_whatever_the_answer_says() -> None:
    memento = closest(available(url=f"http://elsewhere.example/web/20261124121500id_/{STORY}"))
    assert memento == Memento(STORY, AT, 200)
    assert memento.address("https://web.archive.org") == f"https://web.archive.org/web/20261124121500/{STORY}"
    assert moment(AT) == "20261124121500"


@pytest.mark.parametrize("body", [said(archived_snapshots={}), available(available=False), available(status="404")])
def test_no_copy_and_a_copy_of_an_error_are_none(body: bytes) -> None:
    assert closest(body) is None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", said(), said(archived_snapshots=[]), available(timestamp="20261399000000"),
        available(url="javascript:alert(1)"), available(url="http://web.archive.org/web/2026/javascript:alert(1)"),
        available(timestamp=20261124121500), b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_such_answer_is_not_believed(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        closest(body)


def test_an_order_gives_a_job_and_a_job_comes_to_an_end() -> None:
    assert ordered(200, said(url=STORY, job_id="spn2-a1")) == Job("spn2-a1")
    assert outcome(200, said(status="pending", job_id="spn2-a1", resources=[])) is None
    done = said(status="success", original_url=STORY, timestamp="20261124121500", http_status=404)
    memento = outcome(200, done)
    assert memento == Memento(STORY, AT, 404)
    assert memento is not None
    assert not memento.is_page


@pytest.mark.parametrize(
    ("status", "fields", "kind", "words", "again"),
    [
        (200, {"status_ext": "error:blocked-url"}, PageRefused, "does not capture this page", False),
        (200, {"status_ext": "error:invalid-host-resolution"}, PageRefused, "does not find the site", False),
        (200, {"status_ext": "error:browsing-timeout", "message": "Too slow."}, CaptureMissed, "Too slow", True),
        (200, {"status_ext": "error:something-new"}, CaptureMissed, "something-new", True),
        (429, {"status_ext": "error:user-session-limit"}, Busy, "as it takes at once", True),
        (200, {"status_ext": "error:too-many-daily-captures"}, CaptureMissed, "no more often today", True),
        (401, {"message": "You need to be logged in."}, KeysRefused, "You need to be logged in", False),
        (500, {}, Busy, "in trouble", True),
        (429, {}, Busy, "asked too often", True),
        (404, {}, NotUnderstood, "404", True),
    ],
)
def test_errors_say_in_plain_words_what_is_wrong_and_whether_to_ask_again(
    status: int, fields: dict[str, str], kind: type[WaybackError], words: str, again: bool
) -> None:
    for read in (ordered, outcome):
        with pytest.raises(kind, match=words) as caught:
            read(status, said(status="error", **fields), 7.0)
        assert caught.value.again is again


def test_an_order_that_is_not_taken_gives_its_reason() -> None:
    body = said(url=STORY, job_id=None, message="The same snapshot had been made 4 minutes ago.")
    with pytest.raises(CaptureMissed, match="4 minutes ago"):
        ordered(200, body)


VALUES = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        404,
        1e99,
        "",
        "success",
        "pending",
        "error",
        "x\ny\u202e",
        STORY,
        "20261124121500",
        [],
        {"a": [1]},
    ]
)
NAMES = ["status", "status_ext", "message", "job_id", "original_url", "timestamp", "http_status"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([200, 302, 401, 429, 500]), st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_nothing_that_it_may_answer_is_more_than_an_error_of_ours(status: int, fields: dict[str, Any]) -> None:
    for read in (ordered, outcome):
        with suppress(WaybackError):
            read(status, said(**fields))
