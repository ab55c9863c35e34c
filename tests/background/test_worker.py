from datetime import timedelta

import pytest
import sample_jobs
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interlink.background import places
from interlink.background.models import LostRun
from interlink.background.queries import look, reason
from interlink.background.worker import LeasedWorker, run_until_idle

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(now):
    return LeasedWorker(batch=True, now=now)


def row_of(result):
    return DBTaskResult.objects.get(pk=result.id)


def make_ready(result):
    """Let the time pass that the task waits for."""
    DBTaskResult.objects.filter(pk=result.id).update(run_after=timezone.now() - timedelta(seconds=1))


def test_a_task_runs_and_its_result_is_kept(worker):
    result = sample_jobs.add.enqueue(2, second=3)
    assert worker.step()
    result.refresh()
    assert result.return_value == 5
    assert not worker.step(), "nothing is left"


def test_a_failure_waits_longer_each_time_and_ends_after_its_attempts(worker, now):
    result = sample_jobs.fail.enqueue("temporary")
    pauses = []
    for _ in range(2):
        worker.step()
        row = row_of(result)
        assert row.status == "READY"
        pauses.append((row.run_after - now()).total_seconds())
        assert not worker.step(), "its time has not come"
        make_ready(result)
    assert 7.5 <= pauses[0] <= 12.5
    assert 30 <= pauses[1] <= 50
    worker.step()
    row = row_of(result)
    assert (row.status, len(row.worker_ids)) == ("FAILED", 3)
    assert reason(row) == "The server did not answer."


def test_an_error_that_says_no_is_not_tried_again(worker):
    result = sample_jobs.fail.enqueue("final")
    worker.step()
    assert row_of(result).status == "FAILED"


@pytest.mark.parametrize(("kind", "words"), [("odd", "Something odd: happened."), ("exit", "3")])
def test_an_error_that_says_nothing_is_tried_again(worker, kind, words):
    result = sample_jobs.fail.enqueue(kind)
    worker.step()
    assert row_of(result).status == "READY"
    assert reason(row_of(result)) == words


def test_a_result_that_is_no_json_is_a_failure_not_a_crash(worker):
    result = sample_jobs.unfit.enqueue()
    worker.step()
    assert "Unsupported type" in reason(row_of(result))


def test_a_task_that_is_gone_from_the_code_does_not_stop_the_others(worker):
    lost, kept = sample_jobs.add.enqueue(1, 1), sample_jobs.add.enqueue(1, 2)
    DBTaskResult.objects.filter(pk=lost.id).update(task_path="sample_jobs.removed")
    while worker.step():
        pass
    assert row_of(lost).status == "READY"
    assert row_of(kept).status == "SUCCESSFUL"


def test_a_run_that_another_worker_took_over_changes_nothing(worker, monkeypatch):
    result = sample_jobs.add.enqueue(1, 1)

    def meanwhile(row):
        DBTaskResult.objects.filter(pk=row.pk).update(started_at=timezone.now() + timedelta(minutes=1))
        return 2

    monkeypatch.setattr(worker, "_call", meanwhile)
    worker.step()
    assert row_of(result).status == "RUNNING", "it is still the other worker's"


def test_losses_do_not_use_up_attempts(worker, now):
    result = sample_jobs.fail.enqueue("temporary")
    DBTaskResult.objects.filter(pk=result.id).update(worker_ids=["one", "two"])
    for worker_id in ("one", "two"):
        LostRun.objects.create(task_id=result.id, worker_id=worker_id, lost_at=now())
    worker.step()
    row = row_of(result)
    assert row.status == "READY"
    assert (row.run_after - now()).total_seconds() <= 12.5, "it failed once"


def test_run_until_idle_runs_all_that_is_ready():
    for number in range(5):
        sample_jobs.add.enqueue(number, 1)
    assert run_until_idle() == 5


def test_the_overview_counts_and_tells_the_latest_failures(worker, now):
    for kind in ("final", "temporary"):
        sample_jobs.fail.enqueue(kind)
    while worker.step():
        pass
    sample_jobs.add.enqueue(1, 1)
    seen = look(now=timezone.now())
    assert (seen.waiting, seen.later, seen.running, seen.failed, seen.workers) == (1, 1, 0, 1, 0)
    (failure,) = seen.failures
    assert (failure.task, failure.arguments, failure.runs) == ("fail", "final", 1)
    assert failure.reason == "That address is no feed."


def test_a_process_is_known_by_its_start():
    pid, started = places.this_process()
    assert places.process_start(pid) == started
    assert places.process_start(2**22 + 1) is None
    assert places.this_place() == places.this_place() != ""
