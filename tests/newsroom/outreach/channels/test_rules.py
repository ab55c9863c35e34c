"""What is done next about an announcement, and what goes out by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from interlink.newsroom.outreach.channels import rules
from interlink.newsroom.outreach.channels.rules import Abilities, Deed, Held, Standing, State, Step, Taste, Wanted

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
EVERYTHING = Abilities(edits=True, deletes=True, finds=True, repeats=True, settles=timedelta(seconds=30))
FIXED = Abilities(edits=False, deletes=True, finds=False, repeats=False)


def held(*states: str, at: datetime = NOON) -> list[Held]:
    """Rows from words such as "sent a": how each stands, and what it says."""
    return [
        Held(number, Standing(state.split()[0]), [*state.split(), ""][1], at) for number, state in enumerate(states)
    ]


def step(wanted: Wanted, parts: str, rows: list[Held], can: Abilities = EVERYTHING, at: datetime = NOON) -> Step:
    return rules.next_step(wanted, parts.split(), rows, can, at)


@pytest.mark.parametrize(
    ("parts", "rows", "expected"),
    [
        ("a", [], Step(Deed.POST, 0)),
        ("a b", ["sent a"], Step(Deed.POST, 1)),
        ("a b", ["sent a", "sent b"], Step(Deed.REST, state=State.TOLD)),
        ("a c", ["sent a", "sent b"], Step(Deed.EDIT, 1)),
        ("a", ["sent a", "sent b"], Step(Deed.DELETE, 1)),
        ("a", ["refused a"], Step(Deed.REST, state=State.FAILED)),
        ("a", ["gone a"], Step(Deed.REST, state=State.FAILED)),
        ("a", ["unsure a"], Step(Deed.REST, state=State.UNSURE)),
    ],
)
def test_what_is_to_be_told_is_told_one_by_one(parts: str, rows: list[str], expected: Step) -> None:
    assert step(Wanted.TOLD, parts, held(*rows)) == expected


def test_what_cannot_be_changed_is_behind() -> None:
    assert step(Wanted.TOLD, "b", held("sent a"), FIXED).state is State.BEHIND


def test_a_thread_is_taken_back_from_its_end() -> None:
    assert step(Wanted.GONE, "", held("sent a", "sent b")) == Step(Deed.DELETE, 1)
    assert step(Wanted.GONE, "", held("sent a", "gone b")) == Step(Deed.DELETE, 0)
    assert step(Wanted.GONE, "", held("gone a", "gone b")).state is State.TAKEN_BACK


@pytest.mark.parametrize("wanted", list(Wanted))
def test_work_that_was_cut_off_is_looked_for_first_whatever_is_wanted(wanted: Wanted) -> None:
    rows = held("sent a", "asked b")
    early, late = NOON + timedelta(seconds=29), NOON + timedelta(seconds=30)
    assert step(wanted, "a b c", rows, at=early) == Step(Deed.WAIT, 1, at=late)
    assert step(wanted, "a b c", rows, at=late) == Step(Deed.FIND, 1)
    assert step(wanted, "a b c", rows, FIXED, at=late).state is State.UNSURE


def test_tries_last_for_hours_and_end() -> None:
    now, tries = NOON, 1
    while (then := rules.again_at(tries, now)) is not None:
        assert then > now
        now, tries = then, tries + 1
    assert tries == rules.TRIES
    assert timedelta(hours=3) < now - NOON < timedelta(hours=8)


def test_a_service_is_not_left_in_peace_for_longer_than_a_day() -> None:
    assert rules.rest_until(10.0**9, NOON) == NOON + timedelta(days=1)
    assert rules.rest_until(0, NOON) == NOON
    assert rules.rest_until(None, NOON) == NOON + rules.USUAL_REST


def test_what_goes_out_by_itself_is_new_and_fits() -> None:
    taste = Taste(frozenset({"en"}), frozenset({"letter", "digest"}), by_itself=True, wait=timedelta(minutes=2))
    added, later = NOON - timedelta(days=9), NOON + timedelta(minutes=2)

    def at(language: str, kind: str, published: datetime | None, added: datetime = added) -> datetime | None:
        return rules.goes_out_at(taste, language, kind, published, added, NOON)

    assert at("en", "letter", NOON) == later
    assert at("fa", "letter", NOON) is None
    assert at("en", "excerpt", NOON) is None
    assert at("en", "digest", NOON - timedelta(hours=23)) == later
    assert at("en", "digest", NOON - timedelta(hours=25)) is None
    assert at("en", "digest", NOON, added=NOON + timedelta(seconds=1)) is None
    assert at("en", "digest", None) is None
