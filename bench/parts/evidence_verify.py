"""Checking sealed captures, against nothing but SHA-256 of the same files: both sides in one run, in turn.

The captures are sealed by the desk's own code, each in a package signed for itself, and two authorities have given a
timestamp of the log after every few of them. The files are in the page cache by then, so that the disk is not measured.
SHA-256 is computed in one thread, and also in as many as there are processors, as we do it.
"""

from __future__ import annotations

import hashlib
import os
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.parts.evidence_clocks import Clocks
from bench.process import given, tell, timed
from interlink.lib.warc.check import How
from interlink.lib.warc.exchange import Exchange
from interlink.lib.warc.write import write_capture
from interlink.newsroom.evidence import sealing, verifying
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.trusting import evidence_folder

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ROUNDS = 7
ROUND = 4
"""So many captures are made in the minutes between two timestamps of the log."""


def main() -> None:
    asked = given()
    clocks = Clocks()
    captures = []
    for number, size in enumerate(asked["sizes"]):
        captures.append(_captured(number, size))
        assert sealing.seal(captures[-1]), captures[-1].sealing_problem
        if number % ROUND == ROUND - 1 or number == len(asked["sizes"]) - 1:
            clocks.stamp()

    files = [evidence_folder() / name for one in captures for name in (one.warc_name, one.wrapping_name)]

    def hash_one(path: Path) -> None:
        with path.open("rb") as source:
            hashlib.file_digest(source, "sha256")

    def hash_all() -> None:
        for path in files:
            hash_one(path)

    def hash_in_threads() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(hash_one, files))

    def verify_all(workers: int) -> None:
        for report in verifying.verify(None, How(workers=workers)).reports:
            assert report.passed, report

    hash_all()
    sides: dict[str, Any] = {
        "sha256": hash_all,
        "one": lambda: verify_all(1),
        "sha256_threads": hash_in_threads,
        "all": lambda: verify_all(0),
    }
    rounds = [{name: timed(work).wall for name, work in sides.items()} for _ in range(ROUNDS)]
    best = {name: min(one[name] for one in rounds) for name in sides}
    tell({**best, "captures": len(captures), "bytes": sum(path.stat().st_size for path in files)})


def _captured(number: int, size: int) -> Capture:
    address = f"https://gazette.example/{number}"
    capture = Capture.objects.create(
        address=address, final_address=address, asked_at=NOON, taken_at=NOON, state=CaptureState.WHOLE,
        title=f"Page {number}", text="The Fellowship opened a school.", http_status=200, media_type="text/html",
    )  # fmt: skip
    capture.warc_name = f"2026/11/{capture.pk:08d}.warc.gz"
    noise = random.Random(number).randbytes(size)  # pictures do not get smaller when packed
    exchange = Exchange(
        asked=address, address=address, status=200, reason="OK", http_version="1.1", request_headers=(),
        headers=(("Content-Type", "image/jpeg"),), wire_body=noise, hops=(), fetched_at=NOON,
    )  # fmt: skip
    written = write_capture(exchange, capture.warc_path)
    capture.warc_sha256, capture.warc_bytes = written.sha256, written.size
    capture.save()
    return capture


if __name__ == "__main__":
    main()
