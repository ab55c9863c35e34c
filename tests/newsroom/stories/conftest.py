"""Each test starts with an engine that has seen nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from interlink.newsroom.stories import engine


@pytest.fixture(autouse=True)
def fresh_engine() -> Iterator[None]:
    engine.forget()
    yield
    engine.forget()
