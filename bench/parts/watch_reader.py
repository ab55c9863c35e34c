"""lemon24/reader's side of the watch bench: its own SQLite storage, its update_feeds with workers."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import feedparser_sgmllib
from reader import make_reader

from bench.parts.feed_addresses import feed_address, make_new
from bench.process import given, tell, temporary_folder, timed

# reader carries a copy of feedparser that wants this module by its old name, and does not say so in its metadata.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)
look_up = socket.getaddrinfo


def _at_home(host: Any, *more: Any, **named: Any) -> Any:
    """Look names in .localhost up as our own door does, at no cost: not every system does so itself."""
    if isinstance(host, str) and host.endswith(".localhost"):
        host = "127.0.0.1"
    return look_up(host, *more, **named)


def main() -> None:
    asked = given()
    socket.getaddrinfo = _at_home
    with temporary_folder() as folder:
        tell(_rounds(folder / "reader.sqlite3", **asked))


def _rounds(database: Path, *, feeds: int, items: int, port: int, workers: int) -> dict[str, Any]:
    reader = make_reader(str(database))
    for number in range(feeds):
        reader.add_feed(feed_address(number, port))
    taken = {"new": 0, "modified": 0, "unmodified": 0}

    def update_all() -> None:
        for name in taken:
            taken[name] = 0
        for result in reader.update_feeds_iter(workers=workers, scheduled=False):
            assert not isinstance(result.value, Exception), result.value
            if result.value is not None:
                for name in taken:
                    taken[name] += getattr(result.value, name)

    figures = {}
    # The 304s come before the renewed validators: reader does not keep those of a feed whose content is the same.
    for phase, new in (("new", feeds * items), ("not_modified", 0), ("unchanged", 0), ("restamped", 0)):
        make_new(port, phase)
        time = timed(update_all)
        assert (taken["new"], taken["modified"]) == (new, 0), (phase, taken)
        figures[phase] = {"wall": time.wall, "cpu": time.cpu}
    assert reader.get_entry_counts().total == feeds * items
    return figures


if __name__ == "__main__":
    main()
