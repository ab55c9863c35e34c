"""A demo desk that an earlier version made is brought up to date before its job runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from interlink.project.commands import demo

UPGRADED = "The desk is up to date."


def test_a_demo_desk_of_an_earlier_version_is_upgraded_first(new_demo_desk: Callable, tmp_path: Path) -> None:
    old = new_demo_desk(tmp_path / "desk")
    (old.desk.run / demo.PREPARED).write_text("")  # as earlier versions left it
    stopped = {"step": "seed", "nth": 1, "how": "kill"}
    assert UPGRADED in old.demo(**stopped).printed
    assert (old.desk.run / demo.PREPARED).read_text() == demo.version_of_tables()
    assert UPGRADED not in old.demo(**stopped).printed
