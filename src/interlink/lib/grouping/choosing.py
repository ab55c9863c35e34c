"""Which group a report joins, given how like it the reports of each are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from interlink.lib.grouping.window import Near

ALIKE = 1.0
# No single pair counts for more than this: five copies of one text say no more about a sixth report than one does.
MOST_OF_A_PAIR = 2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The group that a report joins, and the report in it that it is most like."""

    group: int
    nearest: int
    likeness: float
    average: float


def choose(members: Mapping[int, Collection[Near]], refused: Collection[int] = ()) -> Choice | None:
    """Return the group whose reports are on average most like one, if they are alike enough.

    Average link keeps a chain of reports, each like the next, from growing into one story about everything.

    Args:
        members: By group, the likeness of each of its reports.
        refused: Groups that a person has said it does not belong to.
    """
    best: Choice | None = None
    for group, near in members.items():
        if group in refused or not near:
            continue
        mean = average(one.likeness for one in near)
        if mean >= ALIKE and (best is None or mean > best.average):
            nearest = max(near, key=lambda one: one.likeness)
            best = Choice(group, nearest.key, nearest.likeness, mean)
    return best


def average(likenesses: Iterable[float]) -> float:
    """Return the mean likeness, no single one counting for more than `MOST_OF_A_PAIR`."""
    capped = [min(likeness, MOST_OF_A_PAIR) for likeness in likenesses]
    return sum(capped) / len(capped) if capped else 0.0
