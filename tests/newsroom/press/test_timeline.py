"""What readers are told of our looks at a cited page, one after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from interlink.newsroom.evidence.models import Capture, Check
from interlink.newsroom.press import timeline
from interlink.newsroom.press.languages import written_moment

TAKEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def told(*looks: str) -> list[tuple[str, str]]:
    """One look every four hours; `!` behind a verdict is news, and a letter tells texts apart."""
    checks = []
    for number, look in enumerate(looks, start=1):
        verdict, _, text = look.removesuffix("!").partition(":")
        at = TAKEN + timedelta(hours=4 * number)
        checks.append(Check(at=at, verdict=verdict, news=look.endswith("!"), text_sha256=text))
    return [(run.word, run.happened) for run in timeline.runs(Capture(taken_at=TAKEN), checks, "en")]


def between(before: int, after: int) -> tuple[str, str]:
    first, second = (written_moment(TAKEN + timedelta(hours=4 * number), "en") for number in (before, after))
    return first, second


def test_one_look_that_finds_nothing_is_told_as_that_and_never_as_a_removal() -> None:
    assert told("same", "removed", "same") == [("still there", ""), ("not found", ""), ("still there", "")]
    assert [word for word, _ in told("removed softly")] == ["not found"]


def test_a_confirmed_removal_is_told_from_the_look_that_first_missed_the_page() -> None:
    before, after = between(1, 2)
    assert told("same", "removed", "removed softly!", "removed") == [
        ("still there", ""),
        ("removed", f"The page was there on {before}, and removed by {after}."),
    ]


def test_looks_that_saw_nothing_between_take_no_part_in_when_it_happened() -> None:
    before, after = between(1, 2)
    assert told("same", "removed", "unreachable", "removed!") == [
        ("still there", ""),
        ("removed", f"The page was there on {before}, and removed by {after}."),
        ("not answering", ""),
        ("removed", ""),
    ]


def test_each_edit_has_the_moments_between_which_it_was_made() -> None:
    before, after = between(0, 1)
    then, now = between(2, 3)
    assert told("edited:a!", "edited:a", "edited:b!", "same!") == [
        ("edited", f"The page was edited between {before} and {after}."),
        ("edited", f"The page was edited between {then} and {now}."),
        ("still there", ""),
    ]


def test_a_block_never_says_when_something_happened() -> None:
    assert told("blocked", "blocked") == [("closed to us", "")]
