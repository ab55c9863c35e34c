"""Where the loopback server's feeds are: four feeds to a host name, so that taking turns at a host is real."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterable
from datetime import datetime

FEEDS_A_HOST = 4


def feed_address(number: int, port: int) -> str:
    """Return the address of a feed."""
    return f"http://paper-{number // FEEDS_A_HOST}.localhost:{port}/feed/{number}"


def make_new(port: int, phase: str) -> None:
    """Have the server call every feed changed before some rounds, while what the feeds tell stays the same."""
    path = {"unchanged": "renew", "restamped": "restamp"}.get(phase)
    if path is not None:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as done:
            done.read()


def publish(port: int, feeds: Iterable[int], time: datetime) -> None:
    """Have the server add an entry to some feeds."""
    numbers = ",".join(map(str, feeds))
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/publish/{time:%Y%m%dT%H%M%SZ}/{numbers}") as done:
        done.read()
