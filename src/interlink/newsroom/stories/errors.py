"""What can go wrong with stories.

StoriesError
├── StoryChanged     somebody else was quicker
├── NothingChosen    no report, or no other story, was chosen
└── NotPossible      what was asked makes no sense, in words that say why
"""

from __future__ import annotations


class StoriesError(Exception):
    """Something about a story, told to the editor who asked.

    Attributes:
        story: The number of the story.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, message: str, *, story: int) -> None:
        super().__init__(message)
        self.story = story


class StoryChanged(StoriesError):
    """The story is not as the editor saw it."""


class NothingChosen(StoriesError):
    """The form came without a choice."""


class NotPossible(StoriesError):
    """The stories cannot be arranged that way."""
