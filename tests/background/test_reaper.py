from datetime import timedelta

import pytest
import sample_jobs
from django_tasks_db.models import DBTaskResult

from interlink.background import leases
from interlink.background.models import LostRun, WorkerLease
from interlink.background.queries import reason
from interlink.background.reaper import Reaped, reap, reap_strays

pytestmark = pytest.mark.django_db


def claimed_by(worker_id):
    result = sample_jobs.add.enqueue(1, 1)
    row = DBTaskResult.objects.get(pk=result.id)
    row.claim(worker_id)
    return row


def lease(worker_id, now, **changes):
    leases.beat(worker_id, now=now)
    WorkerLease.objects.filter(pk=worker_id).update(**changes)


def test_the_tasks_of_a_living_worker_are_left_alone(now):
    row = claimed_by("living")
    lease("living", now() - timedelta(days=1))
    assert reap(now=now()) == Reaped()
    row.refresh_from_db()
    assert row.status == "RUNNING"


@pytest.mark.parametrize("change", [{"pid": 2**22 + 1}, {"started": "another"}], ids=["no process", "pid reused"])
def test_the_tasks_of_a_dead_worker_go_back_and_its_lease_goes(now, change):
    row = claimed_by("dead")
    lease("dead", now(), **change)
    assert reap(now=now()) == Reaped(requeued=1)
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == ("READY", ["dead"])
    assert not WorkerLease.objects.exists()
    assert LostRun.objects.get().worker_id == "dead"
    assert reap(now=now()) == Reaped()


def test_a_worker_elsewhere_is_dead_when_it_is_silent(now):
    claimed_by("away")
    lease("away", now(), place="elsewhere", pid=2**22 + 1)
    assert reap(now=now.forward(seconds=110)) == Reaped()
    assert reap(now=now.forward(seconds=15)) == Reaped(requeued=1)


def test_a_task_is_given_up_at_its_third_loss_and_says_why(now):
    row = claimed_by("first")
    for worker_id in ("first", "second", "third"):
        if worker_id != "first":
            row.claim(worker_id)
        lease(worker_id, now(), started="another")
        reaped = reap(now=now())
        row.refresh_from_db()
    assert reaped == Reaped(given_up=1)
    assert row.status == "FAILED"
    assert reason(row) == "The worker went away in the middle of this task 3 times, so it is not tried again."


def test_a_running_task_without_any_lease_is_put_back_after_a_while(now):
    row = claimed_by("nobody")
    assert reap_strays(now=now()) == Reaped()
    assert reap_strays(now=now.forward(minutes=3)) == Reaped(requeued=1)
    row.refresh_from_db()
    assert row.status == "READY"


def test_a_running_task_with_a_lease_is_no_stray(now):
    claimed_by("living")
    lease("living", now())
    assert reap_strays(now=now.forward(minutes=3)) == Reaped()
