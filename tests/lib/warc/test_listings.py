import os
import time
from pathlib import Path

from interlink.lib.warc.listings import listed


class Counting:
    """Lists a folder, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, folder: Path) -> list[str]:
        self.times += 1
        return sorted(path.name for path in folder.glob("*"))


def age(folder: Path, seconds: int) -> None:
    then = time.time_ns() - seconds * 1_000_000_000
    os.utime(folder, ns=(then, then))


def test_a_folder_is_listed_again_only_when_a_name_has_come(tmp_path: Path) -> None:
    read = Counting()
    (tmp_path / "one").touch()
    age(tmp_path, 60)
    assert [listed(tmp_path, read) for _ in range(5)] == [["one"]] * 5
    assert read.times == 1
    (tmp_path / "two").touch()
    assert listed(tmp_path, read) == ["one", "two"]


def test_what_has_just_changed_is_not_relied_on_since_clocks_are_coarse(tmp_path: Path) -> None:
    read = Counting()
    (tmp_path / "one").touch()
    age(tmp_path, 0)
    kept = tmp_path.stat()
    assert listed(tmp_path, read) == ["one"]
    (tmp_path / "two").touch()
    os.utime(tmp_path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert listed(tmp_path, read) == ["one", "two"]


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    assert listed(tmp_path / "none", Counting()) == []
