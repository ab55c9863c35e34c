"""A worker that is killed in the middle of a capture by a browser."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import have_chromium
from page_server import Pages, serving

from interlink.lib.browser.processes import Process, descendants, is_alive
from interlink.lib.warc.verify import verify

WORKER = """
import sys
import django; django.setup()
from django.utils import timezone
from interlink.background import worker
from interlink.newsroom.evidence import actions
for address in sys.argv[1:]:
    actions.order(address, timezone.now())
worker.run_worker(clock=False, grace=5)
"""
SHELL = b"<!doctype html><title>Gazette</title><script src=/app.js></script><div id=root></div>"
APP = b"fetch('/story.json').then((one) => one.json()).then((told) => { root.innerHTML = `<p>${told.text}</p>` });"
STORY = b'{"text": "%s"}' % (b"The council has told its members to sell their homes by spring. " * 5)


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "It did not happen in time."
        time.sleep(0.05)


def killed(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_claims_to_be_whole_the_browser_ends_and_the_next_worker_takes_the_page_again(
    new_demo_desk: Callable[[Path], Any], tmp_path: Path
) -> None:
    asked = threading.Event()

    def late(handler: Any, ended: threading.Event) -> None:
        if asked.is_set():
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(STORY)
            handler.wfile.write(head + STORY)
            return
        asked.set()
        ended.wait(60)

    pages = Pages(at={"/shell": SHELL, "/app.js": APP, "/story.json": late})
    desk = new_demo_desk(tmp_path / "desk")
    with serving(pages):
        environment = desk.environment() | {
            "DJANGO_SETTINGS_MODULE": "interlink.project.settings.newsroom",
            "INTERLINK_EVIDENCE__BROWSER": str(have_chromium().path),
            "INTERLINK_WATCH__ALLOWED_LOOPBACK": json.dumps([pages.pattern]),
        }

        def work(*addresses: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen([sys.executable, "-c", WORKER, *addresses], env=environment)

        def state() -> list[tuple[Any, ...]]:
            return desk.ask_at_work("SELECT state, sealing, by_browser FROM evidence_capture")

        first = work(pages.address("/shell"))
        try:
            wait_for(asked.is_set)
            own = Process.of(first.pid)
            assert own
            family = descendants(own)
            assert len(family) >= 4  # a browser is at work
        finally:
            killed(first)
        wait_for(lambda: not any(map(is_alive, family)), 20)
        assert state() == [("waiting", "open", 0)]
        assert list(desk.desk.evidence.rglob("*.gz")) == []
        second = work()
        try:
            wait_for(lambda: state() == [("whole", "sealed", 1)])
        finally:
            second.terminate()
            second.wait(20)
    ((name, checksum),) = desk.ask("SELECT warc_name, warc_sha256 FROM evidence_capture")
    assert verify(desk.desk.evidence / name, checksum).passed
    assert desk.ask("SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'FAILED'") == [(0,)]
