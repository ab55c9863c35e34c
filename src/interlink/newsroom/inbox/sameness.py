"""What an editor should know of a report beside its words: who has the same text, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from interlink.lib.verdicts.difference import differ, write_html
from interlink.newsroom.watch.models import Item, Version

MOST_COPIES = 8
MOST_CHANGES = 20
EXACT = 0.995
"""From here on a likeness, rounded, is all of the text."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another item with the same text, or nearly.

    Attributes:
        item: the other one.
        exact: whether nothing differs that we compare.
        percent: how much is the same.
        earlier: whether the other one was there first.
    """

    item: Item
    exact: bool
    percent: int
    earlier: bool


@dataclass(frozen=True, slots=True)
class Change:
    """That an outlet said something else of an article from a moment on.

    Attributes:
        at: when we saw it.
        words: what was taken out and put in, as harmless HTML; empty when only the dates differ.
    """

    at: datetime
    words: SafeString


def twins(item: Item) -> list[Twin]:
    """Return the items whose text is the same or nearly so, the likest first; expects them to be fetched already."""
    found = [_twin(copy.of, copy.likeness, earlier=True) for copy in item.copies.all()]
    found += [_twin(copy.item, copy.likeness, earlier=False) for copy in item.copied_as.all()]
    return sorted(found, key=lambda one: (-one.percent, one.item.pk))[:MOST_COPIES]


def _twin(other: Item, likeness: float, *, earlier: bool) -> Twin:
    return Twin(other, likeness >= EXACT, round(100 * likeness), earlier)


def changes(item: Item) -> list[Change]:
    """Return how an item changed since it was first seen, the latest first; of very many the latest ones.

    Comparing long texts word by word takes its time, so no list does this for each of its lines.
    """
    versions = list(item.versions.order_by("-until", "-pk")[:MOST_CHANGES])[::-1]
    later: list[Version | Item] = [*versions[1:], item]
    return [_change(before, after) for before, after in zip(versions, later, strict=False)][::-1]


def _change(before: Version, after: Version | Item) -> Change:
    html = write_html(differ(_paragraphs(before), _paragraphs(after)), whole=False)
    return Change(before.until, mark_safe(html))  # noqa: S308 - escaped where it is written


def _paragraphs(said: Version | Item) -> list[str]:
    return [said.title, said.byline, *(said.text or said.summary).split("\n\n")]
