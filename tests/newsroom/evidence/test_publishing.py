"""What is published of the evidence: enough to see that the log was changed, and nothing of what was captured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interlink.lib.warc.log import Head, append, head_of
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.signing import key_in, rotate
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import publishing, sealing
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import log_path

pytestmark = pytest.mark.usefixtures("desk_folders")


def published() -> list[Head]:
    lines = [line.split() for line in publishing.heads_text().splitlines() if not line.startswith("#")]
    return [Head(int(number), checksum) for _, number, checksum in lines]


def test_each_day_has_one_head_and_a_log_that_was_written_anew_is_seen_by_them() -> None:
    for day, hour in ((1, 3), (1, 22), (2, 0), (4, 9)):
        append(log_path(), "capture", files={}, at=datetime(2026, 11, day, hour, tzinfo=UTC))
    heads = published()
    assert [head.number for head in heads] == [2, 3, 4]
    assert heads[-1] == publishing.head() == head_of(log_path())
    assert check_log(log_path(), heads).state is State.INTACT
    log_path().unlink()
    for day in (1, 2, 3, 4):
        append(log_path(), "capture", files={}, at=datetime(2026, 11, day, 3, tzinfo=UTC))
    assert check_log(log_path()).state is State.INTACT
    assert check_log(log_path(), heads).state is State.CHANGED


def test_what_was_read_of_the_log_is_not_read_again_and_one_that_was_cut_is() -> None:
    for hour in range(3):
        append(log_path(), "capture", files={}, at=datetime(2026, 11, 1, hour, tzinfo=UTC))
    assert [head.number for head in published()] == [3]
    whole = log_path().read_bytes()
    first, rest = whole.split(b"\n", 1)
    log_path().write_bytes(b" " * len(first) + b"\n" + rest)  # what was read before is not looked at
    append(log_path(), "capture", files={}, at=datetime(2026, 11, 2, tzinfo=UTC))
    assert [head.number for head in published()] == [3, 4]
    log_path().write_bytes(first + b"\n")
    assert [head.number for head in published()] == [1]
    log_path().write_bytes(whole + b'{"half a line')
    assert published()[-1] == head_of(log_path())


def test_nothing_of_a_capture_is_published(whole_capture: Callable[..., Capture]) -> None:
    capture = whole_capture()
    sealing.seal(capture)
    told = publishing.heads_text()
    for secret in (capture.address, capture.warc_sha256, capture.warc_name, f"{capture.sealed_at:%H:%M}"):
        assert secret not in told


def test_all_public_keys_are_published_and_no_private_one(own_keys: Path) -> None:
    old, new = key_in(own_keys), rotate(own_keys)
    told = publishing.keys_text()
    assert told.count("BEGIN PUBLIC KEY") == 2
    assert f"# {old.fingerprint}\n" in told
    assert f"# {new.fingerprint}\n" in told
    assert "PRIVATE" not in told
