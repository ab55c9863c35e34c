"""Captures, of pages that the demo press really serves."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.request import Request, urlopen

import pytest
from django_tasks_db.models import DBTaskResult

from interlink.lib.warc.read import read_records
from interlink.lib.warc.verify import State, verify
from interlink.newsroom.evidence import actions, capturing
from interlink.newsroom.evidence.errors import CaptureFailed
from interlink.newsroom.evidence.models import Capture, CaptureState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    @property
    def running(self) -> Any: ...
    def site(self, outlet: str) -> str: ...


def asked_for(address: str) -> Capture:
    return Capture.objects.create(address=address, asked_at=NOW)


@pytest.fixture
def article(demo_press_server: DemoPress) -> str:
    """The address of an article that is there."""
    front = Request(f"http://127.0.0.1:{demo_press_server.running.port}/", headers={
        "Host": f"courier.localhost:{demo_press_server.running.port}"
    })  # fmt: skip
    with urlopen(front, timeout=10) as answer:
        path = re.search(rb'href="(?:http://[^"/]+)?(/\d{4}/\d{2}/[\w-]+)"', answer.read())
    assert path
    return demo_press_server.site("courier") + path[1].decode()


@pytest.fixture
def closed_port(settings: Any) -> Iterator[int]:
    """A port that may be fetched from, and on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{port}"})
        yield port


def test_a_capture_is_kept_whole_and_can_be_verified(article: str) -> None:
    capture = asked_for(article)
    capturing.take(capture)
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.http_status) == (CaptureState.WHOLE, "", 200)
    assert capture.is_whole
    assert capture.title
    assert capture.text
    assert capture.final_address == article
    assert capture.media_type == "text/html"
    assert capture.taken_at is not None
    assert capture.warc_bytes == capture.warc_path.stat().st_size
    assert verify(capture.warc_path, capture.warc_sha256).state is State.INTACT
    kinds = [record.kind for record in read_records(capture.warc_path)]
    assert {"warcinfo", "request", "response"} <= set(kinds)
    pages = [record for record in read_records(capture.warc_path) if record.kind == "response"]
    assert pages[0].address == article


def test_a_changed_file_no_longer_verifies(article: str) -> None:
    capture = asked_for(article)
    capturing.take(capture)
    with capture.warc_path.open("r+b") as file:
        file.seek(-20, 2)
        file.write(b"\x00")
    assert verify(capture.warc_path, capture.warc_sha256).state is State.CHANGED


def test_a_run_that_was_killed_before_noting_it_takes_the_page_again_under_the_same_name(
    article: str, settings: Any
) -> None:
    capture = asked_for(article)
    capturing.take(capture)
    # As a kill between writing the file and storing the row leaves it: nothing is sealed yet.
    (capture.warc_path.parent / f"{capture.pk:08d}.wrap").unlink()
    Capture.objects.filter(pk=capture.pk).update(
        state=CaptureState.WAITING, warc_sha256="", warc_name="", sealing="open"
    )
    again = Capture.objects.get(pk=capture.pk)
    capturing.take(again)
    again.refresh_from_db()
    assert again.is_whole
    assert list(Path(settings.INTERLINK_EVIDENCE_ROOT).rglob("*.warc.gz")) == [again.warc_path]
    assert verify(again.warc_path, again.warc_sha256).state is State.INTACT


def test_two_captures_of_one_page_never_share_a_file(article: str) -> None:
    one, other = asked_for(article), asked_for(article)
    capturing.take(one)
    capturing.take(other)
    assert one.warc_path != other.warc_path
    assert capturing.warc_name(one) == f"2026/11/{one.pk:08d}.warc.gz"


@pytest.mark.parametrize("state", [CaptureState.WHOLE, CaptureState.FAILED])
def test_a_capture_that_is_whole_or_given_up_is_left_alone(state: CaptureState) -> None:
    capture = asked_for("https://gazette.example/one")
    capture.state = state
    capture.save()
    capturing.take(capture)
    capture.refresh_from_db()
    assert (capture.state, capture.tries, capture.warc_name) == (state, 0, "")


def test_a_page_that_is_gone_fails_at_once_and_says_so(demo_press_server: DemoPress) -> None:
    capture = asked_for(demo_press_server.site("courier") + "/no-such-page")
    with pytest.raises(CaptureFailed, match="404") as caught:
        capturing.take(capture)
    capture.refresh_from_db()
    assert (caught.value.again, caught.value.address) == (False, capture.address)
    assert (capture.state, capture.tries) == (CaptureState.FAILED, 1)
    assert "404" in capture.problem
    assert capture.warc_name == ""


def test_a_blocked_page_fails_with_its_number_and_keeps_no_file(demo_press_server: DemoPress, settings: Any) -> None:
    capture = asked_for(demo_press_server.site("ledger") + "/articles/fellowship-reply")
    demo_press_server.running.clock.advance(7 * 86400)
    with pytest.raises(CaptureFailed, match="403"):
        capturing.take(capture)
    capture.refresh_from_db()
    assert capture.state == CaptureState.FAILED
    assert "403" in capture.problem
    assert [path for path in Path(settings.INTERLINK_EVIDENCE_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("path", ["/error500", "/reset", "/retry-after?seconds=0"])
def test_a_site_in_trouble_is_tried_again_later(demo_press_server: DemoPress, path: str) -> None:
    capture = asked_for(demo_press_server.site("trouble") + path)
    with pytest.raises(CaptureFailed) as caught:
        capturing.take(capture)
    assert caught.value.again
    capture.refresh_from_db()
    assert (capture.state, capture.tries) == (CaptureState.WAITING, 1)
    assert capture.problem.endswith(".")


def test_after_its_last_try_a_capture_is_given_up(closed_port: int) -> None:
    capture = asked_for(f"http://127.0.0.1:{closed_port}/")
    for _ in range(capturing.TRIES):
        with pytest.raises(CaptureFailed):
            capturing.take(capture)
    capture.refresh_from_db()
    assert (capture.state, capture.tries) == (CaptureState.FAILED, capturing.TRIES)


def test_a_failed_capture_is_tried_again_when_somebody_asks(article: str) -> None:
    capture = asked_for(article)
    capture.state, capture.tries, capture.problem = CaptureState.FAILED, 6, "The site answered 503."
    capture.save()
    actions.order_again(capture, NOW)
    assert DBTaskResult.objects.filter(task_path__endswith="take_capture").count() == 1
    capturing.take(capture)
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == (CaptureState.WHOLE, "")


def test_an_order_is_stored_with_its_task() -> None:
    capture = actions.order("https://gazette.example/one", NOW)
    task = DBTaskResult.objects.get(task_path__endswith="take_capture")
    assert task.args_kwargs["kwargs"] == {"capture_id": capture.pk}
    assert (capture.state, capture.asked_at) == (CaptureState.WAITING, NOW)
