"""Whether a subject that is about to be added is there already under another spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.compare import Comparison, compare
from interlink.lib.names.keys import keys_of
from interlink.lib.names.normalise import fold
from interlink.newsroom.watch.models import Alias, Subject

SAME = 0.8
_NOT_COMPARED = (AliasKind.ACRONYM.value, AliasKind.NICKNAME.value)
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Double:
    """A subject that may be the one to be added.

    Attributes:
        subject: the known one.
        name: the new name.
        known: the name in the book that it compares as the same with.
        comparison: how likely that is, and why.
    """

    subject: Subject
    name: str
    known: str
    comparison: Comparison


class Known:
    """The names in the book, kept so that many new ones can be compared with them."""

    def __init__(self, aliases: Iterable[Alias] | None = None) -> None:
        rows = Alias.objects.select_related("subject") if aliases is None else aliases
        self._by_key: dict[str, list[Alias]] = {}
        self._by_text: dict[str, list[Alias]] = {}
        for alias in rows:
            self._by_text.setdefault(fold(alias.text), []).append(alias)
            if alias.kind not in _NOT_COMPARED:
                for key in _keys(alias.text):
                    self._by_key.setdefault(key, []).append(alias)

    def doubles(self, names: Iterable[str]) -> list[Double]:
        """Return the subjects that one of these names compares as the same with, the surest first."""
        best: dict[int, Double] = {}
        for name in names:
            for alias in self._near(name):
                found = compare(name, alias.text)
                there = best.get(alias.subject_id)
                if found.score >= SAME and (there is None or found.score > there.comparison.score):
                    best[alias.subject_id] = Double(alias.subject, name, alias.text, found)
        return sorted(best.values(), key=lambda double: -double.comparison.score)[:_MOST_SHOWN]

    def _near(self, name: str) -> Iterable[Alias]:
        """Only names that sound alike in a word are worth the comparison, which takes a millisecond."""
        rows = [*self._by_text.get(fold(name), ()), *(one for key in _keys(name) for one in self._by_key.get(key, ()))]
        return {alias.pk: alias for alias in rows}.values()


def _keys(text: str) -> set[str]:
    return {key for word in fold(text).split() for key in keys_of(word) if key}
