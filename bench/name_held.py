"""Names that the shipped lists do not know: the lists with what they say of the tested rows taken out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bench.name_truth import Synset
from interlink.lib.names.kinship import Kinship
from interlink.lib.names.lists import NameLists
from interlink.lib.names.readings import bare


class Withheld(NameLists):
    """The shipped lists without some of their entries."""

    def __init__(self, hidden: frozenset[int]) -> None:
        super().__init__()
        self._hidden = hidden

    def names_of(self, folded: str) -> tuple[int, ...]:
        return tuple([name for name in super().names_of(folded) if name not in self._hidden])


def withholding(synsets: Iterable[Synset]) -> Kinship:
    """Give what judges words without any entry of the lists that holds two forms of one of these rows."""
    lists = NameLists()
    hidden: set[int] = set()
    for synset in synsets:
        folded = {bare(form) for form in synset.all_forms}
        holding = Counter(name for form in folded for name in set(lists.names_of(form)))
        hidden.update(name for name, forms in holding.items() if forms > 1)
    return Kinship(Withheld(frozenset(hidden)))


def rows_of(tokens: Mapping[str, list[tuple[str, str]]], script: str) -> list[Synset]:
    """Give a script's pairs of tokens as synsets of two forms."""
    return [
        Synset(number, {"latin": (latin.casefold(),), script: (native.casefold(),)}, frozenset((latin, native)))
        for number, (latin, native) in enumerate(tokens[script])
        if sum(c.isalpha() for c in latin) > 2 and sum(c.isalpha() for c in native) > 2
    ]
