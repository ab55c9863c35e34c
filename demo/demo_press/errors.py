"""What can go wrong in the demo press.

PressError
├── PortTaken        another program listens on the port
├── StateUnreadable  the state file is not ours, or was damaged
├── BadClock         the clock was asked to do something that it cannot
└── BadContent       an article or an outlet's entry does not say what it must
"""

from pathlib import Path


class PressError(Exception):
    """Anything that the demo press tells a person about.

    Attributes:
        again: Whether doing the same thing once more may help.
    """

    again = False


class PortTaken(PressError):
    """Another program listens on the port already."""

    again = True

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__(
            f"Port {port} on 127.0.0.1 is in use by another program. "
            f"Stop that program, or choose another port with --port (0 takes any free one)."
        )


class StateUnreadable(PressError):
    """The state file cannot be read as one of ours."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"The state file {path} cannot be used: {why}. Remove it to start a new run.")


class BadClock(PressError):
    """The clock was asked to do something that it cannot do."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        super().__init__(
            f"The clock cannot be moved by {asked}. Give advance_seconds, a number from 0 to a year's worth."
        )


class BadContent(PressError):
    """A content file does not say what it must say."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        super().__init__(f"{where}: {why}")
