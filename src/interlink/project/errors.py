"""What can go wrong before a desk's settings are known.

ProjectError
└── BadSettings   interlink.toml or a variable says something that cannot be used
"""

from __future__ import annotations

from pathlib import Path


class ProjectError(Exception):
    """Something about a desk as a whole that its operator can put right.

    Attributes:
        about: the file or folder.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, about: Path, message: str) -> None:
        super().__init__(message)
        self.about = about


class BadSettings(ProjectError):
    """The settings cannot be used; the message names each fault and where it is."""

    def __init__(self, settings_file: Path, faults: list[str]) -> None:
        told = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            settings_file,
            f"The settings in {settings_file}, or variables that begin with INTERLINK_, cannot be used:\n"
            f"{told}\ndocs/settings.md explains each setting.",
        )
