import pytest
import sample_jobs
from django_tasks.base import Task

from interlink.background.jobs import Job


def test_a_job_is_a_task_of_the_library_with_attempts():
    assert isinstance(sample_jobs.fail, Task)
    assert sample_jobs.fail.attempts == 3
    assert sample_jobs.add.call(2, 3) == 5


def test_changed_defaults_keep_the_attempts():
    urgent = sample_jobs.fail.using(priority=50)
    assert isinstance(urgent, Job)
    assert (urgent.priority, urgent.attempts) == (50, 3)


@pytest.mark.django_db
def test_arguments_are_json():
    with pytest.raises(TypeError):
        sample_jobs.add.enqueue(object(), 1)
