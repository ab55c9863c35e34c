"""Where the loopback server's feeds are: four feeds to a host name, so that taking turns at a host is real."""

from __future__ import annotations

import urllib.request

FEEDS_A_HOST = 4


def feed_address(number: int, port: int) -> str:
    """Return the address of a feed."""
    return f"http://paper-{number // FEEDS_A_HOST}.localhost:{port}/feed/{number}"


def renew_validators(port: int) -> None:
    """Have the server call every feed changed, while what the feeds say stays the same."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/renew") as done:
        done.read()
