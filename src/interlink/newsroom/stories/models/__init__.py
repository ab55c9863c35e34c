"""What is stored about stories: their reports, what editors changed and decided, and what they are found by."""

from interlink.newsroom.stories.models.browsing import SavedView, Trait
from interlink.newsroom.stories.models.deciding import Decision, Presence
from interlink.newsroom.stories.models.stories import (
    Change,
    Choice,
    Deed,
    Membership,
    ReportRole,
    Sketch,
    Standing,
    Story,
    Turn,
    Verdict,
)

__all__ = [
    "Change",
    "Choice",
    "Decision",
    "Deed",
    "Membership",
    "Presence",
    "ReportRole",
    "SavedView",
    "Sketch",
    "Standing",
    "Story",
    "Trait",
    "Turn",
    "Verdict",
]
