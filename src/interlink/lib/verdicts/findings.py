"""The words for what may have become of a page, and a finding with its reasons."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from interlink.lib.verdicts.sentences import Said, in_english


class Verdict(enum.StrEnum):
    """What one look at a cited page tells."""

    SAME = "same"
    """The article's text is there as we captured it."""
    EDITED = "edited"
    """The article is there and its text or title differs."""
    REMOVED = "removed"
    """The site says that the page is not there (404), or is gone (410)."""
    REMOVED_SOFTLY = "removed softly"
    """The site answers as if all were well, and gives something else in the article's place."""
    MOVED = "moved"
    """The article is there as we captured it, at another address."""
    PAYWALLED = "paywalled"
    """Only the opening is there, and the rest is for those who pay."""
    BLOCKED = "blocked"
    """The site does not let us see the page; others may see it."""
    WITHHELD = "withheld"
    """The site says that it withholds the page for legal reasons (451)."""
    UNREACHABLE = "unreachable"
    """Nobody answered, or the server is in trouble."""
    UNKNOWN = "unknown"
    """Something came, and it does not tell. Never counts as passed."""


REMOVALS = frozenset({Verdict.REMOVED, Verdict.REMOVED_SOFTLY})
SEEN = frozenset({Verdict.SAME, Verdict.EDITED, Verdict.MOVED, Verdict.PAYWALLED})
"""Verdicts of looks that saw the article, or a part of it."""


class Why(enum.StrEnum):
    """The kinds of reasons; the desk writes them in its own language."""

    UNCHANGED_ANSWER = "unchanged-answer"
    SAME_BYTES = "same-bytes"
    SAME_TEXT = "same-text"
    TEXT_DIFFERS = "text-differs"
    TITLE_DIFFERS = "title-differs"
    MOVED = "moved"
    STATUS = "status"
    NOT_FOUND_WORDS = "not-found-words"
    LIKE_IMPOSSIBLE = "like-impossible-address"
    TO_FRONT_PAGE = "to-front-page"
    TO_SECTION = "to-section"
    TEXT_GONE = "text-gone"
    PAYWALL = "paywall"
    GATE = "gate"
    CONSENT = "consent"
    LOGIN = "login"
    OTHER_COUNTRY = "other-country"
    LEGAL = "legal"
    NO_ANSWER = "no-answer"
    SITE_IN_TROUBLE = "site-in-trouble"
    WHOLE_SITE = "whole-site"
    NEEDS_SCRIPT = "needs-script"
    NOTHING_TO_COMPARE = "nothing-to-compare"
    ANOTHER_TEXT = "another-text"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict was reached: its kind, and one plain sentence as a code with its values."""

    why: Why
    said: Said
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The sentence in English."""
        return in_english(self.said, self.values)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look tells.

    Attributes:
        verdict: The word for it.
        reasons: Why, the weightiest first.
        confidence: From 0 to 1, how sure the rules are; not a measured probability.
        moved_to: The address that has the article now, where it moved for good.
        paragraphs: The article's text as it stands now, noise left out; empty where none was read.
        title: The article's title now.
        compared: The captured text that `paragraphs` was compared with, noise left out.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    confidence: float
    moved_to: str = ""
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    title: str = ""
    compared: tuple[str, ...] = field(default=(), repr=False)
