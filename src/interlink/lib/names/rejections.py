"""What editors said is not a subject, as the spotter asks for it."""

from collections import defaultdict
from collections.abc import Iterable

from interlink.lib.names.aliases import Rejection
from interlink.lib.names.readings import bare
from interlink.lib.names.tokens import Token

# A shorter word beside a name stands beside any name, so it shows nothing by itself.
_TELLING = 4


class Rejections:
    """Tells whether words have been rejected for a subject.

    A rejection holds for the same words, spelled alike after folding, where the word on each side is the same as
    it was, or where one of them is and that one is telling: not a short word such as "the".
    """

    def __init__(self, rejections: Iterable[Rejection]) -> None:
        self._known: defaultdict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
        for rejection in rejections:
            before = bare(rejection.before[-1]) if rejection.before else ""
            after = bare(rejection.after[0]) if rejection.after else ""
            self._known[rejection.subject, bare(rejection.found)].add((before, after))

    @property
    def any(self) -> bool:
        """Whether anything was rejected at all."""
        return bool(self._known)

    def hold(self, subject: int, found: str, before: Token | None, after: Token | None) -> bool:
        """Whether these words, between these two, are not the subject."""
        contexts = self._known.get((subject, bare(found)))
        if not contexts:
            return False
        here = (bare(before.word) if before else "", bare(after.word) if after else "")
        return any(
            here == known
            or any(len(side) >= _TELLING and side == there for side, there in zip(here, known, strict=True))
            for known in contexts
        )
