from datetime import timedelta

import pytest
import sample_jobs
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interlink.background import clock as clocks
from interlink.background.clock import Beat, Clock
from interlink.background.errors import NameTaken
from interlink.background.models import LostRun
from interlink.background.worker import LeasedWorker

BEATS = {
    "tick": Beat("tick", timedelta(minutes=1), sample_jobs.tick),
    "tock": Beat("tock", timedelta(minutes=10), sample_jobs.tock),
}


@pytest.fixture
def clock(now, db):
    return Clock(BEATS, now=now)


def finish_all():
    worker = LeasedWorker(batch=True)
    while worker.step():
        pass


def test_what_is_due_is_enqueued_once(clock, now):
    assert clock.tick() == ("tick", "tock")
    finish_all()
    assert clock.tick() == ()
    now.forward(seconds=61)
    assert clock.tick() == ("tick",)
    finish_all()
    assert clock.tick() == ()
    assert DBTaskResult.objects.count() == 3


@pytest.mark.parametrize("status", ["READY", "RUNNING"])
def test_a_job_is_not_enqueued_while_its_last_turn_is_unfinished(clock, now, status):
    clock.tick()
    DBTaskResult.objects.update(status=status)
    now.forward(minutes=30)
    assert clock.tick() == ()
    DBTaskResult.objects.filter(task_path="sample_jobs.tick").update(status="FAILED")
    assert clock.tick() == ("tick",)


def test_a_long_pause_is_made_up_for_once(clock, now):
    clock.tick()
    finish_all()
    now.forward(days=3, seconds=20)
    assert clock.tick() == ("tick", "tock")
    finish_all()
    assert clock.tick() == ()
    now.forward(seconds=41)
    assert clock.tick() == ("tick",), "the grid of turns is kept"


def test_of_two_clocks_that_see_one_turn_one_enqueues(clock, now, monkeypatch):
    other = Clock(BEATS, now=now)
    looked = clocks._at_work

    def meanwhile(noted):
        monkeypatch.setattr(clocks, "_at_work", looked)
        other.tick()
        return False

    clock.tick()
    finish_all()
    now.forward(hours=1)
    monkeypatch.setattr(clocks, "_at_work", meanwhile)
    clock.tick()
    assert DBTaskResult.objects.filter(status="READY").count() == 2, "one of each"


def test_two_jobs_may_not_share_a_name(monkeypatch):
    monkeypatch.setattr(clocks, "_beats", {})
    clocks.every("mine", minutes=5, task=sample_jobs.tick)
    clocks.every("mine", minutes=6, task=sample_jobs.tick)
    assert clocks.registered()["mine"].interval == timedelta(minutes=6)
    with pytest.raises(NameTaken, match="'mine'"):
        clocks.every("mine", minutes=5, task=sample_jobs.tock)


@pytest.mark.django_db
def test_results_are_forgotten_after_two_weeks():
    from interlink.background.tasks import prune_results

    for age in (13, 15):
        sample_jobs.add.enqueue(age, 0)
        finish_all()
        then = timezone.now() - timedelta(days=age)
        DBTaskResult.objects.filter(finished_at__gt=timezone.now() - timedelta(days=1)).update(finished_at=then)
        LostRun.objects.create(task_id=DBTaskResult.objects.first().pk, worker_id="x", lost_at=then)
    sample_jobs.add.enqueue(99, 0)
    prune_results.call()
    assert sorted(row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()) == [13, 99]
    assert LostRun.objects.count() == 1
    assert "prune-results" in clocks.registered()
