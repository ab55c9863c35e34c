"""What a later report adds to those before it."""

from __future__ import annotations

from datetime import timedelta

from interlink.lib.grouping.telling import Added, Role, Told, added, role

FIRST = Told("Court ends lease", "The court ended the lease of the sugar works. The members have to leave soon.", "en")


def test_only_new_sentences_and_numbers_are_told() -> None:
    later = Told(
        "Lease ended",
        "The court ended the lease of the sugar works. Neighbours brought blankets for 42 children at midnight.",
        "en",
    )
    what = added(later, [FIRST])
    assert what.sentences == ("Neighbours brought blankets for 42 children at midnight.",)
    assert what.numbers == ("42",)
    assert what.share == 0.5


def test_in_a_new_language_only_numbers_can_be_compared() -> None:
    what = added(Told("Bail", "Le tribunal a mis fin au bail de 137 membres de la sucrerie.", "fr"), [FIRST])
    assert what.sentences == ()
    assert what.numbers == ("137",)


def test_a_follow_up_is_later_and_mostly_new() -> None:
    day = timedelta(days=1)
    assert role(day, Added(("New.",), (), 0.8)) is Role.FOLLOW_UP
    assert role(day, Added(("New.",), (), 0.2)) is Role.REWRITE
    assert role(day, Added((), (), 0.0)) is Role.REWRITE
    assert role(day, Added((), (), None)) is Role.FOLLOW_UP
    assert role(timedelta(hours=1), Added(("New.",), (), 0.9)) is Role.REWRITE
