"""A desk whose disk is full says so in one line, tears nothing, and carries on once there is room.

The desk is on a small disk of its own, in memory, which is filled to the last byte in the middle of a step. Where the
system lets nobody mount one, no file may grow from that moment on, which SQLite and Python meet in the same places.

The moments are drawn from a seed, which .ci/run takes from the commit: INTERLINK_SEED=... draws others.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SEED = os.environ.get("INTERLINK_SEED") or "any"
DISK = "48m"
# Each of these writes in a way of its own: evidence, baked files, mail. Of those that write tables one is drawn.
ALWAYS = ("capture", "bake", "mail")
IN_TURN = ("watch", "read", "group", "clip", "publish", "digest")
ORDER = ("watch", "read", "group", "clip", "capture", "publish", "bake", "digest", "mail")
NEEDED = ("unshare", "nsenter")


@contextmanager
def small_disk(folder: Path) -> Iterator[dict[str, object]]:
    """Mount a small disk on a folder, for who enters the namespace; say how to get there."""
    folder.mkdir(exist_ok=True)
    if not all(map(shutil.which, NEEDED)):
        yield _no_disk()
        return
    holder = subprocess.Popen(
        ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size={DISK} demo "$0" && echo there && exec cat', folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        if holder.stdout.readline() == "there\n":
            enter = ("nsenter", "--user", "--mount", "--preserve-credentials", "-t", str(holder.pid), "--")
            yield {
                "through": enter,
                "seen_from": f"/proc/{holder.pid}/root",
                "ballast": str(folder / "ballast"),
            }
        else:
            yield _no_disk()
    finally:
        holder.stdin.close()
        holder.wait(10)
        holder.stdout.close()


def _no_disk() -> dict[str, object]:
    print("No disk can be mounted here; instead no file may grow.")
    return {}


def drawn() -> tuple[str, ...]:
    """The steps in which the disk is filled, one after another."""
    return tuple(sorted((*ALWAYS, random.Random(SEED).choice(IN_TURN)), key=ORDER.index))


def fill_in(steps: tuple[str, ...], demo_desk, finished, check_finished: Callable, check_whole: Callable) -> None:
    """Fill the disk once in each step, make room after each, and see that the job comes to the same end."""
    rng = random.Random(f"{SEED} {steps}")
    story = [f"INTERLINK_SEED={SEED}"]
    with demo_desk.loaded() as loaded:
        for step in steps:
            nth = rng.randint(1, max(1, finished.counts[step] // 2))
            story.append(f"full before effect {nth} of {step}")
            run = loaded.demo(step=step, nth=nth, how="fill")
            told = (story, run.printed)
            assert run.code == 1, told
            assert "Traceback" not in run.printed, told
            assert len(run.errors) == 1, told
            if demo_desk.ballast:
                assert run.errors[0] == (
                    f"Error: There is no room left on the disk that holds {demo_desk.desk.root}, "
                    "so the work has stopped. What was done before is kept. Make room, then run the same command again."
                ), told
                Path(f"{demo_desk.seen_from}{demo_desk.ballast}").unlink()
            check_whole(demo_desk, story)
        run = loaded.demo()
    assert run.code == 0, (story, run.printed)
    check_finished(demo_desk, finished.contents, story)


@pytest.mark.timeout(300)
def test_full_in_the_middle_of_a_step_it_says_so_and_carries_on_once_there_is_room(
    tmp_path: Path, finished, new_demo_desk: Callable, check_finished: Callable, check_whole: Callable
):
    folder = tmp_path / "disk"
    with small_disk(folder) as disk:
        desk = new_demo_desk(folder / "desk", **disk)
        fill_in(drawn(), desk, finished, check_finished, check_whole)


def test_a_desk_cannot_be_made_on_a_full_disk_and_can_once_there_is_room(tmp_path: Path, bare_demo_desk: Callable):
    with small_disk(tmp_path / "disk") as disk:
        desk = bare_demo_desk(tmp_path / "disk" / "desk", **disk)
        full = desk.run("upgrade", step="prepare", nth=10, how="fill")
        assert full.code == 1, full.printed
        assert "Traceback" not in full.printed
        assert len(full.errors) == 1, full.printed
        if desk.ballast:
            Path(f"{desk.seen_from}{desk.ballast}").unlink()
        again = desk.run("upgrade", step="prepare", nth=40, how="kill")
        assert again.code == -9, again.printed  # it got past where it had stopped
