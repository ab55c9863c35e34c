"""A desk whose demo is killed or interrupted at any moment starts again and carries on, to the same end.

The moments are drawn from a seed, which .ci/run takes from the commit: INTERLINK_SEED=... draws others.
As all this takes its time, the jobs run two at once, and each test waits for its own.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest

from demo_press import content, edition, truth
from demo_press.clock import Clock, Moment
from interlink.project import demo_clock

pytestmark = pytest.mark.timeout(600)

STEPS = ("seed", "watch", "read", "group", "clip", "capture", "publish", "bake", "digest", "mail", "afterwards")
# Killed in each run: these write files beside the tables, or what leaves the desk. Of the others some are drawn.
ALWAYS_KILLED = ("capture", "bake", "mail")
ALSO_KILLED = 2
# What arrives together is stored together, so these steps have more effects at one time and fewer at another. So many
# they have even where all came at once.
IN_BATCHES = frozenset({"watch", "read"})
SURE_IN_BATCHES = 12
# A run after one that was cut off writes the digests' pages in its bake, so the tasks at its end find fewer to write.
SURE_TENTHS = {"afterwards": 5}
# On a busy machine some of the work comes in more and smaller portions than on a free one.
SURE_TENTHS_ELSE = 6
INTERRUPTIONS = 2
SEED = os.environ.get("INTERLINK_SEED") or "any"
QUICK_SECONDS = 30  # with room for a busy machine: it takes 4 on two free cores


@pytest.fixture(scope="module")
def jobs(
    tmp_path_factory: pytest.TempPathFactory,
    new_demo_desk: Callable,
    copy_finished: Callable,
    finished,
    check_finished: Callable,
    check_whole: Callable,
    contents: Callable,
    served: Callable,
) -> Iterator[dict[str, Future]]:
    """Start everything that these tests wait for."""
    folder = tmp_path_factory.mktemp("resume")
    killed, interrupted = new_demo_desk(folder / "killed"), new_demo_desk(folder / "interrupted")
    draw = random.Random(SEED)
    some = sorted(draw.sample(STEPS, INTERRUPTIONS), key=STEPS.index)
    others = [step for step in STEPS if step not in ALWAYS_KILLED]
    kills = sorted((*ALWAYS_KILLED, *draw.sample(others, ALSO_KILLED)), key=STEPS.index)

    def run_again_when_killed_is_done() -> None:
        jobs["killed"].result()
        run_again(killed, finished, contents, check_whole)

    with ThreadPoolExecutor(2) as at_once:
        jobs = {
            "killed": at_once.submit(disturb, killed, "kill", kills, finished, check_finished, check_whole),
            "interrupted": at_once.submit(
                disturb, interrupted, "interrupt", some, finished, check_finished, check_whole
            ),
            "up": at_once.submit(kill_what_is_up, copy_finished(folder / "up"), served, check_whole),
            "again": at_once.submit(run_again_when_killed_is_done),
        }
        yield jobs


def disturb(demo_desk, how: str, steps: Iterable[str], finished, check_finished, check_whole) -> None:
    """Disturb the job once in each step, run it to its end, and see that nothing shows of all that."""
    rng = random.Random(f"{SEED} {how}")
    story = [f"INTERLINK_SEED={SEED}"]
    with demo_desk.loaded() as loaded:
        for step in steps:
            surely = (
                SURE_IN_BATCHES
                if step in IN_BATCHES
                else finished.counts[step] * SURE_TENTHS.get(step, SURE_TENTHS_ELSE) // 10
            )
            nth = rng.randint(1, max(1, surely))
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


def run_again(demo_desk, finished, contents: Callable, check_whole: Callable) -> None:
    """Run a finished job again, and once more a week later."""
    began = time.monotonic()
    again = demo_desk.demo()
    assert again.code == 0, again.printed
    assert time.monotonic() - began < QUICK_SECONDS
    # Mails of which nobody knows stay so; all else is as in the desk that nobody disturbed.
    first = replace(contents(demo_desk), deliveries=finished.contents.deliveries)
    assert first == finished.contents
    assert "0 new items, 0 changed; 0 articles read" in again.printed
    assert "bake      0 files written" in again.printed

    week_before = Clock(demo_desk.seen.run / demo_clock.STATE).moment
    later = demo_desk.demo("--advance-days", "7")
    assert later.code == 0, later.printed
    check_marks(demo_desk, week_before, {address for address, state, *_ in first.captures if state == "whole"})
    check_whole(demo_desk, later.printed)
    now = contents(demo_desk)
    assert demo_desk.ask("SELECT count(*) FROM watch_item WHERE changed_at IS NOT NULL") == [(1,)]
    assert {address for address, *_ in first.items} < {address for address, *_ in now.items}
    # What has vanished since, or was edited, takes nothing away from what was posted and kept.
    assert first.posts < now.posts
    assert first.captures < now.captures
    assert first.digests < now.digests
    assert len(now.digests) == 2 * len(first.digests)
    assert first.pages < now.pages
    assert now.deliveries.total() == 2 * first.deliveries.total()
    assert set(now.deliveries) <= {"sent", "unsure"}


def check_marks(demo_desk, week_before: Moment, cited: set[str]) -> None:
    """See that the desk says of each cited page what the press knows to be true of it, a week later."""
    now = Clock(demo_desk.seen.run / demo_clock.STATE).moment
    pages = {
        (f"{article.outlet}.localhost", quote(edition.print_article(article, now).path)): key
        for key, article in content.articles().items()
    }
    true = Counter()
    rows = demo_desk.ask("SELECT address, mark FROM evidence_capture WHERE checked_at IS NOT NULL")
    assert {urlsplit(address)[2] for address, _ in rows} == {urlsplit(address)[2] for address in cited}
    for address, mark in rows:
        key = pages[urlsplit(address).hostname, urlsplit(address).path]
        then, today = truth.expected(key, week_before), truth.expected(key, now)
        edited = (then.title, then.text) != (today.title, today.text)
        stands = today.standing.value
        should = "removed" if stands in ("gone", "soft-gone") else "edited" if edited else "live"
        assert mark == should, (address, mark, stands)
        true[stands if should == "removed" else should] += 1
    assert true == {"live": len(rows) - 4, "edited": 2, "gone": 1, "soft-gone": 1}
    news = Counter(row[0] for row in demo_desk.ask("SELECT kind FROM press_alert"))
    assert news == {"removed": 1, "removed softly": 1, "edited": 2}


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


def kill_what_is_up(demo_desk, served: Callable, check_whole: Callable) -> None:
    """Enqueue captures in a desk that is up, kill its processes one after another, and see all of them taken."""
    with served(demo_desk) as first:
        ordered = first.order_captures(NEWS, 12)
        first.until_up()
        for name in ("desk worker", "desk web"):
            first.kill(name)
        first.until(lambda: first.pids("desk worker") and first.pids("desk web"))
        first.until_answering()
        first.kill_supervisor()
        first.until(lambda: not first.pids("interlink"))
    check_whole(demo_desk)

    def states() -> list[str]:
        sql = f"SELECT state FROM evidence_capture WHERE id IN ({ordered})"
        return [state for (state,) in demo_desk.ask_at_work(sql)]

    with served(demo_desk) as second:
        second.until_up()
        second.until(lambda: set(states()) == {"whole"})
        second.stop()
    assert len(states()) == 12
    check_whole(demo_desk)
    tasks = "SELECT task_path, traceback FROM django_tasks_database_dbtaskresult"
    assert demo_desk.ask(f"{tasks} WHERE status = 'FAILED'") == []


def test_killed_in_one_step_after_another_it_comes_to_the_same_end(jobs: dict[str, Future]):
    jobs["killed"].result()


def test_interrupted_it_says_so_in_one_line_and_carries_on(jobs: dict[str, Future]):
    jobs["interrupted"].result()


def test_up_carries_on_with_what_was_enqueued_whatever_process_is_killed(jobs: dict[str, Future]):
    jobs["up"].result()


def test_run_again_it_does_nothing_new_and_a_week_later_it_goes_on(jobs: dict[str, Future]):
    jobs["again"].result()
