"""Whether an article was edited: paragraphs are aligned, and what is no part of the article is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from interlink.lib.verdicts import texts

ALIKE = 0.5
_LEAST_INSIDE = 20


@dataclass(frozen=True, slots=True)
class Settled:
    """Two versions of an article's text, reduced to what counts: a difference between them is an edit."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the text was edited; other breaks between paragraphs are no edit."""
        return texts.joined(self.before) != texts.joined(self.after)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article.

    Attributes:
        paragraphs: Its text as it was read.
        shown: All text of its page, if known.
        furniture: What the markup says is no part of the article, in normal form.
    """

    paragraphs: Sequence[str]
    shown: str = ""
    furniture: frozenset[str] = frozenset()


def settle(before: Version, after: Version, again: Version | None = None) -> Settled:
    """Leave out of two versions what is no part of the article.

    Args:
        before: The earlier version.
        after: The later one.
        again: The later one fetched once more a moment later: what differs between these two changes each time.
    """
    furniture = before.furniture | after.furniture | (again.furniture if again else frozenset())
    old = texts.article_only(before.paragraphs, furniture)
    new = texts.article_only(after.paragraphs, furniture)
    fleeting = _fleeting(new, texts.article_only(again.paragraphs, furniture)) if again else frozenset()
    shown_before, shown_after = texts.normal(before.shown), texts.normal(after.shown)
    old_keys, new_keys = [texts.normal(one) for one in old], [texts.normal(one) for one in new]
    kept_old: list[str] = []
    kept_new: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if kind == "equal":
            kept_old += old[a:b]
            kept_new += new[c:d]
            continue
        gone, come = _changed(old[a:b], new[c:d], fleeting)
        if gone and not come:
            gone = [one for one in gone if not _inside(one, shown_after)]
        if come and not gone:
            come = [one for one in come if not _inside(one, shown_before)]
        kept_old += gone
        kept_new += come
    return Settled(tuple(kept_old), tuple(kept_new))


def _fleeting(now: Sequence[str], again: Sequence[str]) -> frozenset[str]:
    """The paragraphs that only one of two versions has which are a moment apart."""
    return frozenset(map(texts.normal, now)) ^ frozenset(map(texts.normal, again))


def _changed(gone: Sequence[str], come: Sequence[str], fleeting: frozenset[str]) -> tuple[list[str], list[str]]:
    """Leave out of a changed place what changes each time, and headlines that have nothing to do with each other."""
    if texts.joined(gone) == texts.joined(come):
        return [*gone], [*come]
    passing = [one for one in come if texts.normal(one) in fleeting]
    if passing:
        come = [one for one in come if texts.normal(one) not in fleeting]
        gone = _without_counterparts(gone, come, passing)
    return [one for one in gone if _counts(one, come)], [one for one in come if _counts(one, gone)]


def _without_counterparts(gone: Sequence[str], come: Sequence[str], passing: Sequence[str]) -> list[str]:
    """Leave out what stood, when the page was captured, where something fleeting stands now: one for each at most."""
    left = list(gone)
    for one in passing:
        unlike = [other for other in left if not _like_any(other, come)]
        if unlike:
            left.remove(min(unlike, key=lambda other: abs(len(other) - len(one))))
    return left


def _counts(paragraph: str, others: Sequence[str]) -> bool:
    """Whether a paragraph that only one side has belongs to the article.

    A short line without a sentence's end, unlike all on the other side, is a link, a caption or an advertisement. One
    in which only numbers are others ("In favour: 120") is a line of a table.
    """
    if texts.is_sentence(paragraph) or not texts.is_short(paragraph):
        return True
    return _like_any(paragraph, others) or any(texts.differ_in_numbers(paragraph, one) for one in others)


def _like_any(paragraph: str, others: Sequence[str]) -> bool:
    return any(
        texts.likeness(paragraph, one) >= ALIKE or texts.normal(paragraph) in texts.normal(one) for one in others
    )


def _inside(paragraph: str, shown: str) -> bool:
    key = texts.normal(paragraph)
    return len(key) >= _LEAST_INSIDE and key in shown
