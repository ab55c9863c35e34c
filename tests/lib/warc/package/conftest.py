"""A page with a picture, captured on two days without a change between, and a package of both."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from interlink.lib.warc.package.facts import About, Extra, Page
from interlink.lib.warc.package.write import Packaged, write_package
from interlink.lib.warc.write import originals_in, write_capture

PICTURE = Random(5).randbytes(20_000)


@pytest.fixture
def warcs(make_exchange, tmp_path) -> tuple[Path, Path]:
    """Two captures; the second points to the payloads of the first."""
    first, second = tmp_path / "00000001.warc.gz", tmp_path / "00000002.warc.gz"
    for path, days, originals in ((first, 0, None), (second, 1, True)):
        at = make_exchange().fetched_at + timedelta(days=days)
        picture = make_exchange(
            asked="http://courier.localhost/school.png",
            address="http://courier.localhost/school.png",
            headers=(("Content-Type", "image/png"),),
            wire_body=PICTURE,
            hops=(),
            fetched_at=at,
        )
        known = originals_in(first) if originals else {}
        write_capture(make_exchange(fetched_at=at), path, parts=(picture,), originals=known)
    return first, second


@pytest.fixture
def make_package(warcs, make_exchange, tmp_path) -> Callable[..., Packaged]:
    exchange = make_exchange()

    def make(**changes: Any) -> Packaged:
        facts: dict[str, Any] = {
            "about": About("A school in Tarn Valley", exchange.fetched_at, "What Meridian Watch received."),
            "pages": [Page(exchange.address, exchange.fetched_at, "A school", "The Fellowship opened a school.", "en")],
            "extras": [Extra("screenshots/page.png", PICTURE[:500])],
        }
        return write_package(changes.pop("warcs", warcs), tmp_path / "a.wacz", **(facts | {"replace": True} | changes))

    return make
