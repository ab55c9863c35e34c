"""Why a report is in its story, and why a story matters, as codes with their values.

They are stored, and `wording` says them in the language of whoever reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from interlink.lib.grouping.explain import Common

Told = dict[str, Any]
"""A reason as it is stored: its `code`, and values by name."""


class Why(StrEnum):
    """Why a report is in its story."""

    FIRST = "first"
    BY_HAND = "by_hand"
    SAME_TEXT = "same_text"
    ALIKE = "alike"
    SAID = "said"
    """In words of its own, from before reasons were kept as codes."""


class Matters(StrEnum):
    """Why a story is relevant, or is not."""

    IN_TITLE = "in_title"
    NAMED = "named"
    TOGETHER = "together"
    OUTLETS = "outlets"
    NEW = "new"
    SUBJECT_CLIPPED = "subject_clipped"
    SUBJECT_IGNORED = "subject_ignored"
    SOURCE_CLIPPED = "source_clipped"
    SOURCE_IGNORED = "source_ignored"
    SAID = "said"


FIRST_REPORT: Told = {"code": Why.FIRST.value}
BY_HAND: Told = {"code": Why.BY_HAND.value}


def alike(common: Common, subjects: Mapping[int, str]) -> Told:
    """Say why a report joined a story.

    Args:
        common: What it shares with the report that it is most like.
        subjects: The names of the desk's subjects, by number.
    """
    if common.same_text:
        return {"code": Why.SAME_TEXT.value}
    watched = [subjects[subject] for subject in common.subjects if subject in subjects]
    found = {
        "subjects": watched,
        "places": list(common.places),
        "names": [name for name in common.names if name not in " ".join(watched).casefold()],
        "days": list(common.days),
        "numbers": list(common.numbers),
        "words": list(common.words),
    }
    return {"code": Why.ALIKE.value, **{kind: values for kind, values in found.items() if values}}
