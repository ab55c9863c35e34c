"""One desk for the tests that need settings and tables, and a demo press that really answers."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

DESK = Path(tempfile.mkdtemp(prefix="interlink-tests-"))
for folder in ("evidence", "media", "site", "keys", "run"):
    (DESK / folder).mkdir()
(DESK / "keys" / "secret-key").write_text("only for tests, and long enough to be taken for a real key")
(DESK / "interlink.toml").write_text(
    """\
[group]
name = "Meridian Watch"
aims = "We follow the Meridian Fellowship in the press."
languages = ["en", "fa"]

[site]
address = "http://watch.example"

[mail]
sender = "digest@watch.example"
"""
)
os.environ["INTERLINK_DESK"] = str(DESK)
os.environ["DJANGO_SETTINGS_MODULE"] = "interlink.project.settings.newsroom"


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    shutil.rmtree(DESK, ignore_errors=True)


@pytest.fixture
def desk_folders() -> Iterator[Path]:
    """The desk's folders, emptied afterwards."""
    yield DESK
    for name in ("evidence", "media", "site", "outbox"):
        shutil.rmtree(DESK / name, ignore_errors=True)
        (DESK / name).mkdir(exist_ok=True)
    (DESK / "outbox").rmdir()
