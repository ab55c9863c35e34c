"""A desk whose demo is killed or interrupted at any moment starts again and carries on, to the same end.

The moments are drawn anew in each session. A failure names the seed: INTERLINK_SEED=... draws them again.
"""

from __future__ import annotations

import os
import random
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

STEPS = ("watch", "read", "group", "clip", "capture", "publish", "bake", "digest", "mail", "afterwards")
SEED = os.environ.get("INTERLINK_SEED") or secrets.token_hex(4)
QUICK_SECONDS = 30  # with room for a busy machine: it takes 4 on two free cores


def disturb(name: str, demo_desk, ways: Iterable[tuple[str, str]], finished, check_finished, check_whole) -> None:
    """Disturb the job once in each step, run it to its end, and see that nothing shows of all that."""
    rng = random.Random(f"{SEED} {name}")
    story = [f"INTERLINK_SEED={SEED}"]
    with demo_desk.loaded() as loaded:
        for step, how in ways:
            nth = rng.randint(1, max(1, finished.counts[step] * 9 // 10))
            story.append(f"{how} before effect {nth} of {step}")
            run = loaded.demo(step=step, nth=nth, how=how)
            told = (story, run.printed)
            assert run.code == {"kill": -9, "interrupt": 130}[how], told
            assert "Traceback" not in run.printed, told
            if how == "interrupt":
                assert run.lines[-1].startswith("Stopped. What was done is kept"), told
                assert len(run.errors) == 1, told
            check_whole(demo_desk, story)
        run = loaded.demo()
    assert run.code == 0, (story, run.printed)
    check_finished(demo_desk, finished.contents, story)


@pytest.mark.timeout(600)
def test_killed_or_interrupted_in_each_step_it_comes_to_the_same_end(
    tmp_path: Path, new_demo_desk: Callable, finished, check_finished: Callable, check_whole: Callable
):
    interrupted = random.Random(SEED).sample(STEPS, 4)
    chains = {
        "killed": [(step, "kill") for step in STEPS],
        "interrupted": [(step, "interrupt" if step in interrupted else "kill") for step in STEPS],
    }
    with ThreadPoolExecutor() as at_once:
        for done in [
            at_once.submit(disturb, name, new_demo_desk(tmp_path / name), ways, finished, check_finished, check_whole)
            for name, ways in chains.items()
        ]:
            done.result()


def test_a_second_run_does_nothing_new_and_a_week_later_it_goes_on(
    tmp_path: Path, finished, copy_finished: Callable, contents: Callable, check_whole: Callable
):
    demo_desk = copy_finished(tmp_path / "desk")
    began = time.monotonic()
    again = demo_desk.demo()
    assert again.code == 0, again.printed
    assert time.monotonic() - began < QUICK_SECONDS
    assert contents(demo_desk) == finished.contents
    assert "0 new items, 0 changed; 0 articles read" in again.printed
    assert "bake      0 files written" in again.printed

    later = demo_desk.demo("--advance-days", "7")
    assert later.code == 0, later.printed
    check_whole(demo_desk, later.printed)
    now = contents(demo_desk)
    first = finished.contents
    assert demo_desk.ask("SELECT count(*) FROM watch_item WHERE changed_at IS NOT NULL") == [(1,)]
    assert {address for address, *_ in first.items} < {address for address, *_ in now.items}
    # What has vanished since, or was edited, takes nothing away from what was posted and kept.
    assert first.posts < now.posts
    assert first.captures < now.captures
    assert first.digests < now.digests
    assert len(now.digests) == 2 * len(first.digests)
    assert first.pages < now.pages
    assert now.deliveries == {"sent": 2 * first.deliveries["sent"]}


NEWS = """
import sys
from django.utils import timezone
from interlink.cli import boot
boot()
from interlink.newsroom.evidence import actions
from interlink.newsroom.watch.models import Item
for item in Item.objects.filter(reading="read").order_by("pk")[:int(sys.argv[1])]:
    print(actions.order(item.address, timezone.now()).pk)
"""


@pytest.mark.timeout(400)
def test_up_carries_on_with_what_was_enqueued_whatever_process_is_killed(
    tmp_path: Path, copy_finished: Callable, served: Callable, check_whole: Callable
):
    demo_desk = copy_finished(tmp_path / "desk")
    with served(demo_desk) as first:
        first.until_up()
        ordered = first.order_captures(NEWS, 12)
        for module in ("serving.worker", "serving.web"):
            first.kill(module)
        first.until(lambda: first.pids("serving.worker") and first.pids("serving.web"))
        first.until_answering()
        first.kill_supervisor()
        first.until(lambda: not first.pids("interlink"))
    check_whole(demo_desk)

    def states() -> list[str]:
        return [
            state for (state,) in demo_desk.ask_at_work(f"SELECT state FROM evidence_capture WHERE id IN ({ordered})")
        ]

    with served(demo_desk) as second:
        second.until_up()
        second.until(lambda: set(states()) == {"whole"})
        second.stop()
    assert len(states()) == 12
    check_whole(demo_desk)
    tasks = "SELECT task_path, traceback FROM django_tasks_database_dbtaskresult"
    assert demo_desk.ask(f"{tasks} WHERE status = 'FAILED'") == []
