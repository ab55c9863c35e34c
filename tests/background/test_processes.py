"""Real workers in real processes, stopped and killed."""

from __future__ import annotations

import signal
import sqlite3
import time


def test_a_task_of_a_killed_worker_is_run_again_by_the_next(queue, wait_for):
    queue.put("slow_once", str(queue.folder), 60)
    first = queue.worker()
    wait_for(queue.log)
    first.kill()
    first.wait()
    assert queue.rows() == [("RUNNING", 1)], "nobody noticed yet"
    second = queue.worker()
    wait_for(lambda: queue.rows() == [("SUCCESSFUL", 2)])
    assert queue.log() == [f"start {first.pid}", f"start {second.pid}", f"end {second.pid}"]


def test_a_living_worker_finds_what_another_left(queue, wait_for):
    queue.put("slow_once", str(queue.folder), 60)
    first = queue.worker()
    wait_for(queue.log)
    queue.start(
        "import datetime, django; django.setup()",
        "from interlink.background import worker",
        "worker.HEARTBEAT = datetime.timedelta(seconds=0.5)",
        "worker.run_worker(clock=False)",
    )
    time.sleep(1.5)
    assert queue.rows() == [("RUNNING", 1)], "its worker lives"
    first.kill()
    first.wait()
    wait_for(lambda: queue.rows() == [("SUCCESSFUL", 2)])


def test_a_task_that_kills_its_worker_each_time_is_given_up(queue, wait_for):
    queue.put("poison", str(queue.folder))
    for times in (1, 2, 3):
        worker = queue.worker()
        if times == 3:  # the second loss costs a wait, which we cut short
            wait_for(lambda: queue.rows() == [("READY", 2)])
            with sqlite3.connect(queue.database, timeout=10) as connection:
                connection.execute("update django_tasks_database_dbtaskresult set run_after = '2000-01-01 00:00:00'")
            connection.close()
        assert worker.wait(timeout=10) == -signal.SIGKILL
        assert queue.rows() == [("RUNNING", times)]
    queue.worker()
    wait_for(lambda: queue.rows() == [("FAILED", 3)])
    assert queue.log() == ["drunk"] * 3


def test_two_workers_share_the_work_and_run_nothing_twice(queue, wait_for):
    for number in range(40):
        queue.put("tally", str(queue.folder), number)
    workers = [queue.worker(), queue.worker()]
    wait_for(lambda: {status for status, _ in queue.rows()} == {"SUCCESSFUL"}, 20)
    assert sorted(map(int, queue.log())) == list(range(40))
    assert {claims for _, claims in queue.rows()} == {1}
    for worker in workers:
        worker.terminate()
        assert worker.wait(timeout=5) == 0


def test_told_to_stop_a_worker_ends_its_task_first_and_leaves_no_lease(queue, wait_for):
    queue.put("slow_once", str(queue.folder), 1)
    queue.put("add", 1, 1)
    worker = queue.worker()
    wait_for(queue.log)
    worker.send_signal(signal.SIGINT)
    assert worker.wait(timeout=5) == 0
    assert sorted(queue.rows()) == [("READY", 0), ("SUCCESSFUL", 1)]
    assert leases_in(queue) == 0


def test_a_task_longer_than_the_grace_goes_back_as_if_it_had_not_begun(queue, wait_for):
    queue.put("slow_once", str(queue.folder), 60)
    worker = queue.worker(grace=0.5)
    wait_for(queue.log)
    worker.terminate()
    assert worker.wait(timeout=5) == 0
    assert queue.rows() == [("READY", 0)]
    assert leases_in(queue) == 0


def test_a_locked_database_only_delays_the_work(queue, wait_for):
    queue.put("slow_once", str(queue.folder), 0)
    blocker = sqlite3.connect(queue.database, isolation_level=None)
    worker = queue.worker(QUEUE_PATIENCE="0.2")
    wait_for(lambda: leases_in(queue) == 1)
    blocker.execute("begin immediate")
    queue.log()
    time.sleep(1.5)
    assert worker.poll() is None
    blocker.execute("rollback")
    blocker.close()
    wait_for(lambda: queue.rows() == [("SUCCESSFUL", 1)])


def test_the_clock_beside_a_worker_has_the_periodic_work_done(queue, wait_for):
    queue.worker(clock=True)
    wait_for(lambda: queue.rows() == [("SUCCESSFUL", 1)])


def leases_in(queue):
    connection = sqlite3.connect(queue.database, timeout=10)
    try:
        return connection.execute("select count(*) from background_workerlease").fetchone()[0]
    finally:
        connection.close()
