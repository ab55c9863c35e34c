"""How common each term is lately, at a cost and a size that do not grow with the archive."""

import math
from collections import Counter
from collections.abc import Iterable

HALF = 5_000
# As if that many reports without any of the terms had been seen before: in a small window a word that two of three
# reports share is still telling, as far as anybody can know.
BEFORE = 15


class Frequency:
    """Counts in how many of the last reports a term stands.

    Two halves are kept; when the newer is full the older is forgotten. So the last 5,000 to 10,000 reports count.
    """

    def __init__(self, half: int = HALF) -> None:
        self._half = half
        self._new: Counter[int] = Counter()
        self._old: Counter[int] = Counter()
        self._new_reports: Counter[str] = Counter()
        self._old_reports: Counter[str] = Counter()
        self._seen = 0

    def learn(self, terms: Iterable[int], among: str = "") -> None:
        """Count one report's terms, each once.

        Args:
            terms: Their numbers.
            among: The reports that it is one of: its language, for terms that no other language has.
        """
        if self._seen >= self._half:
            self._old, self._new = self._new, Counter()
            self._old_reports, self._new_reports = self._new_reports, Counter()
            self._seen = 0
        self._new.update(terms)
        self._new_reports[among] += 1
        self._seen += 1

    def rarity(self, terms: Iterable[int], among: str = "") -> list[float]:
        """Return each term's inverse document frequency among such reports (Sparck Jones, 1972), never near 0."""
        new, old = self._new.get, self._old.get
        reports = self._new_reports[among] + self._old_reports[among] + BEFORE
        log = math.log
        return [log(1.0 + reports / ((new(term, 0) + old(term, 0)) or 1)) for term in terms]
