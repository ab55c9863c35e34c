"""Requests a second and their times, asked by wrk over loopback, and a slow line in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from playwright.sync_api import Browser

SCRIPT = Path(__file__).parent / "parts" / "press_load.lua"
# What Lighthouse simulates for its mobile profile: a slow 4G line and a phone a quarter as fast.
ROUND_TRIP_MS, BITS_PER_SECOND, SLOWER_BY = 150, 1_638_400, 4
PHONE = {"width": 360, "height": 740}


class LoadFailed(Exception):
    """wrk is not there, or answers failed while it asked."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of asking: requests a second, times in milliseconds, bytes of an answer with its headers."""

    per_second: float
    median_ms: float
    p95_ms: float
    bytes_each: float


@dataclass(frozen=True, slots=True)
class Painted:
    """A page in a browser on a slow line: the first contentful paint in ms, what came over the line in bytes."""

    first_paint_ms: float
    received: float
    requests: float


def ask(address: str, paths: Sequence[str], *, connections: int, seconds: int) -> Load:
    """Ask for the paths in turn, on so many connections that are kept open.

    Raises:
        LoadFailed: wrk is not installed, or some answers were no success: their speed says nothing.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise LoadFailed("wrk is not installed. Install it with: sudo sh bench/setup_wordpress.sh")
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT), address]
        done = subprocess.run(
            command, env={**os.environ, "PATHS": file.name}, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise LoadFailed(f"wrk ended with {done.returncode}: {done.stderr[-500:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if told["failed"] or not told["requests"]:
        raise LoadFailed(f"{told['failed']} of {told['requests']} answers of {address} failed")
    return Load(
        per_second=told["requests"] / told["seconds"],
        median_ms=told["median_ms"],
        p95_ms=told["p95_ms"],
        bytes_each=told["bytes"] / told["requests"],
    )


def paint(browser: Browser, address: str) -> Painted:
    """Open a page as a stranger with an old phone on a slow line does."""
    with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        line = context.new_cdp_session(page)
        received: list[float] = []
        line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False, "latency": ROUND_TRIP_MS, "downloadThroughput": BITS_PER_SECOND / 8,
                "uploadThroughput": BITS_PER_SECOND / 8 / 2,
            },
        )  # fmt: skip
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
        page.goto(address, wait_until="networkidle")
        # On a busy machine a page may be all there before anything is painted.
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        first: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return Painted(first, sum(received), len(received))
