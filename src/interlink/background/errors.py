"""What can go wrong with background work.

BackgroundError
├── NameTaken     two periodic jobs want the same name
└── WorkerLost    the worker running a task went away, too often to try again
"""

from __future__ import annotations


class BackgroundError(Exception):
    """Something about background work went wrong.

    Attributes:
        about: the name of the job or task.
        again: whether trying again may help.
    """

    again = False

    def __init__(self, about: str, message: str) -> None:
        super().__init__(message)
        self.about = about


class NameTaken(BackgroundError):
    """Two different jobs were registered with the clock under one name."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"Two periodic jobs are called '{name}'; each needs a name of its own.")


class WorkerLost(BackgroundError):
    """A task was cut off so often that it is suspected of bringing its worker down."""

    def __init__(self, task: str, times: int) -> None:
        super().__init__(
            task, f"The worker went away in the middle of this task {times} times, so it is not tried again."
        )
        self.times = times
