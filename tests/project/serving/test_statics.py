"""Static files are collected when they have to be, and only then."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from interlink.project.desk import Desk
from interlink.project.serving import statics


class Collector:
    """Stands where collectstatic would, and counts."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.times = desk, 0

    def __call__(self) -> None:
        folder = self.desk.run / "static"
        folder.mkdir(exist_ok=True)
        (folder / "large.js").write_text("let word;" * 500)
        (folder / "small.js").write_text("let word;")
        self.times += 1


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_they_are_collected_once_for_a_version(desk: Desk) -> None:
    collector = Collector(desk)
    assert statics.collect(desk, by=collector)
    assert not statics.collect(desk, by=collector)
    assert collector.times == 1


def test_a_large_one_lies_there_compressed_too(desk: Desk) -> None:
    statics.collect(desk, by=Collector(desk))
    (copy,) = (desk.run / "static").glob("*.gz")
    assert gzip.decompress(copy.read_bytes()) == (desk.run / "static" / "large.js").read_bytes()


def test_they_are_collected_again_for_another_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    collector = Collector(desk)
    statics.collect(desk, by=collector)
    monkeypatch.setattr(statics, "version", lambda name: "another")
    assert statics.collect(desk, by=collector)
    assert collector.times == 2


def test_they_are_collected_again_when_somebody_made_room(desk: Desk) -> None:
    collector = Collector(desk)
    statics.collect(desk, by=collector)
    shutil.rmtree(desk.run / "static")
    assert statics.collect(desk, by=collector)


def test_a_try_that_failed_is_made_again(desk: Desk) -> None:
    def fail() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        statics.collect(desk, by=fail)
    assert statics.collect(desk, by=Collector(desk))
