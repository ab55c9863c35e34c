"""The commands of README.md and docs/first-ten-minutes.md run as they stand.

Blocks after `<!-- run -->` are run line by line in a shell, in an empty folder, with the program on the path. Only the
port numbers are replaced by free ones, so that the test bears a machine that uses the documented ones.

Left out, on purpose: `git clone`, since the test runs in what was cloned; and `make test`, which runs this very test.
What comes after `make run` is run in tests/browser/test_own_feeds.py, where somebody then goes on in a browser.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from doc_pages import ROOT, blocks
from walk import PATIENCE, README, TEN_MINUTES, Walk, a_free_port, commands

LONG_RUNNING = {"make run", "interlink up"}


@pytest.fixture
def demo_walk(tmp_path: Path) -> Walk:
    """`make run`, in a folder that has what make looks at, and a virtual environment that is ready."""
    folder = tmp_path / "clone"
    (folder / ".venv").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    (folder / ".venv" / ".ready").touch()
    port = a_free_port()
    return Walk(
        folder,
        [line for line in commands(README) if line == "make run"],
        port,
        {
            "INTERLINK_SERVE__PORT": str(port),
            "INTERLINK_SITE__ADDRESS": f"http://localhost:{port}",
            "INTERLINK_WATCH__ALLOWED_LOOPBACK": f'["*.localhost:{a_free_port()}"]',
        },
    )


def test_both_pages_begin_with_the_demo_and_end_with_a_desk_that_is_up() -> None:
    for page in (README, TEN_MINUTES):
        lines = commands(page)
        assert lines[0] == "make run"
        assert lines[-1] == "interlink up"
        assert all(line not in LONG_RUNNING for line in lines[1:-1])


def test_the_short_way_in_the_readme_is_part_of_the_long_one() -> None:
    """So running the long one runs both."""
    long_way = iter(commands(TEN_MINUTES))
    missing = [line for line in commands(README) if line not in long_way]
    assert not missing


def test_the_program_is_named_for_testing_in_the_readme() -> None:
    assert any(block.run and block.text == "make test\n" for block in blocks(README))


@pytest.mark.timeout(2 * PATIENCE)
def test_make_run_shows_each_step_and_serves_what_came_of_it(demo_walk: Walk) -> None:
    with demo_walk.started() as demo:
        demo_walk.wait_until_up(demo)
        for step in ("watch", "group", "clip", "publish", "bake", "digest", "mail"):
            assert f"\n{step:<10}" in "\n" + demo_walk.printed, f"{step} printed no line:\n{demo_walk.printed}"
        assert "password" in demo_walk.printed
        assert "Meridian Watch" in demo_walk.read("/en/")[1]
        assert demo_walk.read("/fa/feed.atom")[0] == 200
        demo_walk.press_control_c(demo)
    assert "Traceback" not in demo_walk.printed
